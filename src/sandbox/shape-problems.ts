import * as z from 'zod/mini';
import { suggestion, type Path, type Problem } from '../adapters/policy/problem.ts';
import { keysIn, own, problemsOf, schemaAt } from '../adapters/policy/read.ts';
import type { Yaml } from '../adapters/policy/yaml.ts';

/** A file that describes something for the sandbox, and the schema that it must have. */
export interface Shaped {
  readonly yaml: Pick<Yaml, 'data' | 'at' | 'source'>;
  readonly schema: z.ZodMiniType;
}

type Issue = z.core.$ZodIssue;

/** What was not read from a file has no lines. */
export const unplaced = (data: unknown): Shaped['yaml'] => ({
  data,
  at: () => ({ line: 1, column: 1 }),
  source: () => undefined,
});

/** The first key of each alternative, which is its name. */
const namesOf = (union: unknown): readonly string[] => {
  const options = own(union, 'anyOf');
  return Array.isArray(options)
    ? options.map((one: unknown) => Object.keys(own(one, 'properties') ?? {})[0] ?? '')
    : [];
};

/** Each issue in our own words; of alternatives only the one that was meant, by its name. */
export const shapeProblems = (issues: readonly Issue[], { yaml, schema }: Shaped): readonly Problem[] => {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const allowed = (path: Path): readonly string[] => keysIn(json, path);
  return issues.flatMap((issue): readonly Problem[] => {
    const names = namesOf(schemaAt(json, issue.path));
    if (issue.code !== 'invalid_union' || names.length === 0) return problemsOf(issue, yaml, [], allowed);
    const value = issue.path.reduce(own, yaml.data);
    const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const meant = names.findIndex((name) => keys.includes(name));
    const within = issue.errors[meant];
    if (within) {
      const known = Object.keys(
        own(own(own(schemaAt(json, issue.path), 'anyOf'), meant), 'properties') ?? {},
      );
      return within.flatMap((one) =>
        problemsOf(one, yaml, issue.path, (path) =>
          path.length === 0 ? known : allowed([...issue.path, ...path]),
        ),
      );
    }
    const [place] = problemsOf(issue, yaml);
    const says = 'is no step that there is.';
    return place ? [{ ...place, says, todo: suggestion(keys[0] ?? '', names) }] : [];
  });
};
