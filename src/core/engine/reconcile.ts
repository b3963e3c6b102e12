import { apply, runOf, type Intent } from './apply.ts';
import { answered, isOvertaken, open, overtake } from '../approvals/approval-requests.ts';
import type { Job } from '../model/catalog.ts';
import { decide } from './decide.ts';
import { remembered } from './evidence.ts';
import type { Marks } from './findings.ts';
import type { Decision } from '../policy/gate.ts';
import type { Around } from './look.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Planned } from './plan.ts';
import type { Evaluating, Ports } from '../model/ports.ts';
import { withoutOvertaken } from './overtaken.ts';
import { prove } from './prove.ts';
import { record, type Step } from './record.ts';
import { findingKey, type Finding, type Run } from '../journal/records.ts';
import { refusedLately } from './refusal.ts';
import { resume } from './resume.ts';
import { soon } from './runs.ts';
import { looked } from './shown-late.ts';
import { sentence } from '../say/said.ts';
import { inTurn } from './turn.ts';
import { watch, watchOf } from './watch.ts';

/**
 * One look at one resource, and whatever policy lets follow from it: look, plan, decide, apply, prove, record.
 * Idempotent: events name a resource and may come twice, late or out of order; only the live state decides.
 * Never throws for anything that AWS, the policy or another writer does: that is an outcome.
 *
 * `evaluating`: what it shows is enough to say that something is wrong and we do nothing about it. Before anything is written,
 * anybody asked or something found good by answers that were a moment old, we look again with our own clouds.
 */
export const reconcile = async (named: Job, ports: Ports, evaluating?: Evaluating): Promise<Outcome> => {
  const key = findingKey(named.target, named.unit.meta.id);
  const finding = (await ports.journal.read<Finding>('finding', key))?.value;
  const { ruleParameters = finding?.ruleParameters } = named;
  const job: Job = ruleParameters ? { ...named, ruleParameters } : named;
  const ended = await step(job, finding, ports, evaluating).catch((error: unknown): Step => ({
    outcome: { is: 'failed', failure: ports.explain(error) },
  }));
  await record(job, ended, finding, ports);
  return ended.outcome;
};

/** Something of ours is under way there: what it came to is for a fresh look to say. */
const isUnderWay = (finding: Finding | undefined): boolean =>
  finding !== undefined &&
  (finding.run !== undefined || finding.approvalRequest !== undefined || finding.is === 'settling');

const step = async (
  job: Job,
  finding: Finding | undefined,
  ports: Ports,
  evaluating?: Evaluating,
): Promise<Step> => {
  const shared = isUnderWay(finding) ? undefined : evaluating;
  const run = finding?.run ? await ports.journal.read<Run>('run', finding.run) : undefined;
  const seen = await looked(job, shared ? { ...ports, clouds: shared.clouds } : ports);
  const { owner } = seen.surroundings;
  const claimed = finding?.is === 'settling' && finding.run !== undefined && run === undefined;
  const next =
    run?.value.status === 'open'
      ? await resume(job, run.value, seen, finding, ports)
      : await propose(job, seen, finding, ports, shared?.isFresh() ?? true);
  const marks: Marks = { ...(owner !== undefined && { owner }), claimed, ...next.marks };
  return { outcome: next.outcome, marks };
};

