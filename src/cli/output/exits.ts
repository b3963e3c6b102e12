import type { OutcomeName } from '../../core/model/outcome.ts';

/** What the program's exit code says. Documented in `docs/cli.md` and at the end of `waxseal --help`. */
export const exits = {
  /** Done, or nothing to do. Looking (`plan`, `scan`, `report`) ends so whatever it sees, unless `--exit-code`. */
  done: 0,
  /** Something went wrong on the way: AWS, the journal, the network, a bug. */
  failure: 1,
  /** The command line, a file or an argument was wrong; nothing was changed. */
  usage: 2,
  /** Left open, or not known to be good: only reported, held, for people to fix, or it could not be evaluated. */
  open: 3,
  /** Waiting: for an approval, for AWS, for a later moment. */
  waiting: 4,
  /** Refused or stopped midway: somebody changed the resource, the plan is stale, an undo is not safe. */
  stopped: 5,
} as const;
export type Exit = (typeof exits)[keyof typeof exits];

const ofOutcome: Readonly<Record<OutcomeName, Exit>> = {
  compliant: exits.done,
  'not-applicable': exits.done,
  gone: exits.done,
  remediated: exits.done,
  'rolled-back': exits.done,
  reported: exits.open,
  'manual-action-needed': exits.open,
  skipped: exits.open,
  unknown: exits.open,
  'approval-requested': exits.waiting,
  deferred: exits.waiting,
  pending: exits.waiting,
  settling: exits.waiting,
  progressed: exits.waiting,
  stale: exits.stopped,
  conflict: exits.stopped,
  halted: exits.stopped,
  refused: exits.stopped,
  overwritten: exits.stopped,
  regressed: exits.stopped,
  watched: exits.done,
  failed: exits.failure,
};

export const exitOf = (outcome: OutcomeName): Exit => ofOutcome[outcome];

/**
 * How a command ends that only looks. Whoever asks with `--exit-code` whether all is well hears 3 for whatever is not
 * known to be good: non-compliant resources, what waits, and what could not be evaluated, looked at or listed. Without it only the
 * latter two end with a failure.
 */
export const exitOfLook = (
  { left, failed }: { readonly left: boolean; readonly failed: boolean },
  asked: boolean,
): Exit => {
  if (asked && (left || failed)) return exits.open;
  return failed ? exits.failure : exits.done;
};

const byWeight: readonly Exit[] = [
  exits.done,
  exits.open,
  exits.waiting,
  exits.stopped,
  exits.usage,
  exits.failure,
];

/** Several ends in one run: the one that most needs somebody. */
export const worst = (all: readonly Exit[]): Exit =>
  all.reduce<Exit>((a, b) => (byWeight.indexOf(b) > byWeight.indexOf(a) ? b : a), exits.done);
