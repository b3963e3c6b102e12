/**
 * What is wrong with an SSM Automation runbook (schema 0.3), found before AWS or a night shift finds it. Pure. Knows
 * only the actions that Waxseal uses; another one is a problem, not a guess.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html
 */
export interface Problem {
  readonly code:
    | 'shape'
    | 'size'
    | 'step-name'
    | 'unknown-action'
    | 'unknown-key'
    | 'missing-input'
    | 'missing-timeout'
    | 'timeout-too-long'
    | 'no-such-step'
    | 'unresolved'
    | 'unreachable'
    | 'write-without-approval'
    | 'parameter-too-long'
    | 'message-too-long';
  /** The step's name, or the path in the document. */
  readonly where: string;
  readonly says: string;
}

interface Action {
  readonly inputs: readonly string[];
  readonly required: readonly string[];
  readonly outputs: readonly string[];
  /** Seconds that AWS waits at the most; absent: the step neither waits nor calls. */
  readonly longest?: number;
  /** Takes the parameters of whatever API it calls. */
  readonly anyInput?: true;
}

const days = 86_400;
const property: Action = {
  inputs: [],
  required: ['Service', 'Api', 'PropertySelector', 'DesiredValues'],
  outputs: [],
  longest: 7 * days,
  anyInput: true,
};
const actions: Readonly<Record<string, Action>> = {
  'aws:approve': {
    inputs: ['Approvers', 'Message', 'MinRequiredApprovals', 'NotificationArn'],
    required: ['Approvers', 'Message', 'MinRequiredApprovals'],
    outputs: ['ApprovalStatus', 'ApproverDecisions'],
    longest: 30 * days,
  },
  'aws:assertAwsResourceProperty': property,
  'aws:branch': { inputs: ['Choices', 'Default'], required: ['Choices', 'Default'], outputs: [] },
  'aws:invokeLambdaFunction': {
    inputs: ['FunctionName', 'InputPayload'],
    required: ['FunctionName', 'InputPayload'],
    outputs: ['Payload', 'StatusCode'],
    longest: 300,
  },
  'aws:sleep': { inputs: ['Duration'], required: ['Duration'], outputs: [] },
  'aws:waitForAwsResourceProperty': property,
};

const stepKeys = new Set([
  'name',
  'description',
  'action',
  'inputs',
  'timeoutSeconds',
  'onFailure',
  'onCancel',
  'isCritical',
  'isEnd',
  'nextStep',
]);
const documentKeys = new Set([
  'schemaVersion',
  'description',
  'assumeRole',
  'parameters',
  'mainSteps',
  'outputs',
]);

/** Of whoever calls the function without an approval: these only look. Every other name is taken for a write. */
const looks = new Set(['Recheck', 'Record', 'Verify']);

const systemNames = new Set([
  'automation:EXECUTION_ID',
  'global:ACCOUNT_ID',
  'global:DATE',
  'global:DATE_TIME',
  'global:REGION',
]);

/** Bytes of one document: https://docs.aws.amazon.com/general/latest/gr/ssm.html */
const longestDocument = 64 * 1024;
/** Characters of one value: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartAutomationExecution.html */
export const longestParameter = 512;
/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html */
export const longestMessage = 4096;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Step {
  readonly name: string;
  readonly action: string;
  readonly raw: Fields;
  readonly inputs: Fields;
}
const stepOf = (value: unknown): Step => {
  const raw = fieldsOf(value);
  return { name: textOf(raw['name']), action: textOf(raw['action']), raw, inputs: fieldsOf(raw['inputs']) };
};

const problem = (code: Problem['code'], where: string, says: string): Problem => ({ code, where, says });

const shapeOf = (document: Fields): readonly Problem[] => [
  ...(document['schemaVersion'] === '0.3'
    ? []
    : [problem('shape', 'schemaVersion', 'An Automation runbook has schemaVersion 0.3.')]),
  ...(document['assumeRole'] === undefined
    ? [problem('shape', 'assumeRole', 'Without a role it would run with the rights of whoever starts it.')]
    : []),
  ...(listOf(document['mainSteps']).length === 0
    ? [problem('shape', 'mainSteps', 'There are no steps.')]
    : []),
  ...Object.keys(document)
    .filter((key) => !documentKeys.has(key))
    .map((key) => problem('unknown-key', key, `No runbook has ${key}.`)),
];

