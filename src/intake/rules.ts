import type { Listing } from '../core/model/catalog.ts';
import { isSameControl } from '../aws/security-hub-controls.ts';
import { matches } from '../core/policy/glob.ts';
import type { Location } from '../core/model/target.ts';
import type { Named, NamedByFinding, NamedByRule, Rule } from './intake.ts';

/** A rule as it is named to us: by ARN, or, in findings of Security Hub, by its name in a place. */
type RuleRef = Rule | { readonly name: string; readonly location: Location };

/** What AWS Config knows about a rule. */
export interface DescribedRule extends Rule {
  readonly owner: 'AWS' | 'CUSTOM_LAMBDA' | 'CUSTOM_POLICY';
  /** For a managed rule its identifier (`S3_BUCKET_SSL_REQUESTS_ONLY`), for a Lambda rule the function's ARN. */
  readonly sourceIdentifier?: string;
  /** `InputParameters`, parsed: what this rule was told to check. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** `undefined`: there is no such rule (any more). */
export type DescribeRule = (rule: RuleRef) => Promise<DescribedRule | undefined>;

export interface RuleBook {
  readonly listings: readonly Pick<Listing, 'id' | 'configRules' | 'controls'>[];
  /**
   * Custom rules: a pattern over the rule's ARN or its function's ARN, and what it stands for: ids of remediations, or source identifiers
   * of managed rules.
   */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
}

export type RuleAnswer =
  | {
      readonly is: 'mapped';
      readonly remediations: readonly string[];
      /** Absent for a control whose rule is not known. */
      readonly rule?: DescribedRule;
    }
  | { readonly is: 'unmapped'; readonly why: 'no-such-rule' | 'no-remediation'; readonly says: string };

/** The name of the function that evaluates resources for custom rules of our own, in whichever account it is. */
const evaluatingFunction = 'waxseal-evaluate';
const ourFunction = new RegExp(
  String.raw`^arn:[a-z-]+:lambda:[a-z0-9-]+:\d{12}:function:${evaluatingFunction}(?::[\w$-]+)?$`,
);

/** The parameter of such a rule that says which remediation it evaluates for. */
export const ruleParameter = 'remediation';

/** AWS sends the values of `InputParameters` as texts; numbers and flags are taken in the same form. */
export const textsOf = (parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

/** What a custom rule of our own stands for: its function is ours, and its parameter says what it is told to evaluate. */
const ownRemediation = (
  { owner, sourceIdentifier = '', parameters }: DescribedRule,
  listings: RuleBook['listings'],
): readonly string[] =>
  owner === 'CUSTOM_LAMBDA' && ourFunction.test(sourceIdentifier)
    ? listings.map(({ id }) => id).filter((id) => id === parameters[ruleParameter])
    : [];

/**
 * Which remediations a rule stands for: a managed rule by its source identifier, one of our own by its function and
 * parameter, another custom one by alias. An alias names remediations, or the managed rule that it stands in for. Never
 * by its name: Security Hub, conformance packs and organizations rename the rules that they deploy.
 */
export const remediationsOfRule = (
  rule: DescribedRule,
  { listings, aliases = {} }: RuleBook,
): readonly string[] => {
  const { owner, sourceIdentifier, arn } = rule;
  if (owner === 'AWS')
    return listings
      .filter(({ configRules }) => sourceIdentifier !== undefined && configRules.includes(sourceIdentifier))
      .map(({ id }) => id);
  const texts = [arn, sourceIdentifier].filter((text) => text !== undefined);
  const found = Object.entries(aliases).filter(([pattern]) => texts.some((text) => matches(pattern, text)));
  const meant = found.flatMap(([, names]) => names.flatMap((name) => called(name, listings)));
  return [...new Set([...ownRemediation(rule, listings), ...meant])];
};

/** What an alias calls by this name: a remediation, or all that answer to a managed rule. */
const called = (name: string, listings: RuleBook['listings']): readonly string[] => {
  const answering = listings.filter(({ configRules }) => configRules.includes(name)).map(({ id }) => id);
  return answering.length > 0 ? answering : [name];
};

const none = (says: string): RuleAnswer => ({ is: 'unmapped', why: 'no-remediation', says });

const answerOf = (rule: DescribedRule, book: RuleBook): RuleAnswer => {
  const remediations = remediationsOfRule(rule, book);
  if (remediations.length > 0) return { is: 'mapped', remediations, rule };
  return none(`No remediation stands for the rule ${rule.name} (${rule.sourceIdentifier ?? rule.owner}).`);
};

/** What a Config rule stands for, asked of AWS Config. */
export const ruleToRemediations = async (
  rule: NamedByRule['rule'],
  describe: DescribeRule,
  book: RuleBook,
): Promise<RuleAnswer> => {
  const described = await describe({ arn: rule.arn, name: rule.name });
  if (described) return answerOf(described, book);
  return { is: 'unmapped', why: 'no-such-rule', says: `AWS Config knows no rule ${rule.arn}.` };
};

/**
 * What a finding of Security Hub stands for: its control, by id; where no remediation covers a control of that id, or none can
 * be told, the Config rule behind it, by what AWS Config says that it is. The rule of a control that we know is asked
 * for its parameters alone, and only if it stands for the same.
 */
const findingToRemediations = async (
  { control, ruleName: name, account, region, partition }: NamedByFinding,
  describe: DescribeRule,
  book: RuleBook,
): Promise<RuleAnswer> => {
  const remediations = book.listings
    .filter(({ controls }) => controls.some((known) => isSameControl(known, control ?? '')))
    .map(({ id }) => id);
  if (name === undefined)
    return remediations.length > 0
      ? { is: 'mapped', remediations }
      : none(`No remediation stands for the control ${control ?? ''}.`);
  const rule = await describe({ name, location: { account, region, partition } });
  if (remediations.length > 0) {
    const same = rule && remediationsOfRule(rule, book).some((id) => remediations.includes(id));
    return { is: 'mapped', remediations, ...(same && { rule }) };
  }
  if (rule) return answerOf(rule, book);
  const gone = `AWS Config knows no rule ${name}.`;
  return control === undefined
    ? { is: 'unmapped', why: 'no-such-rule', says: gone }
    : none(`No remediation stands for the control ${control}, and ${gone}`);
};

/** Which remediations an event calls for. */
export const remediationsFor = async (
  named: Named,
  describe: DescribeRule,
  book: RuleBook,
): Promise<RuleAnswer> =>
  named.by === 'rule'
    ? ruleToRemediations(named.rule, describe, book)
    : findingToRemediations(named, describe, book);

const keyOf = (rule: RuleRef): string =>
  'arn' in rule ? rule.arn : `${rule.location.account} ${rule.location.region} ${rule.name}`;

/**
 * Asks once for each rule, by ARN, as long as the result is kept: one batch, one sweep. What failed or was not
 * found is asked again.
 */
export const rememberRules = (describe: DescribeRule, most = 1_000): DescribeRule => {
  const known = new Map<string, Promise<DescribedRule | undefined>>();
  return async (rule) => {
    const key = keyOf(rule);
    const before = known.get(key);
    if (before) return before;
    const oldest = known.size >= most ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    const asked = describe(rule);
    known.set(key, asked);
    const forget = (): void => {
      if (known.get(key) === asked) known.delete(key);
    };
    asked.then((found) => found ?? forget(), forget);
    return asked;
  };
};
