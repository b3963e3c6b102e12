import type { ManagedRule, Remediation } from '../../src/core/model/remediation.ts';
import type { Unit } from './units.ts';

const header =
  '// Written by scripts/generate.ts from `managedRules` of the remediations: run `npm run generate`.\n';

type Speaking = Unit<Pick<Remediation, 'meta'>>;

/**
 * What every remediation says of the managed rules that it answers to, by source identifier. Throws by name for a rule of
 * which nothing is said, for one that is told of and not answered to, and where two remediations say different things.
 */
export const managedRulesOf = (units: readonly Speaking[]): Readonly<Record<string, ManagedRule>> => {
  const all = new Map<string, { readonly file: string; readonly rule: ManagedRule }>();
  for (const { file, unit } of units) {
    const { configRules, managedRules = {} } = unit.meta;
    const failure = (why: string): Error =>
      new Error(`src/services/${file}: \`managedRules\` of its meta ${why}`);
    for (const name of configRules) {
      const rule = managedRules[name];
      if (!rule)
        throw failure(
          `does not say in which Regions AWS Config has ${name}: \`${name}: { regions: { lacking: [] } }\`, with those that its page excepts.`,
        );
      const known = all.get(name);
      if (known && JSON.stringify(known.rule) !== JSON.stringify(rule))
        throw failure(`says something else of ${name} than src/services/${known.file}.`);
      all.set(name, { file, rule });
    }
    const stray = Object.keys(managedRules).find((name) => !configRules.includes(name));
    if (stray !== undefined) throw failure(`tells of ${stray}, which is not in \`configRules\`.`);
  }
  return Object.fromEntries(
    [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, { rule }]) => [name, rule]),
  );
};

/** For the conformance pack alone: functions know a rule by its identifier. */
export const managedRulesIndex = (units: readonly Speaking[]): string => `${header}
import type { ManagedRule } from '../core/model/remediation.ts';

/** AWS managed Config rules that remediations answer to, by source identifier. */
export const managedRules: Readonly<Record<string, ManagedRule>> = ${JSON.stringify(managedRulesOf(units))};
`;
