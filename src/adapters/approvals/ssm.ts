import { consoleOf } from '../../aws/console.ts';
import { isNamed } from '../../aws/error-names.ts';
import { sessionsCounted } from '../../aws/principal.ts';
import { longestParameter } from '../../aws/runbook-limits.ts';
import { hashOf } from '../../core/model/json.ts';
import type { ApprovalService, ApprovalRequest, ApprovalState } from '../../core/model/ports.ts';
import { approvalMessage, piecesOf } from '../../report/approval-message.ts';
import { decisionOf } from './decision.ts';
import { executionOf, foreign, type SsmRunbook } from './execution.ts';
import { areEnough, type ApprovalRules } from './named.ts';
import type { Slots } from './slots.ts';

export interface SsmApprovalsOptions extends SsmRunbook {
  /** The role that the automation runs as. */
  readonly role: string;
  /** The function that looks at an execution and does what it allows. */
  readonly function: string;
  /** Change calendars that must be open before anything is applied. */
  readonly calendars?: readonly string[];
  /** How many may be open at once and how fast they are opened. Default: as many as AWS takes. */
  readonly slots?: Slots;
  /** Asks in one execution, at most 10: what fits into a message that somebody reads. Default 10. */
  readonly together?: number;
  /** What the policy says now: an approval by somebody whom it no longer names does not count. Default: as it was asked. */
  readonly rules?: () => Promise<ApprovalRules | undefined>;
}

/** As the runbook declares: pieces of its message, asks of one execution. */
const messagePieces = 6;
const mostTogether = 10;

/** Approval requests that come by themselves leave room for those that are gathered: the part of all slots that they may fill. */
const shareOfSingles = 0.5;

/** The service takes a UUID: made from the approval requests' ids, so that opening twice starts once. */
const tokenOf = (ids: readonly string[]): string =>
  hashOf(ids.length === 1 ? { approvalRequest: ids[0] } : { approvalRequests: ids }).replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
    '$1-$2-$3-$4-$5',
  );

/** `Text1`, `Text2` …: SSM takes 512 characters in one value. */
const textsOf = (approvalRequests: readonly ApprovalRequest[]): Readonly<Record<string, string[]>> => {
  // A piece can end earlier than it may, at a space: some room is left for that.
  const message = approvalMessage(approvalRequests, messagePieces * (longestParameter - 12));
  const pieces = piecesOf(message, longestParameter, messagePieces);
  return Object.fromEntries(pieces.map((piece, index) => [`Text${index + 1}`, [piece]]));
};

/** SSM has no room, or wants fewer starts: the approval request comes again. */
const noRoom = ['AutomationExecutionLimitExceededException', 'ThrottlingException', 'Throttling'];

/**
 * SSM takes an answer from those whom the execution names; that list is as old as the execution, so whoever has approved must
 * be named by the policy at this moment too. What SSM has decided it asks nobody about again.
 */
const inPolicyOf = (rules: ApprovalRules, reference: string, decision: ApprovalState): ApprovalState => {
  if (decision.is !== 'approved') return decision;
  const { by } = decision;
  if (areEnough(by, rules)) return decision;
  const says = `Automation execution ${reference} was approved by ${by.join(', ')}; the policy now wants ${rules.minimum} of ${rules.approvers.join(', ') || 'nobody'}. Nothing was applied: the approval is requested again.`;
  return { is: 'void', by, says };
};

/**
 * Approvals as SSM Automation executions of one runbook. SSM itself says who may approve, who did, and when it is too
 * late; nothing that anybody sends to a function counts. Whoever started an execution cannot approve it.
 */
export const ssmApprovals = (options: SsmApprovalsOptions): ApprovalService => {
  const { client, document, version, role, function: worker, calendars = [], slots } = options;
  const { together = mostTogether, rules = async () => undefined } = options;

  const start = async (given: readonly ApprovalRequest[], share: number): Promise<string | undefined> => {
    // In one order: SSM refuses a token that comes again with other parameters.
    const approvalRequests = given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const [first] = approvalRequests;
    if (!first || (slots && !(await slots.take(share)))) return undefined;
    const { StartAutomationExecutionCommand } = await import('@aws-sdk/client-ssm');
    const ids = approvalRequests.map(({ id }) => id);
    const request = new StartAutomationExecutionCommand({
      DocumentName: document,
      DocumentVersion: version,
      ClientToken: tokenOf(ids),
      Parameters: {
        AutomationAssumeRole: [role],
        FunctionName: [worker],
        ApprovalRequestIds: ids,
        PlanIds: approvalRequests.map(({ plan }) => plan.id),
        ...textsOf(approvalRequests),
        Approvers: [...first.approvers],
        MinRequiredApprovals: [String(first.minimum)],
        Console: [consoleOf(first.plan.target.partition)],
        ...(calendars.length > 0 && { Calendar: ['given'], CalendarNames: [...calendars] }),
      },
    });
    try {
      const { AutomationExecutionId: reference } = await client.send(request);
      if (reference === undefined) throw foreign('(none)', 'SSM started it without an id');
      return reference;
    } catch (error) {
      if (!slots || !isNamed(error, ...noRoom)) throw error;
      await slots.full();
      return undefined;
    }
  };

  return {
    // SSM refuses an `aws:approve` step without approvers.
    needsApprovers: true,
    open: (approvalRequest) => start([approvalRequest], shareOfSingles),
    together: {
      most: Math.min(together, mostTogether),
      open: (approvalRequests) => start(approvalRequests, 1),
    },

    decision: async (reference) => {
      const execution = await executionOf(reference, options);
      if (!execution) return { is: 'expired' };
      const today = await rules();
      const decision = decisionOf(reference, execution, sessionsCounted(today?.countSessions));
      return today ? inPolicyOf(today, reference, decision) : decision;
    },

    signal: async (reference, answer, comment) => {
      const { SendAutomationSignalCommand } = await import('@aws-sdk/client-ssm');
      await client.send(
        new SendAutomationSignalCommand({
          AutomationExecutionId: reference,
          SignalType: answer === 'approve' ? 'Approve' : 'Reject',
          Payload: { Comment: [comment] },
        }),
      );
    },

    withdraw: async (reference) => {
      const { StopAutomationExecutionCommand } = await import('@aws-sdk/client-ssm');
      try {
        await client.send(
          new StopAutomationExecutionCommand({ AutomationExecutionId: reference, Type: 'Cancel' }),
        );
      } catch (error) {
        // Already over: nobody can approve it any more, which is all that was wanted.
        const over = ['AutomationExecutionNotFoundException', 'InvalidAutomationStatusUpdateException'];
        if (!isNamed(error, ...over)) throw error;
      }
    },
  };
};
