import type { Item } from './items.ts';
import { type Counts, countsOf, present } from './standing.ts';

export interface Group {
  readonly name: string;
  readonly counts: Counts;
  /** Compliant among those that are compliant, open, unknown, waiting, held or failed: 0 to 1; `null` when there are none. */
  readonly share: number | null;
}

export const groupOf = (name: string, items: readonly Item[]): Group => {
  const counts = countsOf(items.map(({ standing }) => standing));
  const all = present(counts);
  return { name, counts, share: all === 0 ? null : counts.compliant / all };
};

const leftIn = ({ counts }: Group): number => counts.open + counts.unknown + counts.waiting;

/** By any number of names each; where most is to do comes first. */
export const groupsBy = (
  items: readonly Item[],
  names: (item: Item) => readonly string[],
): readonly Group[] => {
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const name of names(item)) {
      const members = groups.get(name);
      if (members) members.push(item);
      else groups.set(name, [item]);
    }
  return [...groups]
    .map(([name, members]) => groupOf(name, members))
    .toSorted((a, b) => leftIn(b) - leftIn(a) || (a.name < b.name ? -1 : 1));
};
