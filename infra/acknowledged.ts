import { Validations, type Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { capitalised } from './access.ts';
import { writeActions } from './grants.ts';
import { names } from './names.ts';
import type { Scopes } from './scopes.ts';
import type { Estate } from './units.ts';

type Reason = readonly [finding: string, reason: string];

/** As cdk-nag prints what is known only at deployment. */
const area = { partition: '<AWS::Partition>', account: '<AWS::AccountId>', region: '*' };

/** Wildcards that the table of scopes stands for: every resource of one kind in one account, and nothing wider. */
const ofKinds = ({ patterns }: Scopes): readonly Reason[] =>
  patterns(area).map(([kind, pattern]): Reason => [
    `IAM5[Resource::${pattern}]`,
    `Which ${kind} will be non-compliant is not known at deployment. Writes are cut to one by session policy.`,
  ]);

const writtenEverywhere: Reason = [
  'IAM5[Resource::*]',
  'Write actions that IAM takes with a resource of * only, as the table of scopes says of each.',
];

const everywhere: Reason = [
  'IAM5[Resource::*]',
  'Read actions that IAM takes with a resource of * only, or that list: docs/security.md has the reason for each.',
];

const ofOperator: readonly Reason[] = [
  [
    'S1',
    'The bucket holds one reviewed file and its versions; who reads it is in CloudTrail where data events are recorded.',
  ],
  [
    `IAM5[Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:automation-execution/*]`,
    'Ids of executions are made by SSM. The function takes only those of its own runbook for approvals.',
  ],
  [
    'IAM5[Resource::arn:<AWS::Partition>:config:*:<AWS::AccountId>:config-rule/*]',
    'Ids of rules are made by AWS Config; only periodic rules that our remediations answer to are started.',
  ],
  ...['<AWS::AccountId>', '*'].map((account): Reason => [
    `IAM5[Resource::arn:<AWS::Partition>:iam::${account}:role/${names.writeRole}*]`,
    'One role for each service; their names begin with ours, and each trusts the functions by name.',
  ]),
  [
    'IAM5[Resource::arn:<AWS::Partition>:securityhub:*:<AWS::AccountId>:hub/default]',
    'The one Security Hub of each Region of this account.',
  ],
  ...[names.readRole, names.notifyRole, names.evidenceRole, names.probeRole, names.evaluationsRole].map(
    (role): Reason => [
      `IAM5[Resource::arn:<AWS::Partition>:iam::*:role/${role}]`,
      'One role of this name in every account of the organization, as the condition on aws:ResourceOrgID says.',
    ],
  ),
];

export const take = (construct: IConstruct | undefined, reasons: readonly Reason[]): void => {
  if (!construct) return;
  for (const [finding, reason] of reasons)
    Validations.of(construct).acknowledge({ id: `AwsSolutions-${finding}`, reason });
};

/** Findings of cdk-nag that are as they should be, with the reason. Anything else fails the synthesis. */
export const acknowledge = (stack: Stack, { units, scopes }: Estate): void => {
  take(stack, [...ofKinds(scopes), ...ofOperator]);
  take(stack.node.tryFindChild('ForwardDeadLetters'), [
    ['SQS3', 'It is the dead-letter queue itself, of rules and not of another queue.'],
  ]);
  for (const child of stack.node.children)
    if (
      /^ReadPolicy|^(ReadOrganization|NotifyRole|EvidenceRole|RemediateRole|SweepRole|ApplyApprovedRole|UndoRole)$/.test(
        child.node.id,
      )
    )
      take(child, [everywhere]);
  for (const [service, actions] of writeActions(units))
    if (actions.some((action) => scopes.patternsOf(action, area)?.includes('*')))
      for (const id of ['WriteRole', 'WriteBoundary'])
        take(stack.node.tryFindChild(`${id}${capitalised(service)}`), [writtenEverywhere]);
  for (const id of ['EvaluateRole', 'EvaluationsRole'])
    take(stack.node.tryFindChild(id), [
      ['IAM5[Resource::*]', 'config:PutEvaluations can be limited to nothing: its token names the rule.'],
    ]);
};