const checkName = ({ name }: Step, names: readonly string[]): readonly Problem[] => [
  ...(/^\w{3,128}$/.test(name) ? [] : [problem('step-name', name, `"${name}" is no name of a step.`)]),
  ...(names.filter((other) => other === name).length > 1
    ? [problem('step-name', name, `Two steps are called ${name}.`)]
    : []),
];

const checkStep = ({ name, action, raw, inputs }: Step): readonly Problem[] => {
  const known = actions[action];
  if (!known) return [problem('unknown-action', name, `${action || 'No action'} is none that we use.`)];
  const { timeoutSeconds: timeout } = raw;
  const { longest } = known;
  const waits = longest !== undefined;
  return [
    ...Object.keys(raw)
      .filter((key) => !stepKeys.has(key))
      .map((key) => problem('unknown-key', name, `No step has ${key}.`)),
    ...Object.keys(inputs)
      .filter((key) => !known.anyInput && !known.inputs.includes(key))
      .map((key) => problem('unknown-key', name, `${action} has no input ${key}.`)),
    ...known.required
      .filter((key) => inputs[key] === undefined)
      .map((key) => problem('missing-input', name, `${action} needs the input ${key}.`)),
    ...(waits && typeof timeout !== 'number'
      ? [problem('missing-timeout', name, 'It waits or calls, and says not how long: give timeoutSeconds.')]
      : []),
    ...(waits && typeof timeout === 'number' && timeout > longest
      ? [problem('timeout-too-long', name, `AWS waits at most ${longest} seconds.`)]
      : []),
  ];
};

const isEnd = ({ raw }: Step): boolean => raw['isEnd'] === true;
const wayOf = (way: unknown): string | undefined => /^step:(.+)$/.exec(textOf(way))?.[1];
const branches = ({ inputs }: Step): readonly string[] => [
  ...listOf(inputs['Choices']).map((choice) => textOf(fieldsOf(choice)['NextStep'])),
  ...(inputs['Default'] === undefined ? [] : [textOf(inputs['Default'])]),
];

/** Where a step leads when it succeeds, and when it does not, by name; `undefined` in the list: the next in order. */
const onward = (step: Step, next: string | undefined): readonly string[] => {
  if (step.action === 'aws:branch') return branches(step);
  if (isEnd(step)) return [];
  const { nextStep } = step.raw;
  const name = typeof nextStep === 'string' ? nextStep : next;
  return name === undefined ? [] : [name];
};
const astray = (step: Step, next: string | undefined): readonly string[] => [
  ...(step.raw['onFailure'] === 'Continue' ? onward(step, next) : []),
  ...[wayOf(step.raw['onFailure']), wayOf(step.raw['onCancel'])].filter((name) => name !== undefined),
];

const checkWays = (step: Step, names: readonly string[]): readonly Problem[] => {
  const { name, raw } = step;
  const named = [
    ...(typeof raw['nextStep'] === 'string' ? [raw['nextStep']] : []),
    ...(step.action === 'aws:branch' ? branches(step) : []),
    ...[raw['onFailure'], raw['onCancel']].map(wayOf).filter((way) => way !== undefined),
  ];
  const ways = [raw['onFailure'], raw['onCancel']].filter(
    (way) => way !== undefined && !/^(Abort|Continue|step:.+)$/.test(textOf(way)),
  );
  return [
    ...named
      .filter((other) => !names.includes(other))
      .map((other) =>
        problem('no-such-step', name, `It leads to ${other || 'nowhere'}, which does not exist.`),
      ),
    ...ways.map((way) => problem('no-such-step', name, `"${textOf(way)}" is no way to go on.`)),
  ];
};

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

const checkReferences = (
  where: string,
  value: unknown,
  parameters: Fields,
  steps: readonly Step[],
): readonly Problem[] => {
  const known = (name: string): boolean => {
    if (Object.hasOwn(parameters, name) || systemNames.has(name)) return true;
    const [, from = '', output = ''] = /^(\w+)\.(\w+)$/.exec(name) ?? [];
    const step = steps.find((one) => one.name === from);
    return step !== undefined && (actions[step.action]?.outputs.includes(output) ?? false);
  };
  const text = JSON.stringify(value) ?? '';
  const names = [...text.matchAll(placeholder)].map(([, name = '']) => name);
  const left = text.replaceAll(placeholder, '');
  return [
    ...names
      .filter((name) => !known(name))
      .map((name) => problem('unresolved', where, `Nothing is known as {{ ${name} }}.`)),
    ...(left.includes('{{') ? [problem('unresolved', where, 'A placeholder is not closed.')] : []),
  ];
};

