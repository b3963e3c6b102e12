import { refuse, type Operation, type Operations, type World } from '../../../sandbox/world.ts';
import type { Evaluation, Gathered } from './records.ts';

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
  const EvaluationResults = items.map(
    ({ ComplianceType, Annotation, OrderingTimestamp, ResultRecordedTime, ...qualifier }) => ({
      EvaluationResultIdentifier: {
        EvaluationResultQualifier: qualifier,
        ...(OrderingTimestamp !== undefined && { OrderingTimestamp: new Date(OrderingTimestamp) }),
      },
      ComplianceType,
      ...(Annotation !== undefined && { Annotation }),
      ...(ResultRecordedTime !== undefined && { ResultRecordedTime: new Date(ResultRecordedTime) }),
    }),
  );
  return { world, output: { EvaluationResults, ...(next && { NextToken: next }) } };
};

const noSuchAggregator = (page: string) =>
  refuse(
    'NoSuchConfigurationAggregatorException',
    400,
    'The configuration aggregator does not exist.',
    `${documentation}${page}`,
  );

const gatheredBy = (world: World, name: string, region: string): readonly Gathered[] | undefined => {
  const found = world.config.Aggregators.find((one) => one.ConfigurationAggregatorName === name);
  const own = world.config.Evaluations.map((one) => ({
    ...one,
    AccountId: world.account,
    AwsRegion: region,
  }));
  return found && [...own, ...found.Gathered];
};

