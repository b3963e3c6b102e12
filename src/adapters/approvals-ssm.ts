import type { AutomationExecution, SSMClient, StepExecution } from '@aws-sdk/client-ssm';
import { consoleOf } from '../aws/console.ts';
import { pageCounter } from '../aws/marked-pages.ts';
import { longestParameter } from '../aws/runbook-check.ts';
import { WaxsealError } from '../core/errors.ts';
import { digest } from '../core/json.ts';
import type { ApprovalService, Ask, Decision } from '../core/ports.ts';
import { approvalMessage, piecesOf } from '../report/approval-message.ts';
import type { Slots } from './approvals-slots.ts';

/** Which executions count. */
export interface SsmRunbook {
  /** Of the hub account. */
  readonly client: SSMClient;
  /** The runbook that asks and applies; executions of any other document are nobody's approval. */
  readonly document: string;
  /** Pinned: an approval under another version of the runbook does not count. */
  readonly version: string;
}

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
}

/** As the runbook declares: pieces of its message, asks of one execution. */
const messagePieces = 6;
const mostTogether = 10;

/** Asks that come by themselves leave room for digests: the part of all slots that they may fill. */
const shareOfSingles = 0.5;

/** The service takes a UUID: made from the asks' ids, so that opening twice starts once. */
const tokenOf = (ids: readonly string[]): string =>
  digest(ids.length === 1 ? { ask: ids[0] } : { asks: ids }).replace(
    /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
    '$1-$2-$3-$4-$5',
  );

