import { endStep, expired, polled, type Execution, type StepRun } from '../../../sandbox/automation.ts';
import type { World } from '../../../sandbox/world.ts';
import { stateOfCalendars } from './calendars.ts';
import { ended, executionOf, withExecution } from './world.ts';

/** What becomes of executions between the calls of others: time passes, calendars open, functions answer. */

/** Steps whose time is over at `now`. */
export const withoutExpired = (world: World, now: Date): World => ({
  ...world,
  ssm: {
    ...world.ssm,
    Executions: world.ssm.Executions.map((execution) =>
      ended(execution) ? execution : expired(execution, now),
    ),
  },
});

/** Executions that poll a calendar, after they have asked. An unknown calendar never opens. */
export const withPolled = (world: World, now: Date): World => {
  const stateOf = (names: readonly string[]): string => stateOfCalendars(world, names, now) ?? '';
  const Executions = world.ssm.Executions.map((execution) =>
    ended(execution) ? execution : polled(execution, stateOf, now),
  );
  return { ...world, ssm: { ...world.ssm, Executions } };
};

/** The next function that a running execution wants called. */
export const nextInvocation = (
  world: World,
): { readonly execution: Execution; readonly run: StepRun } | undefined => {
  for (const execution of world.ssm.Executions) {
    const run = execution.steps.at(-1);
    if (execution.status === 'InProgress' && run?.invoke) return { execution, run };
  }
  return undefined;
};

const said = (payload: unknown) => ({ Payload: [JSON.stringify(payload ?? null)] });
/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-lamb.html */
const thrown = (errorMessage: string) => ({
  FunctionError: ['Unhandled'],
  Payload: [JSON.stringify({ errorType: 'Error', errorMessage, trace: [] })],
});

/** The world after a called function has answered, has failed, or has thrown and is called a success. */
export const invoked = (
  world: World,
  id: string,
  answer: { payload: unknown } | { failure: string } | { threw: string },
  now: Date,
): World => {
  const found = executionOf(world, { AutomationExecutionId: id });
  if (!found || ended(found)) return world;
  const result =
    'failure' in answer
      ? { status: 'Failed' as const, failure: answer.failure }
      : {
          status: 'Success' as const,
          outputs: {
            ...('threw' in answer ? thrown(answer.threw) : said(answer.payload)),
            StatusCode: ['200'],
          },
        };
  return withExecution(world, endStep(found, result, now));
};
