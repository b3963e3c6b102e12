import {
  aws_iam as iam,
  aws_lambda as lambda,
  aws_lambda_event_sources as sources,
  aws_logs as logs,
  aws_events as events,
  Aws,
  CfnResource,
  Duration,
  RemovalPolicy,
} from 'aws-cdk-lib';
import type { aws_dynamodb as dynamodb, aws_kms as kms, aws_s3 as s3, aws_ssm as ssm } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { journalNames } from '../src/adapters/journal/dynamodb-table.ts';
import { mayUse } from './customer-key.ts';
import type { Approvals } from './approvals.ts';
import type { Concurrency } from './concurrency.ts';
import { functionName, names, type FunctionName } from './names.ts';
import { evidenceEnvironment } from './evidence.ts';
import { probeEnvironment } from './probe.ts';
import { readsEnvironment, readsPermissions } from './optional-reads.ts';
import type { Queues } from './queues.ts';
import type { Settings } from './settings.ts';
import { notifiesServices, type Notifications } from './notifications.ts';

export interface FunctionParts {
  /** The folder with one file for each handler. */
  readonly code: string;
  readonly key: kms.IKey | undefined;
  readonly journal: dynamodb.Table;
  readonly policy: s3.Bucket;
  readonly killSwitch: ssm.IStringParameter;
  readonly queues: Queues;
  readonly concurrency: Concurrency;
  /** Left out where nothing is ever written: then nothing is asked either. */
  readonly approvals: Approvals | undefined;
  readonly externalId: string;
  readonly settings: Settings;
  readonly notifications: Notifications;
  /** Whose roles may be assumed: this account's, or those of one organization. */
  readonly reach: { readonly account: string } | { readonly organization: string };
}

export type Functions = Readonly<Record<FunctionName, lambda.Function>>;

/** Minutes. Shorter than a lease; SSM waits five for a function. A sweep that is stopped is gone on with by the next. */
const timeoutOf = (name: FunctionName): number => (name === 'sweep' || name === 'evaluate' ? 10 : 5);

const allow = (
  actions: readonly string[],
  resources: readonly string[],
  conditions?: Readonly<Record<string, unknown>>,
): iam.PolicyStatement =>
  new iam.PolicyStatement({
    actions: [...actions],
    resources: [...resources],
    ...(conditions && { conditions }),
  });

const rolesIn = (reach: FunctionParts['reach'], role: string): string =>
  `arn:${Aws.PARTITION}:iam::${'account' in reach ? reach.account : '*'}:role/${role}`;

const withinReach = (reach: FunctionParts['reach']) =>
  'organization' in reach ? { StringEquals: { 'aws:ResourceOrgID': reach.organization } } : undefined;

/** What every function may do that may come to write: its own logs, the journal, the policy file, the switch, and roles where resources are. */
const common = (parts: FunctionParts, logGroup: logs.LogGroup): readonly iam.PolicyStatement[] => {
  const { journal, policy, killSwitch, approvals, reach, settings } = parts;
  const roles = [
    names.readRole,
    ...(approvals ? [`${names.writeRole}*`] : []),
    ...(notifiesServices(parts.settings) ? [names.notifyRole] : []),
    ...(parts.settings.evidence ? [names.evidenceRole] : []),
    ...('WAXSEAL_PROBE_ROLE' in probeEnvironment(parts.settings) ? [names.probeRole] : []),
  ];
  const inOrganization = withinReach(reach);
  return [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
    allow(
      ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      [journal.tableArn],
    ),
    allow(['dynamodb:Query'], [`${journal.tableArn}/index/${journalNames.index}`]),
    allow(['s3:GetObject'], [policy.arnForObjects(names.policyKey)]),
    allow(['ssm:GetParameter'], [killSwitch.parameterArn]),
    allow(
      ['sts:AssumeRole'],
      roles.map((role) => rolesIn(reach, role)),
      inOrganization,
    ),
    ...(approvals ? approving(approvals) : []),
    ...(approvals && settings.calendars.length > 0
      ? [allow(['ssm:GetCalendarState'], settings.calendars)]
      : []),
    ...parts.notifications.permissions,
    ...readsPermissions(parts.settings, inOrganization),
  ];
};

