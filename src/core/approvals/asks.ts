import type { Job } from '../model/catalog.ts';
import type { Decision } from '../policy/gate.ts';
import { hold } from './holds.ts';
import { hashOf, same } from '../model/json.ts';
import { sourcesOf, type Plan } from '../model/plan.ts';
import type { Policy } from '../policy/policy.ts';
import type { Ports } from '../model/ports.ts';
import { findingKey, type AskRecord, type Finding } from '../journal/records.ts';

/** What became of the ask that a finding has open. */
export type Answered =
  | { readonly is: 'none' }
  | { readonly is: 'waiting'; readonly ask: AskRecord }
  /** Nobody has been asked yet: too many asks are open. */
  | { readonly is: 'queued'; readonly ask: AskRecord }
  /** `run` is fixed when the approval was used before and the run that it was used for was never begun. */
  | {
      readonly is: 'approved';
      readonly ask: AskRecord;
      readonly by: readonly string[];
      readonly run?: string;
    }
  | { readonly is: 'stale'; readonly ask: AskRecord }
  | { readonly is: 'closed' };

/** A message has room for a few; the plan has all. */
const mostSources = 3;

const defaultApprovals = { approvers: [], minimum: 1, expiresAfterDays: 7, rejectionHoldsDays: 30 };

const close = async (
  ask: AskRecord,
  revision: number,
  closing: Pick<AskRecord, 'status'> & Partial<AskRecord>,
  ports: Ports,
): Promise<boolean> => {
  const value: AskRecord = { ...ask, ...closing, closed: ports.now().toISOString() };
  return (await ports.journal.write({ kind: 'ask', key: ask.id, value }, revision)) !== undefined;
};

/** Nobody should answer any more; where one answer is for several asks, only when none of them is left. */
const withdraw = async (ask: AskRecord, why: string, ports: Ports): Promise<void> => {
  if (ask.reference === undefined) return;
  for (const id of ask.with ?? []) {
    const other = await ports.journal.read<AskRecord>('ask', id);
    if (other?.value.status === 'open' && other.value.reference === ask.reference) return;
  }
  await ports.approvals.withdraw(ask.reference, why);
};

/**
 * Reads the open ask of a finding and what the approving service itself says about it, in the light of what would be
 * planned now. An ask for another plan than today's is closed as stale, approved or not.
 */
export const answered = async (
  finding: Finding | undefined,
  plan: Plan | undefined,
  policy: Policy | undefined,
  ports: Ports,
): Promise<Answered> => {
  if (!finding?.ask) return { is: 'none' };
  const row = await ports.journal.read<AskRecord>('ask', finding.ask);
  if (!row) return { is: 'none' };
  const ask = row.value;
  if (ask.status === 'used') {
    const begun = ask.run && (await ports.journal.read('run', ask.run));
    if (begun || !ask.run) return { is: 'closed' };
    return plan?.id === ask.plan.id
      ? { is: 'approved', ask, by: ask.by ?? [], run: ask.run }
      : { is: 'stale', ask };
  }
  if (ask.status !== 'open') return { is: 'closed' };
  if (ask.reference === undefined) {
    if (plan?.id === ask.plan.id) return { is: 'queued', ask };
    await close(ask, row.revision, { status: 'stale' }, ports);
    return { is: 'closed' };
  }

  const decision = await ports.approvals.decision(ask.reference);
  if (decision.is === 'rejected') {
    await close(ask, row.revision, { status: 'rejected', by: decision.by }, ports);
    const { rejectionHoldsDays } = policy?.approvals ?? defaultApprovals;
    const reason = `rejected${decision.comment ? `: ${decision.comment}` : ''}`;
    const by = decision.by.join(', ') || 'an approver';
    const { target, remediation } = ask;
    await hold({ target, remediation, by, reason, days: rejectionHoldsDays }, ports);
    return { is: 'closed' };
  }
  if (decision.is === 'expired' || ask.expires <= ports.now().toISOString()) {
    if (decision.is !== 'expired') await withdraw(ask, 'expired', ports);
    await close(ask, row.revision, { status: 'expired' }, ports);
    return { is: 'closed' };
  }
  if (plan?.id !== ask.plan.id) {
    if (decision.is === 'waiting') await withdraw(ask, 'The plan has changed.', ports);
    await close(ask, row.revision, { status: 'stale' }, ports);
    return decision.is === 'approved' ? { is: 'stale', ask } : { is: 'closed' };
  }
  return decision.is === 'approved' ? { is: 'approved', ask, by: decision.by } : { is: 'waiting', ask };
};

