import type { Block } from '../../report/blocks.ts';
import type { Value } from '../../report/html/markup.ts';

export interface Told {
  readonly blocks: readonly Block[];
  /** Said above it, where it is not what came of something. */
  readonly lead?: string;
  /** What may be done next. */
  readonly more?: Value;
}

/** Something that was asked for and may take a while: its page tells what came of it. */
interface Job {
  readonly number: number;
  readonly title: string;
  /** Asked for twice while it is at work, it is one. */
  readonly key: string;
  readonly back: string;
  /** Never fails: what went wrong is told. */
  readonly told: Promise<Told>;
  readonly isDone: () => boolean;
}

export interface Jobs {
  begin(job: Pick<Job, 'title' | 'key' | 'back'>, work: () => Promise<Told>): Job;
  named(number: number): Job | undefined;
  /** When all that was begun has ended. */
  ended(): Promise<void>;
}

const kept = 100;

/** One after the other: a person's answers never meet each other. */
export const jobsInTurn = (): Jobs => {
  const all = new Map<number, Job>();
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;
  return {
    begin: ({ title, key, back }, work) => {
      const same = [...all.values()].find((job) => job.key === key && !job.isDone());
      if (same) return same;
      let done = false;
      const told = last.then(work).finally(() => {
        done = true;
      });
      last = told.catch(() => undefined);
      count += 1;
      const job: Job = { number: count, title, key, back, told, isDone: () => done };
      all.set(count, job);
      all.delete(count - kept);
      return job;
    },
    named: (number) => all.get(number),
    ended: async () => {
      await last;
    },
  };
};
