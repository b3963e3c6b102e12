import type { Limits } from './limits.ts';

/** What has been written lately. One row of the journal, so that one compare-and-set decides about all limits. */
export interface Tally {
  readonly begun: readonly {
    readonly run: string;
    readonly account: string;
    readonly changes: number;
    readonly at: string;
  }[];
  /** A run whose process died keeps its place until `until`. */
  readonly running: readonly { readonly run: string; readonly until: string }[];
  readonly failed: readonly { readonly remediation: string; readonly at: string }[];
  /** Changes ever begun, by remediation. */
  readonly first: Readonly<Record<string, number>>;
}

export const emptyTally: Tally = { begun: [], running: [], failed: [], first: {} };

const minute = 60_000;
const iso = (time: number): string => new Date(time).toISOString();

/** What of it still counts. */
export const fresh = (tally: Tally, { breaker }: Limits, now: Date): Tally => {
  const time = now.getTime();
  const remembered = (breaker.withinMinutes + breaker.closesAfterMinutes) * minute;
  return {
    begun: tally.begun.filter(({ at }) => at > iso(time - 60 * minute)),
    running: tally.running.filter(({ until }) => until > iso(time)),
    failed: tally.failed.filter(({ at }) => at > iso(time - remembered)),
    first: tally.first,
  };
};

/** A run is over. */
export const leave = (
  whole: Tally,
  {
    run,
    remediation,
    failed,
  }: { readonly run: string; readonly remediation: string; readonly failed: boolean },
  limits: Limits,
  now: Date,
): Tally => {
  const tally = fresh(whole, limits, now);
  return {
    ...tally,
    running: tally.running.filter((one) => one.run !== run),
    failed: failed ? [...tally.failed, { remediation, at: iso(now.getTime()) }] : tally.failed,
  };
};
