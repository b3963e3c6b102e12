import type { MaintenanceWindow } from './windows.ts';

/** How much may be changed in how short a time, as the policy says it. */
export interface Limits {
  readonly changesPerHour: number;
  readonly changesPerHourAndAccount: number;
  /** Runs that write at the same time. */
  readonly concurrentRuns: number;
  /** Opens after so many failed runs of one remediation, and closes by itself. */
  readonly breaker: {
    readonly failures: number;
    readonly withinMinutes: number;
    readonly closesAfterMinutes: number;
  };
  /** How many changes a remediation may make altogether until somebody raises it in `raised`. */
  readonly firstChanges: number;
  /** By remediation, in place of `firstChanges`. */
  readonly raised: Readonly<Record<string, number>>;
  /** None: at any time. */
  readonly windows: readonly MaintenanceWindow[];
}

/** Room for every ordinary day, and a stop for a day that is not. */
export const generousLimits: Limits = {
  changesPerHour: 500,
  changesPerHourAndAccount: 100,
  concurrentRuns: 20,
  breaker: { failures: 5, withinMinutes: 60, closesAfterMinutes: 60 },
  firstChanges: 50,
  raised: {},
  windows: [],
};
