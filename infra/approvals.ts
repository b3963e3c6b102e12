import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { aws_iam as iam, aws_sns as sns, aws_ssm as ssm, Aws } from 'aws-cdk-lib';
import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { parse } from 'yaml';
import { mayUse } from './customer-key.ts';
import { functionName, names } from './names.ts';

export interface Approvals {
  readonly document: ssm.CfnDocument;
  readonly documentName: string;
  readonly role: iam.Role;
  readonly topic: sns.Topic;
}

interface Step {
  readonly action: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}
interface Runbook {
  readonly mainSteps: readonly Step[];
}

const isRunbook = (value: unknown): value is Runbook =>
  typeof value === 'object' && value !== null && 'mainSteps' in value && Array.isArray(value.mainSteps);

const runbook = (file: string): { readonly text: string; readonly content: Runbook } => {
  const text = readFileSync(new URL(`../runbooks/${file}`, import.meta.url), 'utf8');
  const content: unknown = parse(text);
  if (!isRunbook(content)) throw new Error(`runbooks/${file} has no mainSteps`);
  return { text, content };
};

/** The file as it is, and whoever is asked is told by the topic of this account: no caller chooses another. */
const telling = (content: Runbook, topicArn: string): Runbook => ({
  ...content,
  mainSteps: content.mainSteps.map((step) =>
    step.action === 'aws:approve' ? { ...step, inputs: { ...step.inputs, NotificationArn: topicArn } } : step,
  ),
});

const invoked = `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${functionName('apply-approved')}`;

/**
 * The approval runbook, what it runs as, and whom it tells. The name carries a digest of the file and its only version
 * is 1: a function is pinned to both, so that an approval under another runbook never counts.
 */
export const approvals = (scope: Construct, key: kms.IKey | undefined): Approvals => {
  const { text, content } = runbook('approve-and-apply.yaml');
  const topic = new sns.Topic(scope, 'ApprovalTopic', {
    topicName: names.approvalTopic,
    displayName: 'Waxseal asks',
    enforceSSL: true,
    ...(key && { masterKey: key }),
  });
  const documentName = `Waxseal-approve-and-apply-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
  const document = new ssm.CfnDocument(scope, 'ApprovalRunbook', {
    name: documentName,
    documentType: 'Automation',
    documentFormat: 'JSON',
    content: telling(content, topic.topicArn),
    updateMethod: 'Replace',
  });
  const role = new iam.Role(scope, 'ApprovalRole', {
    roleName: names.approvalRole,
    description: 'The approval runbook runs as it: calls one function, tells one topic.',
    assumedBy: new iam.ServicePrincipal('ssm.amazonaws.com').withConditions({
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: {
        'aws:SourceArn': `arn:${Aws.PARTITION}:ssm:*:${Aws.ACCOUNT_ID}:automation-execution/*`,
      },
    }),
    inlinePolicies: {
      approve: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [invoked] }),
          new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [topic.topicArn] }),
        ],
      }),
    },
  });
  mayUse(key, role);
  return { document, documentName, role, topic };
};
