import type { AccountFile } from '../../src/sandbox/account.ts';
import type { Difference, Flat } from '../simulation/flat.ts';

/**
 * What one remediation promises to people: said from what it promises and not from its code, so that a simulation can
 * evaluate it from outside. Nothing here may know the engine or the unit.
 */
export interface Promises {
  /** The read that shows what each write replaces. Lacking: the write is a violation. */
  readonly readBefore: Readonly<Record<string, string>>;
  /** Whether a fix may make this difference. What an undo may do follows from what our own fixes did. Lacking: a failure by name. */
  readonly mayFix: (operation: string, difference: Difference) => boolean;
  /** Whether the resource is as the remediation wants it; one that is gone is. Lacking: a failure by name. */
  readonly isRemediated: (target: { readonly id: string; readonly arn: string }, account: Flat) => boolean;
  /** Writers of this contract that meddle, the first of them in the short simulation. Lacking: a failure by name. */
  readonly meddlers: readonly string[];
  /** An account with one violation that can be remediated, and much around it. Lacking: a failure by name. */
  readonly scene: Scene;
  /** What must never come to be, whoever did the rest of it; or why nothing of ours could. Lacking: a failure by name. */
  readonly disaster: ((account: Flat) => boolean) | NotSo;
  /** What AWS itself changes when we write. Lacking: a failure by name. */
  readonly isConsequence: (path: string) => boolean;
  /** What goes with a thing that we made when an undo deletes it, though somebody has changed it. Lacking: a failure by name. */
  readonly goesWithIt: (operation: string, difference: Difference) => boolean;
  /**
   * Whether the look before a write takes several calls: what somebody writes between them may be lost, and is counted
   * instead of hidden. Lacking: a failure by name.
   */
  readonly longLook: boolean;
}

/** It cannot be said, or there is nothing to say, and why. */
export interface NotSo {
  readonly not: string;
}

/** What a journal row says of a change. */
export interface JournalledChange {
  readonly set: string;
  readonly on: string;
}
/**
 * `path`: exactly there, the value being part of the path, so that another's equal write is recognised;
 * `under`: there and below, whatever the value.
 */
export type Shown = { readonly path: string } | { readonly under: string };

interface Scene {
  readonly account: AccountFile;
  /** As an event names it. */
  readonly target: string;
  /** Of the remediation, where it does nothing before its owner has said something. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The same with where it is said: what a simulation evaluates a remediation by. */
export interface Promised extends Promises {
  readonly file: string;
  readonly attempted: (change: JournalledChange, value: unknown) => Shown | undefined;
}
