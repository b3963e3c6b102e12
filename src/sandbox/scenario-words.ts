import type { OutcomeName } from '../core/outcome.ts';

/** How a look can end in a scenario: as the engine says, or because its process died. */
export type Ending = OutcomeName | 'crashed';

/** One key for each, so that a new outcome cannot be forgotten here. */
const words: Readonly<Record<Ending, true>> = {
  compliant: true,
  inapplicable: true,
  gone: true,
  unknown: true,
  pending: true,
  reported: true,
  advice: true,
  asked: true,
  skipped: true,
  deferred: true,
  stale: true,
  refused: true,
  sealed: true,
  progressed: true,
  settling: true,
  undone: true,
  moved: true,
  halted: true,
  failed: true,
  crashed: true,
};
export const kinds = Object.keys(words) as readonly Ending[]; // Object.keys forgets what the keys are
