import type { Reading, Window } from '../core/evidence/verdict.ts';
import type { NotKnown, Question } from '../core/model/evidence.ts';
import type { Aws } from '../core/model/remediation.ts';
import type { Location, Target } from '../core/model/target.ts';
import type { Spending } from './spending.ts';

/** What a source is asked: one question, one window, and what it may spend. */
export interface Asking {
  readonly question: Question;
  readonly target: Target;
  readonly window: Window;
  readonly spending: Spending;
  /** Reads only. Asked anew for each object of a log: a look remembers its answers. */
  readonly look: (location: Location) => Aws;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** One kind of log that can answer questions about traffic. */
export interface Source {
  /** For people, and for `docs/evidence.md`. */
  readonly name: string;
  /** What a role needs to read it. */
  readonly permissions: readonly string[];
  readonly answers: (question: Question) => boolean;
  /** Throws what AWS throws. */
  readonly read: (asking: Asking) => Promise<Reading | NotKnown>;
}
