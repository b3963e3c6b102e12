import type { SSMClient, StepExecution } from '@aws-sdk/client-ssm';
import { WaxsealError } from '../../core/model/errors.ts';
import { isCancelling, isOver, isRunning, isUnderWay } from './automation-status.ts';
import { executionWithId } from './execution.ts';
import type { ApprovalRules } from './named.ts';
import type { UndoRequested } from './undo-requested-ssm.ts';

/** A step of an execution that is over. */
export interface StepEnded {
  readonly name: string;
  /** `Success`, `Failed`, `TimedOut`, `Cancelled`. */
  readonly status: string;
  readonly failure?: string;
}

/** What SSM itself says of one execution of a runbook of ours. */
export interface Execution {
  readonly id: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  /** The ARN of who started it. */
  readonly by: string;
  /** Whether it is under way: what is over asks for nothing any more. */
  readonly running: boolean;
  /** Somebody has cancelled it: nothing may be done any more but to write that down. */
  readonly cancelling: boolean;
  /** The step that it is at. */
  readonly step?: string;
  /** Steps that are over, in their order. */
  readonly ended: readonly StepEnded[];
  /** For the undo runbook: what is asked for, and whether those whom the policy names have agreed. */
  readonly undoRequested: (rules: ApprovalRules) => Promise<UndoRequested | undefined>;
}

/** Throws `WaxsealError` `unknown-execution`, `approval-foreign` or, where there is no runbook, `no-runbook`. */
export type ReadExecution = (id: string) => Promise<Execution>;

export interface Runbook {
  readonly document: string;
  readonly version: string;
}

const refused = (code: string, says: string): WaxsealError =>
  new WaxsealError({
    code,
    says,
    todo: 'Nothing was applied. Find out in CloudTrail who started it and who called the function.',
  });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a function that threw has said: `Payload` is then its error, as Lambda writes it. */
const errorIn = (payload: string): string => {
  const value = parsed(payload);
  const message: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'errorMessage') : undefined;
  return typeof message === 'string' ? message : 'The function failed.';
};

/**
 * A step that is over. AWS tells that a function threw in an output of the step, `FunctionError`, which may be called a
 * success all the same: to us it has failed.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-lamb.html
 */
const endedOf = (steps: readonly StepExecution[]): readonly StepEnded[] =>
  steps.flatMap((step): StepEnded | [] => {
    const { StepName: name, StepStatus: status, FailureMessage: failure, Outputs: outputs } = step;
    if (name === undefined || status === undefined || !isOver(status)) return [];
    const [threw = ''] = outputs?.['FunctionError'] ?? [];
    if (status === 'Success' && threw !== '')
      return { name, status: 'Failed', failure: errorIn(outputs?.['Payload']?.[0] ?? '') };
    return { name, status, ...(failure !== undefined && { failure }) };
  });

/**
 * Reads executions of one version of one document, and refuses every other.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetAutomationExecution.html
 */
export const ssmExecutions =
  (client: SSMClient, { document, version }: Runbook): ReadExecution =>
  async (id) => {
    const found = await executionWithId(id, client);
    if (!found || found.AutomationExecutionId !== id)
      throw refused('unknown-execution', `SSM knows no automation execution ${id}.`);
    if (found.DocumentName !== document || found.DocumentVersion !== version)
      throw refused(
        'approval-foreign',
        `Automation execution ${id} is none of ours: it runs ${found.DocumentName} version ${found.DocumentVersion}.`,
      );
    if (!found.ExecutedBy) throw refused('approval-foreign', `SSM does not say who started execution ${id}.`);
    const status = found.AutomationExecutionStatus;
    const step = found.StepExecutions?.findLast(({ StepStatus }) => isUnderWay(StepStatus))?.StepName;
    return {
      id,
      parameters: found.Parameters ?? {},
      by: found.ExecutedBy,
      running: isRunning(status),
      cancelling: isCancelling(status),
      ended: endedOf(found.StepExecutions ?? []),
      ...(step !== undefined && { step }),
      undoRequested: async (approvals) =>
        (await import('./undo-requested-ssm.ts')).ssmUndoRequested({ client, document, version })(
          id,
          approvals,
        ),
    };
  };

/** The runbook that `WAXSEAL_APPROVALS` or `WAXSEAL_UNDO` names as `ssm:DOCUMENT:VERSION`; without one, nobody is heard. */
export const executionsFrom =
  (
    env: Readonly<Record<string, string | undefined>>,
    name: 'WAXSEAL_APPROVALS' | 'WAXSEAL_UNDO',
  ): ReadExecution =>
  async (id) => {
    const [, document, version] = /^ssm:([^:]+):([^:]+)$/.exec(env[name] ?? '') ?? [];
    if (document === undefined || version === undefined)
      throw refused('no-runbook', `${name} names no runbook, so that no execution can be asked about.`);
    const { SSMClient: Client } = await import('@aws-sdk/client-ssm');
    return ssmExecutions(new Client({}), { document, version })(id);
  };
