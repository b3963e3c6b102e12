import type { OutcomeName } from '../core/model/outcome.ts';

/** Where a finding stands, for people: seven answers instead of twenty outcomes. */
export const standings = ['sealed', 'open', 'unknown', 'waiting', 'held', 'failed', 'gone'] as const;
export type Standing = (typeof standings)[number];
export type Counts = Readonly<Record<Standing, number>>;

export const standingOf: Readonly<Record<OutcomeName, Standing>> = {
  compliant: 'sealed',
  sealed: 'sealed',
  inapplicable: 'gone',
  gone: 'gone',
  reported: 'open',
  advice: 'open',
  // Not judged is neither good nor bad: it is counted, and never as sealed.
  unknown: 'unknown',
  stale: 'open',
  undone: 'open',
  progressed: 'open',
  moved: 'open',
  halted: 'open',
  refused: 'open',
  // Said of a run beside its finding, which stands where it stood.
  overwritten: 'sealed',
  asked: 'waiting',
  deferred: 'waiting',
  pending: 'waiting',
  settling: 'waiting',
  skipped: 'held',
  failed: 'failed',
};

export const noCounts: Counts = {
  sealed: 0,
  open: 0,
  unknown: 0,
  waiting: 0,
  held: 0,
  failed: 0,
  gone: 0,
};

export const countsOf = (all: Iterable<Standing>): Counts => {
  const counts: Record<Standing, number> = { ...noCounts };
  for (const standing of all) counts[standing] += 1;
  return counts;
};

/** Everything that is there: what is gone or not concerned is no part of any share. */
export const present = ({ sealed, open, unknown, waiting, held, failed }: Counts): number =>
  sealed + open + unknown + waiting + held + failed;
