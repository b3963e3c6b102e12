import type { Listing } from '../../core/model/catalog.ts';
import { eachType } from '../../core/model/types-of.ts';
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
    .map(({ id, home }): Rule => {
      const ConfigRuleName = `waxseal-${id}`;
      const at = `${home?.[world.partition] ?? region}:${world.account}`;
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

/** Ids of everything of a type in a Region, as AWS Config has them. */
type Listed = (type: string, region: string) => Promise<readonly string[]>;

/**
 * Everything that the account's rules speak of, rule by rule. Where the sandbox knows what a rule of AWS looks at, only
 * that; else everything that is listed.
 */
export const subjectsOf = async (
  world: World,
  listings: readonly Listing[],
  listed: Listed,
): Promise<readonly Subject[]> => {
  const subjects: Subject[] = [];
  for (const { ConfigRuleName: name, ConfigRuleArn: arn = '', Source, InputParameters = '{}' } of world.config
    .ConfigRules)
    for (const { id: remediation, resourceType: type, configRules, home } of listings.flatMap(eachType)) {
      const isOurs = InputParameters === JSON.stringify({ [ruleParameter]: remediation });
      if (!isOurs && !configRules.includes(Source.SourceIdentifier)) continue;
      const region = home?.[world.partition] ?? arn.split(':')[3] ?? '';
      const ids = idsOf(type, world, Source.SourceIdentifier) ?? (await listed(type, region));
      subjects.push(...ids.map((id) => ({ rule: { name, arn }, region, remediation, type, id })));
    }
  return subjects;
};
