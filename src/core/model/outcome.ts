import type { Failure } from './errors.ts';
import type { Plan } from './plan.ts';
import type { Sentence } from '../say/said.ts';

/** Why the gate answered as it did. `where` is a line of the policy file, when one decided. */
export interface Reason {
  /** Which check of the gate spoke. */
  readonly check: string;
  readonly says: string;
  readonly todo?: string;
  readonly where?: string;
}

/** A field that somebody changed since we set it: what it was before us, what it became through us, what it is now. */
export interface Conflict {
  readonly set: string;
  readonly on: string;
  readonly before: unknown;
  readonly became: unknown;
  readonly now: unknown;
}

interface Planned {
  readonly plan: Plan;
}
interface Because {
  readonly because: readonly Reason[];
}
interface OfRun extends Planned {
  readonly run: string;
}

/**
 * Every way that one look can end; each is recorded. Closed: nothing else can be said.
 *
 * Nothing written: `compliant not applicable gone unknown pending reported manual-action-needed approval-requested skipped
 * deferred stale refused`.
 * Written: `remediated` (applied and verified), `progressed` (a step of a migration), `settling` (with `because` nothing has been
 * put yet; without: applied, not verified yet, or a probe was still let in with plaintext or could not be made yet), `rolled-back`. Stopped midway: `conflict` (somebody
 * else changed the field before our put), `halted` (k of n done), `failed`. Seen later in AWS's own log: `overwritten` (a write of somebody else in the moment before ours may be lost),
 * `regressed` (errors of clients jumped after the fix), `watched` (the time of watching is over, and no jump was seen: `because`
 * says what was told, and what was not).
 */
export type Outcome =
  | { readonly is: 'compliant'; readonly notes: readonly Sentence[] }
  | { readonly is: 'gone' }
  | { readonly is: 'not-applicable' | 'unknown' | 'pending'; readonly why: Sentence }
  | ({ readonly is: 'manual-action-needed' } & Planned)
  | ({ readonly is: 'reported' | 'skipped' } & Planned & Because)
  | ({ readonly is: 'deferred'; readonly until: string } & Planned & Because)
  | ({ readonly is: 'approval-requested'; readonly approvalRequest: string } & Planned & Because)
  | ({ readonly is: 'stale'; readonly approvalRequest: string } & Planned)
  /** The approval was for this very plan, and does not count. */
  | ({ readonly is: 'stale'; readonly approvalRequest: string } & Planned & Because)
  | ({ readonly is: 'progressed' | 'rolled-back' } & OfRun)
  /** Nothing has been put yet, and why. */
  | ({ readonly is: 'settling' } & OfRun & Because)
  /** `met`: what probes of the resource itself met, and why its clients are not watched. */
  | ({ readonly is: 'remediated' | 'settling'; readonly met?: readonly Reason[] } & OfRun)
  | ({
      readonly is: 'conflict' | 'halted';
      readonly done: number;
      readonly because: readonly Reason[];
    } & OfRun)
  | ({ readonly is: 'overwritten' | 'regressed' | 'watched' } & OfRun & Because)
  | { readonly is: 'refused'; readonly because: readonly Reason[]; readonly conflicts?: readonly Conflict[] }
  | { readonly is: 'failed'; readonly failure: Failure; readonly plan?: Plan; readonly run?: string };

export type OutcomeName = Outcome['is'];

/** Non-compliant and not fixed. */
export const isOpen = (is: OutcomeName): boolean =>
  !['compliant', 'not-applicable', 'gone', 'remediated'].includes(is);

/** Outcomes after which the waker looks again by itself. */
export const unfinished: readonly OutcomeName[] = [
  'pending',
  'settling',
  'progressed',
  'approval-requested',
  'deferred',
  'stale',
  'failed',
];