const ssmArn = (resource: string): string =>
  `arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/**
 * To start an execution is checked against the document, against the execution that comes of it and, where a version is
 * named, against that version of the definition: all three must be allowed.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
const approving = ({ asking, role }: Approvals): readonly iam.PolicyStatement[] => {
  const executions = ssmArn('automation-execution/*');
  return [
    allow(
      ['ssm:StartAutomationExecution'],
      [ssmArn(`document/${asking.name}`), ssmArn(`automation-definition/${asking.name}:1`), executions],
    ),
    allow(['ssm:GetAutomationExecution', 'ssm:StopAutomationExecution'], [executions]),
    allow(['ssm:DescribeAutomationExecutions'], ['*']),
    allow(['iam:PassRole'], [role.roleArn], { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } }),
  ];
};

const environment = (parts: FunctionParts): Record<string, string> => ({
  WAXSEAL_JOURNAL: `dynamodb:${parts.journal.tableName}`,
  WAXSEAL_POLICY: `s3://${parts.policy.bucketName}/${names.policyKey}`,
  WAXSEAL_KILL_SWITCH: names.killSwitch,
  WAXSEAL_READ_ROLE: names.readRole,
  WAXSEAL_EXTERNAL_ID: parts.externalId,
  ...parts.notifications.environment,
  ...readsEnvironment(parts.settings),
  ...evidenceEnvironment(parts.settings),
  ...probeEnvironment(parts.settings),
  ...(parts.settings.aggregator !== undefined && { WAXSEAL_AGGREGATOR: parts.settings.aggregator }),
  ...(parts.settings.locations.length > 0 && { WAXSEAL_LOCATIONS: parts.settings.locations.join(',') }),
  ...(parts.approvals && {
    WAXSEAL_WRITE_ROLE: names.writeRole,
    WAXSEAL_APPROVALS: parts.approvals.asking.reference,
    WAXSEAL_APPROVALS_OPEN: String(parts.settings.approvalsOpen),
    WAXSEAL_UNDO: parts.approvals.undoing.reference,
    WAXSEAL_APPROVAL_ROLE: parts.approvals.role.roleArn,
    WAXSEAL_APPROVAL_FUNCTION: functionName('apply-approved'),
    ...(parts.settings.calendars.length > 0 && { WAXSEAL_CALENDARS: parts.settings.calendars.join(',') }),
  }),
});

/** Who sends parts of a sweep to their queue: the sweep, and whoever looks there when its time runs short. */
const senders: ReadonlySet<FunctionName> = new Set<FunctionName>(['sweep', 'remediate']);

const ids: Readonly<Record<FunctionName, string>> = {
  remediate: 'Remediate',
  'apply-approved': 'ApplyApproved',
  sweep: 'Sweep',
  undo: 'Undo',
  evaluate: 'Evaluate',
};

/**
 * Evaluating for AWS Config: reads as every look does, says what it came to, and nothing else. No journal, no switch and
 * no role that writes.
 */
const evaluating = (parts: FunctionParts, logGroup: logs.LogGroup): readonly iam.PolicyStatement[] => {
  const { policy, reach, settings } = parts;
  const inOrganization = withinReach(reach);
  const elsewhere = 'organization' in reach ? [names.evaluationsRole] : [];
  return [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
    allow(['s3:GetObject'], [policy.arnForObjects(names.policyKey)]),
    allow(
      ['sts:AssumeRole'],
      [names.readRole, ...elsewhere].map((role) => rolesIn(reach, role)),
      inOrganization,
    ),
    allow(['config:PutEvaluations'], ['*']),
    ...readsPermissions(settings, inOrganization),
  ];
};

const evaluatingEnvironment = (parts: FunctionParts): Record<string, string> => ({
  // What it looks at leaves no record: the journal is one in memory, and empty.
  WAXSEAL_JOURNAL: 'sqlite::memory:',
  WAXSEAL_POLICY: `s3://${parts.policy.bucketName}/${names.policyKey}`,
  WAXSEAL_READ_ROLE: names.readRole,
  WAXSEAL_EXTERNAL_ID: parts.externalId,
  ...('organization' in parts.reach && { WAXSEAL_EVALUATE_ROLE: names.evaluationsRole }),
  ...readsEnvironment(parts.settings),
});

