import type { Listing } from '../../src/core/model/catalog.ts';
import type { Remediation } from '../../src/core/model/remediation.ts';
import type { Resource } from '../../src/core/model/resource.ts';
import type { Typed } from '../../src/core/model/types-of.ts';
import type { Unit } from './units.ts';

const header = '// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.\n';

const loaders = <Of>(units: readonly Unit<Of>[], keyOf: (unit: Of) => string): string =>
  units.map(({ file, unit }) => `  '${keyOf(unit)}': () => import('./${file}'),`).join('\n');

const typed = (resourceType: string, { arn, configRecords, certificates }: Partial<Resource>): Typed => ({
  resourceType,
  ...(arn !== undefined && { arn }),
  ...(configRecords && { configRecords }),
  ...(certificates && { hasCertificates: true }),
});

const listingOf = ({ meta }: Remediation, types: readonly Unit<Resource>[]): Listing => {
  const {
    id,
    concerns,
    title,
    summary,
    resourceType,
    alsoTypes = [],
    configRules,
    controls,
    services,
  } = meta;
  const found = (type: string): Partial<Resource> => types.find(({ unit }) => unit.type === type)?.unit ?? {};
  const { home } = found(resourceType);
  const { resourceType: _, ...told } = typed(resourceType, found(resourceType));
  return {
    id,
    concerns,
    title,
    summary,
    resourceType,
    configRules,
    controls,
    services,
    ...told,
    ...(alsoTypes.length > 0 && { also: alsoTypes.map((type) => typed(type, found(type))) }),
    ...(home && { home }),
    ...(meta.family === 'enforced' && { enforced: true as const }),
  };
};

export const remediationsIndex = (
  units: readonly Unit<Remediation>[],
  types: readonly Unit<Resource>[],
): string => `${header}
import { catalogOf } from '../core/model/catalog-of.ts';
import type { Catalog, Listing } from '../core/model/catalog.ts';
import { resources } from './resources.ts';

/** What is known of every remediation without loading it. */
export const listings: readonly Listing[] = ${JSON.stringify(units.map(({ unit }) => listingOf(unit, types)))};

/** Each is loaded, and with it its SDK client, when it is first needed. */
export const remediations = {
${loaders(units, ({ meta }) => meta.id)}
};

/** Everything that this build of Waxseal can remediate. */
export const catalog: Catalog = catalogOf({ listings, remediations, resources });
`;

export const resourcesIndex = (units: readonly Unit<Resource>[]): string => `${header}
/** By AWS Config resource type; each is loaded when it is first needed. */
export const resources = {
${loaders(units, ({ type }) => type)}
};
`;
