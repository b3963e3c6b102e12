import * as z from 'zod/mini';
import { problemText, type Problem } from '../../adapters/policy/problem.ts';
import { fileLimits } from '../../adapters/policy/yaml-limits.ts';
import { readYaml } from '../../adapters/policy/yaml.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import { shapeProblems } from '../shape-problems.ts';
import { inTodaysWords } from './former-words.ts';
import { traffic } from './traffic.ts';
import { kinds as outcomeKinds } from './words.ts';

const fault = z.strictObject({
  operation: z.string(),
  nth: z.optional(z.number()),
  kind: z.enum([
    'throttle',
    'server-error',
    'access-denied',
    'invalid',
    'reset',
    'lost-response',
    'stale-read',
    'crash-before',
    'crash-after',
    'another-writer',
    'timeout',
    'slow',
    'clock-jump',
    'unavailable',
    'another-worker',
  ]),
  seconds: z.optional(z.number()),
  write: z.optional(
    z.strictObject({
      operation: z.string(),
      input: z.record(z.string(), z.unknown()),
      caller: z.optional(z.string()),
      region: z.optional(z.string()),
    }),
  ),
});

const word = z.enum(outcomeKinds);

/** What must be so at one point. `undefined` members are not looked at. */
const expectation = z.strictObject({
  /** The last look. */
  outcome: z.optional(word),
  /** Every look since the last `expect`, in order. */
  outcomes: z.optional(z.array(word)),
  /** The check of the gate that decided the last look, or the code of its failure. */
  because: z.optional(z.string()),
  /** Our own writes to resources so far, those that AWS refused too. */
  writes: z.optional(z.number()),
  /** Sids of a resource's policy, by its name, in order; an empty list: no policy at all. */
  statements: z.optional(z.record(z.string(), z.array(z.string()))),
  /** Is anything on hold? */
  held: z.optional(z.boolean()),
  /** Approval requests by status, in the order of their opening. */
  approvalRequests: z.optional(z.array(z.string())),
  /** Automation executions by status, in the order of their starting. */
  executions: z.optional(z.array(z.string())),
  /** Runs by status, in the order of their beginning. */
  runs: z.optional(z.array(z.string())),
  /** Lines of the journal, by how each look ended, in the order of time. */
  log: z.optional(z.array(word)),
});

const step = z.union([
  /** An event about a resource arrives. */
  z.strictObject({ deliver: z.string(), times: z.optional(z.number()) }),
  /** Time passes: `90s`, `20m`, `6h`, `3d`. */
  z.strictObject({
    advance: z.string().check(z.regex(/^\d+[smhd]$/, 'must be a time, such as 90s, 20m, 6h or 3d')),
  }),
  /** Somebody else works in the account. */
  z.strictObject({
    actor: z.strictObject({
      operation: z.string(),
      input: z.record(z.string(), z.unknown()),
      caller: z.optional(z.string()),
      region: z.optional(z.string()),
      /** Members of the input that are a text of so many characters: what is too long need not stand in the file. */
      long: z.optional(z.record(z.string(), z.number())),
      /** The error that AWS must answer with. */
      refused: z.optional(z.string()),
    }),
  }),
  z.strictObject({ approve: z.string(), comment: z.optional(z.string()), refused: z.optional(z.string()) }),
  z.strictObject({ reject: z.string(), comment: z.optional(z.string()), refused: z.optional(z.string()) }),
  /** The function for approvals is called again for the last execution, as anybody may. */
  z.strictObject({ replay: z.literal('approval') }),
  /** Takes back the last run, or the n-th from 1. */
  z.strictObject({ undo: z.string(), reason: z.string(), run: z.optional(z.number()) }),
  /** Starts the undo runbook for the last run, or the n-th from 1, with the policy's approvers. */
  z.strictObject({ requestUndo: z.string(), reason: z.string(), run: z.optional(z.number()) }),
  z.strictObject({ release: z.string() }),
  z.strictObject({ wake: z.number() }),
  /** The policy file is another one from now on. */
  z.strictObject({ policy: z.string() }),
  /** What the log of the resource's traffic says from now on. */
  z.strictObject({ traffic }),
  z.strictObject({ expect: expectation }),
]);

const file = z.strictObject({
  title: z.string(),
  /** What it shows, for people. */
  about: z.optional(z.string()),
  remediation: z._default(z.string(), 's3-bucket-tls-only'),
  start: z.optional(z.string()),
  account: z.record(z.string(), z.unknown()),
  policy: z.string(),
  faults: z._default(z.array(fault), []),
  steps: z.array(step).check(z.minLength(1, 'must have at least one step')),
});

export type ScenarioFile = z.output<typeof file>;
export type ScenarioStep = ScenarioFile['steps'][number];
export type Expectation = z.output<typeof expectation>;

/** Bytes. */
export const largestScenario = fileLimits.largest;

const isScenario = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && ('account' in data || 'steps' in data || 'title' in data);

const wrong = (says: string, todo: string): WaxsealError =>
  new WaxsealError({ code: 'sandbox-scenario', says, todo });

/** Reads a scenario file. Throws `WaxsealError` `sandbox-scenario` with everything that is wrong. */
export const readScenario = (text: string, name: string): ScenarioFile => {
  const unplayable = (problems: readonly Problem[]): WaxsealError => {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    const list = problems.map((problem) => `\n  ${problemText(problem)}`).join('');
    return wrong(`Scenario ${name} cannot be played: it has ${count}.`, `Correct:${list}`);
  };
  const yaml = readYaml(text, fileLimits);
  if (yaml.problems.length > 0) throw unplayable(yaml.problems);
  const parsed = file.safeParse(inTodaysWords(yaml.data));
  if (parsed.success) return parsed.data;
  if (!isScenario(yaml.data))
    throw wrong(
      `${name} is no scenario: it ${yaml.data === null || yaml.data === undefined ? 'is empty' : 'has neither an account nor steps'}.`,
      'Give the path of a scenario file, as those in test/scenarios.',
    );
  throw unplayable(shapeProblems(parsed.error.issues, { yaml, schema: file }));
};

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
export const millisecondsOf = (text: string): number =>
  Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? 0);
