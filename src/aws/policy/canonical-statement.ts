import { operatorOf } from './condition.ts';
import type { Statement } from './document.ts';

/**
 * S3 gives a policy back in its own spelling: one-element arrays become scalars, booleans strings, account ids root
 * ARNs. Statements are therefore compared in one form of ours, which is itself a statement that S3 accepts.
 */

type Values = Statement['Action'];
type Principals = Statement['Principal'];

/** Spelled as AWS documents them, because other people's checkers look for exactly this. */
const spellings: ReadonlyMap<string, string> = new Map(
  ['aws:SecureTransport', 's3:TlsVersion'].map((key) => [key.toLowerCase(), key]),
);

const set = (values: readonly string[]): string | string[] => {
  const sorted = [...new Set(values)].toSorted();
  const [only, ...more] = sorted;
  return only !== undefined && more.length === 0 ? only : sorted;
};

/** `111122223333` and `arn:aws:iam::111122223333:root` are the same principal. */
const account = (principal: string): string =>
  /^arn:[^:]+:iam::(\d{12}):root$/.exec(principal)?.[1] ?? principal;

const canonicalPrincipals = (principals: NonNullable<Principals>): NonNullable<Principals> => {
  if (principals === '*') return principals;
  const entries = Object.entries(principals).map(([kind, values]) => [
    kind,
    set([values].flat().map(account)),
  ]);
  const [first, ...others] = entries;
  return first?.[0] === 'AWS' && first[1] === '*' && others.length === 0 ? '*' : Object.fromEntries(entries);
};

const lower = (text: string): string => text.toLowerCase();

const spelled = (written: string): string => {
  const { prefix, operator, suffix } = operatorOf(written);
  return `${prefix}${operator}${suffix}`;
};

const canonicalCondition = (condition: NonNullable<Statement['Condition']>): Statement['Condition'] => {
  const operators = Object.keys(condition);
  // Like two spellings of one key below: two blocks stay two.
  const apart = new Set(operators.map(spelled)).size === operators.length;
  const blocks = Object.entries(condition).map(([written, keys]) => {
    const operator = apart ? spelled(written) : written;
    const isBool = ['Bool', 'Null'].includes(operatorOf(written).operator);
    const names = Object.keys(keys);
    // Two spellings of one key in one block are two conditions, both to be met: they must not melt into one.
    const distinct = new Set(names.map(lower)).size === names.length;
    const spell = (name: string): string => (distinct ? (spellings.get(lower(name)) ?? lower(name)) : name);
    const entries = Object.entries(keys).map(([name, values]) => {
      const all = [values].flat().map(String);
      return [spell(name), set(isBool ? all.map(lower) : all)];
    });
    return [operator, Object.fromEntries(entries)];
  });
  return blocks.length === 0 ? undefined : Object.fromEntries(blocks);
};

const canonicalSet = (values: Values, change = (text: string): string => text): Values =>
  values === undefined ? undefined : set([values].flat().map(change));

/** Values in order and without doubles, and everything in the letters in which it stands: for people to compare. */
export const orderedStatement = (it: Statement): Statement => {
  const ordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return set(value.map(String));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, ordered(part)]));
  };
  const entries = Object.entries(it).map(([name, value]) => [name, ordered(value)]);
  return { ...Object.fromEntries(entries), Effect: it.Effect };
};

/** The one form of a statement's meaning-preserving spellings. Members that are absent stay absent. */
export const canonicalStatement = (it: Statement): Statement => {
  const parts = {
    Sid: it.Sid,
    Effect: it.Effect,
    Principal: it.Principal && canonicalPrincipals(it.Principal),
    NotPrincipal: it.NotPrincipal && canonicalPrincipals(it.NotPrincipal),
    Action: canonicalSet(it.Action, lower),
    NotAction: canonicalSet(it.NotAction, lower),
    Resource: canonicalSet(it.Resource),
    NotResource: canonicalSet(it.NotResource),
    Condition: it.Condition && canonicalCondition(it.Condition),
  };
  const present = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
  return { ...present, Effect: it.Effect };
};

/**
 * The same with these actions in the letters in which they are given. IAM compares actions without letter case; what a
 * service takes in a policy may be stricter, and people are shown them as the documentation has them.
 */
export const canonicalWith = (it: Statement, actions: readonly string[]): Statement => {
  const given = new Map(actions.map((action) => [lower(action), action]));
  const one = canonicalStatement(it);
  const Action = canonicalSet(one.Action, (action) => given.get(action) ?? action);
  return Action === undefined ? one : { ...one, Action };
};
