import { aws_ssm as ssm, CfnOutput, Fn } from 'aws-cdk-lib';
import type { aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { alarms } from './alarms.ts';
import { approvals } from './approvals.ts';
import { concurrency } from './concurrency.ts';
import { customerKey } from './customer-key.ts';
import { dashboard } from './dashboard.ts';
import { functions, type FunctionParts } from './functions.ts';
import { journal } from './journal.ts';
import { names } from './names.ts';
import { policyBucket } from './policy-file.ts';
import { queues, type Queues } from './queues.ts';
import type { Settings } from './settings.ts';
import { notifications } from './notifications.ts';

/** What rules send to, and the function that custom rules of AWS Config call. */
export interface Operator extends Queues {
  readonly evaluate: lambda.Function;
  /** The function's ARN for custom rules of AWS Config; empty where its calls would leave none to approvals. */
  readonly evaluates: string;
}

/** Everything that runs, in the one account where it runs. */
export const operator = (
  scope: Construct,
  settings: Settings,
  { externalId, reach }: Pick<FunctionParts, 'externalId' | 'reach'>,
): Operator => {
  const { mode, code } = settings;
  const key = settings.customerKey ? customerKey(scope) : undefined;
  const waiting = queues(scope, key);
  const table = journal(scope, key);
  const policy = policyBucket(scope, key);
  const killSwitch = new ssm.StringParameter(scope, 'KillSwitch', {
    parameterName: names.killSwitch,
    description: 'Anything but "off" stops every write of Waxseal within a minute.',
    stringValue: 'off',
  });
  const calls = concurrency(scope, settings.approvalsOpen);
  const made = functions(scope, {
    code,
    key,
    journal: table,
    policy,
    killSwitch,
    queues: waiting,
    concurrency: calls,
    approvals: mode === 'write' ? approvals(scope, key, settings) : undefined,
    externalId,
    settings,
    notifications: notifications(scope, key, settings),
    reach,
  });
  const { all } = alarms(scope, { key, queues: waiting, functions: made });
  dashboard(scope, { alarms: all, queues: waiting, functions: made });
  new CfnOutput(scope, 'PolicyFile', {
    value: `s3://${policy.bucketName}/${names.policyKey}`,
    description: 'Upload waxseal.yaml here',
  });
  new CfnOutput(scope, 'JournalTable', { value: table.tableName });
  const { evaluate } = made;
  const evaluates = Fn.conditionIf(calls.ample.logicalId, evaluate.functionArn, '').toString();
  return { ...waiting, evaluate, evaluates };
};
