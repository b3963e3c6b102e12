import {
  CloudWatchLogsClient,
  CreateDeliveryCommand,
  type CreateDeliveryCommandInput,
  CreateLogGroupCommand,
  type CreateLogGroupCommandInput,
  DescribeConfigurationTemplatesCommand,
  DescribeLogGroupsCommand,
  PutDeliveryDestinationCommand,
  type PutDeliveryDestinationCommandInput,
  PutDeliverySourceCommand,
  type PutDeliverySourceCommandInput,
  PutRetentionPolicyCommand,
  type PutRetentionPolicyCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { isDenied, isNamed } from '../aws/error-names.ts';
import type { Question } from '../core/model/evidence.ts';
import { hashOf } from '../core/model/json.ts';
import type { Aws } from '../core/model/remediation.ts';
import type { Target } from '../core/model/target.ts';
import { stagesToChange } from './api-gateway-logs/advice.ts';
import { apiGatewayLogs } from './api-gateway-logs/source.ts';
import { flowLogToCreate } from './flow-logs/creating.ts';
import { deliveredTo, deliveriesIn, sourcesOf, type Delivered } from './logs-insights/deliveries.ts';
import { kinds, neededFor, type Kind } from './logs-insights/kinds.ts';
import { countersOf } from './metrics/counters.ts';

/** Switching on what records traffic: planned first, and only ever adding. */

interface Calls {
  readonly CreateLogGroup: CreateLogGroupCommandInput;
  readonly PutRetentionPolicy: PutRetentionPolicyCommandInput;
  readonly PutDeliverySource: PutDeliverySourceCommandInput;
  readonly PutDeliveryDestination: PutDeliveryDestinationCommandInput;
  readonly CreateDelivery: CreateDeliveryCommandInput;
}

/** One call, as it would be sent. */
export type Step = {
  readonly [Operation in keyof Calls]: {
    readonly service: 'CloudWatchLogs';
    readonly operation: Operation;
    readonly input: Calls[Operation];
  };
}[keyof Calls];

export type Enabling =
  | { readonly is: 'on'; readonly of: string; readonly says: string }
  | { readonly is: 'by-hand'; readonly of: string; readonly says: string }
  | {
      readonly is: 'planned';
      readonly of: string;
      readonly steps: readonly Step[];
      readonly costs: string;
      /** IAM actions of whoever makes these calls, and of whoever takes them back. */
      readonly permissions: { readonly write: readonly string[]; readonly undo: readonly string[] };
      /** Commands of the AWS CLI. The log group stays: what it holds is evidence. */
      readonly undo: readonly string[];
    };

/** What PutRetentionPolicy takes, as far as anybody needs it here. */
const retentions = [14, 30, 60, 90, 120] as const;

const ofDatabase =
  'PostgreSQL: set log_connections to 1 in the parameter group of the instance (dynamic, no reboot; a default group cannot be changed) and export the log postgresql to CloudWatch Logs. MySQL: add MARIADB_AUDIT_PLUGIN with SERVER_AUDIT_EVENTS=CONNECT by an option group (taking it out restarts the instance) and export the log audit.';

const byHand = (question: Question, target: Target, days: number): Enabling => {
  const { ask, of } = question;
  if (ask === 'connections-to-plaintext-ports')
    return { is: 'by-hand', of, says: flowLogToCreate(question, target, days) };
  const says = of.includes(':db:') ? ofDatabase : 'Nothing that Waxseal can switch on records this traffic.';
  return { is: 'by-hand', of, says };
};

const service = 'CloudWatchLogs';

/** Actions that a step needs besides the one that is called as it is. */
const besides: Readonly<Partial<Record<keyof Calls, readonly string[]>>> = {
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
  CreateDelivery: [
    'logs:DescribeDeliveries',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:PutResourcePolicy',
  ],
};

const writePermissions = (steps: readonly Step[], allows: string): readonly string[] =>
  [
    ...new Set([
      'logs:DescribeConfigurationTemplates',
      'logs:DescribeDeliveryDestinations',
      'logs:DescribeDeliverySources',
      ...steps.flatMap(({ operation }) => [
        `logs:${operation}`,
        ...(besides[operation] ?? []),
        ...(operation === 'PutDeliverySource' ? [allows] : []),
      ]),
    ]),
  ].toSorted();

/** What a delivery writes to: nobody's log group keeps its records for a shorter time because of us. */
const groupSteps = async (
  group: string,
  days: number,
  aws: Aws,
): Promise<{ readonly steps: readonly Step[]; readonly kept: string }> => {
  const retentionInDays = retentions.find((kept) => kept > days) ?? 120;
  const { logGroups = [] } = await aws
    .use(CloudWatchLogsClient)
    .send(new DescribeLogGroupsCommand({ logGroupNamePrefix: group }));
  const there = logGroups.find(({ logGroupName }) => logGroupName === group);
  const retention: Step = {
    service,
    operation: 'PutRetentionPolicy',
    input: { logGroupName: group, retentionInDays },
  };
  if (!there)
    return {
      steps: [{ service, operation: 'CreateLogGroup', input: { logGroupName: group } }, retention],
      kept: `kept for ${retentionInDays} days`,
    };
  const now = there.retentionInDays;
  if (now === undefined) return { steps: [], kept: 'kept for ever, as the log group is set already' };
  if (now >= retentionInDays)
    return { steps: [], kept: `kept for ${now} days, as the log group is set already` };
  return { steps: [retention], kept: `kept for ${retentionInDays} days, instead of ${now}` };
};

/**
 * Which fields are recorded: what is mandatory and what a reader looks at, so that no path and no query string is kept.
 * `undefined`: AWS does not offer what must be looked at by these names, and chooses itself. Throws what AWS throws, but for a refusal.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeConfigurationTemplates.html
 */
const fieldsOf = async (
  of: string,
  { logType, needs, helps }: Kind,
  aws: Aws,
): Promise<readonly string[] | undefined> => {
  const [, , owner] = of.split(':');
  const asking = aws.use(CloudWatchLogsClient).send(
    new DescribeConfigurationTemplatesCommand({
      ...(owner !== undefined && { service: owner }),
      logTypes: [logType],
      deliveryDestinationTypes: ['CWL'],
    }),
  );
  const answer = await asking.catch((error: unknown) => {
    if (isDenied(error)) return undefined;
    throw error;
  });
  const offered = answer?.configurationTemplates?.find(
    (one) => one.logType === logType && one.deliveryDestinationType === 'CWL',
  );
  const fields = offered?.allowedFields ?? [];
  if (!needs.every((name) => fields.some((field) => field.name === name))) return undefined;
  const wanted: ReadonlySet<string> = new Set([...needs, ...helps]);
  return fields.flatMap(({ name, mandatory }) =>
    name !== undefined && (mandatory === true || wanted.has(name)) ? [name] : [],
  );
};

/** A delivery that somebody made with fields of their choice is theirs to change. */
const lacking = (
  of: string,
  { id = 'ID', logGroupArn, fields = [] }: Delivered,
  needs: readonly string[],
): Enabling => {
  const missing = needs.filter((name) => !fields.includes(name));
  return {
    is: 'by-hand',
    of,
    says: `It is delivered to ${logGroupArn} without ${missing.join(', ')}. Add them: aws logs update-delivery-configuration --id ${id} --record-fields ${[...fields, ...missing].join(' ')}`,
  };
};

/** What would be switched on for a question, in the light of what is on already. Reads only. */
export const enablingOf = async (
  question: Question,
  target: Target,
  days: number,
  aws: Aws,
): Promise<Enabling> => {
  const { of } = question;
  if (apiGatewayLogs.answers(question)) return stagesToChange(question, target, aws);
  const kind = kinds.find(({ answers }) => answers(question));
  if (!kind)
    return countersOf(question)
      ? {
          is: 'on',
          of,
          says: 'CloudWatch counts these connections without being told to, and keeps each hour for 15 months.',
        }
      : byHand(question, target, days);
  const { unavailable } = kind.enabling;
  if (unavailable?.in === target.partition) return { is: 'by-hand', of, says: unavailable.says };
  const delivered = await deliveredTo(of, kind.logType, aws);
  const needed = neededFor(kind, question);
  const good = delivered.find(({ fields }) => !fields || needed.every((name) => fields.includes(name)));
  if (good) return { is: 'on', of, says: `It is delivered to ${good.logGroupArn} already.` };
  const [there] = delivered;
  if (there) return lacking(of, there, needed);
  const { partition, region, account } = target;
  const own = `waxseal-${hashOf(of).slice(0, 12)}`;
  // AWS takes one source for the logs of one type of a resource: one that delivers elsewhere already delivers here, too.
  const [known] = await sourcesOf(of, kind.logType, aws);
  // Names outside of /aws/vendedlogs/ fill the one resource policy that AWS adds them to, which holds 5,120 characters.
  const group = `/aws/vendedlogs/waxseal/${kind.enabling.group(target, of)}`;
  const logs = `arn:${partition}:logs:${region}:${account}`;
  const destination = `${logs}:delivery-destination:${own}`;
  const source: readonly Step[] =
    known === undefined
      ? [
          {
            service,
            operation: 'PutDeliverySource',
            input: { name: own, resourceArn: of, logType: kind.logType },
          },
        ]
      : [];
  const fields = await fieldsOf(of, kind, aws);
  const { steps: keeping, kept } = await groupSteps(group, days, aws);
  const steps: readonly Step[] = [
    ...keeping,
    ...source,
    {
      service,
      operation: 'PutDeliveryDestination',
      input: {
        name: own,
        outputFormat: 'json',
        deliveryDestinationConfiguration: { destinationResourceArn: `${logs}:log-group:${group}` },
      },
    },
    {
      service,
      operation: 'CreateDelivery',
      input: {
        deliverySourceName: known ?? own,
        deliveryDestinationArn: destination,
        ...(fields && { recordFields: [...fields] }),
      },
    },
  ];
  return {
    is: 'planned',
    of,
    steps,
    costs: `About 0.50 dollars for each GB of logs (about two million requests), ${kept} at 0.03 dollars a GB and month; list prices of us-east-1. Nothing is recorded of the time before: evidence can be clean ${days} days after it is on. ${fields ? 'Recorded is only what is looked at, without paths and query strings.' : 'Which fields there are AWS does not say, so all of each record is kept, with paths and query strings: they may be secrets.'}`,
    permissions: {
      write: writePermissions(steps, kind.enabling.allows),
      undo: [
        'logs:DeleteDelivery',
        'logs:DeleteDeliveryDestination',
        ...(known === undefined ? ['logs:DeleteDeliverySource'] : []),
        'logs:DescribeDeliveries',
      ],
    },
    undo: [
      `aws logs describe-deliveries --region ${region} --query "deliveries[?deliveryDestinationArn=='${destination}'].id" --output text`,
      `aws logs delete-delivery --region ${region} --id <that id>`,
      ...(known === undefined ? [`aws logs delete-delivery-source --region ${region} --name ${own}`] : []),
      `aws logs delete-delivery-destination --region ${region} --name ${own}`,
    ],
  };
};

type Pause = (milliseconds: number) => Promise<void>;
const pauseMilliseconds = 2_000;
const mostTries = 5;

/** A conflict: it is there already, or the source is still being updated. Only what is there is made. */
const deliver = async (input: CreateDeliveryCommandInput, aws: Aws, pause: Pause): Promise<void> => {
  for (let left = mostTries; ; left -= 1)
    try {
      await aws.use(CloudWatchLogsClient).send(new CreateDeliveryCommand(input));
      return;
    } catch (error) {
      if (!isNamed(error, 'ConflictException')) throw error;
      const isThere = (await deliveriesIn(aws)).some(
        (one) =>
          one.deliverySourceName === input.deliverySourceName &&
          one.deliveryDestinationArn === input.deliveryDestinationArn,
      );
      if (isThere) return;
      if (left <= 1) throw error;
      await pause(pauseMilliseconds);
    }
};

/**
 * Sends one step. A log group that has come to be since it was planned is somebody's: then it throws, and a new plan takes what is
 * there.
 */
export const makeStep = async ({ operation, input }: Step, aws: Aws, pause: Pause): Promise<unknown> => {
  const client = aws.use(CloudWatchLogsClient);
  switch (operation) {
    case 'CreateLogGroup':
      return client.send(new CreateLogGroupCommand(input));
    case 'PutRetentionPolicy':
      return client.send(new PutRetentionPolicyCommand(input));
    case 'PutDeliverySource':
      return client.send(new PutDeliverySourceCommand(input));
    case 'PutDeliveryDestination':
      return client.send(new PutDeliveryDestinationCommand(input));
    case 'CreateDelivery':
      return deliver(input, aws, pause);
  }
};
