import { once } from 'node:events';
import { Worker, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { WaxsealError, type Failure } from '../../core/model/errors.ts';
import { commitsIn, type Draft, type Written } from './sqlite-commit.ts';
import { openDatabase, sqliteFailure } from './sqlite-file.ts';

/**
 * Both ends of the thread that writes a journal's file. A commit waits for the disk, milliseconds on some, and SQLite
 * waits for other processes as well: neither may hold up the looks that run meanwhile.
 */

/** How the thread that is started here knows that it is one: others load this file, too. */
const mark = 'waxseal-journal';

type Answer = { readonly written: readonly Written[] } | { readonly failure: Failure };

/** The end in the thread: commits batch after batch until it is told to close. */
const serve = (port: MessagePort, path: string): void => {
  let opened: { readonly commit: ReturnType<typeof commitsIn>; readonly close: () => void } | undefined;
  const open = () => {
    const database = openDatabase(path);
    return { commit: commitsIn(database), close: () => database.close() };
  };
  const answer = (drafts: readonly Draft[]): Answer => {
    try {
      opened ??= open();
      return { written: opened.commit(drafts) };
    } catch (error) {
      const { code, says, todo, retry } = sqliteFailure(path, error);
      return { failure: { code, says, todo, retry } };
    }
  };
  port.on('message', (drafts: readonly Draft[] | 'close') => {
    if (drafts !== 'close') return port.postMessage(answer(drafts));
    opened?.close();
    port.close();
  });
};

if (parentPort && Reflect.has(Object(workerData), mark)) serve(parentPort, String(workerData[mark]));

export interface WriterThread {
  /** One batch at a time. */
  commit(drafts: readonly Draft[]): Promise<readonly Written[]>;
  /** Closes the file and ends. */
  close(): Promise<void>;
}

/** The end outside: a thread that is there from the first write on, and keeps no process alive that has nothing to write. */
export const writerThread = (path: string): WriterThread => {
  let running: Worker | undefined;
  let waiting: PromiseWithResolvers<Answer> | undefined;

  const started = (): Worker => {
    if (running) return running;
    const worker = new Worker(new URL(import.meta.url), { workerData: { [mark]: path }, execArgv: [] });
    worker.on('message', (answer: Answer) => waiting?.resolve(answer));
    // It has failed as a whole (no memory): whoever waits is told, and the next write starts another.
    const ended = (error: unknown): void => {
      if (running === worker) running = undefined;
      waiting?.reject(error);
    };
    worker.on('error', ended);
    worker.on('exit', () => ended(new Error('its thread has ended')));
    worker.unref();
    running = worker;
    return worker;
  };

  return {
    commit: async (drafts) => {
      const worker = started();
      waiting = Promise.withResolvers();
      worker.ref();
      try {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
        worker.postMessage(drafts);
        const answer = await waiting.promise;
        if ('written' in answer) return answer.written;
        throw new WaxsealError(answer.failure);
      } catch (error) {
        throw sqliteFailure(path, error);
      } finally {
        waiting = undefined;
        worker.unref();
      }
    },
    close: async () => {
      if (!running) return;
      const ended = once(running, 'exit');
      running.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      running.postMessage('close');
      await ended;
    },
  };
};
