import type { Failure } from '../core/model/errors.ts';
import type { Ports } from '../core/model/ports.ts';

/** A part of the sweep that failed, by account, Region and rule or resource. The rest went on. */
export interface Missed {
  readonly where: string;
  readonly failure: Failure;
}

/** What failed so far. */
export interface Failures {
  /** What would fail again: told, and left to the next sweep. */
  readonly missed: Missed[];
  /** What may fare better soon. */
  readonly again: readonly Missed[];
  /** Takes one more; answers whether it may fare better soon. */
  readonly add: (where: string, cause: unknown) => boolean;
}

export const failuresBy = (explain: Ports['explain']): Failures => {
  const missed: Missed[] = [];
  const again: Missed[] = [];
  return {
    missed,
    again,
    add: (where, cause) => {
      const failure = explain(cause);
      (failure.retry ? again : missed).push({ where, failure });
      return failure.retry;
    },
  };
};
