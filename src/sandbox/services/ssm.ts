import * as z from 'zod/mini';
import { canonical, digest } from '../../core/json.ts';
import {
  answered,
  endStep,
  expired,
  polled,
  start,
  waitingFor,
  type Execution,
  type StepRun,
} from '../automation.ts';
import type { Runbook } from '../runbook.ts';
import { refuse, type Operation, type Operations, type Refusal, type World } from '../world.ts';

/** SSM of the account, as account files carry it. `Content` is the runbook's YAML. */
export const ssmRecords = z.strictObject({
  Documents: z._default(
    z.array(
      z.strictObject({ Name: z.string(), DocumentVersion: z._default(z.string(), '1'), Content: z.string() }),
    ),
    [],
  ),
  /** Executions that may run at the same time; AWS takes 100 and queues 400 more. */
  ExecutionsAtOnce: z._default(z.number(), 500),
  /** Change calendars: closed until a moment, or for good. */
  Calendars: z._default(
    z.array(
      z.strictObject({
        Name: z.string(),
        State: z._default(z.enum(['OPEN', 'CLOSED']), 'OPEN'),
        /** ISO 8601. */
        OpensAt: z.optional(z.string()),
      }),
    ),
    [],
  ),
});

export interface Document {
  readonly Name: string;
  readonly DocumentVersion: string;
  readonly runbook: Runbook;
}
export interface Ssm {
  readonly Documents: readonly Document[];
  readonly Executions: readonly Execution[];
  readonly ExecutionsAtOnce: number;
  readonly Calendars: z.output<typeof ssmRecords>['Calendars'];
}

const api = 'https://docs.aws.amazon.com/systems-manager/latest/APIReference/';
const refused = (name: string, message: string, page: string): Refusal =>
  refuse(name, 400, message, `${api}API_${page}.html`);

const withExecution = (world: World, execution: Execution): World => ({
  ...world,
  ssm: {
    ...world.ssm,
    Executions: [...world.ssm.Executions.filter(({ id }) => id !== execution.id), execution],
  },
});

const ended = ({ status }: Execution): boolean => status !== 'InProgress' && status !== 'Waiting';

interface Start {
  readonly DocumentName: string;
  readonly DocumentVersion?: string;
  readonly Parameters?: Readonly<Record<string, readonly string[]>>;
  readonly ClientToken?: string;
}

/** The parameters as the runbook sees them, or what is wrong with them. */
const valuesOf = (
  { parameters }: Runbook,
  given: NonNullable<Start['Parameters']>,
): { readonly values: Readonly<Record<string, unknown>> } | { readonly wrong: string } => {
  const unknown = Object.keys(given).find((name) => !(name in parameters));
  if (unknown !== undefined) return { wrong: `Unknown parameter ${unknown}` };
  const values: Record<string, unknown> = {};
  for (const [name, known] of Object.entries(parameters)) {
    const list = given[name];
    if (list === undefined && known.default === undefined) return { wrong: `Parameter ${name} is required` };
    const value = known.type === 'StringList' ? (list ?? known.default) : (list?.[0] ?? known.default);
    const texts = Array.isArray(value) ? value.map(String) : [String(value)];
    if (list !== undefined && known.type !== 'StringList' && list.length !== 1)
      return { wrong: `Parameter ${name} takes one value` };
    const {
      allowedPattern,
      allowedValues,
      minChars = 0,
      maxChars = Infinity,
      minItems = 0,
      maxItems = Infinity,
    } = known;
    if (allowedPattern !== undefined && !texts.every((text) => new RegExp(allowedPattern).test(text)))
      return { wrong: `Parameter ${name} does not match ${allowedPattern}` };
    if (allowedValues && !texts.every((text) => allowedValues.includes(text)))
      return { wrong: `Parameter ${name} is not an allowed value` };
    if (texts.some(({ length }) => length < minChars || length > maxChars))
      return { wrong: `Parameter ${name} is too short or too long` };
    if (known.type === 'StringList' && (texts.length < minItems || texts.length > maxItems))
      return { wrong: `Parameter ${name} has too few or too many items` };
    values[name] = known.type === 'Integer' ? Number(value) : value;
  }
  return { values };
};

