import type { NotKnown, Question } from './evidence.ts';
import type { Target } from './target.ts';

/** What the policy says of watching clients after a fix. Without it no signal is read: reading costs a little money. */
export interface CanaryRules {
  /** How long after the last put. */
  readonly minutes: number;
  /** What follows when errors jump: people are told, or they are told and the fix is undone. */
  readonly onJump: 'page' | 'undo';
}

/** What is asked for: the signals that clients of these questions would give if they broke. */
export interface Watching {
  readonly target: Target;
  readonly questions: readonly Question[];
  /** The fix was put at about this time. */
  readonly from: Date;
  readonly to: Date;
}

/** One number for each period, in the order of time; `null`: nothing is told of it, which is not zero. */
export type Series = readonly (number | null)[];

/** A signal that AWS has told, since the fix and at the same hours of the weeks before. */
export interface Measured {
  readonly is: 'measured';
  /** What it counts and of what, for people. */
  readonly name: string;
  /** `errors` are counted, and break when they rise; `connections` are a level, and break when it falls. */
  readonly counts: 'errors' | 'connections';
  readonly now: Series;
  /** The last week first; each as long as `now`. */
  readonly before: readonly Series[];
}

/** A signal of which nothing is known. */
export interface Unmeasured extends NotKnown {
  readonly name: string;
  /** Asked again later, it may answer. */
  readonly passing?: true;
}

export type Signal = Measured | Unmeasured;
