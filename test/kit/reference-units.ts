import { catalog } from '../../src/services/index.ts';
import { contracts, type Contracts } from './contracts.ts';

/**
 * One unit of each family stands for it: at every commit the whole space of single faults is tried on it, and on the others
 * a spread. The contract of its service says so (`standsFor`). `npm run simulate` tries all on all. docs/testing.md has the numbers.
 */
export const referencesOf = (of: Contracts): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {};
  for (const [service, { standsFor = {} }] of Object.entries(of))
    for (const [family, unit] of Object.entries(standsFor)) {
      if (found[family] !== undefined)
        throw new Error(
          `${found[family]} stands for ${family} already: take it out of standsFor of ${service}`,
        );
      found[family] = unit;
    }
  return found;
};
export const referenceUnits = referencesOf(contracts);

/** The family that a unit says it is of; for one that does not say, the family that it stands for. */
export const familyOf = async (id: string): Promise<string> => {
  const { meta } = await catalog.remediation(id);
  const said: unknown = Reflect.get(meta, 'family');
  if (typeof said === 'string') return said;
  return Object.entries(referenceUnits).find(([, unit]) => unit === id)?.[0] ?? 'own';
};

export const isReference = (id: string): boolean => Object.values(referenceUnits).includes(id);

/**
 * How many units of each family there will be, as planned. What has no reference unit yet is reckoned as the mean of what
 * has; what is only looked at, and never written, as a tenth of that.
 */
export const plannedUnits: Readonly<Record<string, number>> = {
  own: 5,
  statement: 12,
  setting: 20,
  document: 7,
  parameter: 6,
  'tls-policy': 7,
  advice: 20,
  enforced: 8,
};

export const onlyEvaluated: ReadonlySet<string> = new Set(['advice', 'enforced']);
