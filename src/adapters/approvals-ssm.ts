import type { AutomationExecution, SSMClient, StepExecution } from '@aws-sdk/client-ssm';
import { WaxsealError } from '../core/errors.ts';
import { digest } from '../core/json.ts';
import type { ApprovalService, Ask, Decision } from '../core/ports.ts';

export interface SsmApprovalsOptions {
  /** Of the hub account. */
  readonly client: SSMClient;
  /** The runbook that asks and applies; executions of any other document are nobody's approval. */
  readonly document: string;
  /** Pinned: an approval under another version of the runbook does not count. */
  readonly version: string;
  /** The role that the automation runs as. */
  readonly role: string;
  /** The function that looks at an execution and does what it allows. */
  readonly function: string;
}

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html */
const longestMessage = 4096;

/** The service takes a UUID: made from the ask's id, so that opening twice starts once. */
const tokenOf = (id: string): string =>
  digest({ ask: id }).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Automation would fill double braces in a parameter: names of resources and people's words must not do that. */
const harmless = (text: string): string => text.replaceAll('{{', '{ {').replaceAll('}}', '} }');

/** What an approver reads. Ends are cut, never the plan's id. */
const messageOf = ({ id, plan, reasons }: Ask): string => {
  const { target, changes, why, hazards } = plan;
  const impacts = [...new Set(changes.flatMap(({ impact }) => impact))].join(', ');
  const lines = [
    `Waxseal asks to ${plan.kind} ${plan.remediation} at ${target.arn} (account ${target.account}, ${target.region}).`,
    `Ask ${id}, plan ${plan.id}.`,
    why.says,
    `Changes: ${changes.length}. Impact: ${impacts}.`,
    ...hazards.map(({ says, todo }) => `Hazard: ${says}${todo ? ` ${todo}` : ''}`),
    ...reasons.map((reason) => `Asked because: ${reason}`),
  ];
  const text = harmless(lines.join('\n'));
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage - 1)}…`;
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
    if (word.by.length < Math.max(1, minimum)) throw unreadable(reference);
    return { is: 'approved', ...word };
  }
  if (step?.StepStatus === 'Failed') {
    const word = wordOf(step, 'reject');
    const answer = step.Outputs?.['ApprovalStatus']?.[0];
    return word.by.length > 0 || answer === 'Rejected' ? { is: 'rejected', ...word } : { is: 'expired' };
  }
  if (step && over.has(step.StepStatus ?? '')) return { is: 'expired' };
  return status === 'Failed' || status === 'Success' ? { is: 'expired' } : { is: 'waiting' };
};

/**
 * Approvals as SSM Automation executions of one runbook. SSM itself says who may approve, who did, and when it is too
 * late; nothing that anybody sends to a function counts.
 */
export const ssmApprovals = ({
  client,
  document,
  version,
  role,
  function: worker,
}: SsmApprovalsOptions): ApprovalService => ({
  open: async (ask) => {
    const { StartAutomationExecutionCommand } = await import('@aws-sdk/client-ssm');
    const { AutomationExecutionId: reference } = await client.send(
      new StartAutomationExecutionCommand({
        DocumentName: document,
        DocumentVersion: version,
        ClientToken: tokenOf(ask.id),
        Parameters: {
          AutomationAssumeRole: [role],
          FunctionName: [worker],
          AskId: [ask.id],
          PlanId: [ask.plan.id],
          Message: [messageOf(ask)],
          Approvers: [...ask.approvers],
          MinRequiredApprovals: [String(ask.minimum)],
        },
      }),
    );
    if (reference === undefined) throw foreign('(none)', 'SSM started it without an id');
    return reference;
  },

  decision: async (reference) => {
    const { GetAutomationExecutionCommand } = await import('@aws-sdk/client-ssm');
    const found = await client
      .send(new GetAutomationExecutionCommand({ AutomationExecutionId: reference }))
      .catch((error: unknown) => {
        // SSM forgets an execution after 30 days; an ask is over by then.
        if (nameOf(error) === 'AutomationExecutionNotFoundException') return undefined;
        throw error;
      });
    const execution = found?.AutomationExecution;
    if (!execution) return { is: 'expired' };
    if (execution.DocumentName !== document)
      throw foreign(reference, `it runs document ${execution.DocumentName}`);
    if (execution.DocumentVersion !== version)
      throw foreign(reference, `it runs version ${execution.DocumentVersion} of ${document}, not ${version}`);
    return decisionOf(reference, execution);
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
});
