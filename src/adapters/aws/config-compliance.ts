import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { isNamed } from '../../aws/error-names.ts';
import { pageCounter } from '../../aws/marked-pages.ts';
import { partitionOf } from '../../aws/partitions.ts';
import { isRegion } from '../../aws/regions.ts';
import { WaxsealError } from '../../core/model/errors.ts';
import type { Clouds } from '../../core/model/ports.ts';
import type { Listing } from '../../core/model/catalog.ts';
import { isLookedAtIn } from '../../core/model/resource.ts';
import type { Location } from '../../core/model/target.ts';
import type { DescribedRule } from '../../intake/rules.ts';
import { describedRule } from './config-rules.ts';

/** Where AWS Config is asked. */
export interface SweepScope {
  /** The account and Region that the aggregator is in, and where we are. */
  readonly home: Location;
  /** The name of a configuration aggregator: one question for all accounts and Regions that it gathers from. */
  readonly aggregator?: string;
  /** Accounts and Regions to ask one by one, where there is no aggregator. */
  readonly locations: readonly Location[];
}

/** A location in which AWS Config is asked. */
export interface SweepLocation {
  readonly location: Location;
  /** Names of the rules to be asked about. Absent: all that it has. */
  readonly rules?: readonly string[];
  /** Ids of remediations whose resources are to be listed. Absent: those that no rule of the location stands for. */
  readonly list?: readonly string[];
}

/** What is said of locations that nothing is looked at in. */
export interface Unseen {
  readonly missed: (cause: unknown) => void;
  readonly unwatched: (what: {
    readonly where: string;
    readonly why: 'not-gathered';
    readonly remediations: readonly string[];
  }) => void;
}

/** What AWS Config says does not comply. State is never taken from it: each resource is looked at live. */
export interface NonCompliant {
  readonly resourceType: string;
  readonly resourceId: string;
}

/** AWS Config's record of what fails, in one location. All may throw. */
export interface Compliance {
  /** What rules are, all of the location or those of the names; names that there are none of are left out. */
  rules(location: Location, names?: readonly string[]): Promise<readonly DescribedRule[]>;
  resources(location: Location, rule: string): AsyncIterable<NonCompliant>;
  /** Whether it records anything there: without that, rules say nothing new. */
  recording(location: Location): Promise<boolean>;
}

export const whereOf = ({ account, region }: Location): string => `${account}/${region}`;

