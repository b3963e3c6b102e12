import type { Job } from '../model/catalog.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Decision } from '../policy/gate.ts';
import { hold } from './holds.ts';
import { hashOf, same } from '../model/json.ts';
import type { Reason } from '../model/outcome.ts';
import { sourcesOf, type Plan } from '../model/plan.ts';
import type { Policy } from '../policy/policy.ts';
import type { Ports } from '../model/ports.ts';
import { findingKey, type ApprovalRecord, type Finding } from '../journal/records.ts';

/** What became of the approval request that a finding has open. */
export type Answered =
  | { readonly is: 'none' }
  | { readonly is: 'waiting'; readonly approvalRequest: ApprovalRecord }
  /** Nobody has been asked yet: too many approval requests are open. */
  | { readonly is: 'queued'; readonly approvalRequest: ApprovalRecord }
  /** `run` is fixed when the approval was used before and the run that it was used for was never begun. */
  | {
      readonly is: 'approved';
      readonly approvalRequest: ApprovalRecord;
      readonly by: readonly string[];
      readonly comment?: string;
      readonly run?: string;
    }
  /** `because`: absent where it was for another plan. */
  | { readonly is: 'stale'; readonly approvalRequest: ApprovalRecord; readonly because?: readonly Reason[] }
  | { readonly is: 'closed' };

/** A message has room for a few; the plan has all. */
const mostSources = 3;

const defaultApprovals = { approvers: [], minimum: 1, expiresAfterDays: 7, rejectionHoldsDays: 30 };

const close = async (
  approvalRequest: ApprovalRecord,
  revision: number,
  closing: Pick<ApprovalRecord, 'status'> & Partial<ApprovalRecord>,
  ports: Ports,
): Promise<boolean> => {
  const value: ApprovalRecord = { ...approvalRequest, ...closing, closed: ports.now().toISOString() };
  return (
    (await ports.journal.write({ kind: 'approval-request', key: approvalRequest.id, value }, revision)) !==
    undefined
  );
};

const commentOf = ({ comment }: { readonly comment?: string | undefined }): { comment?: string } =>
  comment === undefined || comment === '' ? {} : { comment };

type Withdrawal = Pick<ApprovalRecord, 'notWithdrawn'>;

/**
 * Nobody should answer any more; where one answer is for several approval requests, only when none of them is left. Never throws
 * for what the approving service refuses: whoever closes the approval request keeps an answer from counting, and its row says why
 * people may still be asked.
 */
const withdraw = async (approvalRequest: ApprovalRecord, why: string, ports: Ports): Promise<Withdrawal> => {
  const { reference } = approvalRequest;
  if (reference === undefined) return {};
  for (const id of approvalRequest.with ?? []) {
    const other = await ports.journal.read<ApprovalRecord>('approval-request', id);
    if (other?.value.status === 'open' && other.value.reference === reference) return {};
  }
  try {
    await ports.approvals.withdraw(reference, why);
    return {};
  } catch (error) {
    return { notWithdrawn: ports.explain(error).says };
  }
};

/**
 * Reads the open approval request of a finding and what the approving service itself says about it, in the light of what would be
 * planned now. An approval request for another plan than today's is closed as stale, approved or not; where AWS is still at work,
 * nobody knows today's, and an answer that was given is kept until then.
 */
export const answered = async (
  finding: Finding | undefined,
  plan: Plan | 'not-known-yet' | undefined,
  policy: Policy | undefined,
  ports: Ports,
): Promise<Answered> => {
  if (!finding?.approvalRequest) return { is: 'none' };
  const row = await ports.journal.read<ApprovalRecord>('approval-request', finding.approvalRequest);
  if (!row) return { is: 'none' };
  const approvalRequest = row.value;
  const isAsPlanned = plan === 'not-known-yet' || plan?.id === approvalRequest.plan.id;
  if (approvalRequest.status === 'used') {
    const begun = approvalRequest.run && (await ports.journal.read('run', approvalRequest.run));
    if (begun || !approvalRequest.run) return { is: 'closed' };
    return isAsPlanned
      ? { is: 'approved', approvalRequest, by: approvalRequest.by ?? [], run: approvalRequest.run }
      : { is: 'stale', approvalRequest };
  }
  if (approvalRequest.status !== 'open') return { is: 'closed' };
  if (approvalRequest.reference === undefined) {
    if (isAsPlanned) return { is: 'queued', approvalRequest };
    await close(approvalRequest, row.revision, { status: 'stale' }, ports);
    return { is: 'closed' };
  }

  const decision = await ports.approvals.decision(approvalRequest.reference);
  if (decision.is === 'rejected') {
    await close(
      approvalRequest,
      row.revision,
      { status: 'rejected', by: decision.by, ...commentOf(decision) },
      ports,
    );
    const { rejectionHoldsDays } = policy?.approvals ?? defaultApprovals;
    const reason = `rejected${decision.comment ? `: ${decision.comment}` : ''}`;
    const by = decision.by.join(', ') || 'an approver';
    const { target, remediation } = approvalRequest;
    await hold({ target, remediation, by, reason, days: rejectionHoldsDays }, ports);
    return { is: 'closed' };
  }
  if (decision.is === 'void') {
    await close(approvalRequest, row.revision, { status: 'stale', by: decision.by }, ports);
    return { is: 'stale', approvalRequest, because: [{ check: 'approvers', says: decision.says }] };
  }
  if (decision.is === 'expired' || approvalRequest.expires <= ports.now().toISOString()) {
    const told = decision.is === 'expired' ? {} : await withdraw(approvalRequest, 'expired', ports);
    await close(approvalRequest, row.revision, { status: 'expired', ...told }, ports);
    return { is: 'closed' };
  }
  if (!isAsPlanned) {
    const why = 'The plan has changed.';
    const told = decision.is === 'waiting' ? await withdraw(approvalRequest, why, ports) : {};
    await close(approvalRequest, row.revision, { status: 'stale', ...told }, ports);
    return decision.is === 'approved' ? { is: 'stale', approvalRequest } : { is: 'closed' };
  }
  return decision.is === 'approved'
    ? { is: 'approved', approvalRequest, by: decision.by, ...commentOf(decision) }
    : { is: 'waiting', approvalRequest };
};

