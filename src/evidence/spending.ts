import type { Budget } from '../core/model/evidence.ts';

/** What one answer has taken so far, and whether it may take more. */
export interface Spending {
  readonly bytes: (count: number) => void;
  readonly object: () => void;
  readonly dollars: (count: number) => void;
  /** What is left for whoever can tell beforehand. */
  readonly left: () => Budget;
  readonly isOver: () => boolean;
}

const megabyte = 1_000_000;

export const spendingOf = (budget: Budget, now: () => Date): Spending => {
  const began = now().getTime();
  let [bytes, objects, dollars] = [0, 0, 0];
  const left = (): Budget => ({
    megabytes: budget.megabytes - bytes / megabyte,
    objects: budget.objects - objects,
    seconds: budget.seconds - (now().getTime() - began) / 1000,
    dollars: budget.dollars - dollars,
  });
  return {
    bytes: (count) => void (bytes += count),
    object: () => void (objects += 1),
    dollars: (count) => void (dollars += count),
    left,
    isOver: () => Object.values(left()).some((rest: number) => rest < 0),
  };
};
