import { filled, type Runbook, type Step, type Values } from './runbook.ts';

/**
 * One run of a runbook, as far as our runbooks go: invoke a function, wait for approval, and where to go after a
 * failure. Pure; the host calls the functions.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
 */
export type Status = 'InProgress' | 'Waiting' | 'Success' | 'Failed' | 'TimedOut' | 'Cancelled';

export interface Answer {
  readonly approver: string;
  readonly decision: 'Approved' | 'Rejected';
  readonly comment: string;
}

export interface StepRun {
  readonly name: string;
  readonly action: Step['action'];
  readonly status: Status;
  readonly started: string;
  readonly ended?: string;
  readonly outputs: Readonly<Record<string, readonly string[]>>;
  readonly failure?: string;
  readonly answers: readonly Answer[];
  /** ISO 8601. */
  readonly deadline?: string;
  /** What the host must do for this step, once. */
  readonly invoke?: { readonly function: string; readonly payload: Values };
}

export interface Execution {
  readonly id: string;
  readonly document: string;
  readonly version: string;
  readonly runbook: Runbook;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly values: Values;
  readonly by: string;
  readonly token?: string;
  readonly request: string;
  readonly status: Status;
  readonly started: string;
  readonly ended?: string;
  readonly failure?: string;
  /** The last one is the current one. */
  readonly steps: readonly StepRun[];
}

const defaultApprovalSeconds = 604_800;

const begin = (execution: Execution, step: Step, now: Date): Execution => {
  const started = now.toISOString();
  const common = { name: step.name, action: step.action, started, outputs: {}, answers: [] };
  const run = (): StepRun => {
    if (step.action === 'aws:approve') {
      const seconds = step.timeoutSeconds ?? defaultApprovalSeconds;
      const deadline = new Date(now.getTime() + seconds * 1000).toISOString();
      return { ...common, status: 'Waiting', deadline };
    }
    const payload = filled(step.inputs.InputPayload, execution.values);
    return {
      ...common,
      status: 'InProgress',
      invoke: {
        function: String(filled(step.inputs.FunctionName, execution.values)),
        payload: typeof payload === 'object' && payload !== null ? { ...payload } : {},
      },
    };
  };
  const next = run();
  return { ...execution, status: next.status, steps: [...execution.steps, next] };
};

const end = (execution: Execution, status: Status, now: Date): Execution => ({
  ...execution,
  status,
  ended: now.toISOString(),
});

/** A step that failed and is critical makes the whole execution a failure, wherever it goes on. */
const verdict = ({ runbook, steps }: Execution): Status => {
  const failed = steps.some(
    ({ name, status }) =>
      status !== 'Success' && runbook.mainSteps.find((step) => step.name === name)?.isCritical !== false,
  );
  return failed ? 'Failed' : 'Success';
};

/** Ends the current step and goes where the runbook says. */
export const endStep = (
  execution: Execution,
  result: Partial<StepRun> & { status: Status },
  now: Date,
): Execution => {
  const current = execution.steps.at(-1);
  const { mainSteps } = execution.runbook;
  const index = mainSteps.findIndex(({ name }) => name === current?.name);
  const step = mainSteps[index];
  if (!current || !step) return execution;
  const { invoke: _done, ...rest } = current;
  const ended: Execution = {
    ...execution,
    steps: [...execution.steps.slice(0, -1), { ...rest, ...result, ended: now.toISOString() }],
    ...(result.failure !== undefined && { failure: result.failure }),
  };
  const named = (name: string | undefined): Step | undefined => mainSteps.find((one) => one.name === name);
  const onward = (): Execution => {
    if (step.isEnd) return end(ended, verdict(ended), now);
    const next = step.nextStep === undefined ? mainSteps[index + 1] : named(step.nextStep);
    return next ? begin(ended, next, now) : end(ended, verdict(ended), now);
  };
  if (result.status === 'Success') return onward();
  const cancelled = result.status === 'Cancelled';
  // An approval that runs out of time stops the automation, whatever the step says about failures:
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html
  if (result.status === 'TimedOut') return end(ended, 'TimedOut', now);
  const way = (cancelled ? step.onCancel : step.onFailure) ?? 'Abort';
  if (way === 'Continue' && !cancelled) return onward();
  const next = named(/^step:(.+)$/.exec(way)?.[1]);
  return next ? begin(ended, next, now) : end(ended, cancelled ? 'Cancelled' : 'Failed', now);
};

export const start = (execution: Execution, now: Date): Execution => {
  const [first] = execution.runbook.mainSteps;
  return first ? begin(execution, first, now) : execution;
};

/** What the runbook says about the approval that an execution waits for. */
export const waitingFor = (
  execution: Execution,
): { readonly run: StepRun; readonly approvers: readonly string[]; readonly minimum: number } | undefined => {
  const run = execution.steps.at(-1);
  const step = execution.runbook.mainSteps.find(({ name }) => name === run?.name);
  if (run?.status !== 'Waiting' || step?.action !== 'aws:approve') return undefined;
  const approvers = filled(step.inputs.Approvers, execution.values);
  const minimum = Number(filled(step.inputs.MinRequiredApprovals ?? 1, execution.values));
  return {
    run,
    approvers: Array.isArray(approvers) ? approvers.flat().map(String) : [String(approvers)],
    minimum,
  };
};

const decided = (answers: readonly Answer[], status: string) => ({
  answers,
  outputs: {
    ApprovalStatus: [status],
    ApproverDecisions: answers.map(({ approver, decision, comment }) =>
      JSON.stringify({ approver, decision, comment }),
    ),
  },
});

/** One person's answer to a waiting approval. One rejection is enough to fail the step. */
export const answered = (execution: Execution, answer: Answer, now: Date): Execution => {
  const waiting = waitingFor(execution);
  if (!waiting) return execution;
  const answers = [...waiting.run.answers.filter(({ approver }) => approver !== answer.approver), answer];
  if (answer.decision === 'Rejected') {
    const failure = `Step ${waiting.run.name} was rejected by ${answer.approver}.`;
    return endStep(execution, { status: 'Failed', failure, ...decided(answers, 'Rejected') }, now);
  }
  if (answers.length >= waiting.minimum)
    return endStep(execution, { status: 'Success', ...decided(answers, 'Approved') }, now);
  const run = { ...waiting.run, ...decided(answers, 'Waiting') };
  return { ...execution, steps: [...execution.steps.slice(0, -1), run] };
};

/** Ends the approval whose time is over. */
export const expired = (execution: Execution, now: Date): Execution => {
  const waiting = waitingFor(execution);
  if (!waiting?.run.deadline || waiting.run.deadline > now.toISOString()) return execution;
  const failure = `Step ${waiting.run.name} timed out waiting for approval.`;
  return endStep(
    execution,
    { status: 'TimedOut', failure, ...decided(waiting.run.answers, 'TimedOut') },
    now,
  );
};
