import { use } from '../approvals/approval-requests.ts';
import { carryOut } from './carry-out.ts';
import type { Progress } from './progress.ts';
import type { Job } from '../model/catalog.ts';
import type { Decision } from '../policy/gate.ts';
import type { HeldLease } from './lease.ts';
import type { Reason } from '../model/outcome.ts';
import type { Plan } from '../model/plan.ts';
import type { Ports } from '../model/ports.ts';
import type { Step } from './record.ts';
import { findingKey, type ApprovalRecord, type Finding, type Run } from '../journal/records.ts';
import { claim, closeOpen, soon } from './runs.ts';
import { busy } from './turn.ts';
import { endOvertaken } from './overtaken.ts';

interface Approved {
  readonly approvalRequest: ApprovalRecord;
  readonly by: readonly string[];
  readonly comment?: string;
  /** The run that this approval was used for, when a crash kept it from beginning. */
  readonly run?: string;
}

/** What is to be written, and what leads to it. */
export interface Intent {
  readonly plan: Plan;
  readonly finding: Finding | undefined;
  readonly approved?: Approved | undefined;
  /** The approval request that still waits, and that nobody has to answer once the run has begun. */
  readonly overtaken?: string | undefined;
  /** The run that this one takes back. */
  readonly undoes?: string;
}

export const runOf = (
  job: Job,
  decision: Decision,
  { plan, approved, undoes }: Intent,
  ports: Ports,
): Run => ({
  id: approved?.run ?? `run-${ports.newId()}`,
  finding: findingKey(job.target, job.unit.meta.id),
  plan,
  cause: job.cause,
  reasons: decision.reasons,
  status: 'open',
  opened: ports.now().toISOString(),
  ...(approved && { approvalRequest: approved.approvalRequest.id, approvedBy: approved.by }),
  ...(undoes !== undefined && { undoes }),
});

const approvalUsed: Reason = {
  check: 'approval-used',
  says: 'This approval has been used already; an approval counts once.',
};

/** Journals the intent, once, and carries it out. A step: nothing was written, and why. */
export const apply = async (
  job: Job,
  run: Run,
  { plan, finding, approved, overtaken, undoes }: Intent,
  lease: HeldLease,
  ports: Ports,
): Promise<Progress | Step> => {
  if (approved && !(await use(approved.approvalRequest, run.id, approved, ports)))
    return { outcome: { is: 'refused', because: [approvalUsed] } };
  // Nobody resumes what is taken back, nor what an undo takes the place of: it must not stay open for ever.
  if (undoes !== undefined)
    for (const other of new Set([undoes, finding?.run])) await closeOpen(other, ports);
  if (!(await claim(job, run, finding?.run, ports))) return busy(plan, soon(ports));
  // Not before: a run that is deferred still needs its answer.
  await endOvertaken(overtaken, run, ports);
  return carryOut({ run, unit: job.unit, lease, ports });
};
