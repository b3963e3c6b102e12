import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { isNamed } from '../aws/error-names.ts';
import { pageCounter } from '../aws/marked-pages.ts';
import { partitionOf } from '../aws/partitions.ts';
import { WaxsealError } from '../core/errors.ts';
import type { Clouds } from '../core/ports.ts';
import type { Place } from '../core/target.ts';
import type { DescribedRule } from '../intake/rules.ts';
import { describedRule } from './config-rules.ts';

/** Where AWS Config is asked. */
export interface SweepScope {
  /** The account and Region that the aggregator is in, and where we are. */
  readonly home: Place;
  /** The name of a configuration aggregator: one question for all accounts and Regions that it gathers from. */
  readonly aggregator?: string;
  /** Accounts and Regions to ask one by one, where there is no aggregator. */
  readonly places: readonly Place[];
}

/** A rule that something does not comply with, or may not. */
export interface FailingRule {
  readonly place: Place;
  readonly rule: DescribedRule;
}

/** What AWS Config says does not comply. State is never taken from it: each resource is looked at live. */
export interface NonCompliant {
  readonly resourceType: string;
  readonly resourceId: string;
}

/** AWS Config's record of what fails. Both may throw; a part that fails is told and does not end the rest. */
export interface Compliance {
  /** Rules to be asked about, in every place of the scope; `wanted` says which are of interest. */
  rules(
    wanted: (rule: DescribedRule) => boolean,
    failed: (where: string, cause: unknown) => void,
  ): Promise<readonly FailingRule[]>;
  resources(rule: FailingRule): AsyncIterable<NonCompliant>;
}

export const whereOf = ({ account, region }: Place): string => `${account}/${region}`;

/** Every page. Throws `WaxsealError` `pages-without-end`. */
async function* pages<Page extends { readonly NextToken?: string | undefined }>(
  ask: (token: string | undefined) => Promise<Page>,
): AsyncGenerator<Page> {
  const goOn = pageCounter();
  let token: string | undefined;
  for (;;) {
    const page = await ask(token);
    yield page;
    if (!page.NextToken) return;
    goOn(page.NextToken);
    token = page.NextToken;
  }
}

/** https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRules.html: at most 25 names at a time. */
const namesAtOnce = 25;

/** The rules of a place, all or those of the names. One that is gone since would refuse its whole batch. */
const rulesIn = async (
  place: Place,
  names: readonly string[] | undefined,
  clouds: Pick<Clouds, 'look'>,
): Promise<readonly DescribedRule[]> => {
  try {
    return await rulesNamed(place, names, clouds);
  } catch (error) {
    if (names === undefined || !isNamed(error, 'NoSuchConfigRuleException')) throw error;
    return (await rulesNamed(place, undefined, clouds)).filter(({ name }) => names.includes(name));
  }
};

const rulesNamed = async (
  place: Place,
  names: readonly string[] | undefined,
  clouds: Pick<Clouds, 'look'>,
): Promise<readonly DescribedRule[]> => {
  const { ConfigServiceClient, DescribeConfigRulesCommand } = await import('@aws-sdk/client-config-service');
  const client = clouds.look(place).use(ConfigServiceClient);
  const batches =
    names === undefined
      ? [undefined]
      : Array.from({ length: Math.ceil(names.length / namesAtOnce) }, (_, index) =>
          names.slice(index * namesAtOnce, (index + 1) * namesAtOnce),
        );
  const rules: DescribedRule[] = [];
  for (const batch of batches)
    for await (const { ConfigRules = [] } of pages((NextToken) =>
      client.send(
        new DescribeConfigRulesCommand({ NextToken, ...(batch && { ConfigRuleNames: [...batch] }) }),
      ),
    ))
      rules.push(...ConfigRules.flatMap((rule) => describedRule(rule) ?? []));
  return rules;
};

interface Qualifier {
  readonly ResourceType?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly EvaluationMode?: string | undefined;
}
const named = ({ ResourceType, ResourceId, EvaluationMode }: Qualifier = {}): readonly NonCompliant[] =>
  ResourceType === undefined || ResourceId === undefined || (EvaluationMode ?? 'DETECTIVE') !== 'DETECTIVE'
    ? []
    : [{ resourceType: ResourceType, resourceId: ResourceId }];

/** Each account and Region for itself. */
const oneByOne = (places: readonly Place[], clouds: Pick<Clouds, 'look'>): Compliance => ({
  rules: async (wanted, failed) => {
    const found: FailingRule[] = [];
    for (const place of places)
      try {
        const rules = await rulesIn(place, undefined, clouds);
        found.push(...rules.filter(wanted).map((rule) => ({ place, rule })));
      } catch (error) {
        failed(whereOf(place), error);
      }
    return found;
  },
  resources: async function* ({ place, rule }) {
    const { ConfigServiceClient, GetComplianceDetailsByConfigRuleCommand } =
      await import('@aws-sdk/client-config-service');
    const client = clouds.look(place).use(ConfigServiceClient);
    const asked = pages((NextToken) =>
      client.send(
        new GetComplianceDetailsByConfigRuleCommand({
          ConfigRuleName: rule.name,
          ComplianceTypes: ['NON_COMPLIANT'],
          Limit: 100,
          NextToken,
        }),
      ),
    );
    for await (const { EvaluationResults = [] } of asked)
      for (const { EvaluationResultIdentifier: id } of EvaluationResults)
        yield* named(id?.EvaluationResultQualifier);
  },
});

