import type { Listing } from '../../core/model/catalog.ts';
import type { Account } from '../../sandbox/account.ts';
import type { World } from '../../sandbox/world.ts';

/** A resource that one of the account's Config rules speaks of. */
export interface Subject {
  readonly rule: { readonly name: string; readonly arn: string };
  readonly remediation: string;
  readonly type: string;
  /** As AWS Config names it. */
  readonly id: string;
}

type Rule = World['config']['ConfigRules'][number];

/** The engines that the rules about RDS are for. */
const engines: Readonly<Record<string, RegExp>> = {
  RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT: /^postgres$/,
  RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT: /^mysql$/,
  RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT: /^mariadb$/,
  RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT: /^sqlserver-/,
};

/** What each kind of rule looks at. */
const idsOf: Readonly<Record<string, (world: World, identifier: string) => readonly string[]>> = {
  'AWS::S3::Bucket': ({ s3 }) => s3.Buckets.map(({ Name }) => Name),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ elbv2 }) =>
    elbv2.LoadBalancers.filter(({ Type }) => Type === 'application').map((one) => one.LoadBalancerArn),
  'AWS::ElasticLoadBalancingV2::Listener': ({ elbv2 }) =>
    elbv2.Listeners.filter(({ Protocol }) => Protocol === 'HTTPS' || Protocol === 'TLS').map(
      ({ ListenerArn }) => ListenerArn,
    ),
  'AWS::RDS::DBInstance': ({ rds }, identifier) =>
    rds.DBInstances.filter(({ Engine }) => engines[identifier]?.test(Engine)).map(
      ({ DbiResourceId }) => DbiResourceId,
    ),
};

/** Rules of AWS Config for everything that can be mended, where the account file has none: else nobody would speak. */
export const withRules = (account: Account, listings: readonly Listing[]): Account => {
  const { world, region } = account;
  const there = new Set(world.config.ConfigRules.map(({ Source }) => Source.SourceIdentifier));
  const missing = listings
    .flatMap(({ configRules }) => configRules)
    .filter((identifier) => !there.has(identifier))
    .map((identifier): Rule => {
      const ConfigRuleName = identifier.toLowerCase().replaceAll('_', '-');
      const ConfigRuleArn = `arn:${world.partition}:config:${region}:${world.account}:config-rule/${ConfigRuleName}`;
      const Source = { Owner: 'AWS', SourceIdentifier: identifier } as const;
      return { ConfigRuleName, ConfigRuleArn, Source, ConfigRuleState: 'ACTIVE' };
    });
  const config = { ...world.config, ConfigRules: [...world.config.ConfigRules, ...missing] };
  return { ...account, world: { ...world, config } };
};

/** Everything that the account's rules speak of, rule by rule. */
export const subjectsOf = (world: World, listings: readonly Listing[]): readonly Subject[] =>
  world.config.ConfigRules.flatMap(({ ConfigRuleName: name, ConfigRuleArn: arn = '', Source }) =>
    listings
      .filter(({ configRules }) => configRules.includes(Source.SourceIdentifier))
      .flatMap(({ id: remediation, resourceType: type }) =>
        (idsOf[type]?.(world, Source.SourceIdentifier) ?? []).map((id) => ({
          rule: { name, arn },
          remediation,
          type,
          id,
        })),
      ),
  );

/** What people call it: bucket, balancer, balancer and port, instance. */
export const nameOf = (id: string, { elbv2, rds }: World): string => {
  const listener = elbv2.Listeners.find(({ ListenerArn }) => ListenerArn === id);
  if (listener) return `${id.split('/')[2] ?? id} :${listener.Port}`;
  const instance = rds.DBInstances.find(({ DbiResourceId }) => DbiResourceId === id);
  return instance?.DBInstanceIdentifier ?? id.split('/')[2] ?? id;
};
