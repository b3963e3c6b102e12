import type { Outcome, OutcomeName } from '../core/model/outcome.ts';
import type { Entry, Run } from '../core/journal/records.ts';
import type { Target } from '../core/model/target.ts';
import { standingOf } from './standing.ts';

/** Something that was shown to be so, when, and what had made us look. */
export interface Event {
  readonly finding: string;
  readonly remediation: string;
  readonly target: Target;
  readonly at: string;
  readonly by: Entry['cause']['by'];
  readonly actor?: string;
  readonly reference?: string;
  readonly run?: string;
  /** Principal ARNs. */
  readonly approvedBy?: readonly string[];
  /** What the plan was for. */
  readonly says?: string;
  /** What showed that nobody would break, and what probes met afterwards. */
  readonly proof?: readonly string[];
}

/** Of a run that people approved, its reasons say why they were asked. */
const proofOf = (outcome: Outcome, run: Run | undefined): readonly string[] => {
  const reasons = run?.approvedBy ? [] : (run?.reasons ?? []);
  const met = 'met' in outcome ? (outcome.met ?? []) : [];
  return [...reasons.filter(({ check }) => check === 'evidence'), ...met].map(({ says }) => says);
};

export const eventOf =
  (runs: ReadonlyMap<string, Run>) =>
  ({ finding, remediation, target, at, cause, outcome }: Entry): Event => {
    const id = 'run' in outcome ? outcome.run : undefined;
    const run = id === undefined ? undefined : runs.get(id);
    const plan = 'plan' in outcome ? outcome.plan : undefined;
    const proof = proofOf(outcome, run);
    return {
      finding,
      remediation,
      target,
      at,
      by: cause.by,
      ...(cause.actor !== undefined && { actor: cause.actor }),
      ...(cause.reference !== undefined && { reference: cause.reference }),
      ...(id !== undefined && { run: id }),
      ...(run?.approvedBy && { approvedBy: run.approvedBy }),
      ...(plan && { says: plan.why.says }),
      ...(proof.length > 0 && { proof }),
    };
  };

const isGood = (is: OutcomeName): boolean => is === 'remediated' || is === 'compliant';
const isOpenAgain = (is: OutcomeName): boolean =>
  standingOf[is] !== 'compliant' && standingOf[is] !== 'gone' && is !== 'rolled-back' && is !== 'failed';

/** A fix that was needed again: another run wrote what an earlier one had remediated. */
const isRemediatedAgain = (before: Outcome, { is, ...after }: Outcome): boolean =>
  ['remediated', 'settling', 'progressed'].includes(is) &&
  'run' in after &&
  after.run !== ('run' in before ? before.run : undefined);

/** Remediated in one entry, non-compliant or fixed again in the next, and not through an undo of ours. */
export const reopenedIn = (log: readonly Entry[]): readonly Entry[] =>
  log.filter(({ outcome }, index) => {
    const before = log[index - 1]?.outcome;
    return (
      before !== undefined &&
      isGood(before.is) &&
      (isOpenAgain(outcome.is) || isRemediatedAgain(before, outcome))
    );
  });

export const newestFirst = (all: readonly Event[]): readonly Event[] =>
  all.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.finding < b.finding ? -1 : 1));
