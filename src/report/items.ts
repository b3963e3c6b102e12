import type { GateAnswer } from '../core/policy/gate.ts';
import type { Outcome, OutcomeName, Reason } from '../core/model/outcome.ts';
import type { Plan } from '../core/model/plan.ts';
import { type Mode, modes } from '../core/policy/policy.ts';
import {
  type ApprovalRecord,
  type Entry,
  type Finding,
  findingKey,
  type Run,
} from '../core/journal/records.ts';
import type { Impact } from '../core/model/remediation.ts';
import type { Message } from '../core/say/said.ts';
import type { Target } from '../core/model/target.ts';
import { type Standing, standingOf } from './standing.ts';
import { type Oldest, oldestOf } from './tls.ts';

/** One remediation at one resource, as it stands. */
export interface Item {
  readonly finding: string;
  readonly remediation: string;
  readonly target: Target;
  /** `undefined`: no tag names one. */
  readonly owner?: string;
  readonly standing: Standing;
  readonly outcome: OutcomeName;
  /** What the gate answered, or would: who reads a dry-run wants to know what prod would do. */
  readonly answer?: GateAnswer;
  /** What the policy says, when it had a say. */
  readonly mode?: Mode;
  /** The oldest protocol that still gets in, as far as it is told. */
  readonly accepts: Oldest;
  /** Non-compliant since. ISO 8601. */
  readonly since?: string;
  readonly lastSeen: string;
  readonly plan?: Plan;
  /** What is so, and what a person can do about it. */
  readonly why?: string;
  readonly todo?: string;
  readonly impacts: readonly Impact[];
  readonly because: readonly Reason[];
}

/** What a look without the journal showed: fresher than the journal, so it takes the place of a finding's state. */
export interface Sighting {
  readonly remediation: string;
  readonly target: Target;
  readonly owner?: string;
  readonly outcome: OutcomeName;
  readonly answer?: GateAnswer;
  readonly mode?: Mode;
  readonly plan?: Plan;
  /** What was seen, where there is no plan. */
  readonly why?: Pick<Message, 'says' | 'todo'>;
  readonly because: readonly Reason[];
}

const answers: Readonly<Partial<Record<OutcomeName, GateAnswer>>> = {
  reported: 'report',
  'approval-requested': 'ask',
  deferred: 'defer',
  skipped: 'skip',
  remediated: 'apply',
  progressed: 'apply',
  settling: 'apply',
};

const impactsOf = (plan: Plan | undefined): readonly Impact[] => [
  ...new Set(plan?.changes.flatMap(({ impact }) => impact)),
];

const modeOf = (because: readonly Reason[]): Mode | undefined => {
  const says = because.find(({ check }) => check === 'mode')?.says ?? '';
  return modes.find((mode) => new RegExp(`\\bsays ${mode}\\b`).test(says));
};

/** What the look says in one sentence: of its plan, of what it could not evaluate, or of what went wrong. */
const saidBy = (outcome: Outcome | undefined): Pick<Item, 'why' | 'todo'> => {
  const sentence =
    outcome?.is === 'failed'
      ? outcome.failure
      : outcome && 'plan' in outcome
        ? outcome.plan?.why
        : outcome && 'why' in outcome
          ? outcome.why
          : undefined;
  if (!sentence) return {};
  const { says, todo } = sentence;
  return { why: says, ...(todo !== undefined && { todo }) };
};

/** One finding of the journal, as its last entry left it. */
export const itemOfFinding = (finding: Finding, last: Entry | undefined, run: Run | undefined): Item => {
  const { outcome } = last ?? {};
  const plan = outcome && 'plan' in outcome ? outcome.plan : undefined;
  const answer = answers[finding.is];
  const because = outcome && 'because' in outcome ? outcome.because : [];
  const mode = modeOf(because.length > 0 ? because : (run?.reasons ?? []));
  const standing = standingOf[finding.is];
  const { owner, since } = finding;
  return {
    finding: findingKey(finding.target, finding.remediation),
    remediation: finding.remediation,
    target: finding.target,
    standing,
    outcome: finding.is,
    accepts: oldestOf(plan, standing),
    lastSeen: finding.lastSeen,
    impacts: impactsOf(plan),
    because,
    ...saidBy(outcome),
    ...(owner !== undefined && { owner }),
    ...(answer && { answer }),
    ...(mode && { mode }),
    ...(since !== undefined && { since }),
    ...(plan && { plan }),
  };
};

/** A look that journals nothing sees that an approval is needed, not that it has been asked for. */
const outcomeOf = ({ outcome, answer, plan }: Sighting, asked: ApprovalRecord | undefined): OutcomeName =>
  answer === 'ask' && asked !== undefined && asked.plan.id === plan?.id ? 'approval-requested' : outcome;

/** One look just taken; `known` is what the journal has of it. */
export const itemOfSighting = (
  sighting: Sighting,
  known: Item | undefined,
  asked: ApprovalRecord | undefined,
  at: string,
): Item => {
  const { remediation, target, owner, answer, mode, plan, why, because } = sighting;
  const outcome = outcomeOf(sighting, asked);
  const standing = standingOf[outcome];
  const since = standing === 'compliant' || standing === 'gone' ? undefined : (known?.since ?? at);
  return {
    finding: findingKey(target, remediation),
    remediation,
    target,
    standing,
    outcome,
    accepts: oldestOf(plan ?? known?.plan, standing),
    lastSeen: at,
    impacts: impactsOf(plan),
    because,
    ...(plan && { why: plan.why.says, ...(plan.why.todo !== undefined && { todo: plan.why.todo }) }),
    ...(!plan && why && { why: why.says, ...(why.todo !== undefined && { todo: why.todo }) }),
    ...(owner !== undefined && { owner }),
    ...(answer && { answer }),
    ...(mode && { mode }),
    ...(since !== undefined && { since }),
    ...(plan && { plan }),
  };
};
