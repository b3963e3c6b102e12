import { answered, open } from '../approvals/asks.ts';
import type { Job } from '../model/catalog.ts';
import type { Marks } from './findings.ts';
import { decide, look, type Look } from './look.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Judging, Ports } from '../model/ports.ts';
import { findingKey, type Finding, type Run } from '../journal/records.ts';
import { begin, resume, soon, writeDown, type Step } from './runs.ts';
import { sentence } from '../say/said.ts';

/**
 * One look at one resource, and whatever policy lets follow from it: look → plan → gate → apply → look again → record.
 * Idempotent: events name a resource and may come twice, late or out of order; only the live state decides.
 * Never throws for anything that AWS, the policy or another writer does: that is an outcome.
 *
 * `judging`: what it shows is enough to say that something is wrong and we do nothing about it. Before anything is written,
 * anybody asked or something found good by answers that were a moment old, we look again with our own clouds.
 */
export const reconcile = async (named: Job, ports: Ports, judging?: Judging): Promise<Outcome> => {
  const key = findingKey(named.target, named.unit.meta.id);
  const finding = (await ports.journal.read<Finding>('finding', key))?.value;
  const { ruleParameters = finding?.ruleParameters } = named;
  const job: Job = ruleParameters ? { ...named, ruleParameters } : named;
  const ended = await step(job, finding, ports, judging).catch((error: unknown): Step => ({
    outcome: { is: 'failed', failure: ports.explain(error) },
  }));
  await writeDown(job, ended, finding, ports);
  return ended.outcome;
};

/** Something of ours is under way there: what it came to is for a fresh look to say. */
const isUnderWay = (finding: Finding | undefined): boolean =>
  finding !== undefined &&
  (finding.run !== undefined || finding.ask !== undefined || finding.is === 'settling');

const step = async (
  job: Job,
  finding: Finding | undefined,
  ports: Ports,
  judging?: Judging,
): Promise<Step> => {
  const shared = isUnderWay(finding) ? undefined : judging;
  const run = finding?.run ? await ports.journal.read<Run>('run', finding.run) : undefined;
  const seen = await look(job, shared ? { ...ports, clouds: shared.clouds } : ports);
  const { owner } = seen.surroundings;
  const claimed = finding?.is === 'settling' && finding.run !== undefined && run === undefined;
  const next =
    run?.value.status === 'open'
      ? await resume(job, run.value, seen, finding, ports)
      : await propose(job, seen, finding, ports, shared?.isFresh() ?? true);
  const marks: Marks = { ...(owner !== undefined && { owner }), claimed, ...next.marks };
  return { outcome: next.outcome, marks };
};

/** Nothing is under way: what the look shows is planned, and the gate says what may be done with it. */
const propose = async (
  job: Job,
  seen: Look,
  finding: Finding | undefined,
  ports: Ports,
  fresh: boolean,
): Promise<Step> => {
  const { is } = seen.verdict;
  // Good news is written down, and stays: it is never told of what was seen before somebody's last write.
  if (!fresh && (is === 'compliant' || is === 'gone'))
    return propose(job, await look(job, ports), finding, ports, true);
  const plan = seen.plan && seen.plan.changes.length > 0 ? seen.plan : undefined;
  const answer = await answered(finding, plan, seen.policy, ports);
  if (!plan) return { outcome: withoutChanges(job, seen), marks: { ask: null } };
  if (answer.is === 'stale')
    return { outcome: { is: 'stale', plan, ask: answer.ask.id }, marks: { ask: null } };

  const approved = answer.is === 'approved' ? answer : undefined;
  const approvedBy = approved && { approvedBy: approved.by };
  const decision = await decide(job, plan, seen, ports, { finding, ...approvedBy });
  if (!fresh && (decision.answer === 'ask' || decision.answer === 'apply'))
    return propose(job, await look(job, ports), finding, ports, true);
  const because = decision.reasons;
  const marks: Marks = answer.is === 'closed' ? { ask: null } : {};
  switch (decision.answer) {
    case 'skip':
      return { outcome: { is: 'skipped', plan, because }, marks };
    case 'report':
      return { outcome: { is: 'reported', plan, because }, marks };
    case 'defer':
      return { outcome: { is: 'deferred', plan, because, until: decision.until ?? soon(ports) }, marks };
    case 'ask': {
      const waiting = answer.is === 'waiting' ? answer.ask.id : undefined;
      const queued = answer.is === 'queued' ? answer.ask : undefined;
      const { policy, surroundings } = seen;
      const asking = { finding, policy, owner: surroundings.owner, queued };
      const ask = waiting ?? (await open(job, plan, decision, asking, ports));
      return { outcome: { is: 'asked', plan, ask, because }, marks: { ask } };
    }
    case 'apply':
      return begin(job, seen, decision, { plan, finding, approved }, ports);
  }
};

const withoutChanges = ({ unit }: Job, { verdict, plan }: Look): Outcome => {
  const { messages } = unit.meta;
  switch (verdict.is) {
    case 'gone':
      return { is: 'gone' };
    case 'compliant':
      return { is: 'compliant', notes: (verdict.notes ?? []).map((note) => sentence(messages, note)) };
    case 'inapplicable':
    case 'pending':
    case 'unknown':
      return { is: verdict.is, why: sentence(messages, verdict) };
    case 'violation':
      if (!plan) throw new Error('a violation always has a plan');
      return { is: 'advice', plan };
  }
};
