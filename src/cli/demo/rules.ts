import type { Listing } from '../../core/model/catalog.ts';
import { ruleParameter } from '../../intake/rules.ts';
import type { Account } from '../../sandbox/account.ts';
import type { World } from '../../sandbox/world.ts';
import { idsOf } from './probe.ts';

/** A resource that one of the account's Config rules speaks of. */
export interface Subject {
  readonly rule: { readonly name: string; readonly arn: string };
  /** Where the event about it comes from: that of a global service from one Region. */
  readonly region: string;
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
    .flatMap(({ configRules, home }) =>
      configRules.map((identifier) => ({ identifier, at: home?.[world.partition] ?? region })),
    )
    .filter(({ identifier }) => !there.has(identifier))
    .map(({ identifier, at }): Rule => {
      const ConfigRuleName = identifier.toLowerCase().replaceAll('_', '-');
      const ConfigRuleArn = `arn:${world.partition}:config:${at}:${world.account}:config-rule/${ConfigRuleName}`;
      const Source = { Owner: 'AWS', SourceIdentifier: identifier } as const;
      return { ConfigRuleName, ConfigRuleArn, Source, ConfigRuleState: 'ACTIVE' };
    });
  // Where AWS has no rule, one of ours calls the function that evaluates.
  const own = listings
    .filter(({ configRules }) => configRules.length === 0)
    .map(({ id }): Rule => {
      const ConfigRuleName = `waxseal-${id}`;
      const at = `${region}:${world.account}`;
      return {
        ConfigRuleName,
        ConfigRuleArn: `arn:${world.partition}:config:${at}:config-rule/${ConfigRuleName}`,
        Source: {
          Owner: 'CUSTOM_LAMBDA',
          SourceIdentifier: `arn:${world.partition}:lambda:${at}:function:waxseal-evaluate`,
        },
        InputParameters: JSON.stringify({ [ruleParameter]: id }),
        ConfigRuleState: 'ACTIVE',
      };
    });
  const config = { ...world.config, ConfigRules: [...world.config.ConfigRules, ...missing, ...own] };
  return { ...account, world: { ...world, config } };
};

/** Everything that the account's rules speak of, rule by rule. */
export const subjectsOf = (world: World, listings: readonly Listing[]): readonly Subject[] =>
  world.config.ConfigRules.flatMap(
    ({ ConfigRuleName: name, ConfigRuleArn: arn = '', Source, InputParameters = '{}' }) =>
      listings
        .filter(
          ({ id, configRules }) =>
            configRules.includes(Source.SourceIdentifier) ||
            InputParameters === JSON.stringify({ [ruleParameter]: id }),
        )
        .flatMap(({ id: remediation, resourceType: type, home }) =>
          idsOf(type, world, Source.SourceIdentifier).map((id) => ({
            rule: { name, arn },
            region: home?.[world.partition] ?? arn.split(':')[3] ?? '',
            remediation,
            type,
            id,
          })),
        ),
  );
