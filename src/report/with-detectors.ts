import { type Detected, isUrgent, keyOf } from './detectors.ts';
import type { Item } from './items.ts';
import type { Report } from './model.ts';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The report with what others say. Of what is open equally long, that with an urgent statement comes first; nothing else of the report
 * changes.
 */
export const withDetected = (report: Report, detectors: Detected): Report => {
  const urgent = new Set(
    detectors.linked
      .filter(({ statements }) => statements.some(isUrgent))
      .map(({ target }) => keyOf(target, target.arn)),
  );
  const waits = ({ target }: Item): number => (urgent.has(keyOf(target, target.arn)) ? 0 : 1);
  const since = (item: Item): string => item.since ?? report.at;
  const open = report.open.toSorted((a, b) => compare(since(a), since(b)) || waits(a) - waits(b));
  return { ...report, open, detectors };
};
