import type * as z from 'zod/mini';
import type { Match, Policy, Position, Unmatchable } from '../../core/policy/policy.ts';
import { pathText, suggestion, type Path, type Problem } from './problem.ts';
import { type Known, unmatchable } from './reach.ts';
import { policyJsonSchema, policySchema, type PolicyFile } from './schema.ts';
import { readYaml, type Yaml } from './yaml.ts';

type Issue = z.core.$ZodIssue;

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

export const own = (value: unknown, key: PropertyKey): unknown =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined;

/** What a JSON Schema says of a path of the file. */
export const schemaAt = (json: unknown, path: Path): unknown => {
  let schema = json;
  for (const part of path)
    schema = typeof part === 'number' ? own(schema, 'items') : own(own(schema, 'properties'), part);
  return schema;
};

/** The keys that it allows there. */
export const keysIn = (json: unknown, path: Path): readonly string[] => {
  const properties = own(schemaAt(json, path), 'properties');
  return isObject(properties) ? Object.keys(properties) : [];
};

const keysAt = (path: Path): readonly string[] => keysIn(policyJsonSchema(), path);

const shown = (value: unknown, source?: string): string => {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'a block of keys';
  return typeof value === 'string'
    ? `"${value.slice(0, 80)}"`
    : `the ${typeof value} ${source ?? JSON.stringify(value)}`;
};

const names: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  array: 'a list (each line begins with a dash)',
  object: 'a block of keys',
  record: 'a block of keys',
};

const wrongType = (
  expected: string,
  value: unknown,
  source: string | undefined,
): Omit<Problem, 'line' | 'column' | 'path'> => {
  if (value === undefined) return { says: 'is missing.', todo: `It must be ${names[expected] ?? expected}.` };
  if (value === null)
    return { says: 'is empty.', todo: `Write ${names[expected] ?? expected}, or remove the key.` };
  const says = `must be ${names[expected] ?? expected}, but is ${shown(value, source)}.`;
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  return expected === 'string' && scalar
    ? { says, todo: `Write it in quotes: "${source ?? JSON.stringify(value)}".` }
    : { says };
};

/** What one issue of a schema says to a person. Keys that do not belong are one problem each. */
export const problemsOf = (
  issue: Issue,
  yaml: Pick<Yaml, 'data' | 'at' | 'source'>,
  base: Path = [],
  allowed = keysAt,
): readonly Problem[] => {
  const path = [...base, ...issue.path];
  const here = { ...yaml.at(path), path: pathText(path) };
  const value = path.reduce(own, yaml.data);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      ...yaml.at([...path, key], 'key'),
      path: pathText([...path, key]),
      says: 'is not known here.',
      todo:
        path.length === 0 && key === 'settings'
          ? 'Settings belong to a rule: move it below one of the rules.'
          : suggestion(key, allowed(issue.path)),
    }));
  if (issue.code === 'invalid_type')
    return [{ ...here, ...wrongType(issue.expected, value, yaml.source(path)) }];
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String);
    if (value === undefined) return [{ ...here, says: 'is missing.', todo: `Allowed: ${known.join(', ')}.` }];
    return [
      {
        ...here,
        says: `must not be ${shown(value, yaml.source(path))}.`,
        todo: suggestion(typeof value === 'string' ? value : '', known),
      },
    ];
  }
  // A name that is not allowed: the value that it stands for says nothing of what is wrong.
  if (issue.code === 'invalid_key') {
    const name = shown(path.at(-1));
    const says = issue.issues.map(({ message }) => message).join(', ');
    return [{ ...here, ...yaml.at(path, 'key'), says: `${says}, not ${name}.` }];
  }
  if (issue.message === 'Invalid input')
    return [{ ...here, says: `has a value that is not allowed: ${shown(value)}.` }];
  return [{ ...here, says: `${issue.message}${typeof value === 'string' ? `, not ${shown(value)}` : ''}.` }];
};

const withSources = <Line extends Match>(
  lines: readonly Line[],
  name: string,
  { yaml, known }: { readonly yaml: Yaml; readonly known: readonly Known[] },
): readonly (Line & Position & Unmatchable)[] =>
  lines.map((one, index) => {
    const { line } = yaml.at([name, index]);
    return { ...one, line, path: `${name}[${index}]`, ...unmatchable(one, line, known) };
  });

/** The policy of a file that the schema takes, with the places of its lines. */
export const policyOf = (file: PolicyFile, yaml: Yaml, known: readonly Known[]): Policy => {
  const { version: _, ...rest } = file;
  const keys = isObject(yaml.data) ? Object.keys(yaml.data) : [];
  return {
    ...rest,
    rules: withSources(file.rules, 'rules', { yaml, known }),
    exemptions: withSources(file.exemptions, 'exemptions', { yaml, known }),
    optIns: withSources(file.optIns, 'optIns', { yaml, known }),
    lines: Object.fromEntries(keys.map((key) => [key, yaml.at([key], 'key').line])),
  };
};

const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((a, b) => a.line - b.line || a.column - b.column);

/**
 * A policy, or everything that is wrong with its text. Pure: no date. With what is `known` of the remediations, lines
 * that can match nothing are marked; that alone makes no policy unusable.
 */
export const readPolicy = (
  text: string,
  known: readonly Known[] = [],
): { readonly yaml: Yaml; readonly problems: readonly Problem[]; readonly policy?: Policy } => {
  const yaml = readYaml(text);
  if (yaml.problems.length > 0) return { yaml, problems: inOrder(yaml.problems) };
  if (!isObject(yaml.data)) {
    const says =
      yaml.data === null || yaml.data === undefined ? 'The file is empty.' : 'The file holds no keys.';
    return { yaml, problems: [{ line: 1, column: 1, path: '', says, todo: 'It begins with version: 1.' }] };
  }
  const parsed = policySchema.safeParse(yaml.data);
  if (parsed.success) return { yaml, problems: [], policy: policyOf(parsed.data, yaml, known) };
  return { yaml, problems: inOrder(parsed.error.issues.flatMap((issue) => problemsOf(issue, yaml))) };
};
