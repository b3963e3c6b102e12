import { nameOf } from './name.ts';
import { isAside } from './standing.ts';
import type { OutcomeName } from '../core/model/outcome.ts';
import type { Entry } from '../core/journal/records.ts';

/** How long resources were, or still are, in the clear. Seconds; of an even number the lower middle one. */
export interface Span {
  readonly count: number;
  readonly medianSeconds: number;
  readonly longestSeconds: number;
  /** The resource that took longest. */
  readonly longest: string;
}

interface Spell {
  readonly resource: string;
  readonly seconds: number;
  /** The look that first saw it fixed it: how long it had been so before nobody knows. */
  readonly atOnce?: true;
}

export const spanOf = (spells: readonly Spell[]): Span | null => {
  const ordered = spells.toSorted((a, b) => a.seconds - b.seconds);
  const middle = ordered[Math.floor((ordered.length - 1) / 2)];
  const last = ordered.at(-1);
  if (!middle || !last) return null;
  return {
    count: ordered.length,
    medianSeconds: middle.seconds,
    longestSeconds: last.seconds,
    longest: last.resource,
  };
};

export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));

const isGood = (is: OutcomeName): boolean => is === 'remediated' || is === 'compliant';
const isOver = (is: OutcomeName): boolean => is === 'gone' || is === 'not-applicable';

/**
 * The spells of one finding in the clear that ended remediated. `log` is its entries in the order of time. A fix by the
 * first look is counted from the moment that its event names, when AWS had evaluated or recorded it. An undo begins another
 * spell.
 */
export const spellsOf = (log: readonly Entry[]): readonly Spell[] => {
  const spells: Spell[] = [];
  let since: string | undefined;
  for (const [index, entry] of log.entries()) {
    const { at, cause, outcome, target } = entry;
    const { is } = outcome;
    if (isGood(is)) {
      const told =
        index === 0 && is === 'remediated' && cause.at !== undefined && cause.at < at ? cause.at : at;
      const from = since ?? (index === 0 && is === 'remediated' ? told : undefined);
      if (from !== undefined)
        spells.push({
          resource: nameOf(target),
          seconds: secondsBetween(from, at),
          ...(since === undefined && { atOnce: true }),
        });
      since = undefined;
    } else if (isOver(is)) since = undefined;
    else if (!isAside(entry)) since ??= at;
  }
  return spells;
};
