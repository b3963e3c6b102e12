import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { NotKnown } from '../../core/model/evidence.ts';
import type { Location } from '../../core/model/target.ts';
import { offender, probeAgent } from '../entries.ts';
import { quoted } from '../logs-insights/kinds.ts';
import { groupNameOf, groupOf, type Row } from '../logs-insights/query.ts';
import { countsOf, present, type Meaning } from '../logs-insights/rows.ts';
import { queryPermissions } from '../logs-insights/source.ts';
import type { Asking, Source } from '../source.ts';
import { changedAt } from './changes.ts';
import { isCovered } from './coverage.ts';

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

const latest = (...moments: readonly [string, ...string[]]): string =>
  moments.reduce((one, other) => (one > other ? one : other));

/** The log group of a trail may be another account's; then its name is of no use here. */
export const trailFor = async (asking: Asking): Promise<Trail | undefined> => {
  const { question, target, look } = asking;
  const { trailList = [] } = await look(target).use(CloudTrailClient).send(new DescribeTrailsCommand({}));
  const thing = { type: 'AWS::S3::Object', arn: `${question.of}/` };
  for (const trail of trailList) {
    const { TrailARN: arn, CloudWatchLogsLogGroupArn: group, HomeRegion: region = target.region } = trail;
    if (arn === undefined || group?.split(':')[4] !== target.account) continue;
    if (!trail.IsMultiRegionTrail && region !== target.region) continue;
    const location = { ...target, region };
    const client = look(location).use(CloudTrailClient);
    const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: arn }));
    if (!isCovered(selectors, thing)) continue;
    const status = await client.send(new GetTrailStatusCommand({ Name: arn }));
    if (status.IsLogging !== true) continue;
    // Started before and stopped in between shows as a later start; wider selectors do not.
    const changed = await changedAt(arn, location, asking);
    const started = status.StartLoggingTime?.toISOString() ?? null;
    return {
      group: groupNameOf(group),
      location,
      since: started === null ? null : latest(started, changed ?? ''),
      isSettled: changed !== undefined,
      arrived: status.LatestCloudWatchLogsDeliveryTime?.toISOString() ?? null,
      fault: present(status.LatestCloudWatchLogsDeliveryError),
    };
  }
  return undefined;
};

/** Nobody is shut out whom S3 refuses already; strangers try every bucket. What is not found was let in. */
const isRefused = (code: string | undefined): boolean =>
  code !== undefined &&
  /^(?:AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|RequestTimeTooSkewed)$/.test(
    code,
  );

/** `ANONYMOUS_PRINCIPAL` is nobody. */
const known = (text: string | undefined): string | undefined =>
  /^anonymous/i.test(text ?? '') ? undefined : present(text);

/** Callers of other accounts come without ARN. `undefined`: anonymous. */
const principalOf = (row: Row): string | undefined => {
  const [id, account] = ['id', 'account'].map((name) => known(row[name]));
  const parts = [id, account === undefined ? undefined : `account ${account}`];
  return present(row['principal']) ?? (parts.filter((part) => part !== undefined).join(' of ') || undefined);
};

/** By whom an event is, in the fields of the query. */
const meaning: Meaning = {
  byHour: (row) => ((present(row['tls']) ?? present(row['cipher'])) ? 'secure' : 'suspicious'),
  byPeople: (row, at) => {
    const [principal, address] = [principalOf(row), present(row['address'])];
    const agent = present(row['agent']);
    // What AWS does on somebody's behalf carries no TLS of a client.
    const byService =
      row['kind'] === 'AWSService' ||
      present(row['invoked']) !== undefined ||
      address?.endsWith('.amazonaws.com') === true;
    if (byService || agent?.startsWith(probeAgent) || (principal === undefined && isRefused(row['code'])))
      return { at, is: 'apart' };
    return offender(at, { principal, address, agent });
  },
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

/** What finding a trail and asking its log group need. */
export const trailPermissions = [
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:LookupEvents',
  ...queryPermissions,
] as const;

/** Data events of S3 that a trail sends to CloudWatch Logs: each carries the TLS version of its caller. */
export const cloudTrailEvents: Source = {
  name: 'CloudTrail data events',
  permissions: trailPermissions,
  answers: ({ ask: asked, of }) => asked === 'plaintext-requests' && /^arn:[\w-]+:s3:::/.test(of),
  read,
};
