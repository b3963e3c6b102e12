import { kinds, type Expected, type Journal, type Kind, type Row } from '../../core/journal/journal.ts';
import { dueRowOf, rowOf, textOf } from './row.ts';
import { openDatabase, sqliteFailure } from './sqlite-file.ts';

/** Rows read at a time while listing, so that no statement stays open between two rows. */
const page = 100;

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

/**
 * The journal in one SQLite file, for a laptop and for tests; `:memory:` keeps nothing. Several processes may use
 * one file at once. Throws `WaxsealError` `journal-busy`, `journal-damaged`, `journal-foreign`, `journal-version` or
 * `journal-unusable`; a file that is refused stays as it is.
 */
export const openSqliteJournal = (path: string): Journal => {
  const database = openDatabase(path);
  const columns = 'kind, key, value, revision, due_at';
  const select = database.prepare(`SELECT ${columns} FROM journal WHERE kind = ? AND key = ?`);
  const insert = database.prepare(
    'INSERT INTO journal (kind, key, value, revision, due_at) VALUES (?, ?, ?, 1, ?) ON CONFLICT DO NOTHING',
  );
  const update = database.prepare(
    `UPDATE journal SET value = ?, revision = revision + 1, due_at = ? WHERE kind = ? AND key = ? AND revision = ?`,
  );
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

  const attempt = <Answer>(work: () => Answer): Answer => {
    try {
      return work();
    } catch (error) {
      throw sqliteFailure(path, error);
    }
  };

  const write = ({ kind, key, value, dueAt }: Omit<Row, 'revision'>, expected: Expected) =>
    expected === 0
      ? insert.run(kind, key, textOf(value), dueAt ?? null)
      : update.run(textOf(value), dueAt ?? null, kind, key, expected);

  return {
    read: async <Value>(kind: Kind, key: string) =>
      attempt(() => {
        const found = select.get(kind, key);
        return found && read<Value>(found);
      }),

    write: async (row, expected) =>
      attempt(() => (Number(write(row, expected).changes) === 1 ? expected + 1 : undefined)),

    async *list<Value>(kind: Kind, prefix = '') {
      let rows = attempt(() => from.all(kind, prefix).map((found) => read<Value>(found)));
      while (rows.length > 0) {
        for (const row of rows) {
          // In byte order, all keys with one prefix stand together.
          if (!row.key.startsWith(prefix)) return;
          yield row;
        }
        const last = rows.at(-1)?.key ?? prefix;
        rows =
          rows.length < page ? [] : attempt(() => after.all(kind, last).map((found) => read<Value>(found)));
      }
    },

    due: async (now, limit) =>
      attempt(() => overdue.all(now, Math.max(0, limit)).map((found) => dueRowOf(stored(found)))),

    close: async () => {
      if (database.isOpen) database.close();
    },
  };
};
