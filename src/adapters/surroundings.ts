import type { Catalog } from '../core/catalog.ts';
import type { Ports } from '../core/ports.ts';

/** The first owner tag that is present and not empty. Tag keys are compared exactly, as AWS does. */
export const ownerOf = (
  tags: Readonly<Record<string, string>>,
  ownerTags: readonly string[],
): string | undefined =>
  ownerTags.map((key) => (Object.hasOwn(tags, key) ? tags[key]?.trim() : undefined)).find((owner) => owner);

/** Reads what surrounds a resource from its own tags. Throws what AWS throws: unknown tags close the gate. */
export const surroundingsFromTags =
  (catalog: Pick<Catalog, 'resource'>): Ports['surroundings'] =>
  async (target, aws, ownerTags) => {
    const resource = await catalog.resource(target.type);
    const tags = await resource.tags(target, aws);
    const owner = ownerOf(tags, ownerTags);
    return owner === undefined ? { tags } : { tags, owner };
  };
