import type { Journal, Row } from '../../src/core/journal/journal.ts';

const bytes = (text: string): Buffer => Buffer.from(text);

/** The journal as a map: keeps the same contract as the real ones and costs nothing to open. */
export const mapJournal = (): Journal => {
  const rows = new Map<string, Row<string>>();
  const addressOf = (kind: string, key: string): string => `${kind} ${key}`;
  const copy = <Value>({ value, ...row }: Row<string>): Row<Value> => ({ ...row, value: JSON.parse(value) });
  const of = (kind: string, prefix: string): readonly string[] =>
    [...rows.values()]
      .filter((row) => row.kind === kind && row.key.startsWith(prefix))
      .map(({ key }) => key)
      .toSorted((a, b) => Buffer.compare(bytes(a), bytes(b)));
  return {
    read: async <Value>(kind: Row['kind'], key: string) => {
      const row = rows.get(addressOf(kind, key));
      return row && copy<Value>(row);
    },
    write: async ({ kind, key, value, dueAt }, expected) => {
      const address = addressOf(kind, key);
      if ((rows.get(address)?.revision ?? 0) !== expected) return undefined;
      const revision = expected + 1;
      const text = JSON.stringify(value ?? null);
      rows.set(address, { kind, key, value: text, revision, ...(dueAt !== undefined && { dueAt }) });
      return revision;
    },
    async *list<Value>(kind: Row['kind'], prefix = '') {
      for (const key of of(kind, prefix)) {
        const row = rows.get(addressOf(kind, key));
        if (row) yield copy<Value>(row);
      }
    },
    due: async (now, limit, kind) =>
      [...rows.values()]
        .filter(({ dueAt }) => dueAt !== undefined && dueAt <= now)
        .filter((row) => kind === undefined || row.kind === kind)
        .toSorted((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1))
        .slice(0, limit)
        .map((row) => copy(row)),
    close: async () => {},
  };
};
