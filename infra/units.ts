import type { Catalog, Listing } from '../src/core/model/catalog.ts';
import type { Meta } from '../src/core/model/remediation.ts';
import { eachType } from '../src/core/model/types-of.ts';
import type { Scopes } from './scopes.ts';

/** What the templates need to know of one remediation. */
export interface Unit extends Listing {
  readonly permissions: Meta['permissions'];
  /** Of the functions that name, list and label its resources. */
  readonly resourcePermissions: readonly string[];
  /** Types of things that rules name instead of its resources. */
  readonly through?: readonly string[];
}

/** What a deployment is made for. */
export interface Estate {
  readonly units: readonly Unit[];
  /** What their actions can be limited to. */
  readonly scopes: Scopes;
}

/** Loads every remediation of a catalog, by id. */
export const unitsOf = async (catalog: Catalog): Promise<readonly Unit[]> => {
  const units = catalog.listings.map(async (listing): Promise<Unit> => {
    const [{ meta }, ...resources] = await Promise.all([
      catalog.remediation(listing.id),
      ...eachType(listing).map(({ resourceType }) => catalog.resource(resourceType)),
    ]);
    const resourcePermissions = [...new Set(resources.flatMap(({ permissions }) => permissions))];
    const through = resources.flatMap(({ through: others = [] }) => others.map(({ type }) => type));
    return {
      ...listing,
      permissions: meta.permissions,
      resourcePermissions,
      ...(through.length > 0 && { through }),
    };
  });
  return (await Promise.all(units)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
};
