import { canonical, hashOf } from '../../../core/model/json.ts';
import { start, type Execution } from '../../../sandbox/automation.ts';
import type { Runbook } from '../../../sandbox/runbook.ts';
import type { Operation } from '../../../sandbox/world.ts';
import { ended, refused, withExecution } from './world.ts';

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
  hashOf(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export const startAutomationExecution: Operation<Start> = (world, input, { now, caller, region }) => {
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
