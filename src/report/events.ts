import type { Outcome, OutcomeName } from '../core/model/outcome.ts';
import type { Entry, Run } from '../core/journal/records.ts';
import type { Target } from '../core/model/target.ts';
import { isAside, standingOf } from './standing.ts';

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
  /** What approvers said to it. */
  readonly comment?: string;
  /** What the plan was for, or what jumped after it. */
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

/** What the plan was for; of a fix after which errors jumped, what jumped. */
const saidOf = (outcome: Outcome): Pick<Event, 'says'> | undefined => {
  const jumped = outcome.is === 'regressed' ? outcome.because[0] : undefined;
  const why = jumped ?? ('plan' in outcome ? outcome.plan?.why : undefined);
  return why && { says: why.says };
};

export const eventOf =
  (runs: ReadonlyMap<string, Run & { readonly comment?: string | undefined }>) =>
  ({ finding, remediation, target, at, cause, outcome }: Entry): Event => {
    const id = 'run' in outcome ? outcome.run : undefined;
    const run = id === undefined ? undefined : runs.get(id);
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
      ...(run?.comment !== undefined && { comment: run.comment }),
      ...saidOf(outcome),
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

/** Without what is said of a run beside its finding. */
const standingsIn = (log: readonly Entry[]): readonly Entry[] => log.filter((entry) => !isAside(entry));

/** Remediated in one entry, non-compliant or fixed again in the next, and not through an undo of ours. */
export const reopenedIn = (log: readonly Entry[]): readonly Entry[] =>
  standingsIn(log).filter(({ outcome }, index, all) => {
    const before = all[index - 1]?.outcome;
    return (
      before !== undefined &&
      isGood(before.is) &&
      (isOpenAgain(outcome.is) || isRemediatedAgain(before, outcome))
    );
  });

export const newestFirst = (all: readonly Event[]): readonly Event[] =>
  all.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.finding < b.finding ? -1 : 1));
