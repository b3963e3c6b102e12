import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type GetTrailStatusResponse,
  type Trail,
} from '@aws-sdk/client-cloudtrail';
import { isDenied, isNamed } from '../../aws/error-names.ts';
import type { Location } from '../../core/model/target.ts';
import type { Asking } from '../source.ts';
import { changedAt } from './changes.ts';
import { isCovered } from './coverage.ts';

/** A trail that records all data events of a bucket now. */
export interface Recording {
  readonly trail: Trail;
  readonly arn: string;
  /** Its home: there it is changed, and there its log group is. */
  readonly location: Location;
  /** Since when it is known to be as it is; `null`: AWS does not say. */
  readonly since: string | null;
  /** Whether it is known that it recorded the same since then. */
  readonly isSettled: boolean;
  /** What the Region of the events says of them. */
  readonly status: GetTrailStatusResponse;
}

export const latest = (...moments: readonly [string, ...string[]]): string =>
  moments.reduce((one, other) => (one > other ? one : other));

/** The trail of an organization may hide what it records from the accounts in it. */
const isHidden = (error: unknown): error is Error =>
  isDenied(error) || isNamed(error, 'TrailNotFoundException');

/**
 * Each Region tells of itself alone what was delivered of it; the home tells, too, whether the trail is on and since when.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
 */
const statusOf = async (arn: string, location: Location, { target, look }: Asking) => {
  const statusIn = (place: Location): Promise<GetTrailStatusResponse> =>
    look(place)
      .use(CloudTrailClient)
      .send(new GetTrailStatusCommand({ Name: arn }));
  const status = await statusIn(target);
  const all = location.region === target.region ? [status] : [status, await statusIn(location)];
  const [first, ...others] = all.flatMap(({ StartLoggingTime: at }) => (at ? [at.toISOString()] : []));
  return {
    status,
    isOn: all.every(({ IsLogging }) => IsLogging === true),
    started: first === undefined ? null : latest(first, ...others),
  };
};

const recordingBy = async (trail: Trail, asking: Asking): Promise<Recording | undefined> => {
  const { question, target, look } = asking;
  const { TrailARN: arn, HomeRegion: region = target.region } = trail;
  if (arn === undefined || (!trail.IsMultiRegionTrail && region !== target.region)) return undefined;
  const location = { ...target, region };
  const selectors = await look(location)
    .use(CloudTrailClient)
    .send(new GetEventSelectorsCommand({ TrailName: arn }));
  if (!isCovered(selectors, { type: 'AWS::S3::Object', arn: `${question.of}/` })) return undefined;
  const { status, isOn, started } = await statusOf(arn, location, asking);
  if (!isOn) return undefined;
  // Started before and stopped in between shows as a later start; wider selectors do not.
  const changed = await changedAt(arn, location, asking);
  const since = started === null ? null : latest(started, changed ?? '');
  return { trail, arn, location, since, isSettled: changed !== undefined, status };
};

/** In turn, as the account lists them. `hidden`: one that may not be looked at. */
export const recordings = async function* (
  asking: Asking,
  fits: (trail: Trail) => boolean,
): AsyncGenerator<Recording | { readonly hidden: Error; readonly trail: Trail }> {
  const { target, look } = asking;
  const { trailList = [] } = await look(target).use(CloudTrailClient).send(new DescribeTrailsCommand({}));
  for (const trail of trailList.filter(fits)) {
    const found = await recordingBy(trail, asking).catch((error: unknown) => {
      if (!isHidden(error)) throw error;
      return { hidden: error, trail };
    });
    if (found) yield found;
  }
};