/** Clients are seen today that the change would break, and who was asked was told of none. */
export const isOvertaken = (approvalRequest: ApprovalRecord, today: Evidence | undefined): boolean =>
  today?.is === 'seen' && approvalRequest.evidence?.is !== 'seen';

/**
 * People are to decide anew with what is known now, or need not decide at all. An answer to the old question counts no more.
 * `why`: told to those who have not answered yet. Answers why they could not be told, if so.
 */
export const overtake = async (
  { id }: Pick<ApprovalRecord, 'id'>,
  why: string | undefined,
  ports: Ports,
): Promise<Withdrawal> => {
  const row = await ports.journal.read<ApprovalRecord>('approval-request', id);
  if (row?.value.status !== 'open') return {};
  const told = why === undefined ? {} : await withdraw(row.value, why, ports);
  await close(row.value, row.revision, { status: 'stale', ...told }, ports);
  return told;
};

/** Uses an approval up for one run: once, by compare-and-set, before anything is written. */
export const use = async (
  approvalRequest: ApprovalRecord,
  run: string,
  { by, comment }: { readonly by: readonly string[]; readonly comment?: string },
  ports: Ports,
): Promise<boolean> => {
  const row = await ports.journal.read<ApprovalRecord>('approval-request', approvalRequest.id);
  if (row?.value.status !== 'open') return row?.value.run === run;
  return close(row.value, row.revision, { status: 'used', run, by, ...commentOf({ comment }) }, ports);
};

interface Requesting {
  readonly finding: Finding | undefined;
  readonly policy: Policy | undefined;
  readonly owner?: string | undefined;
  /** The approval request that waits for its turn. */
  readonly queued?: ApprovalRecord | undefined;
}

const dayMilliseconds = 86_400_000;

/** The time to answer begins when people are asked, not when Waxseal first wanted to. */
export const requestedNow = (approvalRequest: ApprovalRecord, now: Date): ApprovalRecord => {
  const length = Date.parse(approvalRequest.expires) - Date.parse(approvalRequest.opened);
  return {
    ...approvalRequest,
    opened: now.toISOString(),
    expires: new Date(now.getTime() + length).toISOString(),
  };
};

/** Who decides needs to know why; that nobody could be asked is over once they read it. */
const reasonsOf = ({ reasons }: Decision): readonly string[] =>
  reasons.filter(({ check }) => check !== 'approvers').map(({ says }) => says);

/** Opens an approval request, or finds the one that an earlier try of the same look opened. Answers its id. */
export const open = async (
  job: Job,
  plan: Plan,
  decision: Decision,
  { finding, policy, owner, queued }: Requesting,
  ports: Ports,
): Promise<string> => {
  const key = findingKey(job.target, job.unit.meta.id);
  const { approvers, minimum, expiresAfterDays } = policy?.approvals ?? defaultApprovals;
  const id =
    queued?.id ??
    `approval-${hashOf({ key, plan: plan.id, asked: finding?.approvalRequests ?? 0 }).slice(0, 12)}`;
  if (!queued) {
    const now = ports.now();
    const fresh: ApprovalRecord = {
      id,
      finding: key,
      remediation: job.unit.meta.id,
      target: job.target,
      plan,
      reasons: reasonsOf(decision),
      approvers,
      minimum,
      opened: now.toISOString(),
      expires: new Date(now.getTime() + expiresAfterDays * dayMilliseconds).toISOString(),
      ...(owner !== undefined && { owner }),
      ...(decision.evidence && { evidence: decision.evidence }),
      reversible: job.unit.meta.reversible,
      ...(plan.ownedBy && { sources: sourcesOf(job.unit, plan).slice(0, mostSources) }),
      status: 'open',
    };
    await ports.journal.write({ kind: 'approval-request', key: id, value: fresh }, 0);
  }
  const row = await ports.journal.read<ApprovalRecord>('approval-request', id);
  if (!row || row.value.reference !== undefined || row.value.status !== 'open') return id;
  // What has not been put before anybody yet is put before those whom the policy names today, with what is known today.
  const approvalRequest: ApprovalRecord = {
    ...row.value,
    ...(isOvertaken(row.value, decision.evidence) && {
      evidence: decision.evidence,
      reasons: reasonsOf(decision),
    }),
    approvers,
    minimum,
  };
  const revision = same(approvalRequest, row.value)
    ? row.revision
    : await ports.journal.write({ kind: 'approval-request', key: id, value: approvalRequest }, row.revision);
  if (revision === undefined || (ports.approvals.needsApprovers && approvers.length === 0)) return id;
  const reference = await ports.approvals.open(approvalRequest);
  if (reference === undefined) return id;
  const value: ApprovalRecord = { ...requestedNow(approvalRequest, ports.now()), reference };
  await ports.journal.write({ kind: 'approval-request', key: id, value }, revision);
  return id;
};
