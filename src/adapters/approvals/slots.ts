import type { Journal } from '../../core/journal/journal.ts';

/**
 * How many executions may wait for people at once, and how fast they are started, across all functions: one row of the
 * journal, written by compare-and-set. AWS lets 100 and 400 waiting executions run in an account and Region and starts
 * one a second (https://docs.aws.amazon.com/general/latest/gr/ssm.html); others in the account need some of that too.
 */
export interface Slots {
  /**
   * Takes the right to start one execution now. `share`: the part of all slots that may be full at most, 0 to 1.
   * `false`: not now; whoever asked waits in the journal.
   */
  take(share: number): Promise<boolean>;
  /** AWS says that no more can be started. */
  full(): Promise<void>;
}

export interface SlotOptions {
  readonly journal: Journal;
  readonly now: () => Date;
  /** Waits out the rest of a second between two starts. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** How many executions of our runbook run or wait, as AWS counts them. */
  readonly count: () => Promise<number>;
  readonly limit: number;
}

interface Counted {
  /** When AWS was last asked. ISO 8601. */
  readonly at: string;
  readonly running: number;
  /** When the last one was started. ISO 8601. */
  readonly started: string;
}

const key = 'approval-slots';
const longAgo = new Date(0).toISOString();
/** AWS is asked at most once in this time, by whichever function comes first. Milliseconds. */
const countEvery = 60_000;
/** Milliseconds between two starts. */
const startEvery = 1000;
/** Others are at the same row; whoever loses so often comes again with the waker. */
const attempts = 5;

const since = (now: Date, moment: string): number => now.getTime() - Date.parse(moment);

export const slotsIn = ({ journal, now, pause, count, limit }: SlotOptions): Slots => {
  const read = async (): Promise<{ readonly value: Counted; readonly revision: number }> => {
    const row = await journal.read<Counted>('counter', key);
    return row ?? { value: { at: longAgo, running: 0, started: longAgo }, revision: 0 };
  };
  const write = async (value: Counted, revision: number): Promise<boolean> =>
    (await journal.write({ kind: 'counter', key, value }, revision)) !== undefined;

  const most = (share: number): number => Math.max(1, Math.floor(limit * share));

  /** The count, fresh if it matters: only when it says that there is no room, and not too often. */
  const counted = async (
    share: number,
  ): Promise<{ readonly value: Counted; readonly revision: number } | undefined> => {
    const row = await read();
    if (row.value.running < most(share)) return row;
    if (since(now(), row.value.at) < countEvery) return undefined;
    // Claimed first: of many functions one asks AWS.
    const claimed = { ...row.value, at: now().toISOString() };
    if (!(await write(claimed, row.revision))) return undefined;
    const value = { ...claimed, running: await count() };
    if (!(await write(value, row.revision + 1))) return undefined;
    return value.running < most(share) ? { value, revision: row.revision + 2 } : undefined;
  };

  return {
    take: async (share) => {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const row = await counted(share);
        if (!row) return false;
        const wait = startEvery - since(now(), row.value.started);
        if (wait > 0) {
          await pause(Math.min(wait, startEvery));
          continue;
        }
        const taken = { ...row.value, running: row.value.running + 1, started: now().toISOString() };
        if (await write(taken, row.revision)) return true;
      }
      return false;
    },
    full: async () => {
      const { value, revision } = await read();
      await write({ ...value, at: now().toISOString(), running: limit }, revision);
    },
  };
};
