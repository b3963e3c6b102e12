import type { Failure } from '../model/errors.ts';
import type { Reason } from '../model/outcome.ts';
import type { Aws, Change } from '../model/remediation.ts';

/** How far a run came. `seen` is the look after the last put: proving the fix asks it, not AWS, for what it knows. */
export type Progress =
  | { readonly is: 'done'; readonly seen: Aws }
  /** `because`: nothing has been put, and why; absent where AWS does not show yet what has. */
  | { readonly is: 'settling'; readonly because?: readonly Reason[] }
  /** AWS takes the document as little the next time: sent again as it is, it is refused again. */
  | { readonly is: 'refused'; readonly failure: Failure }
  | { readonly is: 'conflict' | 'stopped'; readonly done: number; readonly because: readonly Reason[] };

const text = (value: unknown): string => (value === null || value === undefined ? 'absent' : 'another value');

export const conflict = (done: number, change: Change): Progress => ({
  is: 'conflict',
  done,
  because: [
    {
      check: 'conflict',
      says: `${change.set} of ${change.on} was ${text(change.before)} when this was planned and has changed since.`,
      todo: 'Somebody else is working on it. Nothing was overwritten; the next evaluation makes a new plan.',
    },
  ],
});

export const stopped = (done: number, why: Reason): Progress => ({ is: 'stopped', done, because: [why] });
