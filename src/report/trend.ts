import type { Entry } from '../core/journal/records.ts';
import { type Counts, isAside, noCounts, type Standing, standingOf } from './standing.ts';

/** How many findings stood where at one moment. ISO 8601. */
export interface Moment {
  readonly at: string;
  readonly counts: Counts;
}

/** More would be finer than a picture shows. */
const most = 120;

/** Every moment at which something happened; of many, evenly spread ones. */
const momentsOf = (log: readonly Entry[], now: string): readonly string[] => {
  const all = [...new Set([...log.map(({ at }) => at), now])];
  const [first = now] = all;
  if (all.length <= most) return all;
  const [from, to] = [Date.parse(first), Date.parse(now)];
  return Array.from({ length: most }, (_, index) =>
    new Date(from + ((to - from) * index) / (most - 1)).toISOString(),
  );
};

/**
 * How the findings of the journal stood over time: from its first entry to now. `log` is in the order of time. The
 * journal knows only what was once non-compliant, so this is no share of all resources.
 */
export const trendOf = (log: readonly Entry[], now: string): readonly Moment[] => {
  if (log.length === 0) return [];
  const stands = new Map<string, Standing>();
  const counts: Record<Standing, number> = { ...noCounts };
  let next = 0;
  return momentsOf(log, now).map((at) => {
    for (let entry = log[next]; entry !== undefined && entry.at <= at; entry = log[next]) {
      const before = stands.get(entry.finding);
      const after = isAside(entry) && before !== undefined ? before : standingOf[entry.outcome.is];
      if (before !== undefined) counts[before] -= 1;
      counts[after] += 1;
      stands.set(entry.finding, after);
      next += 1;
    }
    return { at, counts: { ...counts } };
  });
};
