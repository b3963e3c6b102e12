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
  /** Its home: it is asked there, whatever Region the events are of. */
  readonly location: Location;
  /** Since when it is known to be as it is; `null`: AWS does not say. */
  readonly since: string | null;
  /** Whether it is known that it recorded the same since then. */
  readonly isSettled: boolean;
  readonly status: GetTrailStatusResponse;
}

export const latest = (...moments: readonly [string, ...string[]]): string =>
  moments.reduce((one, other) => (one > other ? one : other));

/** The trail of an organization may hide what it records from the accounts in it. */
const isHidden = (error: unknown): error is Error =>
  isDenied(error) || isNamed(error, 'TrailNotFoundException');

const recordingBy = async (trail: Trail, asking: Asking): Promise<Recording | undefined> => {
  const { question, target, look } = asking;
  const { TrailARN: arn, HomeRegion: region = target.region } = trail;
  if (arn === undefined || (!trail.IsMultiRegionTrail && region !== target.region)) return undefined;
  const location = { ...target, region };
  const client = look(location).use(CloudTrailClient);
  const selectors = await client.send(new GetEventSelectorsCommand({ TrailName: arn }));
  if (!isCovered(selectors, { type: 'AWS::S3::Object', arn: `${question.of}/` })) return undefined;
  const status = await client.send(new GetTrailStatusCommand({ Name: arn }));
  if (status.IsLogging !== true) return undefined;
  // Started before and stopped in between shows as a later start; wider selectors do not.
  const changed = await changedAt(arn, location, asking);
  const started = status.StartLoggingTime?.toISOString() ?? null;
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
