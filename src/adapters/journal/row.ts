import { WaxsealError } from '../../core/model/errors.ts';
import type { Kind, Row } from '../../core/journal/journal.ts';

/** How a value is stored: JSON text, `undefined` members dropped; a value that is itself `undefined` is `null`. */
export const textOf = (value: unknown): string => JSON.stringify(value) ?? 'null';

interface Stored {
  readonly kind: Kind;
  readonly key: string;
  readonly text: string;
  readonly revision: number;
  readonly dueAt?: string | null | undefined;
}

/** Throws `WaxsealError` `journal-damaged` when the stored text is not JSON. */
export const rowOf = <Value>({ kind, key, text, revision, dueAt }: Stored): Row<Value> => {
  try {
    const value: Value = JSON.parse(text);
    return { kind, key, value, revision, ...(dueAt && { dueAt }) };
  } catch (cause) {
    throw new WaxsealError(
      {
        code: 'journal-damaged',
        says: `The journal's ${kind} "${key}" does not hold JSON.`,
        todo: 'Restore the journal from a backup, or find out who else writes to it.',
      },
      { cause },
    );
  }
};

/** A row that is due. One that is damaged has no value here: whoever reads it again by its key is told so. */
export const dueRowOf = (stored: Stored): Row => {
  try {
    return rowOf(stored);
  } catch {
    const { kind, key, revision, dueAt } = stored;
    return { kind, key, value: null, revision, ...(dueAt && { dueAt }) };
  }
};

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The most overdue first; among equals by kind and key, so that the answer never depends on chance. */
export const byDue = (a: Row, b: Row): number =>
  order(a.dueAt ?? '', b.dueAt ?? '') ||
  order(a.kind, b.kind) ||
  Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));
