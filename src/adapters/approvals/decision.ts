import type { AutomationExecution, StepExecution } from '@aws-sdk/client-ssm';
import { principalsIn, samePrincipal, type Sessions } from '../../aws/principal.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { ApprovalState } from '../../core/model/ports.ts';
import { isCancelling, isOver } from './automation-status.ts';

const unreadable = (reference: string): WaxsealError =>
  new WaxsealError({
    code: 'approval-unreadable',
    says: `Automation execution ${reference} was approved, but who approved it cannot be read from it.`,
    todo: 'Nothing was applied. Look at the outputs of its approval step and report them.',
  });

const approvedByRequester = (reference: string, by: readonly string[]): WaxsealError =>
  new WaxsealError({
    code: 'approval-by-requester',
    says: `Automation execution ${reference} was approved by ${by.join(', ')}, who started it.`,
    todo: 'Nothing was applied: somebody else must approve. Name approvers whom the starting role is not among.',
  });

const approvedByTooFew = (reference: string, by: readonly string[], needed: number): WaxsealError =>
  new WaxsealError({
    code: 'approval-by-too-few',
    says: `Automation execution ${reference} was approved by ${by.join(', ')}: sessions of one role count as one approver, and ${needed} are needed.`,
    todo: 'Nothing was applied. Let somebody approve with another role or user; docs/security.md says when approvals.countSessions may be set.',
  });

interface Word {
  readonly by: readonly string[];
  readonly comment?: string;
}

const field = (value: object, name: string): string | undefined => {
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : undefined;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * `ApproverDecisions` is documented as a list of maps without naming their keys, so every spelling in use is taken:
 * objects or lists of them, with an approver, a decision and a comment, in any case of letters.
 */
const wordOf = (step: StepExecution, wanted: 'approve' | 'reject'): Word => {
  const texts =
    step.Outputs?.['ApproverDecisions'] ?? step.Outputs?.[`${step.StepName}.ApproverDecisions`] ?? [];
  const answers = texts
    .flatMap(parsed)
    .filter((answer): answer is object => typeof answer === 'object' && answer !== null)
    .filter((answer) => field(answer, 'decision')?.toLowerCase().startsWith(wanted));
  const by = answers.flatMap((answer) => field(answer, 'approver') ?? []);
  const comment = answers.map((answer) => field(answer, 'comment')).find((text) => text);
  return { by: [...new Set(by)], ...(comment !== undefined && { comment }) };
};

/** It was not let go on, whatever its approval said. One that failed or succeeded has gone its way. */
const isCutShort = (status: string | undefined): boolean =>
  ['TimedOut', 'Cancelled', 'Exited', 'Rejected', 'ChangeCalendarOverrideRejected'].includes(status ?? '');

/**
 * What an execution says. Only a successful approval step is an approval; what is over without one has expired. SSM
 * counts sessions, so whether enough different principals approved is counted here.
 */
export const decisionOf = (
  reference: string,
  execution: AutomationExecution,
  sessions: Sessions = 'together',
): ApprovalState => {
  const step = execution.StepExecutions?.find(({ Action }) => Action === 'aws:approve');
  const status = execution.AutomationExecutionStatus;
  const stepStatus = step?.StepStatus;
  if (step && (stepStatus === 'Failed' || stepStatus === 'Rejected')) {
    const word = wordOf(step, 'reject');
    const answer = step.Outputs?.['ApprovalStatus']?.[0];
    const rejected = word.by.length > 0 || answer === 'Rejected' || stepStatus === 'Rejected';
    return rejected ? { is: 'rejected', ...word } : { is: 'expired' };
  }
  if (isCancelling(status) || isCutShort(status)) return { is: 'expired' };
  if (step && stepStatus === 'Success') {
    const word = wordOf(step, 'approve');
    const minimum = Number(execution.Parameters?.['MinRequiredApprovals']?.[0] ?? 1);
    const needed = Math.max(1, minimum);
    if (word.by.length < needed) throw unreadable(reference);
    const requester = execution.ExecutedBy;
    const others = word.by.filter((by) => requester === undefined || !samePrincipal(by, requester, sessions));
    if (others.length < needed) throw approvedByRequester(reference, word.by);
    if (principalsIn(others, sessions) < needed) throw approvedByTooFew(reference, others, needed);
    return { is: 'approved', ...word, by: others };
  }
  if (isOver(stepStatus) || isCancelling(stepStatus)) return { is: 'expired' };
  return isOver(status) ? { is: 'expired' } : { is: 'waiting' };
};