const handler = (scope: Construct, name: FunctionName, parts: FunctionParts): lambda.Function => {
  const { key, concurrency } = parts;
  const reserved = concurrency.reserved(name);
  const queue = senders.has(name) ? parts.queues.sweep : undefined;
  const evaluates = name === 'evaluate';
  const sending = queue ? [allow(['sqs:SendMessage'], [queue.queueArn])] : [];
  const logGroup = new logs.LogGroup(scope, `${ids[name]}Log`, {
    logGroupName: `/waxseal/${name}`,
    retention: logs.RetentionDays.ONE_YEAR,
    // Its name is fixed: kept after a create that was rolled back, it would stand in the way of the next.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ...(key && { encryptionKey: key }),
  });
  const role = new iam.Role(scope, `${ids[name]}Role`, {
    roleName: functionName(name),
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      own: new iam.PolicyDocument({
        statements: [...(evaluates ? evaluating : common)(parts, logGroup), ...sending],
      }),
    },
  });
  mayUse(key, role);
  return new lambda.Function(scope, ids[name], {
    functionName: functionName(name),
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    code: lambda.Code.fromAsset(parts.code),
    handler: `${name}.handler`,
    memorySize: 512,
    timeout: Duration.minutes(timeoutOf(name)),
    ...(reserved !== undefined && { reservedConcurrentExecutions: reserved }),
    role,
    logGroup,
    environment: {
      ...(evaluates ? evaluatingEnvironment : environment)(parts),
      ...(queue && { WAXSEAL_QUEUE: queue.queueUrl }),
    },
    ...(key && { environmentEncryption: key }),
  });
};

/**
 * How many messages come together; `infra/concurrency.ts` says how many calls at once they are worth: each queue has its
 * own, so that a sweep takes nothing from events. A part may fill the function's time, so it comes alone. Five at once is
 * what keeps a sweep of 17,000 locations within its six hours at six seconds each, and AWS Config and STS well below their
 * rates. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */
const together = { events: 10, sweep: 1 } as const;

/** The functions and what calls them. Where nothing is ever written there is nothing to apply. */
export const functions = (
  scope: Construct,
  parts: FunctionParts,
): Partial<Functions> & Pick<Functions, 'remediate' | 'sweep' | 'evaluate'> => {
  const remediate = handler(scope, 'remediate', parts);
  for (const name of ['events', 'sweep'] as const)
    remediate.addEventSource(
      new sources.SqsEventSource(parts.queues[name], {
        batchSize: together[name],
        maxConcurrency: parts.concurrency[name],
        reportBatchItemFailures: true,
      }),
    );
  const sweep = handler(scope, 'sweep', parts);
  const schedule = new events.CfnRule(scope, 'SweepSchedule', {
    name: 'waxseal-sweep',
    description: 'Waxseal looks again at what is unfinished',
    scheduleExpression: 'rate(5 minutes)',
    targets: [{ id: 'sweep', arn: sweep.functionArn, deadLetterConfig: { arn: parts.queues.dead.queueArn } }],
  });
  sweep.addPermission('Schedule', {
    principal: new iam.ServicePrincipal('events.amazonaws.com'),
    sourceArn: schedule.attrArn,
    sourceAccount: Aws.ACCOUNT_ID,
  });
  const evaluate = handler(scope, 'evaluate', parts);
  // AWS Config asks whether it may call when a rule is made, so each account that has such rules is named.
  const byConfig = (id: string, account: string): void =>
    evaluate.addPermission(id, {
      principal: new iam.ServicePrincipal('config.amazonaws.com'),
      sourceAccount: account,
    });
  byConfig('Config', Aws.ACCOUNT_ID);
  // Rules of other accounts are refused where their calls could take those of approvals. Only a hub has any.
  for (const account of 'organization' in parts.reach ? parts.settings.evaluates : []) {
    byConfig(`Config${account}`, account);
    const permission = evaluate.node.findChild(`Config${account}`);
    if (CfnResource.isCfnResource(permission)) permission.cfnOptions.condition = parts.concurrency.ample;
  }
  return {
    remediate,
    sweep,
    evaluate,
    ...(parts.approvals && {
      'apply-approved': handler(scope, 'apply-approved', parts),
      undo: handler(scope, 'undo', parts),
    }),
  };
};
