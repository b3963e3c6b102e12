import type { Context } from 'aws-lambda';
import { configCompliance, whereOf } from '../adapters/aws/config-compliance.ts';
import { digestDays } from '../adapters/notify/certificates.ts';
import { sweepQueueFrom } from '../adapters/deployment/sweep-queue.ts';
import { WaxsealError } from '../core/model/errors.ts';
import type { Outcome } from '../core/model/outcome.ts';
import type { SweepPart } from '../intake/sweep-part.ts';
import type { Missed } from './sweep-failures.ts';
import { splitPart } from './sweep-parts.ts';
import { lookAtLocation, type LocationParts } from './sweep-location.ts';
import type { Unwatched } from './sweep-sightings.ts';

/** Milliseconds that the longest look begun in time may take, and the sending of what is left. */
const forTheLast = 60_000;

const noQueue = new WaxsealError({
  code: 'no-queue',
  says: 'There was no time for all of a location, and no queue to send the rest to.',
  todo: 'Set WAXSEAL_QUEUE to the URL of the queue waxseal-sweep.',
  retry: true,
});

export interface PartLooked {
  readonly outcomes: readonly Outcome[];
  readonly missed: readonly Missed[];
  /** Failed, and may fare better soon: the same message is to come again. */
  readonly again: readonly Missed[];
  readonly unwatched?: readonly Unwatched[];
}

/**
 * A part of a sweep as the queue delivers it. When the time of the function runs short, what is left is sent as another
 * message and this one is done; where that cannot be sent, this one is to come again.
 */
export const lookAtPart = async (
  part: SweepPart,
  { catalog, ports }: Pick<LocationParts, 'catalog' | 'ports'>,
  {
    env,
    getRemainingTimeInMillis,
  }: Pick<Context, 'getRemainingTimeInMillis'> & {
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<PartLooked> => {
  const deadline = Math.min(forTheLast, getRemainingTimeInMillis() / 2);
  const stop = () => getRemainingTimeInMillis() < deadline;
  const compliance = configCompliance(ports.clouds);
  const certificates = digestDays(env) > 0;
  const { left, ...looked } = await lookAtLocation(part, { catalog, ports, compliance, stop, certificates });
  if (!left) return looked;
  const handOver = await sweepQueueFrom(env);
  const where = `queue: ${whereOf(part.location)}`;
  const only = async function* () {
    yield* splitPart(left);
  };
  const notTaken = handOver ? await handOver(only()) : [{ cause: noQueue }];
  return { ...looked, again: notTaken.map(({ cause }) => ({ where, failure: ports.explain(cause) })) };
};
