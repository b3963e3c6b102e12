import * as z from 'zod/mini';
import { refuse, type Operation, type Operations } from '../world.ts';

const rule = z.strictObject({
  ConfigRuleName: z.string(),
  /** As events name the rule; without it AWS Config here knows none by that ARN. */
  ConfigRuleArn: z.optional(z.string()),
  Source: z.strictObject({
    Owner: z.enum(['AWS', 'CUSTOM_LAMBDA', 'CUSTOM_POLICY']),
    SourceIdentifier: z.string(),
  }),
  ConfigRuleState: z._default(z.enum(['ACTIVE', 'DELETING', 'DELETING_RESULTS', 'EVALUATING']), 'ACTIVE'),
});

const evaluation = z.strictObject({
  ConfigRuleName: z.string(),
  ResourceType: z.string(),
  ResourceId: z.string(),
  ComplianceType: z.enum(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA']),
});

/** AWS Config of the account, as account files carry it. */
export const configRecords = z.strictObject({
  ConfigRules: z._default(z.array(rule), []),
  Evaluations: z._default(z.array(evaluation), []),
});

export type Config = z.output<typeof configRecords> & {
  /** Rule name → when its evaluation was last started, ISO 8601. */
  readonly started: Readonly<Record<string, string>>;
};

const documentation = 'https://docs.aws.amazon.com/config/latest/APIReference/';
const pageSize = 25;

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}
const pageOf = <Item>(all: readonly Item[], token: string | undefined, size: number): Page<Item> => {
  const from = token === undefined ? 0 : Number(Buffer.from(token, 'base64').toString());
  const rest = all.length > from + size;
  return {
    items: all.slice(from, from + size),
    ...(rest && { next: Buffer.from(String(from + size)).toString('base64') }),
  };
};

const noSuchRule = (name: string, page: string) =>
  refuse(
    'NoSuchConfigRuleException',
    400,
    `The ConfigRule '${name}' provided in the request is invalid. Please check the configRule name`,
    `${documentation}${page}`,
  );

const describeConfigRules: Operation<{ ConfigRuleNames?: readonly string[]; NextToken?: string }> = (
  world,
  input,
) => {
  const { ConfigRules: rules } = world.config;
  const named = input.ConfigRuleNames ?? [];
  const missing = named.find((name) => !rules.some((found) => found.ConfigRuleName === name));
  if (missing !== undefined) return noSuchRule(missing, 'API_DescribeConfigRules.html');
  const wanted =
    named.length > 0 ? rules.filter(({ ConfigRuleName }) => named.includes(ConfigRuleName)) : rules;
  const { items, next } = pageOf(wanted, input.NextToken, pageSize);
  return { world, output: { ConfigRules: items, ...(next && { NextToken: next }) } };
};

interface Details {
  readonly ConfigRuleName: string;
  readonly ComplianceTypes?: readonly string[];
  readonly Limit?: number;
  readonly NextToken?: string;
}
const getComplianceDetailsByConfigRule: Operation<Details> = (world, input) => {
  const { ConfigRules: rules, Evaluations } = world.config;
  if (!rules.some(({ ConfigRuleName }) => ConfigRuleName === input.ConfigRuleName))
    return noSuchRule(input.ConfigRuleName, 'API_GetComplianceDetailsByConfigRule.html');
  const wanted = Evaluations.filter(
    ({ ConfigRuleName, ComplianceType }) =>
      ConfigRuleName === input.ConfigRuleName &&
      (!input.ComplianceTypes?.length || input.ComplianceTypes.includes(ComplianceType)),
  );
  const { items, next } = pageOf(wanted, input.NextToken, input.Limit ?? 10);
  const EvaluationResults = items.map(({ ComplianceType, ...qualifier }) => ({
    EvaluationResultIdentifier: { EvaluationResultQualifier: qualifier },
    ComplianceType,
  }));
  return { world, output: { EvaluationResults, ...(next && { NextToken: next }) } };
};

/** Refused while an evaluation runs or when called again within a minute. */
const startConfigRulesEvaluation: Operation<{ ConfigRuleNames?: readonly string[] }> = (
  world,
  { ConfigRuleNames: names = [] },
  { now },
) => {
  const { config } = world;
  const page = 'API_StartConfigRulesEvaluation.html';
  const missing = names.find(
    (name) => !config.ConfigRules.some(({ ConfigRuleName }) => ConfigRuleName === name),
  );
  if (missing !== undefined) return noSuchRule(missing, page);
  const minuteAgo = new Date(now.getTime() - 60_000).toISOString();
  if (names.some((name) => (config.started[name] ?? '') > minuteAgo))
    return refuse(
      'LimitExceededException',
      400,
      'You have reached the limit of StartConfigRulesEvaluation calls for this rule. Try again later.',
      `${documentation}${page}`,
    );
  const started = {
    ...config.started,
    ...Object.fromEntries(names.map((name) => [name, now.toISOString()])),
  };
  return { world: { ...world, config: { ...config, started } }, output: {} };
};

export const config: Operations = {
  DescribeConfigRules: describeConfigRules,
  GetComplianceDetailsByConfigRule: getComplianceDetailsByConfigRule,
  StartConfigRulesEvaluation: startConfigRulesEvaluation,
};
