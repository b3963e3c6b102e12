import { filled, type Runbook, type Step, type Values } from './runbook.ts';

/**
 * One run of a runbook, as far as our runbooks go: invoke a function, wait for approval or for a change calendar, branch,
 * sleep, and where to go after a failure. Pure; the host calls the functions.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
 */
export type Status = 'InProgress' | 'Waiting' | 'Success' | 'Failed' | 'TimedOut' | 'Cancelled';

export interface ApproverAnswer {
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
  readonly answers: readonly ApproverAnswer[];
  /** ISO 8601. */
  readonly deadline?: string;
  /** What the host must do for this step, once. */
  readonly invoke?: { readonly function: string; readonly payload: Values };
  /** The calendars that must be open for this step to succeed. */
  readonly calendars?: readonly string[];
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
const defaultPollSeconds = 3600;
/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html */
const longestMessage = 4096;

const units: Readonly<Record<string, number>> = { H: 3600, M: 60, S: 1 };
const secondsOf = (duration: string): number =>
  Number(duration.slice(2, -1)) * (units[duration.slice(-1)] ?? 0);
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flat().map(String) : [String(value)];

const begin = (execution: Execution, step: Step, now: Date): Execution => {
  const { values } = execution;
  const common = {
    name: step.name,
    action: step.action,
    started: now.toISOString(),
    outputs: {},
    answers: [],
  };
  const after = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
  const begun = (run: StepRun): Execution => ({
    ...execution,
    status: run.status,
    steps: [...execution.steps, run],
  });
  switch (step.action) {
    case 'aws:approve': {
      const waiting = begun({
        ...common,
        status: 'Waiting',
        deadline: after(step.timeoutSeconds ?? defaultApprovalSeconds),
      });
      const message = String(filled(step.inputs.Message ?? '', values));
      if (message.length <= longestMessage) return waiting;
      return endStep(
        waiting,
        { status: 'Failed', failure: `The message has ${message.length} characters.` },
        now,
      );
    }
    case 'aws:sleep':
      return begun({ ...common, status: 'InProgress', deadline: after(secondsOf(step.inputs.Duration)) });
    case 'aws:branch':
      return endStep(begun({ ...common, status: 'InProgress' }), { status: 'Success' }, now);
    case 'aws:assertAwsResourceProperty':
    case 'aws:waitForAwsResourceProperty':
      return begun({
        ...common,
        status: 'InProgress',
        calendars: textsOf(filled(step.inputs.CalendarNames, values)),
        deadline: after(step.timeoutSeconds ?? defaultPollSeconds),
      });
    case 'aws:invokeLambdaFunction': {
      const payload = filled(step.inputs.InputPayload, values);
      return begun({
        ...common,
        status: 'InProgress',
        invoke: {
          function: String(filled(step.inputs.FunctionName, values)),
          payload: typeof payload === 'object' && payload !== null ? { ...payload } : {},
        },
      });
    }
  }
};

const end = (execution: Execution, status: Status, now: Date): Execution => ({
  ...execution,
  status,
  ended: now.toISOString(),
});

/** A step that did not succeed and is critical decides how the whole execution ends, wherever it goes on. */
const verdict = ({ runbook, steps }: Execution): Status => {
  const failed = steps.filter(
    ({ name, status }) =>
      status !== 'Success' && runbook.mainSteps.find((step) => step.name === name)?.isCritical !== false,
  );
  const is = (wanted: Status): boolean => failed.some(({ status }) => status === wanted);
  if (is('Cancelled')) return 'Cancelled';
  if (is('TimedOut')) return 'TimedOut';
  return failed.length > 0 ? 'Failed' : 'Success';
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
  const { invoke: _done, calendars: _polled, ...rest } = current;
  const ended: Execution = {
    ...execution,
    values: { ...execution.values, [`${current.name}.Payload`]: result.outputs?.['Payload']?.[0] },
    steps: [...execution.steps.slice(0, -1), { ...rest, ...result, ended: now.toISOString() }],
    ...(result.failure !== undefined && { failure: result.failure }),
  };
  const named = (name: string | undefined): Step | undefined => mainSteps.find((one) => one.name === name);
  const onward = (): Execution => {
    if (step.action === 'aws:branch') {
      const choice = step.inputs.Choices.find(({ Variable, StringEquals, Contains }) => {
        const value = filled(Variable, execution.values);
        if (Contains === undefined) return value === StringEquals;
        return typeof value === 'string' && value.includes(Contains);
      });
      const chosen = named(choice?.NextStep ?? step.inputs.Default);
      return chosen ? begin(ended, chosen, now) : end(ended, 'Failed', now);
    }
    if (step.isEnd) return end(ended, verdict(ended), now);
    const next = step.nextStep === undefined ? mainSteps[index + 1] : named(step.nextStep);
    return next ? begin(ended, next, now) : end(ended, verdict(ended), now);
  };
  if (result.status === 'Success') return onward();
  const cancelled = result.status === 'Cancelled';
  // A step that runs out of time goes where a failed one goes:
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-handling-timeouts.html
  const way = (cancelled ? step.onCancel : step.onFailure) ?? 'Abort';
  if (way === 'Continue' && !cancelled) return onward();
  const next = named(/^step:(.+)$/.exec(way)?.[1]);
  return next ? begin(ended, next, now) : end(ended, result.status, now);
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

const decided = (answers: readonly ApproverAnswer[], status: string) => ({
  answers,
  outputs: {
    ApprovalStatus: [status],
    ApproverDecisions: answers.map(({ approver, decision, comment }) =>
      JSON.stringify({ approver, decision, comment }),
    ),
  },
});

/** One person's answer to a waiting approval. One rejection is enough to fail the step. */
export const answered = (execution: Execution, answer: ApproverAnswer, now: Date): Execution => {
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

/** Ends the step whose time is over: a sleep has succeeded, an approval or a poll has not. */
export const expired = (execution: Execution, now: Date): Execution => {
  const run = execution.steps.at(-1);
  const over = run?.ended === undefined && run?.deadline !== undefined && run.deadline <= now.toISOString();
  if (!over) return execution;
  if (run.action === 'aws:sleep') return endStep(execution, { status: 'Success' }, now);
  const failure = `Step ${run.name} timed out.`;
  const outputs = run.action === 'aws:approve' ? decided(run.answers, 'TimedOut') : {};
  return endStep(execution, { status: 'TimedOut', failure, ...outputs }, now);
};

/** Asks about the calendars that the current step polls. */
export const polled = (
  execution: Execution,
  stateOf: (names: readonly string[]) => string,
  now: Date,
): Execution => {
  const run = execution.steps.at(-1);
  const step = execution.runbook.mainSteps.find(({ name }) => name === run?.name);
  if (!run?.calendars || !step || !('inputs' in step) || !('DesiredValues' in step.inputs)) return execution;
  const state = stateOf(run.calendars);
  if (step.inputs.DesiredValues.includes(state)) return endStep(execution, { status: 'Success' }, now);
  const asserts = step.action === 'aws:assertAwsResourceProperty';
  return asserts
    ? endStep(execution, { status: 'Failed', failure: `The calendar is ${state}.` }, now)
    : execution;
};
