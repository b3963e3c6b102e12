import * as z from 'zod/mini';
import type { Refusal } from '../world.ts';
import { isPrincipal } from './principals.ts';

/**
 * Resource policies as AWS takes them and gives them back. Written from the documentation alone and on purpose without
 * the operator's own policy code: it is the other opinion.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listed = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
export const strings = (value: unknown): readonly string[] => listed(value).map(String);

const operators =
  /^(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals|EqualsIgnoreCase|Like)|Numeric(Not)?Equals|Numeric(Less|Greater)Than(Equals)?|Date(Not)?Equals|Date(Less|Greater)Than(Equals)?|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/i;
const statementKeys = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** As account files carry a policy: as a document or as its text. */
export const policyRecord = z.union([z.string(), z.record(z.string(), z.unknown())]);
export const policyText = (record: z.output<typeof policyRecord>): string =>
  typeof record === 'object' ? JSON.stringify(record) : record;

/** What one service takes in the policies of its resources. */
export interface PolicyRules {
  readonly partition: string;
  /** Of the whole text. */
  readonly largest: number;
  /** Default: what every service takes. */
  readonly isPrincipal?: (principal: unknown, partition: string) => boolean;
  readonly isAction: (action: string) => boolean;
  readonly isResource: (resource: string) => boolean;
  /** Statements name nothing that they are about, and may not. */
  readonly resourceless?: true;
  /** Prefixes of condition keys beside `aws:`, in small letters. */
  readonly conditionKeys?: readonly string[];
  /** How the service refuses; `about`: which part of its rules. */
  readonly malformed: (message: string, about: About) => Refusal;
}
type About = 'grammar' | 'size' | 'principal' | 'names';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const noJson = "Policies must be valid JSON and the first byte must be '{'";

const conditionRefusal = (condition: unknown, rules: PolicyRules): Refusal | undefined => {
  if (condition === undefined) return undefined;
  if (!isObject(condition)) return rules.malformed('Policy has invalid condition', 'grammar');
  const known = ['aws', ...(rules.conditionKeys ?? [])];
  for (const [operator, tests] of Object.entries(condition)) {
    if (!operators.test(operator)) return rules.malformed(`Invalid Condition type : ${operator}`, 'grammar');
    if (!isObject(tests)) return rules.malformed('Policy has invalid condition', 'grammar');
    const strange = Object.keys(tests).some(
      (key) => !known.some((prefix) => key.toLowerCase().startsWith(`${prefix}:`)),
    );
    if (strange) return rules.malformed('Policy has an invalid condition key', 'names');
  }
  return undefined;
};

const statementRefusal = (statement: unknown, rules: PolicyRules): Refusal | undefined => {
  const { malformed, partition, isPrincipal: takes = isPrincipal } = rules;
  if (!isObject(statement)) return malformed(noJson, 'grammar');
  const unknown = Object.keys(statement).find((key) => !statementKeys.has(key));
  if (unknown !== undefined) return malformed(`Unknown field ${unknown}`, 'grammar');
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  if (Effect === undefined) return malformed('Missing required field Effect', 'grammar');
  if (Effect !== 'Allow' && Effect !== 'Deny')
    return malformed(`Invalid effect: ${JSON.stringify(Effect)}`, 'grammar');
  if (Principal === undefined && NotPrincipal === undefined)
    return malformed('Missing required field Principal', 'grammar');
  if (!takes(Principal ?? NotPrincipal, partition))
    return malformed('Invalid principal in policy', 'principal');
  const actions = [...strings(Action), ...strings(NotAction)];
  if (actions.length === 0) return malformed('Missing required field Action', 'grammar');
  if (!actions.every(rules.isAction)) return malformed('Policy has invalid action', 'names');
  const resources = [...strings(Resource), ...strings(NotResource)];
  if (rules.resourceless !== (resources.length === 0 || undefined))
    return malformed(`${rules.resourceless ? 'Unknown' : 'Missing required'} field Resource`, 'grammar');
  if (!resources.every(rules.isResource)) return malformed('Policy has invalid resource', 'names');
  return conditionRefusal(Condition, rules);
};

