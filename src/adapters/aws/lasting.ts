import { recent } from '../../core/model/recent.ts';

interface Kept {
  /** Milliseconds. */
  readonly until: number;
  readonly answer: Promise<unknown>;
}

/** What a question is answered with. `isNew`: it was asked for this time. */
interface Found {
  readonly answer: Promise<unknown>;
  readonly isNew: boolean;
}

/** Answers that hold for a while, the `most` used last; then they are asked for again. `now`: in milliseconds. */
export const lasting = (most: number, now: () => number) => {
  const answers = recent<Kept>(most);
  return {
    use: (key: string, lasts: number, ask: () => unknown): Found => {
      const at = now();
      let isNew = false;
      const made = (): Kept => {
        isNew = true;
        const answer = Promise.resolve(ask());
        // A failure is nobody's answer but whose question it was.
        answer.catch(() => answers.forget(key));
        return { until: at + lasts, answer };
      };
      const found = answers.use(key, made);
      if (at < found.until) return { answer: found.answer, isNew };
      answers.forget(key);
      return { answer: answers.use(key, made).answer, isNew };
    },
  };
};