/** Every page. Throws `WaxsealError` `pages-without-end`. */
export async function* pages<Page extends { readonly NextToken?: string | undefined }>(
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

/** The rules of a location, all or those of the names. One that is gone since would refuse its whole batch. */
const rulesIn = async (
  location: Location,
  names: readonly string[] | undefined,
  clouds: Pick<Clouds, 'look'>,
): Promise<readonly DescribedRule[]> => {
  try {
    return await rulesNamed(location, names, clouds);
  } catch (error) {
    if (names === undefined || !isNamed(error, 'NoSuchConfigRuleException')) throw error;
    return (await rulesNamed(location, undefined, clouds)).filter(({ name }) => names.includes(name));
  }
};

const rulesNamed = async (
  location: Location,
  names: readonly string[] | undefined,
  clouds: Pick<Clouds, 'look'>,
): Promise<readonly DescribedRule[]> => {
  const { ConfigServiceClient, DescribeConfigRulesCommand } = await import('@aws-sdk/client-config-service');
  const client = clouds.look(location).use(ConfigServiceClient);
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

/** AWS Config as each location answers for itself. */
export const configCompliance = (clouds: Pick<Clouds, 'look'>): Compliance => ({
  rules: (location, names) => rulesIn(location, names, clouds),
  recording: async (location) => {
    const { ConfigServiceClient, DescribeConfigurationRecorderStatusCommand } =
      await import('@aws-sdk/client-config-service');
    const client = clouds.look(location).use(ConfigServiceClient);
    const { ConfigurationRecordersStatus: all = [] } = await client.send(
      new DescribeConfigurationRecorderStatusCommand({}),
    );
    return all.some(({ recording }) => recording === true);
  },
  resources: async function* (location, rule) {
    const { ConfigServiceClient, GetComplianceDetailsByConfigRuleCommand } =
      await import('@aws-sdk/client-config-service');
    const client = clouds.look(location).use(ConfigServiceClient);
    const asked = pages((NextToken) =>
      client.send(
        new GetComplianceDetailsByConfigRuleCommand({
          ConfigRuleName: rule,
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

/**
 * Where something fails, and the names of the rules that say so, as one aggregator for all has gathered them. It knows
 * rules by name only: what they are, and what fails them, is asked where they are.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeAggregateComplianceByConfigRules.html
 */
const failingLocations = async (
  client: ConfigServiceClient,
  ConfigurationAggregatorName: string,
): Promise<readonly SweepLocation[]> => {
  const { DescribeAggregateComplianceByConfigRulesCommand } = await import('@aws-sdk/client-config-service');
  const found = new Map<string, { readonly location: Location; readonly rules: string[] }>();
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
      const location = { account, region, partition: partitionOf(region) };
      const kept = found.get(whereOf(location)) ?? { location, rules: [] };
      kept.rules.push(name);
      found.set(whereOf(location), kept);
    }
  return [...found.values()];
};

/**
 * Every account and Region that an aggregator gathers from, whether anything fails there or not. `isGathered`: it can; it
 * cannot where the Region is off or AWS Config is.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigurationAggregatorSourcesStatus.html
 */
const gatheredLocations = async (client: ConfigServiceClient, ConfigurationAggregatorName: string) => {
  const { DescribeConfigurationAggregatorSourcesStatusCommand } =
    await import('@aws-sdk/client-config-service');
  const found = new Map<string, { readonly location: Location; readonly isGathered: boolean }>();
  const asked = pages((NextToken) =>
    client.send(
      new DescribeConfigurationAggregatorSourcesStatusCommand({
        ConfigurationAggregatorName,
        Limit: 100,
        NextToken,
      }),
    ),
  );
  let namesOrganization = false;
  for await (const { AggregatedSourceStatusList = [] } of asked)
    for (const source of AggregatedSourceStatusList) {
      const { SourceId: account, SourceType, AwsRegion: region, LastUpdateStatus } = source;
      namesOrganization ||= SourceType === 'ORGANIZATION';
      if (SourceType !== 'ACCOUNT' || account === undefined || region === undefined) continue;
      const location = { account, region, partition: partitionOf(region) };
      const isGathered = LastUpdateStatus !== 'FAILED' && isRegion(region);
      found.set(whereOf(location), { location, isGathered });
    }
  return { locations: [...found.values()], namesOrganization };
};

const namesNoAccounts = (aggregator: string): WaxsealError =>
  new WaxsealError({
    code: 'aggregator-names-no-accounts',
    says: `The aggregator ${aggregator} gathers from an organization and does not name its accounts: where nothing fails by a rule, nothing was looked at.`,
    todo: 'Use the setting locations instead, or an aggregator that names accounts.',
  });

/** A remediation that may have to be listed for, and where its resources are looked at when they have a home. */
export type Unruled = Pick<Listing, 'id' | 'configRules' | 'home'>;

/** Of these, the ones that no managed rule speaks for and that are looked at in a location. */
export const listedIn = (location: Location, listings: readonly Unruled[]): readonly string[] =>
  listings
    .filter(({ configRules, home }) => configRules.length === 0 && isLookedAtIn(location, home))
    .map(({ id }) => id);

/**
 * Global services, in the home Region of accounts whose other Regions are asked: once there, and nowhere else. Rules there
 * are not asked about, so all are listed.
 */
const homesOf = (asked: readonly SweepLocation[], listings: readonly Unruled[]): readonly SweepLocation[] => {
  const known = new Set(asked.map(({ location }) => whereOf(location)));
  const added = new Map<
    string,
    { readonly location: Location; readonly rules: []; readonly list: string[] }
  >();
  for (const { location } of asked)
    for (const { id, home } of listings) {
      const region = home?.[location.partition];
      if (region === undefined || known.has(whereOf({ ...location, region }))) continue;
      const at = { ...location, region };
      const one = added.get(whereOf(at)) ?? { location: at, rules: [], list: [] };
      if (!one.list.includes(id)) one.list.push(id);
      added.set(whereOf(at), one);
    }
  return [...added.values()];
};

const askedByAggregator = async (
  client: ConfigServiceClient,
  aggregator: string,
  listings: readonly Unruled[],
  unseen: Unseen,
): Promise<readonly SweepLocation[]> => {
  const failing = await failingLocations(client, aggregator);
  if (listings.every(({ configRules }) => configRules.length > 0)) return failing;
  // Where nothing fails there is something to list all the same.
  const asked = new Map(failing.map((one) => [whereOf(one.location), one]));
  const { locations, namesOrganization } = await gatheredLocations(client, aggregator);
  if (locations.length === 0 && namesOrganization) unseen.missed(namesNoAccounts(aggregator));
  for (const { location, isGathered } of locations) {
    const where = whereOf(location);
    if (asked.has(where)) continue;
    if (isGathered) asked.set(where, { location, rules: [] });
    else unseen.unwatched({ where, why: 'not-gathered', remediations: listedIn(location, listings) });
  }
  return [...asked.values()].map((one) => ({ ...one, list: listedIn(one.location, listings) }));
};

/**
 * Where a sweep asks AWS Config: what an aggregator knows of when the scope names one, else each of its places. And where
 * it lists: for remediations without a rule in all of these, for global services in their home Region.
 */
export const sweepLocations = async (
  { home, aggregator, locations }: SweepScope,
  clouds: Pick<Clouds, 'look'>,
  listings: readonly Unruled[] = [],
  unseen: Unseen = { missed: () => {}, unwatched: () => {} },
): Promise<readonly SweepLocation[]> => {
  if (aggregator === undefined) {
    const asked = locations.map((location) => ({ location }));
    return [...asked, ...homesOf(asked, listings)];
  }
  const { ConfigServiceClient } = await import('@aws-sdk/client-config-service');
  const asked = await askedByAggregator(
    clouds.look(home).use(ConfigServiceClient),
    aggregator,
    listings,
    unseen,
  );
  return [...asked, ...homesOf(asked, listings)];
};

const badLocations = (value: string): WaxsealError =>
  new WaxsealError({
    code: 'bad-environment',
    says: `WAXSEAL_LOCATIONS is "${value}", which is not understood.`,
    todo: 'Set it to accounts and Regions, such as 111122223333/eu-west-1,444455556666/eu-west-1.',
  });

/** `WAXSEAL_AGGREGATOR` names an aggregator at home; else `WAXSEAL_LOCATIONS` lists `account/region`; else it is home. */
export const sweepScopeFrom = (
  env: Readonly<Record<string, string | undefined>>,
  home: Location,
): SweepScope => {
  const aggregator = env['WAXSEAL_AGGREGATOR'];
  if (aggregator) return { home, aggregator, locations: [] };
  const value = env['WAXSEAL_LOCATIONS'];
  if (!value) return { home, locations: [home] };
  const locations = value.split(',').map((text): Location => {
    const [, account, region] = /^(\d{12})\/([a-z]{2,8}(?:-[a-z]+)+-\d{1,2})$/.exec(text.trim()) ?? [];
    if (account === undefined || region === undefined) throw badLocations(value);
    return { account, region, partition: partitionOf(region) };
  });
  return { home, locations };
};

/** Where a function is, by its own ARN. */
export const homeOf = (functionArn: string): Location => {
  const [, partition = '', , region = '', account = ''] = functionArn.split(':');
  return { account, region, partition };
};
