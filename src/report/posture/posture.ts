import { type Figure, figuresOf } from './figures.ts';
import { maturitiesOf, type Maturity } from './maturity.ts';
import { ofAccount, ordered, type Posed } from './posed.ts';

/** Key figures of question SEC09, and how mature an account and the organization are. */
export interface Posture {
  readonly at: string;
  /** Whether a look was just taken. Without one the journal tells only of what was once non-compliant. */
  readonly looked: boolean;
  readonly figures: readonly Figure[];
  /** The organization first, then each account. */
  readonly maturity: readonly Maturity[];
}

/** Pure; the order of what comes in does not matter. `account`: of this one alone. */
export const postureOf = (all: Posed, account?: string): Posture => {
  const posed = ordered(account === undefined ? all : ofAccount(all, account));
  return {
    at: posed.at,
    looked: posed.looked,
    figures: figuresOf(posed),
    maturity: maturitiesOf(posed, account),
  };
};