interface AggregateRules {
  readonly ConfigurationAggregatorName: string;
  readonly Filters?: { readonly ComplianceType?: string };
  readonly Limit?: number;
  readonly NextToken?: string;
}
const describeAggregateComplianceByConfigRules: Operation<AggregateRules> = (world, input, { region }) => {
  const all = gatheredBy(world, input.ConfigurationAggregatorName, region);
  if (!all) return noSuchAggregator('API_DescribeAggregateComplianceByConfigRules.html');
  const keys = all.map(({ ConfigRuleName, AccountId, AwsRegion }) =>
    JSON.stringify({ ConfigRuleName, AccountId, AwsRegion }),
  );
  const rules = all
    .filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
    .map(({ ConfigRuleName, AccountId, AwsRegion }) => {
      const bad = all.some(
        (one) =>
          one.ConfigRuleName === ConfigRuleName &&
          one.AccountId === AccountId &&
          one.AwsRegion === AwsRegion &&
          one.ComplianceType === 'NON_COMPLIANT',
      );
      const ComplianceType = bad ? 'NON_COMPLIANT' : 'COMPLIANT';
      return { ConfigRuleName, AccountId, AwsRegion, Compliance: { ComplianceType } };
    })
    .filter(
      ({ Compliance }) =>
        input.Filters?.ComplianceType === undefined ||
        Compliance.ComplianceType === input.Filters.ComplianceType,
    );
  const { items, next } = pageOf(rules, input.NextToken, input.Limit ?? 10);
  return { world, output: { AggregateComplianceByConfigRules: items, ...(next && { NextToken: next }) } };
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

interface Put {
  readonly ComplianceResourceType: string;
  readonly ComplianceResourceId: string;
  readonly ComplianceType: string;
  readonly Annotation?: string;
  readonly OrderingTimestamp: Date;
}
interface Puts {
  readonly Evaluations?: readonly Put[];
  readonly ResultToken?: string;
  readonly TestMode?: boolean;
}

/** Not `INSUFFICIENT_DATA`, although the API's own type has it. */
const taken = ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE'] as const;
const complianceOf = (text: string) => taken.find((one) => one === text) ?? 'NOT_APPLICABLE';

const putsPage = `${documentation}API_PutEvaluations.html`;
const outside = (says: string) =>
  refuse('ValidationException', 400, `1 validation error detected: ${says}`, putsPage);

/** What AWS Config holds against the evaluations themselves, whoever puts them. */
const faultIn = ({ Evaluations: puts = [], ResultToken }: Puts) => {
  if (!ResultToken)
    return outside("Value at 'resultToken' failed to satisfy constraint: Member must not be null");
  if (puts.length > 100)
    return outside(
      "Value at 'evaluations' failed to satisfy constraint: Member must have length less than or equal to 100",
    );
  if (
    puts.some(({ Annotation }) => Annotation !== undefined && (Annotation === '' || Annotation.length > 256))
  )
    return outside(
      "Value at 'evaluations.member.annotation' failed to satisfy constraint: Member must have length between 1 and 256",
    );
  const odd = puts.find(({ ComplianceType }) => !taken.some((one) => one === ComplianceType));
  return odd
    ? refuse(
        'InvalidParameterValueException',
        400,
        `The compliance type ${odd.ComplianceType} is not valid for PutEvaluations.`,
        'https://docs.aws.amazon.com/config/latest/APIReference/API_Evaluation.html',
      )
    : undefined;
};

const keyOf = (one: Evaluation): string =>
  JSON.stringify([one.ConfigRuleName, one.ResourceType, one.ResourceId]);

/** The newer event's evaluation stands, however late the older one's is put. */
const putEvaluations: Operation<Puts> = (world, input, { now }) => {
  const fault = faultIn(input);
  if (fault) return fault;
  if (input.TestMode === true) return { world, output: { FailedEvaluations: [] } };
  const { config } = world;
  const token = config.ResultTokens.find(({ ResultToken }) => ResultToken === input.ResultToken);
  if (!token)
    return refuse('InvalidResultTokenException', 400, 'The specified ResultToken is not valid.', putsPage);
  const { ConfigRuleName } = token;
  if (!config.ConfigRules.some((rule) => rule.ConfigRuleName === ConfigRuleName))
    return noSuchRule(ConfigRuleName, 'API_PutEvaluations.html');
  const held = new Map(config.Evaluations.map((one) => [keyOf(one), one]));
  for (const put of input.Evaluations ?? []) {
    const one: Evaluation = {
      ConfigRuleName,
      ResourceType: put.ComplianceResourceType,
      ResourceId: put.ComplianceResourceId,
      ComplianceType: complianceOf(put.ComplianceType),
      ...(put.Annotation !== undefined && { Annotation: put.Annotation }),
      OrderingTimestamp: put.OrderingTimestamp.toISOString(),
      ResultRecordedTime: now.toISOString(),
    };
    const before = held.get(keyOf(one))?.OrderingTimestamp ?? '';
    if (before <= (one.OrderingTimestamp ?? '')) held.set(keyOf(one), one);
  }
  const Evaluations = [...held.values()];
  return { world: { ...world, config: { ...config, Evaluations } }, output: { FailedEvaluations: [] } };
};

const describeConfigurationRecorderStatus: Operation<object> = (world) => ({
  world,
  output: { ConfigurationRecordersStatus: world.config.Recorders },
});

interface AggregatorSources {
  readonly ConfigurationAggregatorName: string;
  readonly Limit?: number;
  readonly NextToken?: string;
}
/** Every account and Region that the aggregator gathers from, whatever it has found there. */
const describeConfigurationAggregatorSourcesStatus: Operation<AggregatorSources> = (
  world,
  input,
  { region },
) => {
  const all = gatheredBy(world, input.ConfigurationAggregatorName, region);
  if (!all) return noSuchAggregator('API_DescribeConfigurationAggregatorSourcesStatus.html');
  const sources = [
    { account: world.account, region },
    ...all.map(({ AccountId, AwsRegion }) => ({ account: AccountId, region: AwsRegion })),
  ].map((one) => `${one.account} ${one.region}`);
  const gathering = [...new Set(sources)].map((source) => {
    const [SourceId = '', AwsRegion = ''] = source.split(' ');
    return { SourceId, SourceType: 'ACCOUNT', AwsRegion, LastUpdateStatus: 'SUCCEEDED' };
  });
  const name = input.ConfigurationAggregatorName;
  const aggregator = world.config.Aggregators.find((one) => one.ConfigurationAggregatorName === name);
  const { items, next } = pageOf<object>(
    aggregator?.Sources ?? gathering,
    input.NextToken,
    input.Limit ?? 10,
  );
  return { world, output: { AggregatedSourceStatusList: items, ...(next && { NextToken: next }) } };
};

export const config: Operations = {
  DescribeAggregateComplianceByConfigRules: describeAggregateComplianceByConfigRules,
  DescribeConfigRules: describeConfigRules,
  DescribeConfigurationAggregatorSourcesStatus: describeConfigurationAggregatorSourcesStatus,
  DescribeConfigurationRecorderStatus: describeConfigurationRecorderStatus,
  GetComplianceDetailsByConfigRule: getComplianceDetailsByConfigRule,
  PutEvaluations: putEvaluations,
  StartConfigRulesEvaluation: startConfigRulesEvaluation,
};
