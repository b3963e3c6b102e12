import type { NotKnown } from '../../core/model/evidence.ts';
import type { Location } from '../../core/model/target.ts';
import { quoted } from '../logs-insights/kinds.ts';
import { groupNameOf, groupOf } from '../logs-insights/query.ts';
import { countsOf, present } from '../logs-insights/rows.ts';
import { queryPermissions } from '../logs-insights/source.ts';
import type { Asking, Source } from '../source.ts';
import { meaning } from './meaning.ts';
import { latest, recordings } from './trails.ts';

/** Usually within minutes. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html */
const lateHours = 1;

const off: NotKnown = {
  is: 'unknown',
  why: 'off',
  says: 'No trail records all data events of the bucket and sends them to CloudWatch Logs.',
  enable: {
    how: 'Let a trail with a log group record data events (AWS::S3::Object, reads and writes) of the bucket. Or deliver its server access logs, which waxseal evidence enable plans: they come on a best-effort basis, so they show who would break and alone clear nothing unless the policy says evidence.bestEffort: apply.',
    costs: 'About 0.10 dollars for each 100,000 events, and 0.50 dollars for each GB in CloudWatch Logs.',
  },
};

interface Trail {
  readonly group: string;
  readonly location: Location;
  readonly since: string | null;
  /** Whether it is known that it recorded the same since then. */
  readonly isSettled: boolean;
  /** The newest that has arrived in the log group; `null`: nothing has. */
  readonly arrived: string | null;
  /** Why the last that was sent has not arrived. */
  readonly fault: string | undefined;
}

/** The log group of a trail may be another account's; then its name is of no use here. */
export const trailFor = async (asking: Asking): Promise<Trail | undefined> => {
  const groupIn = (arn: string | undefined) =>
    arn?.split(':')[4] === asking.target.account ? arn : undefined;
  const fits = (trail: { readonly CloudWatchLogsLogGroupArn?: string | undefined }) =>
    groupIn(trail.CloudWatchLogsLogGroupArn) !== undefined;
  let hidden: Error | undefined;
  for await (const found of recordings(asking, fits)) {
    if ('hidden' in found) {
      hidden ??= found.hidden;
      continue;
    }
    const { trail, location, since, isSettled, status } = found;
    return {
      group: groupNameOf(groupIn(trail.CloudWatchLogsLogGroupArn) ?? ''),
      location,
      since,
      isSettled,
      arrived: status.LatestCloudWatchLogsDeliveryTime?.toISOString() ?? null,
      fault: present(status.LatestCloudWatchLogsDeliveryError),
    };
  }
  if (hidden) throw hidden;
  return undefined;
};

const read = async (asking: Asking) => {
  const { target, window } = asking;
  const trail = await trailFor(asking);
  if (!trail) return off;
  const group = await groupOf(trail.group, trail.location, asking);
  if (!group) return off;
  const all = `fields tlsDetails.tlsVersion as tls, additionalEventData.CipherSuite as cipher, userIdentity.arn as principal, userIdentity.principalId as id, userIdentity.accountId as account, userIdentity.type as kind, userIdentity.invokedBy as invoked, sourceIPAddress as address, userAgent as agent, errorCode as code | filter eventSource = 's3.amazonaws.com' and eventCategory = 'Data' and requestParameters.bucketName = ${quoted(target.id)}`;
  const place = { group: trail.group, location: trail.location, storedBytes: group.storedBytes };
  const arrived = Date.parse(trail.arrived ?? window.from.toISOString());
  const until = new Date(Math.min(arrived, window.to.getTime() - lateHours * 3_600_000));
  const suspects = `${all} and not ispresent(tls) and not ispresent(cipher)`;
  const people = 'principal, id, account, kind, invoked, address, agent, code';
  const result = await countsOf(
    { all, tells: 'tls, cipher', suspects, people, meaning },
    place,
    until,
    asking,
  );
  return {
    is: 'read' as const,
    source: `CloudTrail data events in log group ${trail.group}${trail.fault === undefined ? '' : ` (not delivered: ${trail.fault})`}`,
    complete: trail.isSettled,
    onSince: trail.since === null ? null : latest(group.onSince, trail.since),
    until: until.toISOString(),
    ...result,
    // How many events did not arrive, nobody knows.
    unread: result.unread + (trail.fault === undefined ? 0 : 1),
  };
};

/** What finding a trail needs. */
export const trailReads = [
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:LookupEvents',
] as const;

/** What finding a trail and asking its log group need. */
export const trailPermissions = [...trailReads, ...queryPermissions] as const;

/** Data events of S3 that a trail sends to CloudWatch Logs: each carries the TLS version of its caller. */
export const cloudTrailEvents: Source = {
  name: 'CloudTrail data events',
  permissions: trailPermissions,
  answers: ({ ask: asked, of }) => asked === 'plaintext-requests' && /^arn:[\w-]+:s3:::/.test(of),
  read,
};