/** Why the service would not store this text. */
export const policyRefusal = (text: string, rules: PolicyRules): Refusal | undefined => {
  const { largest, malformed } = rules;
  if (Buffer.byteLength(text) > largest)
    return malformed('Policy exceeds the maximum allowed document size.', 'size');
  const parsed = parse(text);
  if (!isObject(parsed)) return malformed(noJson, 'grammar');
  const unknown = Object.keys(parsed).find((key) => !['Version', 'Id', 'Statement'].includes(key));
  if (unknown !== undefined) return malformed(`Unknown field ${unknown}`, 'grammar');
  const { Version, Statement } = parsed;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17')
    return malformed('The policy must contain a valid version string', 'grammar');
  if (listed(Statement).length === 0) return malformed('Missing required field Statement', 'grammar');
  const sids = listed(Statement).flatMap((one) =>
    isObject(one) && typeof one['Sid'] === 'string' && one['Sid'] !== '' ? [one['Sid']] : [],
  );
  if (new Set(sids).size < sids.length)
    return malformed('Statement IDs (SID) in a single policy must be unique.', 'grammar');
  for (const statement of listed(Statement)) {
    const refusal = statementRefusal(statement, rules);
    if (refusal) return refusal;
  }
  return undefined;
};

const scalars = (value: unknown): unknown => {
  const all = strings(value);
  return all.length === 1 ? all[0] : all;
};

const storedCondition = (condition: unknown): unknown =>
  isObject(condition)
    ? Object.fromEntries(
        Object.entries(condition).map(([operator, tests]) => [
          operator,
          isObject(tests)
            ? Object.fromEntries(Object.entries(tests).map(([key, value]) => [key, scalars(value)]))
            : tests,
        ]),
      )
    : condition;

const given = (name: string, value: unknown): Json => (value === undefined ? {} : { [name]: value });

/**
 * The text that AWS gives back: compact, keys in its own order, booleans as strings, lists of one as the one, account
 * ids as root ARNs, principals in another order. Other bytes, the same meaning
 * (terraform-provider-aws#286 and others tell of each).
 */
export const storedPolicy = (text: string, partition: string): string => {
  const parsed = parse(text);
  if (!isObject(parsed)) return text;
  const Statement = listed(parsed['Statement']).map((one) => {
    if (!isObject(one)) return one;
    return {
      ...given('Sid', one['Sid']),
      ...given('Effect', one['Effect']),
      ...given('Principal', storedPrincipal(one['Principal'], partition)),
      ...given('NotPrincipal', storedPrincipal(one['NotPrincipal'], partition)),
      ...given('Action', one['Action'] && scalars(one['Action'])),
      ...given('NotAction', one['NotAction'] && scalars(one['NotAction'])),
      ...given('Resource', one['Resource'] && scalars(one['Resource'])),
      ...given('NotResource', one['NotResource'] && scalars(one['NotResource'])),
      ...given('Condition', storedCondition(one['Condition'])),
    };
  });
  return JSON.stringify({ ...given('Version', parsed['Version']), ...given('Id', parsed['Id']), Statement });
};

/** Account ids come back as root ARNs, lists in another order, and lists of one as the one. */
const storedPrincipal = (value: unknown, partition: string): unknown => {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([kind, names]) => {
      const spelled = strings(names)
        .map((name) =>
          kind === 'AWS' && /^\d{12}$/.test(name) ? `arn:${partition}:iam::${name}:root` : name,
        )
        .toSorted();
      return [kind, spelled.length === 1 ? spelled[0] : spelled];
    }),
  );
};

/** What a service holds once this text was put as a policy; an empty one takes the policy away. */
export const putPolicy = (
  text: string,
  rules: PolicyRules,
): { readonly policy: string | undefined } | Refusal =>
  text === ''
    ? { policy: undefined }
    : (policyRefusal(text, rules) ?? { policy: storedPolicy(text, rules.partition) });

/** The statements of a stored policy. */
export const statementsIn = (text: string | undefined): readonly Json[] => {
  const parsed = text === undefined ? undefined : parse(text);
  return isObject(parsed) ? listed(parsed['Statement']).filter(isObject) : [];
};
