import { claimNote, isNear } from '../adapters/notify/certificates.ts';
import type { Catalog } from '../core/model/catalog.ts';
import { atOnce, pooled } from '../core/model/pooled.ts';
import type { Ports } from '../core/model/ports.ts';
import type { Aws } from '../core/model/remediation.ts';
import { isLookedAtIn, type Resource } from '../core/model/resource.ts';
import type { Target } from '../core/model/target.ts';
import { eachType } from '../core/model/types-of.ts';
import type { SweepPart } from '../intake/sweep-part.ts';

interface On {
  readonly catalog: Catalog;
  readonly ports: Ports;
}

interface Unlisted {
  readonly id: string;
  readonly says: string;
}

interface Having {
  readonly resource: Resource;
  readonly target: Target;
}

const noTime = 'There was no time to read it.';

/** Everything there that may have certificates, and of which kinds that is not known. */
const listed = async (
  { location }: SweepPart,
  { catalog, ports }: On,
  aws: Aws,
  stop: () => boolean,
): Promise<{ readonly having: readonly Having[]; readonly unlisted: readonly Unlisted[] }> => {
  const having: Having[] = [];
  const unlisted: Unlisted[] = [];
  const types = new Set(
    catalog.listings
      .filter(({ home }) => isLookedAtIn(location, home))
      .flatMap(eachType)
      .flatMap(({ hasCertificates, resourceType }) => (hasCertificates ? [resourceType] : [])),
  );
  for (const type of types)
    try {
      if (stop()) {
        unlisted.push({ id: type, says: noTime });
        continue;
      }
      const resource = await catalog.resource(type);
      for await (const target of resource.list(location, aws)) {
        having.push({ resource, target });
        if (stop()) {
          unlisted.push({ id: type, says: noTime });
          break;
        }
      }
    } catch (error) {
      unlisted.push({ id: type, says: ports.explain(error).says });
    }
  return { having, unlisted };
};

async function* each<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

/** By its tags and the policy; that they cannot be read is not "nobody". */
const ownerOf = async (target: Target, aws: Aws, ports: Ports) => {
  try {
    const { ownerTags, ownership } = await ports.policy();
    const { owner } = await ports.surroundings(target, aws, ownerTags, ownership);
    return owner === undefined ? {} : { owner };
  } catch {
    return { ownerUnread: true } as const;
  }
};

/**
 * Reads which certificates of a place end soon and whose they are, and notes it for the digest: once a day, whatever AWS Config
 * says of them. What cannot be read is noted, too. Writes nothing but the journal.
 */
export const noteCertificates = async (
  part: SweepPart,
  { catalog, ports }: On,
  stop: () => boolean,
): Promise<void> => {
  const { location } = part;
  const note = await claimNote(location, ports);
  if (!note) return;
  const aws = { ...ports.clouds.look(location), now: () => ports.now() };
  const { having, unlisted } = await listed(part, { catalog, ports }, aws, stop);
  const holders = await pooled(each(having), atOnce, async ({ resource, target }) => {
    if (stop()) return { target, certificates: [], unread: noTime };
    try {
      const certificates = (await resource.certificates?.(target, aws)) ?? [];
      // Whose it is, is asked of few.
      if (!certificates.some((one) => isNear(one, ports.now()))) return { target, certificates };
      return { target, certificates, ...(await ownerOf(target, aws, ports)) };
    } catch (error) {
      return { target, certificates: [], unread: ports.explain(error).says };
    }
  });
  await note(holders, unlisted);
};
