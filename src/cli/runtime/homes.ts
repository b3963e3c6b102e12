import type { Listing } from '../../core/model/catalog.ts';

/** What is asked for, and where. */
export interface Asked {
  readonly regions: readonly string[];
  readonly partition: string;
  /** Remediations were named: then those of a global service are looked at in its home Region, whatever is asked. */
  readonly named: boolean;
}

/** The Regions in which resources are looked at: for a global service its home, once. */
export const regionsOf = (
  { home }: Pick<Listing, 'home'>,
  { regions, partition, named }: Asked,
): readonly string[] => {
  if (!home) return regions;
  const own = home[partition];
  return own !== undefined && (named || regions.includes(own)) ? [own] : [];
};

/** Types of global services whose home is none of the Regions that are asked about. */
export interface Elsewhere {
  readonly type: string;
  readonly region: string;
  /** They were looked at there all the same. */
  readonly looked: boolean;
}

export const elsewhereOf = (
  listings: readonly Pick<Listing, 'resourceType' | 'home'>[],
  asked: Asked,
): readonly Elsewhere[] => {
  const homes = new Map(listings.map(({ resourceType, home }) => [resourceType, home?.[asked.partition]]));
  return [...homes].flatMap(([type, region]) =>
    region === undefined || asked.regions.includes(region) ? [] : [{ type, region, looked: asked.named }],
  );
};

/** One sentence for all of them. */
export const elsewhereSays = (all: readonly Elsewhere[]): string | undefined => {
  const [first] = all;
  if (!first) return undefined;
  const regions = [...new Set(all.map(({ region }) => region))].join(', ');
  const types = all.map(({ type }) => type).join(', ');
  const what = `${types} ${all.length === 1 ? 'is a global type, which is' : 'are global types, which are'} looked at in ${regions}`;
  return first.looked ? `${what}: done there, once.` : `${what}, and not here: add --region ${regions}.`;
};
