import { setImmediate } from 'node:timers/promises';
import { kinds, type Journal, type Kind, type Row } from '../../core/journal/journal.ts';
import { dueRowOf, rowOf, textOf } from './row.ts';
import { openDatabase, sqliteFailure } from './sqlite-file.ts';
import { fileWriter, memoryWriter, threadCost } from './sqlite-writer.ts';

/**
 * Rows read at a time while listing: no statement stays open between two rows, and whatever else runs has its turn
 * between two pages.
 */
const page = 32;

type Columns = Record<string, unknown>;

const kindOf = (value: unknown): Kind => {
  const kind = kinds.find((known) => known === value);
  if (kind) return kind;
  throw new Error(`unknown kind of row: ${String(value)}`);
};

const stored = (columns: Columns) => ({
  kind: kindOf(columns['kind']),
  key: String(columns['key']),
  text: String(columns['value']),
  revision: Number(columns['revision']),
  dueAt: typeof columns['due_at'] === 'string' ? columns['due_at'] : undefined,
});
const read = <Value>(columns: Columns): Row<Value> => rowOf(stored(columns));

interface Options {
  /** How many milliseconds commits may hold up this thread, all together, before another one makes them. */
  readonly inPlaceMs?: number;
}

/**
 * The journal in one SQLite file, for a laptop and for tests; `:memory:` keeps nothing. Several processes may use
 * one file at once. Throws `WaxsealError` `journal-busy`, `journal-damaged`, `journal-foreign`, `journal-version` or
 * `journal-unusable`; a file that is refused stays as it is.
 */
export const openSqliteJournal = (path: string, { inPlaceMs = threadCost }: Options = {}): Journal => {
  const database = openDatabase(path);
  const writer = path === ':memory:' ? memoryWriter(database) : fileWriter({ path, database, inPlaceMs });
  let closing: Promise<void> | undefined;
  const columns = 'kind, key, value, revision, due_at';
  const select = database.prepare(`SELECT ${columns} FROM journal WHERE kind = ? AND key = ?`);
  // TEXT is compared with memcmp over UTF-8, which is the order that the contract asks for.
  const from = database.prepare(
    `SELECT ${columns} FROM journal WHERE kind = ? AND key >= ? ORDER BY key LIMIT ${page}`,
  );
  const after = database.prepare(
    `SELECT ${columns} FROM journal WHERE kind = ? AND key > ? ORDER BY key LIMIT ${page}`,
  );
  const overdue = database.prepare(
    `SELECT ${columns} FROM journal WHERE due_at <= ? ORDER BY due_at, kind, key LIMIT ?`,
  );
  const overdueOf = database.prepare(
    `SELECT ${columns} FROM journal WHERE due_at <= ? AND kind = ? ORDER BY due_at, key LIMIT ?`,
  );

  const attempt = <Answer>(work: () => Answer): Answer => {
    try {
      return work();
    } catch (error) {
      throw sqliteFailure(path, error);
    }
  };

  return {
    read: async <Value>(kind: Kind, key: string) =>
      attempt(() => {
        const found = select.get(kind, key);
        return found && read<Value>(found);
      }),

    write: async ({ kind, key, value, dueAt = null }, expected) => {
      if (closing) throw sqliteFailure(path, new Error('it is closed'));
      return writer.write({ kind, key, text: textOf(value), dueAt, expected }).catch((error: unknown) => {
        throw sqliteFailure(path, error);
      });
    },

    async *list<Value>(kind: Kind, prefix = '') {
      let rows = attempt(() => from.all(kind, prefix).map((found) => read<Value>(found)));
      while (rows.length > 0) {
        for (const row of rows) {
          // In byte order, all keys with one prefix stand together.
          if (!row.key.startsWith(prefix)) return;
          yield row;
        }
        if (rows.length < page) return;
        await setImmediate();
        const last = rows.at(-1)?.key ?? prefix;
        rows = attempt(() => after.all(kind, last).map((found) => read<Value>(found)));
      }
    },

    due: async (now, limit, kind) =>
      attempt(() => {
        const most = Math.max(0, limit);
        const found = kind === undefined ? overdue.all(now, most) : overdueOf.all(now, kind, most);
        return found.map((one) => dueRowOf(stored(one)));
      }),

    close: () => (closing ??= writer.close()),
  };
};
