import { aws_iam as iam, aws_sns as sns, Aws } from 'aws-cdk-lib';
import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { mayUse } from './customer-key.ts';
import { functionName, names, type FunctionName } from './names.ts';
import { runbook, type Deployed } from './runbooks.ts';
import type { Settings } from './settings.ts';

export interface Approvals {
  readonly asking: Deployed;
  readonly undoing: Deployed;
  readonly role: iam.Role;
  readonly topic: sns.Topic;
}

const functionArn = (name: FunctionName): string =>
  `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${functionName(name)}`;

const allow = (actions: readonly string[], resources: readonly string[]): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions: [...actions], resources: [...resources] });

/** The runbooks that ask people, what they run as, and whom they tell. */
export const approvals = (
  scope: Construct,
  key: kms.IKey | undefined,
  { calendars }: Pick<Settings, 'calendars'>,
): Approvals => {
  const topic = new sns.Topic(scope, 'ApprovalTopic', {
    topicName: names.approvalTopic,
    displayName: 'Waxseal asks',
    enforceSSL: true,
    ...(key && { masterKey: key }),
  });
  const topicArn = topic.topicArn;
  const asking = runbook(scope, 'ApprovalRunbook', {
    file: 'approve-and-apply',
    fn: 'apply-approved',
    topicArn,
  });
  const undoing = runbook(scope, 'UndoRunbook', { file: 'undo', fn: 'undo', topicArn });
  const role = new iam.Role(scope, 'ApprovalRole', {
    roleName: names.approvalRole,
    description: 'The runbooks run as it: call two functions, tell one topic, read change calendars.',
    assumedBy: new iam.ServicePrincipal('ssm.amazonaws.com').withConditions({
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:ssm:*:${Aws.ACCOUNT_ID}:automation-execution/*` },
    }),
    inlinePolicies: {
      approve: new iam.PolicyDocument({
        statements: [
          allow(['lambda:InvokeFunction'], [functionArn('apply-approved'), functionArn('undo')]),
          allow(['sns:Publish'], [topicArn]),
          ...(calendars.length > 0 ? [allow(['ssm:GetCalendarState'], calendars)] : []),
        ],
      }),
    },
  });
  mayUse(key, role);
  return { asking, undoing, role, topic };
};
