import type { ConfigRule, ConfigServiceClient } from '@aws-sdk/client-config-service';
import { pageCounter } from '../../aws/marked-pages.ts';
import { periodicRules } from '../../aws/periodic-rules.ts';
import type { Listing } from '../../core/model/catalog.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { Ports } from '../../core/model/ports.ts';
import type { Location } from '../../core/model/target.ts';

/** AWS Config in one account and Region, as we use it. */
export interface Recheck {
  /** Names of rules with one of these source identifiers. */
  readonly rules: (identifiers: readonly string[]) => Promise<readonly string[]>;
  readonly start: (rule: string) => Promise<void>;
}

const isOneOf = (rule: ConfigRule, identifiers: readonly string[]): boolean =>
  rule.Source?.Owner === 'AWS' && identifiers.includes(rule.Source.SourceIdentifier ?? '');

export const recheckWith = (client: ConfigServiceClient): Recheck => ({
  rules: async (identifiers) => {
    const { DescribeConfigRulesCommand } = await import('@aws-sdk/client-config-service');
    const names: string[] = [];
    const goOn = pageCounter();
    let token: string | undefined;
    do {
      const page = await client.send(
        new DescribeConfigRulesCommand({ ...(token !== undefined && { NextToken: token }) }),
      );
      for (const rule of page.ConfigRules ?? [])
        if (rule.ConfigRuleName !== undefined && isOneOf(rule, identifiers)) names.push(rule.ConfigRuleName);
      token = page.NextToken;
      if (token !== undefined) goOn(token);
    } while (token !== undefined);
    return names;
  },
  start: async (rule) => {
    const { StartConfigRulesEvaluationCommand } = await import('@aws-sdk/client-config-service');
    await client.send(new StartConfigRulesEvaluationCommand({ ConfigRuleNames: [rule] }));
  },
});

export interface ReevaluateOptions {
  readonly listings: readonly Pick<Listing, 'id' | 'configRules'>[];
  readonly journal: Journal;
  readonly now: () => Date;
  /** `undefined`: Waxseal may not ask there; the rule looks again when its own time comes. */
  readonly at: (location: Location) => Recheck | undefined;
}

/** Where an evaluation was last started, and whether another is wanted. */
interface Mark {
  readonly at: string;
  readonly wanted: boolean;
}

/** A re-evaluation is of the whole rule, and its quota is shared with people. Milliseconds. */
const atMostEvery = 15 * 60_000;

const partsOf = (key: string): { readonly location: Location; readonly rule: string } | undefined => {
  const [, partition, account, region, rule] = /^evaluation (\S+) (\S+) (\S+) (.+)$/.exec(key) ?? [];
  if (!partition || !account || !region || !rule) return undefined;
  return { location: { partition, account, region }, rule };
};

export interface Reevaluation {
  readonly note: Ports['notify'];
  /** Starts what was wanted too early. */
  readonly send: () => Promise<void>;
}

/**
 * After a proof, asks periodic rules to look again; rules that follow changes see the fix by themselves. At most once
 * for a rule in 15 minutes, whoever asks; a fix that comes too early is not forgotten but asked for later, once.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigRulesEvaluation.html
 */
export const reevaluate = ({ listings, journal, now, at }: ReevaluateOptions): Reevaluation => {
  const ask = async (key: string, wanted: boolean): Promise<void> => {
    const parts = partsOf(key);
    const recheck = parts && at(parts.location);
    if (!parts || !recheck) return;
    const row = await journal.read<Mark>('counter', key);
    if (!wanted && row?.value.wanted !== true) return;
    const early = row !== undefined && now().getTime() - Date.parse(row.value.at) < atMostEvery;
    if (early && row.value.wanted) return;
    const value: Mark = early ? { ...row.value, wanted: true } : { at: now().toISOString(), wanted: false };
    // Whoever writes the mark asks; the others need not.
    const won = await journal.write({ kind: 'counter', key, value }, row?.revision ?? 0);
    if (won !== undefined && !early) await recheck.start(parts.rule);
  };

  return {
    note: async (target, outcome, { remediation }) => {
      if (outcome.is !== 'remediated') return;
      const known = listings.find(({ id }) => id === remediation)?.configRules ?? [];
      const periodic = known.filter((identifier) => periodicRules.has(identifier));
      const recheck = periodic.length > 0 ? at(target) : undefined;
      if (!recheck) return;
      const { partition, account, region } = target;
      for (const rule of await recheck.rules(periodic))
        await ask(`evaluation ${partition} ${account} ${region} ${rule}`, true);
    },
    send: async () => {
      const keys: string[] = [];
      for await (const { key, value } of journal.list<Mark>('counter', 'evaluation '))
        if (value.wanted) keys.push(key);
      for (const key of keys) await ask(key, false);
    },
  };
};