/** Names of the rules that fail, by the place that they are in. */
const failingNames = async (
  client: ConfigServiceClient,
  ConfigurationAggregatorName: string,
): Promise<ReadonlyMap<string, { readonly place: Place; readonly names: readonly string[] }>> => {
  const { DescribeAggregateComplianceByConfigRulesCommand } = await import('@aws-sdk/client-config-service');
  const found = new Map<string, { readonly place: Place; readonly names: string[] }>();
  const asked = pages((NextToken) =>
    client.send(
      new DescribeAggregateComplianceByConfigRulesCommand({
        ConfigurationAggregatorName,
        Filters: { ComplianceType: 'NON_COMPLIANT' },
        Limit: 100,
        NextToken,
      }),
    ),
  );
  for await (const { AggregateComplianceByConfigRules = [] } of asked)
    for (const {
      ConfigRuleName: name,
      AccountId: account,
      AwsRegion: region,
    } of AggregateComplianceByConfigRules) {
      if (name === undefined || account === undefined || region === undefined) continue;
      const place = { account, region, partition: partitionOf(region) };
      const kept = found.get(whereOf(place)) ?? { place, names: [] };
      kept.names.push(name);
      found.set(whereOf(place), kept);
    }
  return found;
};

/**
 * One aggregator for all. It knows rules by name only, so what they are is asked where they are.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeAggregateComplianceByConfigRules.html
 */
const byAggregator = (name: string, home: Place, clouds: Pick<Clouds, 'look'>): Compliance => ({
  rules: async (wanted, failed) => {
    const { ConfigServiceClient } = await import('@aws-sdk/client-config-service');
    const found: FailingRule[] = [];
    for (const { place, names } of (
      await failingNames(clouds.look(home).use(ConfigServiceClient), name)
    ).values())
      try {
        const rules = await rulesIn(place, names, clouds);
        found.push(...rules.filter(wanted).map((rule) => ({ place, rule })));
      } catch (error) {
        failed(whereOf(place), error);
      }
    return found;
  },
  resources: async function* ({ place, rule }) {
    const { ConfigServiceClient, GetAggregateComplianceDetailsByConfigRuleCommand } =
      await import('@aws-sdk/client-config-service');
    const client = clouds.look(home).use(ConfigServiceClient);
    const asked = pages((NextToken) =>
      client.send(
        new GetAggregateComplianceDetailsByConfigRuleCommand({
          ConfigurationAggregatorName: name,
          ConfigRuleName: rule.name,
          AccountId: place.account,
          AwsRegion: place.region,
          ComplianceType: 'NON_COMPLIANT',
          Limit: 100,
          NextToken,
        }),
      ),
    );
    for await (const { AggregateEvaluationResults = [] } of asked)
      for (const { EvaluationResultIdentifier: id } of AggregateEvaluationResults)
        yield* named(id?.EvaluationResultQualifier);
  },
});

/** AWS Config as a sweep asks it: an aggregator when the scope names one, else each place. */
export const configCompliance = (
  { home, aggregator, places }: SweepScope,
  clouds: Pick<Clouds, 'look'>,
): Compliance =>
  aggregator === undefined ? oneByOne(places, clouds) : byAggregator(aggregator, home, clouds);

const badPlaces = (value: string): WaxsealError =>
  new WaxsealError({
    code: 'bad-environment',
    says: `WAXSEAL_PLACES is "${value}", which is not understood.`,
    todo: 'Set it to accounts and Regions, such as 111122223333/eu-west-1,444455556666/eu-west-1.',
  });

/** `WAXSEAL_AGGREGATOR` names an aggregator at home; else `WAXSEAL_PLACES` lists `account/region`; else it is home. */
export const sweepScopeFrom = (
  env: Readonly<Record<string, string | undefined>>,
  home: Place,
): SweepScope => {
  const aggregator = env['WAXSEAL_AGGREGATOR'];
  if (aggregator) return { home, aggregator, places: [] };
  const value = env['WAXSEAL_PLACES'];
  if (!value) return { home, places: [home] };
  const places = value.split(',').map((text): Place => {
    const [, account, region] = /^(\d{12})\/([a-z]{2,8}(?:-[a-z]+)+-\d{1,2})$/.exec(text.trim()) ?? [];
    if (account === undefined || region === undefined) throw badPlaces(value);
    return { account, region, partition: partitionOf(region) };
  });
  return { home, places };
};

/** Where a function is, by its own ARN. */
export const homeOf = (functionArn: string): Place => {
  const [, partition = '', , region = '', account = ''] = functionArn.split(':');
  return { account, region, partition };
};
