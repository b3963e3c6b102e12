import type { Policy } from '../../core/policy/policy.ts';
import { pathText, type Path } from './problem.ts';
import { policyOf } from './read.ts';
import { policySchema } from './schema.ts';
import type { Yaml } from './yaml.ts';

/**
 * What of a policy file is good, when the schema refuses some of it. Only for checking, so that one round shows as much as
 * can be found: never to be acted upon, because what is cut may be what made a line narrow.
 */
export interface Sound {
  readonly policy: Policy;
  /** What is not as it was written: `rules[0]`, `approvals`. */
  readonly cut: ReadonlySet<string>;
}

type Raw = Readonly<Record<string, unknown>>;

const isBlock = (value: unknown): value is Raw =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** What a line must have, for one that lacks it. */
const stubs: Readonly<Record<string, Raw>> = {
  rules: {},
  exemptions: { owner: '-', reason: '-', expires: '9999-12-31' },
  optIns: { owner: '-', reason: '-', impacts: ['none'], since: '1970-01-01' },
};

const without = (value: unknown, keys: ReadonlySet<PropertyKey>): Raw =>
  isBlock(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key))) : {};

/** Keys are cut whole: a list that lost one of its members would say something else. */
const corrected = (value: unknown, key: string, paths: readonly Path[]): unknown => {
  const stub = stubs[key];
  if (!stub) return without(value, new Set(paths.flatMap(([first]) => first ?? [])));
  if (!Array.isArray(value)) return [];
  return value.map((line: unknown, index) => {
    const wrong = paths.filter(([first]) => first === index);
    if (wrong.length === 0) return line;
    return { ...stub, ...without(line, new Set(wrong.flatMap(([, second]) => second ?? []))) };
  });
};

/** Undefined when nothing of the file can be made sense of. */
export const soundPart = (yaml: Yaml): Sound | undefined => {
  const { data } = yaml;
  const parsed = policySchema.safeParse(data);
  if (!isBlock(data) || parsed.success) return undefined;
  const paths = parsed.error.issues.flatMap((issue): readonly Path[] =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
  );
  const kept = Object.entries(data).flatMap(([key, value]) => {
    const within = paths.filter(([first]) => first === key).map((path) => path.slice(1));
    if (within.length === 0) return [[key, value] as const];
    const isList = key in stubs && Array.isArray(value);
    const isWhole = within.some((path) => path.length === 0);
    return isWhole || (!isList && !isBlock(value)) ? [] : [[key, corrected(value, key, within)] as const];
  });
  const good = policySchema.safeParse({ ...Object.fromEntries(kept), version: 1 });
  if (!good.success) return undefined;
  const cut = paths.map((path) => pathText(path.slice(0, String(path[0]) in stubs ? 2 : 1)));
  return { policy: policyOf(good.data, yaml, []), cut: new Set(cut) };
};
