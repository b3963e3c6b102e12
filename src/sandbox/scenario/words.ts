import type { OutcomeName } from '../../core/model/outcome.ts';

/** How a look can end in a scenario: as the engine says, or because its process died. */
export type Ending = OutcomeName | 'crashed';

/** All of them; a new outcome of the engine that is missing here does not compile. */
export const kinds = [
  'compliant',
  'not-applicable',
  'gone',
  'unknown',
  'pending',
  'reported',
  'manual-action-needed',
  'approval-requested',
  'skipped',
  'deferred',
  'stale',
  'refused',
  'overwritten',
  'regressed',
  'watched',
  'remediated',
  'progressed',
  'settling',
  'rolled-back',
  'conflict',
  'halted',
  'failed',
  'crashed',
] as const satisfies readonly Ending[];

type Missing = Exclude<Ending, (typeof kinds)[number]>;
/**
 * `true` only while nothing is missing: for the compiler, and exported only so that it does not count as unused.
 * @public
 */
export const complete: [Missing] extends [never] ? true : Missing = true;
