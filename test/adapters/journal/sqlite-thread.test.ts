import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { Draft } from '../../../src/adapters/journal/sqlite-commit.ts';
import { writerThread } from '../../../src/adapters/journal/sqlite-thread.ts';

/** Threads that do what the test says. */
const { threads } = vi.hoisted(() => ({ threads: new Array<EventEmitter>() }));
vi.mock('node:worker_threads', () => ({
  parentPort: null,
  workerData: null,
  Worker: class extends EventEmitter {
    ref = () => {};
    unref = () => {};
    postMessage = () => {};
    constructor() {
      super();
      threads.push(this);
    }
  },
}));

const drafts: readonly Draft[] = [{ kind: 'run', key: 'a', text: '1', dueAt: null, expected: 0 }];

test.each<[string, (thread: EventEmitter | undefined) => void, string]>([
  ['fails as a whole', (thread) => thread?.emit('error', new Error('no memory')), 'no memory'],
  ['ends', (thread) => thread?.emit('exit', 1), 'its thread has ended'],
])(
  'when the thread %s, whoever waits is told, and the next write starts another',
  async (_what, happens, says) => {
    const writer = writerThread('journal.db');
    const lost = writer.commit(drafts);
    const first = threads.at(-1);
    happens(first);
    await expect(lost).rejects.toMatchObject({
      code: 'journal-unusable',
      says: expect.stringContaining(says),
    });
    const next = writer.commit(drafts);
    const second = threads.at(-1);
    expect(second).not.toBe(first);
    second?.emit('message', { written: [1] });
    expect(await next).toEqual([1]);
  },
);

test('what the thread could not commit is told in its words', async () => {
  const writer = writerThread('journal.db');
  const lost = writer.commit(drafts);
  threads.at(-1)?.emit('message', {
    failure: { code: 'journal-busy', says: 'Locked.', todo: 'Wait.', retry: true },
  });
  await expect(lost).rejects.toMatchObject({ code: 'journal-busy', retry: true });
});
