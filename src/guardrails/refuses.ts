import { matches } from '../core/policy/glob.ts';
import type { Deny, Keys, Row } from './guardrail.ts';

type Compare = (given: string, wanted: string) => boolean;
const equal: Compare = (given, wanted) => given === wanted;
const positive: Readonly<Record<string, Compare>> = {
  Bool: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  StringEquals: equal,
  StringLike: (given, wanted) => matches(wanted, given),
  NumericLessThan: (given, wanted) => Number(given) < Number(wanted),
  DateGreaterThanEquals: (given, wanted) => Date.parse(given) >= Date.parse(wanted),
};
const negative: Readonly<Record<string, Compare>> = {
  StringNotEquals: equal,
  StringNotLike: positive['StringLike'] ?? equal,
};

const listOf = (value: string | readonly string[]): readonly string[] => [value].flat();

/**
 * Whether one test of a condition holds. A key that is absent: a negated test holds, `IfExists` holds, all others do not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const holds = (written: string, wanted: readonly string[], given: readonly string[] | undefined): boolean => {
  if (written === 'Null') return wanted.includes('true') === (given === undefined);
  const any = written.startsWith('ForAnyValue:');
  const ifExists = written.endsWith('IfExists');
  const operator = written.replace('ForAnyValue:', '').replace(/IfExists$/, '');
  const not = negative[operator];
  const compare = not ?? positive[operator];
  if (compare === undefined) throw new Error(`${written} is no operator that a guardrail uses.`);
  // Of several values one must do; of none, none does.
  if (given === undefined) return ifExists || (not !== undefined && !any);
  const one = (value: string): boolean =>
    wanted.some((limit) => compare(value, limit)) !== (not !== undefined);
  return any ? given.some(one) : given.every(one);
};

const meets = ({ Condition }: Deny, keys: Keys): boolean =>
  Object.entries(Condition).every(([operator, tests]) =>
    Object.entries(tests).every(([key, wanted]) => {
      const given = keys[key];
      return holds(operator, listOf(wanted), given === undefined ? undefined : listOf(given));
    }),
  );

const reaches = ({ Action, Resource, NotResource = [] }: Deny, action: string, resource: string): boolean =>
  Action.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
  (Resource === undefined
    ? !NotResource.some((pattern) => matches(pattern, resource))
    : listOf(Resource).some((pattern) => matches(pattern, resource)));

/** Whether a policy's refusals refuse a request. Statements that allow refuse nothing. */
export const refuses = (text: string, { action, resource, keys }: Omit<Row, 'says' | 'refused'>): boolean => {
  const { Statement }: { Statement: readonly (Deny | { readonly Effect: 'Allow' })[] } = JSON.parse(text);
  return Statement.some((it) => it.Effect === 'Deny' && reaches(it, action, resource) && meets(it, keys));
};
