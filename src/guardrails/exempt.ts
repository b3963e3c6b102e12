import type { Exemption } from '../core/policy/policy.ts';
import type { Deny, NotSaid, Row } from './guardrail.ts';

/** What of a policy file's exemptions one guardrail says. */
export interface Spared {
  /** Accounts that are left alone, each until a day. */
  readonly accounts: readonly { readonly id: string; readonly expires: string }[];
  /** ARN patterns that are left alone, each until a day. */
  readonly resources: readonly { readonly arn: string; readonly expires: string }[];
  readonly notSaid: readonly NotSaid[];
}

const isAbout = ({ remediations }: Exemption, prevents: readonly string[]): boolean =>
  remediations === undefined || remediations.some((id) => prevents.includes(id));

/** Those that have not expired and are about one of these remediations. */
const inForce = (
  exemptions: readonly Exemption[],
  prevents: readonly string[],
  today: string,
): readonly Exemption[] => exemptions.filter((one) => one.expires >= today && isAbout(one, prevents));

/** What is said of exemptions by a guardrail that knows none. */
export const untold = (
  exemptions: readonly Exemption[],
  prevents: readonly string[],
  today: string,
  why: string,
): readonly NotSaid[] =>
  inForce(exemptions, prevents, today).map(({ path = 'exemptions' }) => ({ path, why }));

/** An ARN whose service is said: the only pattern that a policy of an organization takes. */
const isPattern = (arn: string): boolean => /^arn:[a-z*-]+:[a-z0-9-]+:/u.test(arn);

const unsayable = (
  { regions, tags, ous, accounts, resources }: Exemption,
  byResource: boolean,
): string | undefined => {
  if (ous) return 'it names organizational units: attach the guardrail beside them, not above';
  if (tags) return 'it names tags, which most of these services do not tell to a policy';
  if (regions) return 'it names Regions';
  if (accounts && resources) return 'it names accounts and resources together';
  if (!accounts && !resources)
    return 'it exempts everything: do not attach the guardrail before it has expired';
  if (resources && !byResource) return 'it names resources, and what this one refuses is not one of them yet';
  if (resources?.some((arn) => !isPattern(arn)))
    return 'its pattern is not that of an ARN of one service, and AWS takes no other';
  return undefined;
};

/**
 * The exemptions that concern a guardrail, as far as it can say them. `byResource`: it is about requests to a resource, not
 * about making one. An exemption that has expired spares nobody.
 */
export const sparedBy = (
  exemptions: readonly Exemption[],
  {
    prevents,
    byResource,
    today,
  }: { readonly prevents: readonly string[]; readonly byResource: boolean; readonly today: string },
): Spared => {
  const concerned = inForce(exemptions, prevents, today).map((one) => ({
    ...one,
    why: unsayable(one, byResource),
  }));
  const said = concerned.filter(({ why }) => why === undefined);
  return {
    accounts: said.flatMap(({ accounts = [], expires }) => accounts.map((id) => ({ id, expires }))),
    resources: said.flatMap(({ resources = [], expires }) => resources.map((arn) => ({ arn, expires }))),
    notSaid: concerned.flatMap(({ path = 'exemptions', why }) => (why === undefined ? [] : [{ path, why }])),
  };
};

/** Each once, where several parts of a guardrail tell the same. */
export const once = (all: readonly NotSaid[]): readonly NotSaid[] => [
  ...new Map(all.map((one) => [`${one.path} ${one.why}`, one])).values(),
];

/** What requests name that is within: objects of a bucket and of an access point, indexes and streams of a table. */
const within = /^arn:[^:]*:(?:s3:::[^/]+|s3:[^/]+:accesspoint\/[^/]+|dynamodb:[^/]+:table\/[^/]+)$/u;
const withParts = (arn: string): readonly string[] => (within.test(arn) ? [arn, `${arn}/*`] : [arn]);

/** The first moment at which an exemption holds no more. */
const after = (day: string): string =>
  `${new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 19)}Z`;

const sorted = (items: Iterable<string>): readonly string[] => [...new Set(items)].toSorted();

/** `deny`, but for what these exemptions spare. */
const sparing = (
  deny: Deny,
  { accounts, resources }: Pick<Spared, 'accounts' | 'resources'>,
  accountKey: string,
): Deny => {
  const { Resource = '*', Condition, ...rest } = deny;
  const ids = sorted(accounts.map(({ id }) => id));
  const arns = sorted(resources.flatMap(({ arn }) => withParts(arn)));
  return {
    ...rest,
    ...(arns.length > 0 ? { NotResource: arns } : { Resource }),
    Condition:
      ids.length > 0
        ? { ...Condition, StringNotEquals: { ...Condition['StringNotEquals'], [accountKey]: ids } }
        : Condition,
  };
};

/**
 * A refusal that leaves out what is exempt, and for each day on which exemptions end one that leaves out what is exempt still,
 * and holds from then on: nobody has to remember.
 *
 * `accountKey`: which account counts, that of the resource or that of who asks.
 */
export const denyUnless = (
  deny: Deny,
  { accounts, resources }: Pick<Spared, 'accounts' | 'resources'>,
  accountKey: 'aws:ResourceAccount' | 'aws:PrincipalAccount',
): readonly Deny[] => {
  const days = sorted([...accounts, ...resources].map(({ expires }) => expires));
  return ['', ...days].map((day, nth) => {
    const left = {
      accounts: accounts.filter(({ expires }) => expires > day),
      resources: resources.filter(({ expires }) => expires > day),
    };
    const one = sparing(deny, left, accountKey);
    if (day === '') return one;
    const DateGreaterThanEquals = { 'aws:CurrentTime': after(day) };
    return { ...one, Sid: `${one.Sid}${nth + 1}`, Condition: { ...one.Condition, DateGreaterThanEquals } };
  });
};

/** Of each that is exempt, the last day: it may be exempt by several lines. Sorted. */
const latest = (all: readonly (readonly [name: string, day: string])[]) => [
  ...new Map(all.toSorted(([a, first], [b, second]) => (a + first < b + second ? -1 : 1))),
];

/** Rows of a truth table: a request that is refused, but for what is exempt, and there from the day after. */
export const sparedRows = (
  { says, action, keys }: Pick<Row, 'says' | 'action' | 'keys'>,
  { accounts, resources }: Pick<Spared, 'accounts' | 'resources'>,
  accountKey: 'aws:ResourceAccount' | 'aws:PrincipalAccount',
): readonly Row[] => {
  const both = (who: string, about: Pick<Row, 'resource' | 'keys'>, day: string): readonly Row[] => [
    { says: `${says}, ${who}, exempt until ${day}`, action, ...about, refused: false },
    {
      says: `${says}, ${who}, after ${day}`,
      action,
      ...about,
      keys: { ...about.keys, 'aws:CurrentTime': after(day) },
      refused: true,
    },
  ];
  return [
    ...latest(accounts.map(({ id, expires }) => [id, expires])).flatMap(([id, day]) =>
      both(`account ${id}`, { resource: 'arn:aws:any:::any', keys: { ...keys, [accountKey]: id } }, day),
    ),
    ...latest(resources.map(({ arn, expires }) => [arn, expires])).flatMap(([arn, day]) =>
      both(arn, { resource: arn, keys }, day),
    ),
  ];
};
