import type { Entry } from '../core/journal/records.ts';
import type { OutcomeName } from '../core/model/outcome.ts';

/** Where a finding stands, for people: seven answers instead of twenty outcomes. */
export const standings = ['compliant', 'open', 'unknown', 'waiting', 'held', 'failed', 'gone'] as const;
export type Standing = (typeof standings)[number];
export type Counts = Readonly<Record<Standing, number>>;

export const standingOf: Readonly<Record<OutcomeName, Standing>> = {
  compliant: 'compliant',
  remediated: 'compliant',
  'not-applicable': 'gone',
  gone: 'gone',
  reported: 'open',
  'manual-action-needed': 'open',
  // Not evaluated is neither good nor bad: it is counted, and never as compliant.
  unknown: 'unknown',
  stale: 'open',
  'rolled-back': 'open',
  progressed: 'open',
  conflict: 'open',
  halted: 'open',
  refused: 'open',
  // Said of a run beside its finding, which stands where it stood.
  overwritten: 'compliant',
  regressed: 'compliant',
  watched: 'compliant',
  'approval-requested': 'waiting',
  deferred: 'waiting',
  pending: 'waiting',
  settling: 'waiting',
  skipped: 'held',
  failed: 'failed',
};

/** Said of a run, or to whoever asked for an undo and was refused: the finding stands where it stood. */
export const isAside = ({ outcome: { is }, cause }: Pick<Entry, 'outcome' | 'cause'>): boolean =>
  is === 'overwritten' ||
  is === 'regressed' ||
  is === 'watched' ||
  (is === 'refused' && (cause.by === 'person' || (cause.by === 'wake' && cause.actor !== undefined)));

export const noCounts: Counts = {
  compliant: 0,
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

/** Everything that is there: what is gone or not applicable is no part of any share. */
export const present = ({ compliant, open, unknown, waiting, held, failed }: Counts): number =>
  compliant + open + unknown + waiting + held + failed;
