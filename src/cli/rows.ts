import type { Journal, Kind } from '../core/journal.ts';

/** All rows of one kind, as values. */
export const rowsOf = async <Value>(
  journal: Journal,
  kind: Kind,
  prefix?: string,
): Promise<readonly Value[]> => {
  const all: Value[] = [];
  for await (const { value } of journal.list<Value>(kind, prefix)) all.push(value);
  return all;
};