/** `Text1`, `Text2` …: SSM takes 512 characters in one value. */
const textsOf = (asks: readonly Ask[]): Readonly<Record<string, string[]>> => {
  // A piece can end earlier than it may, at a space: some room is left for that.
  const message = approvalMessage(asks, messagePieces * (longestParameter - 12));
  const pieces = piecesOf(message, longestParameter, messagePieces);
  return Object.fromEntries(pieces.map((piece, index) => [`Text${index + 1}`, [piece]]));
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

const foreign = (reference: string, says: string): WaxsealError =>
  new WaxsealError({
    code: 'approval-foreign',
    says: `Automation execution ${reference} is no approval of ours: ${says}.`,
    todo: 'Nothing was applied. Find out in CloudTrail who started it; run waxseal again to ask anew.',
  });

const unreadable = (reference: string): WaxsealError =>
  new WaxsealError({
    code: 'approval-unreadable',
    says: `Automation execution ${reference} was approved, but who approved it cannot be read from it.`,
    todo: 'Nothing was applied. Look at the outputs of its approval step and report them.',
  });

const approvedByAsker = (reference: string, by: readonly string[]): WaxsealError =>
  new WaxsealError({
    code: 'approval-by-asker',
    says: `Automation execution ${reference} was approved by ${by.join(', ')}, who started it.`,
    todo: 'Nothing was applied: somebody else must approve. Name approvers whom the starting role is not among.',
  });

/** One account's user or role, whatever the session is called. */
const principalOf = (arn: string): string =>
  arn
    .replace(/^(arn:[^:]*):sts:(.*):assumed-role\/([^/]+)(?:\/.*)?$/, '$1:iam:$2:role/$3')
    .replace(/:role\/(?:.*\/)?([^/]+)$/, ':role/$1');

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

const over: ReadonlySet<string> = new Set(['TimedOut', 'Cancelled', 'Cancelling', 'Exited']);

/** What an execution says. Only a successful approval step is an approval; what is over without one has expired. */
const decisionOf = (reference: string, execution: AutomationExecution): Decision => {
  const step = execution.StepExecutions?.find(({ Action }) => Action === 'aws:approve');
  const status = execution.AutomationExecutionStatus ?? '';
  if (over.has(status)) return { is: 'expired' };
  if (step?.StepStatus === 'Success') {
    const word = wordOf(step, 'approve');
    const minimum = Number(execution.Parameters?.['MinRequiredApprovals']?.[0] ?? 1);
    const needed = Math.max(1, minimum);
    if (word.by.length < needed) throw unreadable(reference);
    const asker = execution.ExecutedBy;
    const others = word.by.filter((by) => asker === undefined || principalOf(by) !== principalOf(asker));
    if (others.length < needed) throw approvedByAsker(reference, word.by);
    return { is: 'approved', ...word, by: others };
  }
  if (step?.StepStatus === 'Failed') {
    const word = wordOf(step, 'reject');
    const answer = step.Outputs?.['ApprovalStatus']?.[0];
    return word.by.length > 0 || answer === 'Rejected' ? { is: 'rejected', ...word } : { is: 'expired' };
  }
  if (step && over.has(step.StepStatus ?? '')) return { is: 'expired' };
  return status === 'Failed' || status === 'Success' ? { is: 'expired' } : { is: 'waiting' };
};

/** An execution of our runbook in our version; `undefined`: SSM has forgotten it. Throws `approval-foreign`. */
const executionOf = async (
  reference: string,
  { client, document, version }: SsmRunbook,
): Promise<AutomationExecution | undefined> => {
  const { GetAutomationExecutionCommand } = await import('@aws-sdk/client-ssm');
  const found = await client
    .send(new GetAutomationExecutionCommand({ AutomationExecutionId: reference }))
    .catch((error: unknown) => {
      // SSM forgets an execution after 30 days; an ask is over by then.
      if (nameOf(error) === 'AutomationExecutionNotFoundException') return undefined;
      throw error;
    });
  const execution = found?.AutomationExecution;
  if (!execution) return undefined;
  if (execution.DocumentName !== document)
    throw foreign(reference, `it runs document ${execution.DocumentName}`);
  if (execution.DocumentVersion !== version)
    throw foreign(reference, `it runs version ${execution.DocumentVersion} of ${document}, not ${version}`);
  return execution;
};

/** SSM has no room, or wants fewer starts: the ask comes again. */
const noRoom: ReadonlySet<string> = new Set([
  'AutomationExecutionLimitExceededException',
  'ThrottlingException',
  'Throttling',
]);

/** How many executions of a runbook run or wait, as SSM counts them. */
export const runningExecutions =
  ({ client, document }: Pick<SsmRunbook, 'client' | 'document'>) =>
  async (): Promise<number> => {
    const { DescribeAutomationExecutionsCommand } = await import('@aws-sdk/client-ssm');
    const goOn = pageCounter();
    let count = 0;
    let token: string | undefined;
    do {
      const page = await client.send(
        new DescribeAutomationExecutionsCommand({
          Filters: [
            { Key: 'DocumentNamePrefix', Values: [document] },
            { Key: 'ExecutionStatus', Values: ['Pending', 'InProgress', 'Waiting'] },
          ],
          MaxResults: 50,
          ...(token !== undefined && { NextToken: token }),
        }),
      );
      count += page.AutomationExecutionMetadataList?.length ?? 0;
      token = page.NextToken;
      if (token !== undefined) goOn(token);
    } while (token !== undefined);
    return count;
  };

/**
 * Approvals as SSM Automation executions of one runbook. SSM itself says who may approve, who did, and when it is too
 * late; nothing that anybody sends to a function counts. Whoever started an execution cannot approve it.
 */
export const ssmApprovals = (options: SsmApprovalsOptions): ApprovalService => {
  const { client, document, version, role, function: worker, calendars = [], slots } = options;
  const { together = mostTogether } = options;

  const start = async (given: readonly Ask[], share: number): Promise<string | undefined> => {
    // In one order: SSM refuses a token that comes again with other parameters.
    const asks = given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const [first] = asks;
    if (!first || (slots && !(await slots.take(share)))) return undefined;
    const { StartAutomationExecutionCommand } = await import('@aws-sdk/client-ssm');
    const ids = asks.map(({ id }) => id);
    const request = new StartAutomationExecutionCommand({
      DocumentName: document,
      DocumentVersion: version,
      ClientToken: tokenOf(ids),
      Parameters: {
        AutomationAssumeRole: [role],
        FunctionName: [worker],
        AskIds: ids,
        PlanIds: asks.map(({ plan }) => plan.id),
        ...textsOf(asks),
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
      if (!slots || !noRoom.has(nameOf(error))) throw error;
      await slots.full();
      return undefined;
    }
  };

  return {
    open: (ask) => start([ask], shareOfSingles),
    together: { most: Math.min(together, mostTogether), open: (asks) => start(asks, 1) },

    decision: async (reference) => {
      const execution = await executionOf(reference, options);
      return execution ? decisionOf(reference, execution) : { is: 'expired' };
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
        const names = ['AutomationExecutionNotFoundException', 'InvalidAutomationStatusUpdateException'];
        if (!names.includes(nameOf(error))) throw error;
      }
    },
  };
};

/** What an execution of the undo runbook says. `run` and `reason` are what it was started with. */
export interface UndoAsked {
  readonly run: string;
  readonly reason: string;
  /** Who started it. A principal ARN. */
  readonly asker: string;
  readonly decision: Decision;
}

const approvedByStrangers = (reference: string, by: readonly string[]): WaxsealError =>
  foreign(reference, `${by.join(', ')} approved it, and the policy names other approvers`);

/**
 * Reads an execution of the undo runbook: whose run, why, and whether enough of the policy's approvers, other than the
 * asker, have approved. Whoever starts an execution chooses the approvers it waits for; only the policy's count. For
 * the function that undoes, which is called with an execution's id and nothing else. `undefined`: SSM has forgotten it.
 * Throws `approval-foreign`, `approval-by-asker`, `approval-unreadable`.
 */
export const ssmUndoAsked =
  (runbook: SsmRunbook) =>
  async (
    reference: string,
    { approvers, minimum }: { readonly approvers: readonly string[]; readonly minimum: number },
  ): Promise<UndoAsked | undefined> => {
    const execution = await executionOf(reference, runbook);
    if (!execution) return undefined;
    const [run] = execution.Parameters?.['RunId'] ?? [];
    if (run === undefined) throw foreign(reference, 'it names no run');
    const decision = decisionOf(reference, execution);
    const named = new Set(approvers);
    const counts = (by: string): boolean => named.has(by) || named.has(principalOf(by));
    if (decision.is === 'approved' && decision.by.filter(counts).length < Math.max(1, minimum))
      throw approvedByStrangers(reference, decision.by);
    return {
      run,
      reason: execution.Parameters?.['Reason']?.[0] ?? '',
      asker: execution.ExecutedBy ?? '',
      decision,
    };
  };
