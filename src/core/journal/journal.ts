/**
 * What is written down. One port over single-item compare-and-set: enough for leases, single-use approvals, open
 * plans and the log, and no more than DynamoDB, SQLite and an in-memory emulator all do atomically.
 */
export const kinds = [
  'finding',
  'run',
  'change',
  'document',
  'approval-request',
  'hold',
  'lease',
  'entry',
  'counter',
  'answer',
  'canary',
  'enabling',
] as const;
export type Kind = (typeof kinds)[number];

export interface Row<Value = unknown> {
  readonly kind: Kind;
  readonly key: string;
  readonly value: Value;
  /** Counts writes of this row from 1. */
  readonly revision: number;
  /** ISO 8601; when set, the waker finds the row from this moment on. */
  readonly dueAt?: string;
}

/** The revision that a row must have for a write to take effect; `0`: it must not exist yet. */
export type Expected = number;

export interface Journal {
  /** Strongly consistent. */
  read<Value>(kind: Kind, key: string): Promise<Row<Value> | undefined>;
  /**
   * Writes the row if its stored revision is the expected one, and answers the new revision; else `undefined`, and
   * nothing is written. Values are JSON; `undefined` members are dropped.
   */
  write(row: Omit<Row, 'revision'>, expected: Expected): Promise<number | undefined>;
  /** Rows of one kind whose key begins with `prefix`, in the order of their keys (by UTF-8 bytes), all pages. */
  list<Value>(kind: Kind, prefix?: string): AsyncIterable<Row<Value>>;
  /**
   * Rows whose `dueAt` is at or before `now` (ISO 8601), the most overdue first, at most `limit`; with `kind` only such, however
   * many others are more overdue.
   */
  due(now: string, limit: number, kind?: Kind): Promise<readonly Row[]>;
  close(): Promise<void>;
}