/** Uses an approval up for one run: once, by compare-and-set, before anything is written. */
export const use = async (
  ask: AskRecord,
  run: string,
  by: readonly string[],
  ports: Ports,
): Promise<boolean> => {
  const row = await ports.journal.read<AskRecord>('ask', ask.id);
  if (row?.value.status !== 'open') return row?.value.run === run;
  return close(row.value, row.revision, { status: 'used', run, by }, ports);
};

interface Asking {
  readonly finding: Finding | undefined;
  readonly policy: Policy | undefined;
  readonly owner?: string | undefined;
  /** The ask that waits for its turn. */
  readonly queued?: AskRecord | undefined;
}

const dayMilliseconds = 86_400_000;

/** The time to answer begins when people are asked, not when Waxseal first wanted to. */
export const askedNow = (ask: AskRecord, now: Date): AskRecord => {
  const length = Date.parse(ask.expires) - Date.parse(ask.opened);
  return { ...ask, opened: now.toISOString(), expires: new Date(now.getTime() + length).toISOString() };
};

/** Opens an ask, or finds the one that an earlier try of the same look opened. Answers its id. */
export const open = async (
  job: Job,
  plan: Plan,
  decision: Decision,
  { finding, policy, owner, queued }: Asking,
  ports: Ports,
): Promise<string> => {
  const key = findingKey(job.target, job.unit.meta.id);
  const { approvers, minimum, expiresAfterDays } = policy?.approvals ?? defaultApprovals;
  const id = queued?.id ?? `ask-${hashOf({ key, plan: plan.id, asked: finding?.asks ?? 0 }).slice(0, 12)}`;
  if (!queued) {
    const now = ports.now();
    const fresh: AskRecord = {
      id,
      finding: key,
      remediation: job.unit.meta.id,
      target: job.target,
      plan,
      // Who decides needs to know why; that nobody could be asked is over once they read it.
      reasons: decision.reasons.filter(({ check }) => check !== 'approvers').map(({ says }) => says),
      approvers,
      minimum,
      opened: now.toISOString(),
      expires: new Date(now.getTime() + expiresAfterDays * dayMilliseconds).toISOString(),
      ...(owner !== undefined && { owner }),
      evidence: await ports.evidence(plan),
      reversible: job.unit.meta.reversible,
      ...(plan.ownedBy && { sources: sourcesOf(job.unit, plan).slice(0, mostSources) }),
      status: 'open',
    };
    await ports.journal.write({ kind: 'ask', key: id, value: fresh }, 0);
  }
  const row = await ports.journal.read<AskRecord>('ask', id);
  if (!row || row.value.reference !== undefined || row.value.status !== 'open') return id;
  // What has not been put before anybody yet is put before those whom the policy names today.
  const ask: AskRecord = { ...row.value, approvers, minimum };
  const revision = same(ask, row.value)
    ? row.revision
    : await ports.journal.write({ kind: 'ask', key: id, value: ask }, row.revision);
  if (revision === undefined || (ports.approvals.needsApprovers && approvers.length === 0)) return id;
  const reference = await ports.approvals.open(ask);
  if (reference === undefined) return id;
  const value: AskRecord = { ...askedNow(ask, ports.now()), reference };
  await ports.journal.write({ kind: 'ask', key: id, value }, revision);
  return id;
};
