import type { Job } from '../model/catalog.ts';
import { keptTo } from '../policy/calendars.ts';
import { limitOn } from './counting.ts';
import { evidenceOf } from './evidence.ts';
import { revertsOf } from './findings.ts';
import { gate, tugOfWarLimit, type Decision, type Facts } from '../policy/gate.ts';
import { revertersOf } from './look-back.ts';
import type { Plan } from '../model/plan.ts';
import type { Planned } from './plan.ts';
import type { Policy } from '../policy/policy.ts';
import type { Ports } from '../model/ports.ts';
import { findingKey, type Finding, type Hold } from '../journal/records.ts';

interface Requesting {
  readonly finding: Finding | undefined;
  readonly approvedBy?: readonly string[];
  /** The hold is what the person who asks takes back. */
  readonly liftsHold?: boolean;
  /** The run was begun before, and is only to be finished. */
  readonly resumed?: boolean;
  /** Whether logs are read; else the answer is as if nothing were known of clients. Default: they are. */
  readonly reads?: boolean;
}

/** Asks the gate about a plan in the light of a look and of what the journal remembers. */
export const decide = async (
  { unit, target }: Job,
  plan: Plan,
  { policy, ruling, unreadable, questions }: Planned,
  ports: Ports,
  { finding, approvedBy, liftsHold = false, resumed = false, reads = true }: Requesting,
): Promise<Decision> => {
  const hold = await ports.journal.read<Hold>('hold', findingKey(target, unit.meta.id));
  const reverted = revertsOf(finding, ports.now()).length;
  const fought = plan.kind === 'remediate' && reverted >= tugOfWarLimit;
  const revertedBy = fought ? await revertersOf(unit, target, ports) : [];
  const { account } = target;
  const candidate = { account, remediation: unit.meta.id, changes: plan.changes.length, resumed };
  const limited = policy?.limits && plan.kind === 'remediate';
  const limit = limited ? await limitOn(candidate, policy.limits, ports) : undefined;
  const facts: Facts = {
    plan,
    now: ports.now(),
    killSwitch: policy?.killSwitch ?? false,
    ...(policy?.stoppedBy && { stoppedBy: policy.stoppedBy }),
    unreadable,
    ...(ruling && { ruling }),
    ...(hold && !liftsHold && { hold: hold.value }),
    evidence: { is: 'unknown' },
    ...(policy?.evidence && { bestEffort: policy.evidence.bestEffort }),
    reverted,
    revertedBy,
    reversible: unit.meta.reversible,
    ...(policy?.ownership && {
      ownership: {
        onOwned: policy.ownership.onOwned,
        ...(policy.lines['ownership'] !== undefined && { line: policy.lines['ownership'] }),
      },
    }),
    ...(approvedBy && { approvedBy }),
    ...(policy && isNobodyNamed(policy, ports) && { noApprovers: true as const }),
    ...(limit && { limit }),
  };
  const asking = { facts, questions, rules: policy?.evidence, finding };
  // What was begun is finished, whoever comes meanwhile: half a plan helps nobody.
  const evidence = reads && !resumed ? await evidenceOf(asking, ports) : undefined;
  const decision = evidence ? { ...gate({ ...facts, evidence }), evidence } : gate(facts);
  return keptTo(decision, plan, ports);
};

/** Then an approval request waits in the journal until somebody is. */
const isNobodyNamed = ({ approvals }: Policy, ports: Ports): boolean =>
  ports.approvals.needsApprovers === true && approvals.approvers.length === 0;
