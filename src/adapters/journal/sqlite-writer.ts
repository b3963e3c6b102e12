import type { DatabaseSync } from 'node:sqlite';
import { gathered } from './gathered.ts';
import { commitsIn, type Draft, type Written } from './sqlite-commit.ts';
import { busyTimeout, isBusy } from './sqlite-file.ts';
import { writerThread, type WriterThread } from './sqlite-thread.ts';

/** As long as it takes to start a thread, in milliseconds of a processor (decision 21). */
export const threadCost = 40;
/** How long a commit in place waits for another process, in milliseconds. */
const patience = 2;

interface Options {
  readonly path: string;
  readonly database: DatabaseSync;
  /** How many milliseconds commits may take in place, all together, before a thread makes them. */
  readonly inPlaceMs: number;
  readonly thread?: WriterThread;
  readonly clock?: () => number;
}

export interface Writer {
  /** Answers when the row is on disk. */
  write(draft: Draft): Promise<Written>;
  /** Commits what is on its way and closes the file. */
  close(): Promise<void>;
}

/** Memory has no disk to wait for, and nobody else can open it. */
export const memoryWriter = (database: DatabaseSync): Writer => {
  const commit = commitsIn(database);
  return { write: async (draft) => commit([draft])[0], close: async () => database.close() };
};

/**
 * Commits where it is called until that has taken as long as starting a thread does, and in a thread from then on: one
 * fix never pays for a thread, and a thousand never wait for the disk one after the other. When another process is in the
 * way it is the thread that waits for it.
 */
export const fileWriter = ({
  path,
  database,
  inPlaceMs,
  thread = writerThread(path),
  clock = () => performance.now(),
}: Options): Writer => {
  const commit = commitsIn(database);
  let left = inPlaceMs;

  /** From here on this thread reads only, and SQLite holds it to that. */
  const handOver = (): void => {
    left = 0;
    database.exec(`PRAGMA query_only = ON; PRAGMA busy_timeout = ${busyTimeout}`);
  };

  const inPlace = (drafts: readonly Draft[]): readonly Written[] | undefined => {
    const start = clock();
    try {
      database.exec(`PRAGMA busy_timeout = ${patience}`);
      return commit(drafts);
    } catch (error) {
      if (!isBusy(error)) throw error;
      left = 0;
      return undefined;
    } finally {
      left -= clock() - start;
      if (left > 0) database.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
      else handOver();
    }
  };

  if (left <= 0) handOver();
  const { add, settled } = gathered(
    async (drafts: readonly Draft[]) => (left > 0 ? inPlace(drafts) : undefined) ?? thread.commit(drafts),
  );
  return {
    write: add,
    close: async () => {
      await settled();
      // The last to close a file tidies it up, which takes a while: that is the thread, if there is one.
      database.close();
      await thread.close();
    },
  };
};
