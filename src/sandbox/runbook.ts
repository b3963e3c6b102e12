import { parse } from 'yaml';
import * as z from 'zod/mini';
import { WaxsealError } from '../core/model/errors.ts';

/** The part of SSM Automation's schema 0.3 that our runbooks use. Anything else is an error, never ignored. */
const common = {
  name: z.string(),
  description: z.optional(z.string()),
  timeoutSeconds: z.optional(z.number()),
  onFailure: z.optional(z.string()),
  onCancel: z.optional(z.string()),
  isCritical: z.optional(z.boolean()),
  isEnd: z.optional(z.boolean()),
  nextStep: z.optional(z.string()),
};
const invoke = z.strictObject({
  ...common,
  action: z.literal('aws:invokeLambdaFunction'),
  inputs: z.strictObject({ FunctionName: z.string(), InputPayload: z.record(z.string(), z.unknown()) }),
});
const approve = z.strictObject({
  ...common,
  action: z.literal('aws:approve'),
  inputs: z.strictObject({
    Approvers: z.union([z.string(), z.array(z.string())]),
    Message: z.optional(z.string()),
    MinRequiredApprovals: z.optional(z.union([z.number(), z.string()])),
    NotificationArn: z.optional(z.string()),
  }),
});
const branch = z.strictObject({
  ...common,
  action: z.literal('aws:branch'),
  inputs: z.strictObject({
    Choices: z.array(
      z.strictObject({
        NextStep: z.string(),
        Variable: z.string(),
        StringEquals: z.optional(z.string()),
        Contains: z.optional(z.string()),
      }),
    ),
    Default: z.string(),
  }),
});
const sleep = z.strictObject({
  ...common,
  action: z.literal('aws:sleep'),
  inputs: z.strictObject({ Duration: z.string().check(z.regex(/^PT\d+[HMS]$/)) }),
});
/** Of all APIs, the one that our runbooks ask. */
const property = z.strictObject({
  ...common,
  action: z.enum(['aws:assertAwsResourceProperty', 'aws:waitForAwsResourceProperty']),
  inputs: z.strictObject({
    Service: z.literal('ssm'),
    Api: z.literal('GetCalendarState'),
    CalendarNames: z.union([z.string(), z.array(z.string())]),
    PropertySelector: z.literal('$.State'),
    DesiredValues: z.array(z.string()),
  }),
});
const parameter = z.strictObject({
  type: z.enum(['String', 'StringList', 'Integer', 'AWS::IAM::Role::Arn', 'AWS::Lambda::Function::Arn']),
  description: z.optional(z.string()),
  default: z.optional(z.unknown()),
  allowedPattern: z.optional(z.string()),
  allowedValues: z.optional(z.array(z.string())),
  minItems: z.optional(z.number()),
  maxItems: z.optional(z.number()),
  minChars: z.optional(z.number()),
  maxChars: z.optional(z.number()),
});
const document = z.strictObject({
  schemaVersion: z.literal('0.3'),
  description: z.optional(z.string()),
  assumeRole: z.optional(z.string()),
  parameters: z._default(z.record(z.string(), parameter), {}),
  mainSteps: z
    .array(z.discriminatedUnion('action', [invoke, approve, branch, sleep, property]))
    .check(z.minLength(1)),
  outputs: z.optional(z.array(z.string())),
});
export type Runbook = z.output<typeof document>;
export type Step = Runbook['mainSteps'][number];

const wrong = (name: string, says: string): WaxsealError =>
  new WaxsealError({
    code: 'sandbox-runbook',
    says: `The sandbox cannot run runbook ${name}: ${says}.`,
    todo: 'Fix the runbook, or teach src/sandbox/runbook.ts what AWS documents for it.',
  });

/** Steps named by `nextStep`, `onFailure: step:x` and `onCancel: step:x` must exist; placeholders must resolve. */
const references = (runbook: Runbook): readonly string[] => {
  const names = runbook.mainSteps.map(({ name }) => name);
  /** Of a function that a step calls. */
  const isOutput = (placeholder: string): boolean =>
    runbook.mainSteps.some(
      ({ name, action }) => action === 'aws:invokeLambdaFunction' && placeholder === `${name}.Payload`,
    );
  const doubled = names.filter((name, index) => names.indexOf(name) < index);
  const targets = runbook.mainSteps.flatMap(({ nextStep, onFailure, onCancel }) =>
    [nextStep, ...[onFailure, onCancel].map((way) => /^step:(.+)$/.exec(way ?? '')?.[1])].filter(
      (name) => name !== undefined,
    ),
  );
  const branches = runbook.mainSteps.flatMap((one) =>
    one.action === 'aws:branch'
      ? [...one.inputs.Choices.map(({ NextStep }) => NextStep), one.inputs.Default]
      : [],
  );
  const ways = runbook.mainSteps
    .flatMap(({ onFailure, onCancel }) => [onFailure, onCancel])
    .filter((way) => way !== undefined && !/^(Abort|Continue|step:.+)$/.test(way));
  const placeholders = [...JSON.stringify(runbook).matchAll(/\{\{\s*([^}]+?)\s*\}\}/g)].map(
    (match) => match[1] ?? '',
  );
  return [
    ...doubled.map((name) => `two steps are called ${name}`),
    ...[...targets, ...branches]
      .filter((name) => !names.includes(name))
      .map((name) => `there is no step ${name}`),
    ...ways.map((way) => `${way} is no way to go on`),
    ...placeholders
      .filter(
        (name) =>
          !(name in runbook.parameters) &&
          !isOutput(name) &&
          !['automation:EXECUTION_ID', 'global:REGION', 'global:ACCOUNT_ID', 'global:DATE_TIME'].includes(
            name,
          ),
      )
      .map((name) => `nothing is known as {{ ${name} }}`),
  ];
};

/** Whoever plays thousands of scenarios reads the same few texts again and again. */
const read = new Map<string, Runbook>();
const kept = 20;

/** Reads a runbook's YAML. Throws `WaxsealError` `sandbox-runbook` on what it does not know. */
export const readRunbook = (name: string, text: string): Runbook => {
  const known = read.get(text);
  if (known) return known;
  const runbook = parseRunbook(name, text);
  if (read.size < kept) read.set(text, runbook);
  return runbook;
};

const parseRunbook = (name: string, text: string): Runbook => {
  if (Buffer.byteLength(text) > 64 * 1024) throw wrong(name, 'a document holds at most 64 KB');
  const parsed = document.safeParse(parse(text));
  if (!parsed.success)
    throw wrong(name, parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join('; '));
  const [first] = references(parsed.data);
  if (first !== undefined) throw wrong(name, first);
  return parsed.data;
};

export type Values = Readonly<Record<string, unknown>>;

/** Fills placeholders. A text that is nothing but one placeholder becomes the value itself, of whatever type. */
export const filled = (input: unknown, values: Values): unknown => {
  if (typeof input === 'string') {
    const whole = /^\{\{\s*([^}]+?)\s*\}\}$/.exec(input)?.[1];
    if (whole !== undefined) return values[whole];
    return input.replaceAll(/\{\{\s*([^}]+?)\s*\}\}/g, (_all, name: string) => String(values[name]));
  }
  if (Array.isArray(input)) return input.map((one) => filled(one, values));
  if (typeof input === 'object' && input !== null)
    return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, filled(value, values)]));
  return input;
};
