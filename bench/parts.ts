import type { Compared, Took } from './user.ts';

/** Where the processor's time of one scan goes, in seconds. */
export interface Parts {
  /** Start and end of the process, with one bucket. */
  readonly start: number;
  /** What the first buckets take longer than later ones: code that is not compiled yet. */
  readonly warming: number;
  /** A thousand more, when all is compiled. */
  readonly furtherThousand: number;
}

export type Side = 'ours' | 'same';

/**
 * From scans of three sizes: one bucket, a fleet, and many more, each from process start to its end. What many take longer than the
 * fleet is work on compiled code; what is left of the fleet's time beyond that and the start is compiling and running what is not compiled yet.
 */
export const partsOf = (one: Compared, fleet: Compared, many: Compared, side: Side): Parts => {
  const cpuOf = (compared: Compared): Took['cpu'] => compared[side].cpu;
  const each = (cpuOf(many) - cpuOf(fleet)) / (many.buckets - fleet.buckets);
  return {
    start: cpuOf(one),
    warming: cpuOf(fleet) - cpuOf(one) - each * (fleet.buckets - one.buckets),
    furtherThousand: each * 1_000,
  };
};
