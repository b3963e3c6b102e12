import { makingOf, makingSays } from '../../aws/ownership.ts';
import type { Catalog } from '../../core/model/catalog.ts';
import type { OwnedBy } from '../../core/model/surroundings.ts';
import type { Ownership } from '../../core/policy/policy.ts';
import type { Ports } from '../../core/model/ports.ts';

/** The first owner tag that is present and not empty. Tag keys are compared exactly, as AWS does. */
export const ownerOf = (
  tags: Readonly<Record<string, string>>,
  ownerTags: readonly string[],
): string | undefined =>
  ownerTags.map((key) => (Object.hasOwn(tags, key) ? tags[key]?.trim() : undefined)).find((owner) => owner);

/** What made a resource, by its tags and those that the policy names. */
const ownedByOf = (tags: Readonly<Record<string, string>>, ownership?: Ownership): OwnedBy | undefined => {
  const given = { terraform: ownership?.terraformTags ?? [], pulumi: ownership?.pulumiTags ?? [] };
  const making = makingOf(tags, given);
  return making && { by: making.by, name: making.name, says: makingSays(making) };
};

/** Reads what surrounds a resource from its own tags. Throws what AWS throws: unknown tags close the gate. */
export const surroundingsFromTags =
  (catalog: Pick<Catalog, 'resource'>): Ports['surroundings'] =>
  async (target, aws, ownerTags, ownership) => {
    const resource = await catalog.resource(target.type);
    const tags = await resource.tags(target, aws);
    const owner = ownerOf(tags, ownerTags);
    const ownedBy = ownedByOf(tags, ownership);
    return { tags, ...(owner !== undefined && { owner }), ...(ownedBy && { ownedBy }) };
  };
