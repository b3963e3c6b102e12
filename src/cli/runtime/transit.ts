import { oldestAmong } from '../../aws/tls-policies.ts';
import type { Resource } from '../../core/model/resource.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Target } from '../../core/model/target.ts';
import { type SeenClient, type Stop, transitMap, type TransitMap } from '../../report/map/graph.ts';
import type { Finding } from '../../core/journal/records.ts';
import type { Item } from '../../report/items.ts';
import type { Listing } from '../../core/model/catalog.ts';
import type { Ports } from '../../core/model/ports.ts';

/** Where a resource is met, and where it leads. What cannot be read is told, and is not "nowhere". */
export const stopOf = async (
  resource: Pick<Resource, 'root' | 'endpoints' | 'names' | 'onward' | 'terms'>,
  target: Target,
  aws: Aws,
  explain: Ports['explain'],
): Promise<Stop> => {
  // What one of them does not tell is not known; what the others tell is so all the same.
  const unread: string[] = [];
  const told = async <One>(
    asking: Promise<readonly One[]> | undefined,
    otherwise: readonly One[] = [],
  ): Promise<readonly One[]> => {
    try {
      return (await asking) ?? [];
    } catch (error) {
      unread.push(explain(error).says);
      return otherwise;
    }
  };
  const [endpoints, names, terms, onward] = await Promise.all([
    told(resource.endpoints?.(target, aws)),
    told(resource.names?.(target, aws)),
    // A door of which nothing is known.
    told(resource.terms?.(target, aws), [{}]),
    told(resource.onward?.(target, aws)),
  ]);
  const [says] = unread;
  return {
    target,
    root: resource.root(target),
    hosts: [...new Set([...endpoints.map(({ host }) => host), ...names])],
    ...(endpoints.length > 0 && { internal: endpoints.every(({ internal }) => internal === true) }),
    terms,
    onward,
    ...(says !== undefined && { unread: says }),
  };
};

/** Whom logs showed without TLS or with an old version of it, as the journal has it. */
const seenIn = (findings: readonly Finding[]): readonly SeenClient[] =>
  findings.flatMap(({ target, evidence }) =>
    evidence?.answer.is === 'seen'
      ? evidence.answer.callers.map(({ principal, behind, address, agent, tls, count }) => ({
          to: target.arn,
          name: principal ?? behind ?? address ?? agent ?? 'somebody',
          ...(tls !== undefined && { tls: oldestAmong([tls]) ?? tls }),
          count,
        }))
      : [],
  );

interface Seen {
  readonly stops: readonly Stop[];
  readonly items: readonly Item[];
  readonly findings: readonly Finding[];
}

/** Every hop between and to what was read. Reads nothing more. */
export const hopsOf = (
  { stops, items, findings }: Seen,
  {
    ports,
    catalog,
  }: {
    readonly ports: Pick<Ports, 'now'>;
    readonly catalog: { readonly listings: readonly Listing[] };
  },
): TransitMap => {
  const listings = new Map(catalog.listings.map((listing) => [listing.id, listing]));
  return transitMap({
    at: ports.now().toISOString(),
    items,
    stops,
    seen: seenIn(findings),
    concerns: (id) => {
      const { concerns, enforced = false } = listings.get(id) ?? {};
      return concerns && { ...concerns, enforced };
    },
  });
};