/** Everything that can be reached from the first step. `from` says whether an approval opens the way behind it. */
const reached = (steps: readonly Step[], throughApprovals: boolean): ReadonlySet<string> => {
  const found = new Set<string>();
  const left = steps.slice(0, 1).map(({ name }) => name);
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    const index = steps.findIndex((step) => step.name === name);
    const step = steps[index];
    if (!step || found.has(name)) continue;
    found.add(name);
    const next = steps[index + 1]?.name;
    const opened = throughApprovals || step.action !== 'aws:approve';
    left.push(...(opened ? onward(step, next) : []), ...astray(step, next));
  }
  return found;
};

const checkPaths = (steps: readonly Step[]): readonly Problem[] => {
  const all = reached(steps, true);
  const unapproved = reached(steps, false);
  return [
    ...steps
      .filter(({ name }) => !all.has(name))
      .map(({ name }) => problem('unreachable', name, 'No step leads to it.')),
    ...steps
      .filter(({ name, action }) => action === 'aws:invokeLambdaFunction' && !looks.has(name))
      .filter(({ name }) => unapproved.has(name))
      .map(({ name }) =>
        problem('write-without-approval', name, 'There is a way to it on which nobody has approved.'),
      ),
  ];
};

const lengthOf = (parameter: unknown): number => {
  const { maxChars } = fieldsOf(parameter);
  return typeof maxChars === 'number' ? maxChars : longestParameter;
};
/** Ids, dates and Regions: a UUID is the longest of them. */
const longestSystemValue = 36;

const checkMessage = ({ name, inputs }: Step, parameters: Fields): readonly Problem[] => {
  const message = textOf(inputs['Message']);
  const filled = [...message.matchAll(placeholder)].map(([, inner = '']) =>
    Object.hasOwn(parameters, inner) ? lengthOf(parameters[inner]) : longestSystemValue,
  );
  const length = message.replaceAll(placeholder, '').length + filled.reduce((sum, one) => sum + one, 0);
  if (length <= longestMessage) return [];
  return [
    problem('message-too-long', name, `Filled it can have ${length} characters; ${longestMessage} fit.`),
  ];
};

const checkParameters = (parameters: Fields): readonly Problem[] =>
  Object.entries(parameters).flatMap(([name, parameter]) => [
    ...(textOf(fieldsOf(parameter)['type']) === ''
      ? [problem('shape', `parameters.${name}`, 'It has no type.')]
      : []),
    ...(lengthOf(parameter) > longestParameter
      ? [
          problem(
            'parameter-too-long',
            `parameters.${name}`,
            `SSM takes at most ${longestParameter} characters in one value of a parameter.`,
          ),
        ]
      : []),
  ]);

/** Everything that is wrong with a runbook, as parsed from YAML or JSON; `text` is the file itself, for its size. */
export const checkRunbook = (runbook: unknown, text = JSON.stringify(runbook) ?? ''): readonly Problem[] => {
  const document = fieldsOf(runbook);
  const steps = listOf(document['mainSteps']).map(stepOf);
  const names = steps.map(({ name }) => name);
  const parameters = fieldsOf(document['parameters']);
  const size = new TextEncoder().encode(text).length;
  return [
    ...shapeOf(document),
    ...(size > longestDocument
      ? [problem('size', 'mainSteps', `It has ${size} bytes; ${longestDocument} fit.`)]
      : []),
    ...checkParameters(parameters),
    ...checkReferences('assumeRole', document['assumeRole'], parameters, steps),
    ...steps.flatMap((step) => [
      ...checkName(step, names),
      ...checkStep(step),
      ...checkWays(step, names),
      ...checkReferences(step.name, step.raw, parameters, steps),
      ...(step.action === 'aws:approve' ? checkMessage(step, parameters) : []),
    ]),
    ...checkPaths(steps),
  ];
};
