import type { NotKnown, Question } from './evidence.ts';
import type { Target } from './target.ts';

/** What the policy says of watching clients after a fix. Without it no signal is read: reading costs a little money. */
export interface CanaryRules {
  /** How long after the last put. */
  readonly minutes: number;
  /** What follows when errors jump: people are told, or they are told and the fix is undone, where nobody outside can cause it. */
  readonly onJump: 'page' | 'undo';
}

/** What is asked for: the signals that clients of these questions would give if they broke. */
export interface Watching {
  readonly target: Target;
  readonly questions: readonly Question[];
  /** The first put of the fix: what is told of the hour before it is no work of the fix. */
  readonly began: Date;
  /** After the last put. */
  readonly from: Date;
  readonly to: Date;
}

/** One number for each period, in the order of time; `null`: nothing is told of it, which is not zero. */
export type Series = readonly (number | null)[];

/** One count, or one level: since the fix, and before it. */
export interface Told {
  /** What it counts and of what, for people. */
  readonly name: string;
  readonly now: Series;
  /** At the same hours of the weeks before, the last week first; each as long as `now`. */
  readonly before: readonly Series[];
  /** In the hour before the fix. */
  readonly lead: Series;
}

/** Errors of clients, which rise when clients break. */
export interface Errors extends Told {
  readonly is: 'measured';
  readonly counts: 'errors';
  /** Of how many requests or connections, these errors among them or not. */
  readonly of: Told;
  /** Anybody outside can cause them, by a scan: people are told, and nothing is undone because of these alone. */
  readonly byAnybody: boolean;
}

/**
 * What clients do when all is well, which falls when they are shut out. Strangers can make it fall only where they are most of it:
 * who scans plain HTTP follows no redirect.
 */
export interface Traffic extends Told {
  readonly is: 'measured';
  readonly counts: 'traffic';
  /** Of how many it is: connections, requests; where it counts these, itself. */
  readonly of: Told;
  /** Fewer of those in a period come and go by themselves, or are strangers. */
  readonly least: number;
}

/** A signal that AWS has told. */
export type Measured = Errors | Traffic;

/** A signal of which nothing is known. */
export interface Unmeasured extends NotKnown {
  readonly name: string;
  /** Asked again later, it may answer. */
  readonly passing?: true;
}

export type Signal = Measured | Unmeasured;
