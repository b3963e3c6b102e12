import { mostCallers, type Reading } from '../../core/evidence/verdict.ts';
import type { Caller } from '../../core/model/evidence.ts';
import type { Counted } from '../logs-insights/rows.ts';

/** What one flow log said, and what several come to. */
export interface Found extends Counted, Pick<Reading, 'onSince'> {
  /** For people. */
  readonly where: string;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The same client at several interfaces is one. */
const together = (callers: readonly Caller[]): readonly Caller[] => {
  const by = new Map<string, Caller>();
  for (const one of callers) {
    const known = by.get(one.address ?? '');
    by.set(one.address ?? '', {
      ...one,
      count: one.count + (known?.count ?? 0),
      first: known && known.first < one.first ? known.first : one.first,
      last: known && known.last > one.last ? known.last : one.last,
    });
  }
  return [...by.values()].toSorted((a, b) => b.count - a.count).slice(0, mostCallers);
};

/** Each interface is heard for itself: where one is silent, another that speaks hides nothing. */
export const allOfThem = (parts: readonly Counted[]): Counted => ({
  secure: sum(parts.map(({ secure }) => secure)),
  offending: sum(parts.map(({ offending }) => offending)),
  unread: sum(parts.map(({ unread }) => unread)),
  callers: together(parts.flatMap(({ callers }) => callers)),
  silentHours: Math.max(0, ...parts.map(({ silentHours }) => silentHours)),
  cutOff: parts.some(({ cutOff }) => cutOff),
});