/** Nothing is under way: the gate says what may be done with what is planned. */
const propose = async (
  job: Job,
  seen: Planned,
  finding: Finding | undefined,
  ports: Ports,
  fresh: boolean,
): Promise<Step> => {
  const afresh = async () => propose(job, await looked(job, ports), finding, ports, true);
  const { is } = seen.verdict;
  // Good news is written down, and stays: it is never told of what was seen before somebody's last write.
  if (!fresh && (is === 'compliant' || is === 'gone')) return afresh();
  const fix = seen.plan && seen.plan.changes.length > 0 ? seen.plan : undefined;
  const planned = is === 'pending' ? 'not-known-yet' : fix;
  const answer = await answered(finding, planned, seen.policy, ports);
  if (!fix) {
    const isKept = answer.is === 'waiting' || answer.is === 'queued' || answer.is === 'approved';
    return { outcome: withoutChanges(job, seen), marks: isKept ? {} : { approvalRequest: null } };
  }
  if (answer.is === 'stale')
    return {
      outcome: {
        is: 'stale',
        plan: fix,
        approvalRequest: answer.approvalRequest.id,
        ...(answer.because && { because: answer.because }),
      },
      marks: { approvalRequest: null },
    };

  const approved = answer.is === 'approved' ? answer : undefined;
  const approvedBy = approved && { approvedBy: approved.by };
  // What must be looked at again is not asked about twice.
  const decision = await decide(job, fix, seen, ports, { finding, ...approvedBy, reads: fresh });
  if (!fresh && (decision.answer === 'ask' || decision.answer === 'apply')) return afresh();
  const of = { plan: fix, because: decision.reasons };
  const asked = { questions: seen.questions, rules: seen.policy?.evidence, finding };
  const marks: Marks = {
    ...remembered(decision.evidence, asked, ports.now()),
    ...(answer.is === 'closed' && { approvalRequest: null }),
  };
  if (approved && isOvertaken(approved.approvalRequest, decision.evidence)) {
    await overtake(approved.approvalRequest, undefined, ports);
    return {
      outcome: { is: 'stale', plan: fix, approvalRequest: approved.approvalRequest.id },
      marks: { ...marks, approvalRequest: null },
    };
  }
  const refused =
    decision.answer === 'ask' || decision.answer === 'apply'
      ? refusedLately(finding, fix, seen.state, job, ports.now())
      : undefined;
  if (refused) return { outcome: { is: 'failed', failure: refused, plan: fix }, marks };
  switch (decision.answer) {
    case 'skip':
      return { outcome: { is: 'skipped', ...of }, marks };
    case 'report':
      return { outcome: { is: 'reported', ...of }, marks };
    case 'defer':
      return { outcome: { is: 'deferred', ...of, until: decision.until ?? soon(ports) }, marks };
    case 'ask': {
      const overtaken = answer.is === 'waiting' && isOvertaken(answer.approvalRequest, decision.evidence);
      if (overtaken)
        await overtake(answer.approvalRequest, 'Clients have been seen that the change would break.', ports);
      const waiting = answer.is === 'waiting' && !overtaken ? answer.approvalRequest.id : undefined;
      const queued = answer.is === 'queued' ? answer.approvalRequest : undefined;
      const { policy, surroundings } = seen;
      const asking = { finding, policy, owner: surroundings.owner, queued };
      const approvalRequest = waiting ?? (await open(job, fix, decision, asking, ports));
      return {
        outcome: { is: 'approval-requested', ...of, approvalRequest },
        marks: { ...marks, approvalRequest },
      };
    }
    case 'apply': {
      // Policy, owner or a log may say yes by now while people are still asked.
      const overtaken =
        answer.is === 'waiting' || answer.is === 'queued' ? answer.approvalRequest.id : undefined;
      return begin(job, seen, decision, { plan: fix, finding, approved, overtaken }, ports);
    }
  }
};

/** A run, from its first line in the journal to its proof: applied and verified in one turn. */
export const begin = async (
  job: Job,
  seen: Around & Pick<Planned, 'questions' | 'state'>,
  decision: Decision,
  intent: Intent,
  ports: Ports,
): Promise<Step> => {
  // Journalled with the run: a process that dies before the outcome is told keeps it from nobody.
  const { unwatched } = intent.plan.kind === 'remediate' ? watchOf(intent.plan, seen) : {};
  const reasons = unwatched ? [...decision.reasons, unwatched] : decision.reasons;
  const run = runOf(job, { ...decision, reasons }, intent, ports);
  const turn = inTurn({ run, job, seen, resumed: false }, ports, async (lease) => {
    await watch(run, seen, ports);
    const applied = await apply(job, run, intent, lease, ports);
    if ('outcome' in applied) return applied;
    return withoutOvertaken(intent.overtaken, await prove(job, run, applied, seen, ports));
  });
  const { outcome, marks } = await turn.catch((error: unknown): Step => ({
    outcome: { is: 'failed', failure: ports.explain(error) },
  }));
  return { outcome, marks: { ...marks, began: run.id } };
};

/** There is nothing to write: what the look has shown is what there is to say. */
const withoutChanges = ({ unit }: Job, { verdict, plan: advice }: Planned): Outcome => {
  const { messages } = unit.meta;
  switch (verdict.is) {
    case 'gone':
      return { is: 'gone' };
    case 'compliant':
      return { is: 'compliant', notes: (verdict.notes ?? []).map((note) => sentence(messages, note)) };
    case 'not-applicable':
    case 'pending':
    case 'unknown':
      return { is: verdict.is, why: sentence(messages, verdict) };
    case 'non-compliant':
      if (!advice) throw new Error('a non-compliant verdict always has a plan');
      return { is: 'manual-action-needed', plan: advice };
  }
};
