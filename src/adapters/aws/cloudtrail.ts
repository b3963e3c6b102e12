import { WaxsealError } from '../../core/model/errors.ts';
import type { Clouds, Ports, CloudTrailCall, CloudTrailQuestion } from '../../core/model/ports.ts';

/** What reading needs, in the account that is looked at. */
export const cloudTrailPermissions = ['cloudtrail:LookupEvents'] as const;

/** 50 events each; the history of a busy account is longer than anybody waits for: two calls a second are allowed. */
const mostPages = 5;

type Json = Readonly<Record<string, unknown>>;
const isBlock = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const parsed = (json: string | undefined): Json => {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    return isBlock(value) ? value : {};
  } catch {
    return {};
  }
};

/** Every text in a request, at any depth: a name may stand anywhere in it. */
const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isBlock(value) ? Object.values(value).flatMap(textsIn) : [];
};

/** Session ARNs name role and session; services that act by themselves have a name only. */
const byOf = (identity: Json): string =>
  text(identity['arn']) ??
  text(identity['invokedBy']) ??
  text(identity['principalId']) ??
  'an unknown principal';

interface Found {
  readonly EventId?: string | undefined;
  readonly EventName?: string | undefined;
  readonly EventTime?: Date | undefined;
  readonly CloudTrailEvent?: string | undefined;
}

/** The record within the answer. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const eventOf = (
  { EventId: id = '', EventName: operation = '', EventTime: time, CloudTrailEvent }: Found,
  about: readonly string[],
): CloudTrailCall | undefined => {
  const record = parsed(CloudTrailEvent);
  // What AWS refused has changed nothing.
  if (record['errorCode'] !== undefined || !time) return undefined;
  if (!textsIn(record['requestParameters']).some((one) => about.includes(one))) return undefined;
  const identity = record['userIdentity'];
  const agent = text(record['userAgent']);
  return {
    id,
    operation,
    at: time.toISOString(),
    by: byOf(isBlock(identity) ? identity : {}),
    ...(agent !== undefined && { agent }),
  };
};

/**
 * Management events of the last 90 days, asked by the name of the call, because only some services tell the resource.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 * Throws what AWS throws, and `WaxsealError` `trail-unread` when the history is longer than is read.
 */
export const cloudTrailOf =
  (clouds: Pick<Clouds, 'look'>): NonNullable<Ports['cloudTrail']> =>
  async ({ target, operations, about, from, to }: CloudTrailQuestion) => {
    const { CloudTrailClient, LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
    const client = clouds.look(target).use(CloudTrailClient);
    const events: CloudTrailCall[] = [];
    for (const operation of operations) {
      let token: string | undefined;
      let pages = 0;
      do {
        const answer = await client.send(
          new LookupEventsCommand({
            LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: operation }],
            StartTime: from,
            EndTime: to,
            MaxResults: 50,
            NextToken: token,
          }),
        );
        events.push(...(answer.Events ?? []).flatMap((found) => eventOf(found, about) ?? []));
        token = answer.NextToken;
        pages += 1;
      } while (token !== undefined && pages < mostPages);
      if (token !== undefined)
        throw new WaxsealError({
          code: 'trail-unread',
          says: `CloudTrail in ${target.account} ${target.region} has more than ${mostPages * 50} ${operation} events in the time that was asked for.`,
          todo: 'Ask CloudTrail Lake or Athena who wrote, if it matters.',
        });
    }
    return events;
  };
