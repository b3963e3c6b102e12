import type { Fault } from './faults.ts';

export interface FaultReport {
  readonly fault: Fault;
  readonly fired: boolean;
}

/** Which faults are still to come. Each fires once, at the call that it names. */
export interface FaultSchedule {
  /** Counts a call, and answers the fault that it meets. */
  readonly next: (operation: string) => Fault | undefined;
  /** Whether another worker goes before the next call of this operation. */
  readonly letsWorkerGo: (operation: string) => boolean;
  readonly report: () => readonly FaultReport[];
}

/** Sees each call of Waxseal's that a fault could meet, with its number, before it is made. */
export type OnPoint = (operation: string, nth: number) => void;

export const scheduleOf = (faults: readonly Fault[], onPoint?: OnPoint): FaultSchedule => {
  const counts = new Map<string, number>();
  const fired = new Set<Fault>();

  const fire = (operation: string, nth: number, isAnotherWorker: boolean): Fault | undefined => {
    const fault = faults.find(
      (one) =>
        one.operation === operation &&
        (one.nth ?? 1) === nth &&
        (one.kind === 'another-worker') === isAnotherWorker &&
        !fired.has(one),
    );
    if (fault) fired.add(fault);
    return fault;
  };
  const countedNext = (operation: string): number => (counts.get(operation) ?? 0) + 1;

  return {
    next: (operation) => {
      const nth = countedNext(operation);
      counts.set(operation, nth);
      onPoint?.(operation, nth);
      return fire(operation, nth, false);
    },
    letsWorkerGo: (operation) => fire(operation, countedNext(operation), true) !== undefined,
    report: () => faults.map((fault) => ({ fault, fired: fired.has(fault) })),
  };
};
