import type { Call, Operation, Operations } from '../../../sandbox/world.ts';
import type { Earlier } from './records.ts';

interface Lookup {
  readonly LookupAttributes?: readonly { readonly AttributeKey: string; readonly AttributeValue: string }[];
  readonly StartTime?: Date;
  readonly EndTime?: Date;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

/** CloudTrail writes the first letter small, and S3 names its bucket otherwise than its API does. */
const small = (key: string): string => `${key.charAt(0).toLowerCase()}${key.slice(1)}`;
const parametersOf = (operation: string, input: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(input ?? {}).map(([key, value]) => [
      operation.startsWith('s3:') && key === 'Bucket' ? 'bucketName' : small(key),
      value,
    ]),
  );

/** In whole seconds. */
const secondOf = (at: string): Date => new Date(Math.floor(Date.parse(at) / 1000) * 1000);

const eventOf = ({ at, caller, operation, input }: Call, index: number, waxseal: string | undefined) => {
  const [service = '', name = ''] = operation.split(':');
  return {
    EventId: `event-${index + 1}`,
    EventName: name,
    EventSource: `${service}.amazonaws.com`,
    EventTime: secondOf(at),
    Username: caller.slice(caller.lastIndexOf('/') + 1),
    CloudTrailEvent: JSON.stringify({
      eventTime: secondOf(at).toISOString(),
      eventName: name,
      userIdentity: { type: 'AssumedRole', arn: caller },
      userAgent: caller === waxseal ? 'aws-sdk-js app/waxseal' : 'aws-cli',
      requestParameters: parametersOf(operation, input),
    }),
  };
};

const earlierEvent = ({ EventName, EventTime, CloudTrailEvent }: Earlier, index: number) => ({
  EventId: `earlier-${index + 1}`,
  EventName,
  EventTime: secondOf(EventTime),
  CloudTrailEvent,
});

/**
 * The event history, derived from the calls that the account has answered: only writes, and only after a while.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
const lookupEvents: Operation<Lookup> = (world, input, { now, region, log = [], waxseal }) => {
  const { DeliverySeconds, Earlier } = world.cloudtrail ?? { DeliverySeconds: 300, Earlier: [] };
  const delivered = new Date(now.getTime() - DeliverySeconds * 1000).toISOString();
  const name = input.LookupAttributes?.find(
    ({ AttributeKey }) => AttributeKey === 'EventName',
  )?.AttributeValue;
  const before = Earlier.filter(({ Region }) => Region === region).map(earlierEvent);
  const made = log
    .map((logged, index) => ({ logged, event: eventOf(logged, index, waxseal) }))
    .filter(({ logged }) => logged.done && logged.region === region && logged.at <= delivered)
    .map(({ event }) => event)
    .filter(({ EventName }) => !/^(BatchGet|Get|List|Describe|Head|Lookup)/.test(EventName));
  const events = [...before, ...made]
    .filter(({ EventName }) => name === undefined || EventName === name)
    .filter(
      ({ EventTime }) => EventTime >= (input.StartTime ?? new Date(0)) && EventTime <= (input.EndTime ?? now),
    )
    .toReversed();
  const from = Number(input.NextToken ?? 0);
  const size = input.MaxResults ?? 50;
  const rest = events.length > from + size;
  return {
    world,
    output: { Events: events.slice(from, from + size), ...(rest && { NextToken: String(from + size) }) },
  };
};

/** The account keeps a history of events and has no trails. */
const describeTrails: Operation<object> = (world) => ({ world, output: { trailList: [] } });

export const cloudtrail: Operations = { DescribeTrails: describeTrails, LookupEvents: lookupEvents };
