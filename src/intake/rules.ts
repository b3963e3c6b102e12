import type { Listing } from '../core/catalog.ts';
import { matches } from '../core/glob.ts';
import type { Rule } from './intake.ts';

/** What AWS Config knows about a rule. */
export interface DescribedRule extends Rule {
  readonly owner: 'AWS' | 'CUSTOM_LAMBDA' | 'CUSTOM_POLICY';
  /** For a managed rule its identifier (`S3_BUCKET_SSL_REQUESTS_ONLY`), for a Lambda rule the function's ARN. */
  readonly sourceIdentifier?: string;
  /** `InputParameters`, parsed: what this rule was told to check. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** `undefined`: there is no such rule (any more). */
export type DescribeRule = (rule: Rule) => Promise<DescribedRule | undefined>;

export interface RuleBook {
  readonly listings: readonly Pick<Listing, 'id' | 'configRules'>[];
  /**
   * Custom rules: a pattern over the rule's ARN or its function's ARN, and the ids of remediations it stands for.
   */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
}

export type RuleAnswer =
  | { readonly is: 'mapped'; readonly remediations: readonly string[]; readonly rule: DescribedRule }
  | { readonly is: 'unmapped'; readonly why: 'no-such-rule' | 'no-remediation'; readonly says: string };

/**
 * Which remediations a rule stands for: a managed rule by its source identifier, a custom one by alias. Never by
 * its name: Security Hub, conformance packs and organizations rename the rules that they deploy.
 */
export const ruleToRemediations = async (
  { arn, name }: Rule,
  describe: DescribeRule,
  { listings, aliases = {} }: RuleBook,
): Promise<RuleAnswer> => {
  const rule = await describe({ arn, name });
  if (!rule) return { is: 'unmapped', why: 'no-such-rule', says: `AWS Config knows no rule ${arn}.` };
  const { owner, sourceIdentifier } = rule;
  const managed =
    owner === 'AWS' && sourceIdentifier !== undefined
      ? listings.filter(({ configRules }) => configRules.includes(sourceIdentifier)).map(({ id }) => id)
      : [];
  const custom =
    owner === 'AWS'
      ? []
      : Object.entries(aliases)
          .filter(([pattern]) =>
            [arn, sourceIdentifier].some((text) => text !== undefined && matches(pattern, text)),
          )
          .flatMap(([, ids]) => ids);
  const remediations = [...new Set([...managed, ...custom])];
  if (remediations.length > 0) return { is: 'mapped', remediations, rule };
  const says = `No remediation stands for the rule ${name} (${sourceIdentifier ?? owner}).`;
  return { is: 'unmapped', why: 'no-remediation', says };
};

/**
 * Asks once for each rule, by ARN, as long as the result is kept: one batch, one sweep. What failed or was not
 * found is asked again.
 */
export const rememberRules = (describe: DescribeRule, most = 1_000): DescribeRule => {
  const known = new Map<string, Promise<DescribedRule | undefined>>();
  return async (rule) => {
    const before = known.get(rule.arn);
    if (before) return before;
    const oldest = known.size >= most ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    const asked = describe(rule);
    known.set(rule.arn, asked);
    const forget = (): void => {
      if (known.get(rule.arn) === asked) known.delete(rule.arn);
    };
    asked.then((found) => found ?? forget(), forget);
    return asked;
  };
};
