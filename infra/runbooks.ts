import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { aws_ssm as ssm, Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { parse } from 'yaml';
import { functionName, names, type FunctionName } from './names.ts';

export interface Deployed {
  readonly name: string;
  /** As functions are told: `ssm:NAME:VERSION`. */
  readonly reference: string;
}

type Json = Readonly<Record<string, unknown>>;
interface Runbook {
  readonly parameters: Readonly<Record<string, Json>>;
  readonly mainSteps: readonly (Json & { readonly action: string; readonly inputs: Json })[];
}

const isRunbook = (value: unknown): value is Runbook =>
  typeof value === 'object' && value !== null && 'parameters' in value && 'mainSteps' in value;

const read = (file: string): { readonly text: string; readonly content: Runbook } => {
  const text = readFileSync(new URL(`../runbooks/${file}.yaml`, import.meta.url), 'utf8');
  const content: unknown = parse(text);
  if (!isRunbook(content)) throw new Error(`runbooks/${file}.yaml is not a runbook`);
  return { text, content };
};

const approvalRoleArn = `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/${names.approvalRole}`;

/**
 * The file, and three things that only a deployment knows: what it runs as and which function it calls, as defaults, so
 * that a person starts it with nothing but what it is about; and whom `aws:approve` tells, fixed, so that nobody who
 * starts it chooses a topic.
 */
const deployed = ({ parameters, mainSteps, ...rest }: Runbook, fn: FunctionName, topicArn: string): Json => ({
  ...rest,
  parameters: {
    ...parameters,
    AutomationAssumeRole: { ...parameters['AutomationAssumeRole'], default: approvalRoleArn },
    FunctionName: { ...parameters['FunctionName'], default: functionName(fn) },
  },
  mainSteps: mainSteps.map((step) =>
    step.action === 'aws:approve' ? { ...step, inputs: { ...step.inputs, NotificationArn: topicArn } } : step,
  ),
});

/**
 * A runbook of `runbooks/` as an SSM document. Its name carries a digest of the file and its only version is 1: functions
 * are pinned to both, so that what ran under another text never counts.
 */
export const runbook = (
  scope: Construct,
  id: string,
  { file, fn, topicArn }: { readonly file: string; readonly fn: FunctionName; readonly topicArn: string },
): Deployed => {
  const { text, content } = read(file);
  const name = `Waxseal-${file}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
  new ssm.CfnDocument(scope, id, {
    name,
    documentType: 'Automation',
    documentFormat: 'JSON',
    content: deployed(content, fn, topicArn),
    updateMethod: 'Replace',
  });
  return { name, reference: `ssm:${name}:1` };
};