/** As the API describes its own input; values that are longer never reach a runbook. */
const valueWrong = (parameters: NonNullable<Start['Parameters']>): string | undefined => {
  const lists = Object.values(parameters).filter((list) => list !== undefined);
  if (lists.some((list) => list.length > 50)) return 'A parameter has more than 50 values';
  if (lists.flat().some(({ length }) => length < 1 || length > 512))
    return 'Member must have a length between 1 and 512';
  return undefined;
};

const uuid = (text: string): string =>
  digest(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const startAutomationExecution: Operation<Start> = (world, input, { now, caller, region }) => {
  const page = 'StartAutomationExecution';
  const {
    DocumentName: name,
    DocumentVersion: version = '$DEFAULT',
    Parameters: parameters = {},
    ClientToken: token,
  } = input;
  const { Documents, Executions, ExecutionsAtOnce } = world.ssm;
  const request = canonical({ name, version, parameters });
  if (token !== undefined) {
    if (!/^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/i.test(token))
      return refused('ValidationException', 'ClientToken is not a UUID', page);
    const earlier = Executions.find((execution) => execution.token === token);
    if (earlier?.request === request) return { world, output: { AutomationExecutionId: earlier.id } };
    if (earlier)
      return refused('IdempotentParameterMismatch', 'The token was used with other parameters', page);
  }
  const versions = Documents.filter(({ Name }) => Name === name);
  if (versions.length === 0)
    return refused('AutomationDefinitionNotFoundException', `There is no runbook ${name}`, page);
  const document = version.startsWith('$')
    ? versions.at(-1)
    : versions.find(({ DocumentVersion }) => DocumentVersion === version);
  if (!document)
    return refused('AutomationDefinitionVersionNotFoundException', `There is no version ${version}`, page);
  if (Executions.filter((execution) => !ended(execution)).length >= ExecutionsAtOnce)
    return refused('AutomationExecutionLimitExceededException', 'Too many executions are running', page);
  const wrongValue = valueWrong(parameters);
  if (wrongValue !== undefined) return refused('ValidationException', wrongValue, page);
  const checked = valuesOf(document.runbook, parameters);
  if ('wrong' in checked)
    return refused('InvalidAutomationExecutionParametersException', checked.wrong, page);
  const id = uuid(`execution ${Executions.length + 1}`);
  const execution: Execution = {
    id,
    document: name,
    version: document.DocumentVersion,
    runbook: document.runbook,
    parameters,
    values: {
      ...checked.values,
      'automation:EXECUTION_ID': id,
      'global:ACCOUNT_ID': world.account,
      'global:DATE_TIME': now.toISOString(),
      'global:REGION': region,
    },
    by: caller,
    ...(token !== undefined && { token }),
    request,
    status: 'InProgress',
    started: now.toISOString(),
    steps: [],
  };
  return { world: withExecution(world, start(execution, now)), output: { AutomationExecutionId: id } };
};

interface OfExecution {
  readonly AutomationExecutionId: string;
}
const find = (world: World, { AutomationExecutionId: id }: OfExecution): Execution | undefined =>
  world.ssm.Executions.find((execution) => execution.id === id);
const notFound = (page: string): Refusal =>
  refused('AutomationExecutionNotFoundException', 'There is no automation execution with that ID', page);

const stepShown = (execution: Execution, run: StepRun) => {
  const step = execution.runbook.mainSteps.find(({ name }) => name === run.name);
  return {
    StepName: run.name,
    Action: run.action,
    StepStatus: run.status,
    ExecutionStartTime: new Date(run.started),
    ...(run.ended !== undefined && { ExecutionEndTime: new Date(run.ended) }),
    ...(step?.timeoutSeconds !== undefined && { TimeoutSeconds: step.timeoutSeconds }),
    ...(run.failure !== undefined && { FailureMessage: run.failure }),
    Outputs: run.outputs,
  };
};

const getAutomationExecution: Operation<OfExecution> = (world, input) => {
  const found = find(world, input);
  if (!found) return notFound('GetAutomationExecution');
  const shown = {
    AutomationExecutionId: found.id,
    DocumentName: found.document,
    DocumentVersion: found.version,
    AutomationExecutionStatus: found.status,
    ExecutedBy: found.by,
    Parameters: found.parameters,
    Mode: 'Auto',
    ExecutionStartTime: new Date(found.started),
    ...(found.ended !== undefined && { ExecutionEndTime: new Date(found.ended) }),
    ...(found.failure !== undefined && { FailureMessage: found.failure }),
    CurrentStepName: found.steps.at(-1)?.name,
    StepExecutions: found.steps.map((run) => stepShown(found, run)),
    StepExecutionsTruncated: false,
    Outputs: Object.fromEntries(
      found.steps.flatMap(({ name, outputs }) =>
        Object.entries(outputs).map(([key, value]) => [`${name}.${key}`, value]),
      ),
    ),
  };
  return { world, output: { AutomationExecution: shown } };
};

const describeAutomationStepExecutions: Operation<OfExecution> = (world, input) => {
  const found = find(world, input);
  if (!found) return notFound('DescribeAutomationStepExecutions');
  return { world, output: { StepExecutions: found.steps.map((run) => stepShown(found, run)) } };
};

interface DescribeExecutions {
  readonly Filters?: readonly { readonly Key: string; readonly Values: readonly string[] }[];
  readonly MaxResults?: number;
  readonly NextToken?: string;
}
const describeAutomationExecutions: Operation<DescribeExecutions> = (world, input) => {
  const page = 'DescribeAutomationExecutions';
  const { Filters = [], MaxResults: size = 50, NextToken } = input;
  const strange = Filters.find(({ Key }) => !['DocumentNamePrefix', 'ExecutionStatus'].includes(Key));
  if (strange) return refused('InvalidFilterKey', `The sandbox knows no filter ${strange.Key}`, page);
  const fits = (execution: Execution): boolean =>
    Filters.every(({ Key, Values }) =>
      Key === 'ExecutionStatus'
        ? Values.includes(execution.status)
        : Values.some((prefix) => execution.document.startsWith(prefix)),
    );
  const all = world.ssm.Executions.filter(fits);
  const from = NextToken === undefined ? 0 : Number(NextToken);
  const AutomationExecutionMetadataList = all.slice(from, from + size).map((execution) => ({
    AutomationExecutionId: execution.id,
    DocumentName: execution.document,
    DocumentVersion: execution.version,
    AutomationExecutionStatus: execution.status,
    ExecutionStartTime: new Date(execution.started),
    ExecutedBy: execution.by,
  }));
  const more = from + size < all.length ? { NextToken: String(from + size) } : {};
  return { world, output: { AutomationExecutionMetadataList, ...more } };
};

/** OPEN only when all are. */
const stateOfCalendars = (world: World, names: readonly string[], now: Date): string | undefined => {
  const found = names.map((name) => world.ssm.Calendars.find(({ Name }) => Name === name));
  if (found.length === 0 || found.some((calendar) => calendar === undefined)) return undefined;
  const open = found.every(
    (calendar) =>
      calendar?.State === 'OPEN' ||
      (calendar?.OpensAt !== undefined && calendar.OpensAt <= now.toISOString()),
  );
  return open ? 'OPEN' : 'CLOSED';
};
const getCalendarState: Operation<{ readonly CalendarNames?: readonly string[] }> = (
  world,
  { CalendarNames = [] },
  { now },
) => {
  const State = stateOfCalendars(world, CalendarNames, now);
  if (State === undefined)
    return refused('InvalidDocument', 'There is no such change calendar', 'GetCalendarState');
  const asked = world.ssm.Calendars.filter(({ Name }) => CalendarNames.includes(Name));
  const opens = asked.flatMap(({ OpensAt }) => OpensAt ?? []);
  const NextTransitionTime = State === 'CLOSED' ? opens.toSorted().at(-1) : undefined;
  return {
    world,
    output: { State, AtTime: now.toISOString(), ...(NextTransitionTime && { NextTransitionTime }) },
  };
};

/** An approver may be a user's name or ARN, a role's ARN (then any session of it), or one session's ARN. */
const isApprover = (caller: string, approver: string): boolean => {
  const [, partition = '', , , account = '', resource = ''] = caller.split(':');
  const role = /^assumed-role\/([^/]+)\//.exec(resource)?.[1];
  const user = /^user\/(?:.*\/)?([^/]+)$/.exec(resource)?.[1];
  return [caller, user, role && `arn:${partition}:iam::${account}:role/${role}`].includes(approver);
};

interface Signal extends OfExecution {
  readonly SignalType: string;
  readonly Payload?: Readonly<Record<string, readonly string[]>>;
}
/** Whoever started the execution may approve it too, if listed: AWS does not forbid it. */
const sendAutomationSignal: Operation<Signal> = (world, input, { now, caller }) => {
  const page = 'SendAutomationSignal';
  const found = find(world, input);
  if (!found) return notFound(page);
  const { SignalType: type } = input;
  const wrong = (message: string) => refused('InvalidAutomationSignalException', message, page);
  if (type !== 'Approve' && type !== 'Reject') return wrong(`The sandbox knows no signal ${type}`);
  const waiting = waitingFor(found);
  if (!waiting) return wrong('The execution does not wait for an approval');
  if (!waiting.approvers.some((approver) => isApprover(caller, approver)))
    return wrong(`${caller} is not an approver of this step`);
  const answer = {
    approver: caller,
    decision: type === 'Approve' ? ('Approved' as const) : ('Rejected' as const),
    comment: input.Payload?.['Comment']?.[0] ?? '',
  };
  return { world: withExecution(world, answered(found, answer, now)), output: {} };
};

interface Stop extends OfExecution {
  readonly Type?: 'Cancel' | 'Complete';
}
const stopAutomationExecution: Operation<Stop> = (world, input, { now }) => {
  const page = 'StopAutomationExecution';
  const found = find(world, input);
  if (!found) return notFound(page);
  if (ended(found))
    return refused('InvalidAutomationStatusUpdateException', `The execution is ${found.status}`, page);
  return { world: withExecution(world, endStep(found, { status: 'Cancelled' }, now)), output: {} };
};

export const ssm: Operations = {
  DescribeAutomationExecutions: describeAutomationExecutions,
  DescribeAutomationStepExecutions: describeAutomationStepExecutions,
  GetAutomationExecution: getAutomationExecution,
  GetCalendarState: getCalendarState,
  SendAutomationSignal: sendAutomationSignal,
  StartAutomationExecution: startAutomationExecution,
  StopAutomationExecution: stopAutomationExecution,
};

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

/** The world after a called function has answered or failed. */
export const invoked = (
  world: World,
  id: string,
  answer: { payload: unknown } | { failure: string },
  now: Date,
): World => {
  const found = find(world, { AutomationExecutionId: id });
  if (!found || ended(found)) return world;
  const result =
    'failure' in answer
      ? { status: 'Failed' as const, failure: answer.failure }
      : {
          status: 'Success' as const,
          outputs: { Payload: [JSON.stringify(answer.payload ?? null)], StatusCode: ['200'] },
        };
  return withExecution(world, endStep(found, result, now));
};
