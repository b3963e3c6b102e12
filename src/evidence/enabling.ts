import {
  CloudWatchLogsClient,
  CreateDeliveryCommand,
  type CreateDeliveryCommandInput,
  CreateLogGroupCommand,
  type CreateLogGroupCommandInput,
  PutDeliveryDestinationCommand,
  type PutDeliveryDestinationCommandInput,
  PutDeliverySourceCommand,
  type PutDeliverySourceCommandInput,
  PutRetentionPolicyCommand,
  type PutRetentionPolicyCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { isNamed, unless } from '../aws/error-names.ts';
import type { Question } from '../core/model/evidence.ts';
import { hashOf } from '../core/model/json.ts';
import type { Aws } from '../core/model/remediation.ts';
import type { Target } from '../core/model/target.ts';
import { balancerOf } from './elb-access-logs/source.ts';
import { deliveredTo, deliveriesIn } from './logs-insights/deliveries.ts';
import { kinds } from './logs-insights/kinds.ts';

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
      /** Commands of the AWS CLI. The log group stays: what it holds is evidence. */
      readonly undo: readonly string[];
    };

/** What PutRetentionPolicy takes, as far as anybody needs it here. */
const retentions = [14, 30, 60, 90, 120] as const;

const byHand = (of: string): Enabling => ({
  is: 'by-hand',
  of,
  says: of.includes(':db:')
    ? 'PostgreSQL: set log_connections to 1 in the parameter group of the instance (dynamic, no reboot; a default group cannot be changed) and export the log postgresql to CloudWatch Logs. MySQL: add MARIADB_AUDIT_PLUGIN with SERVER_AUDIT_EVENTS=CONNECT by an option group (taking it out restarts the instance) and export the log audit.'
    : 'Nothing that Waxseal can switch on records this traffic.',
});

const service = 'CloudWatchLogs';

/** What would be switched on for a question, in the light of what is on already. Reads only. */
export const enablingOf = async (
  question: Question,
  target: Target,
  days: number,
  aws: Aws,
): Promise<Enabling> => {
  const { of } = question;
  const kind = kinds.find(({ answers }) => answers(question));
  if (!kind) return byHand(of);
  const [there] = await deliveredTo(of, kind.logType, aws);
  if (there && (!there.fields || kind.needs.every((name) => there.fields?.includes(name))))
    return { is: 'on', of, says: `It is delivered to ${there.logGroupArn} already.` };
  const { partition, region, account } = target;
  const name = `waxseal-${hashOf(of).slice(0, 12)}`;
  const isBucket = kind.logType.startsWith('S3_');
  const group = `/waxseal/evidence/${isBucket ? `s3/${target.id}` : `alb/${balancerOf(of).split('/')[1] ?? ''}`}`;
  const logs = `arn:${partition}:logs:${region}:${account}`;
  const retentionInDays = retentions.find((kept) => kept > days) ?? 120;
  const destination = `${logs}:delivery-destination:${name}`;
  return {
    is: 'planned',
    of,
    steps: [
      { service, operation: 'CreateLogGroup', input: { logGroupName: group } },
      { service, operation: 'PutRetentionPolicy', input: { logGroupName: group, retentionInDays } },
      { service, operation: 'PutDeliverySource', input: { name, resourceArn: of, logType: kind.logType } },
      {
        service,
        operation: 'PutDeliveryDestination',
        input: {
          name,
          outputFormat: 'json',
          deliveryDestinationConfiguration: { destinationResourceArn: `${logs}:log-group:${group}` },
        },
      },
      {
        service,
        operation: 'CreateDelivery',
        input: { deliverySourceName: name, deliveryDestinationArn: destination },
      },
    ],
    costs: `About 0.50 dollars for each GB of logs (about two million requests), kept for ${retentionInDays} days at 0.03 dollars a GB and month; list prices of us-east-1. Nothing is recorded of the time before: evidence can be clean ${days} days after it is on.`,
    undo: [
      `aws logs describe-deliveries --region ${region} --query "deliveries[?deliverySourceName=='${name}'].id" --output text`,
      `aws logs delete-delivery --region ${region} --id <that id>`,
      `aws logs delete-delivery-source --region ${region} --name ${name}`,
      `aws logs delete-delivery-destination --region ${region} --name ${name}`,
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

/** Sends one step. What is there already is as good as made. */
export const makeStep = async ({ operation, input }: Step, aws: Aws, pause: Pause): Promise<unknown> => {
  const client = aws.use(CloudWatchLogsClient);
  switch (operation) {
    case 'CreateLogGroup':
      return unless(
        'ResourceAlreadyExistsException',
        undefined,
        client.send(new CreateLogGroupCommand(input)),
      );
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
