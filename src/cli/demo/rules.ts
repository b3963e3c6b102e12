import type { Listing } from '../../core/model/catalog.ts';
import type { Account } from '../../sandbox/account.ts';
import type { World } from '../../sandbox/world.ts';
import { idsOf } from './probe.ts';

/** A resource that one of the account's Config rules speaks of. */
export interface Subject {
  readonly rule: { readonly name: string; readonly arn: string };
  readonly remediation: string;
  readonly type: string;
  /** As AWS Config names it. */
  readonly id: string;
}

/** AWS Config is Waxseal's own business: its rules are what speaks. */
type Rule = World['config']['ConfigRules'][number];

/** Rules of AWS Config for everything that can be remediated, where the account file has none: else nobody would speak. */
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
        idsOf(type, world, Source.SourceIdentifier).map((id) => ({
          rule: { name, arn },
          remediation,
          type,
          id,
        })),
      ),
  );
