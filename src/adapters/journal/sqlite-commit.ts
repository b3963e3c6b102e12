import type { DatabaseSync } from 'node:sqlite';
import type { Expected, Kind } from '../../core/journal/journal.ts';
import { together } from './sqlite-file.ts';

/** One write as the database takes it. */
export interface Draft {
  readonly kind: Kind;
  readonly key: string;
  readonly text: string;
  readonly dueAt: string | null;
  readonly expected: Expected;
}

/** What became of a write: the new revision, or `undefined` where the stored one was not the expected one. */
export type Written = number | undefined;

/**
 * Writes many rows and commits once. Answers nothing before the commit is on disk: whoever asked goes on to write in AWS.
 * What cannot be committed is not written at all, none of it.
 */
export const commitsIn = (database: DatabaseSync): ((drafts: readonly Draft[]) => readonly Written[]) => {
  const insert = database.prepare(
    'INSERT INTO journal (kind, key, value, revision, due_at) VALUES (?, ?, ?, 1, ?) ON CONFLICT DO NOTHING',
  );
  const update = database.prepare(
    'UPDATE journal SET value = ?, revision = revision + 1, due_at = ? WHERE kind = ? AND key = ? AND revision = ?',
  );
  const write = ({ kind, key, text, dueAt, expected }: Draft): Written => {
    const { changes } =
      expected === 0 ? insert.run(kind, key, text, dueAt) : update.run(text, dueAt, kind, key, expected);
    return Number(changes) === 1 ? expected + 1 : undefined;
  };
  return (drafts) =>
    // One statement alone is a transaction already.
    drafts.length === 1 ? drafts.map(write) : together(database, 'BEGIN IMMEDIATE', () => drafts.map(write));
};
