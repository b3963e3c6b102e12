import { AwsFault } from '../faults.ts';
import type { Host } from '../host.ts';
import type { Ended } from './check.ts';

/** The processes of Waxseal that come and go in a scenario, and how their looks ended. */
export interface Processes {
  /** One process: it answers, or it dies; the next one starts with the world as it was left. */
  readonly run: <Answer>(work: () => Promise<Answer>) => Promise<Answer | undefined>;
  readonly note: (ended: Ended) => void;
  readonly endings: readonly Ended[];
  /** What ended since this was asked last. */
  readonly takeRecent: () => readonly Ended[];
}

export const processesOn = (host: Pick<Host, 'isDead' | 'revive'>): Processes => {
  const endings: Ended[] = [];
  let recent: Ended[] = [];
  const note = (ended: Ended): void => {
    endings.push(ended);
    recent.push(ended);
  };

  const run = async <Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> => {
    const answer = await work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    if (host.isDead()) {
      host.revive();
      note({ is: 'crashed' });
      return undefined;
    }
    // Waxseal's own records failed: the function fails, and its event comes again.
    if ('error' in answer && answer.error instanceof AwsFault) {
      note({ is: 'crashed' });
      return undefined;
    }
    if ('error' in answer) throw answer.error;
    return answer.value;
  };

  const takeRecent = (): readonly Ended[] => {
    const taken = recent;
    recent = [];
    return taken;
  };

  return { run, note, endings, takeRecent };
};
