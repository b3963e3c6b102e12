import { type Figure, figuresOf } from './figures.ts';
import { maturitiesOf, type Maturity } from './maturity.ts';
import { ofAccounts, ordered, type Posed } from './posed.ts';

/** Key figures of question SEC09, and how mature an account and the organization are. */
export interface Posture {
  readonly at: string;
  /** Whether a look was just taken. Without one the journal tells only of what was once non-compliant. */
  readonly looked: boolean;
  readonly figures: readonly Figure[];
  /** All together first, then each account; one account alone. */
  readonly maturity: readonly Maturity[];
}

/** Pure; the order of what comes in does not matter. `accounts`: of these alone; none: of all. */
export const postureOf = (all: Posed, accounts: readonly string[] = []): Posture => {
  const posed = ordered(accounts.length === 0 ? all : ofAccounts(all, accounts));
  return {
    at: posed.at,
    looked: posed.looked,
    figures: figuresOf(posed),
    maturity: maturitiesOf(posed, accounts),
  };
};
