import type { Onward } from '../../core/model/onward.ts';
import type { Concerns } from '../../core/model/remediation.ts';
import type { Target } from '../../core/model/target.ts';
import type { TlsTerms } from '../../core/model/tls-terms.ts';
import type { Item } from '../items.ts';
import { nameOf, serviceOf } from '../name.ts';
import { identifies } from './identified.ts';
import { isOldTls, type Shown, termsOfEntry, termsOfWay } from './terms.ts';

/** In a picture there is no room for an ARN: what it says of the thing itself is what people call it. */
const short = (name: string): string =>
  name.startsWith('arn:') ? name.split(':').slice(5).join(':') || name : name;

/**
 * How data goes over one hop. `plaintext`: it does, or may. `unknown`: nobody could tell. `enforced`: AWS lets nothing else through.
 * The worst first.
 */
export const hopStates = ['plaintext', 'unknown', 'encrypted', 'enforced'] as const;
export type HopState = (typeof hopStates)[number];

/** What data comes from or goes to. */
export interface Node {
  /** An ARN; of what Waxseal does not look at, whatever AWS calls it; of clients, who they are. */
  readonly id: string;
  readonly name: string;
  /** `S3`, `ELB`; `clients`; `elsewhere` for what is not looked at. */
  readonly kind: string;
  readonly account?: string;
  readonly region?: string;
  readonly owner?: string;
}

/** One hop. From a node to itself: what goes on within it, between its nodes or brokers. */
export interface Edge extends Shown {
  readonly from: string;
  readonly to: string;
  readonly state: HopState;
  readonly port?: number;
  /** As it is configured, or as logs showed it: `HTTP`, `TLS 1.0`. */
  readonly speaks?: string;
  /** What is told of it, where it is not encrypted or not known. */
  readonly why?: string;
  /** Findings say that who connects proves who they are. */
  readonly identified?: true;
  /** Findings that are not compliant here, those that let plaintext by first. */
  readonly findings: readonly (Pick<Item, 'remediation' | 'finding' | 'standing'> &
    Pick<Concerns, 'matter'>)[];
}

export interface TransitMap {
  readonly at: string;
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** Hops in the clear behind one that is encrypted: there TLS ends. Positions in `edges`. */
  readonly ends: readonly number[];
  readonly counts: Readonly<Record<HopState, number>>;
  /** Resources whose ways on could not be read: there may be more hops. */
  readonly unread: readonly { readonly id: string; readonly says: string }[];
}

/** One resource, as the sweep met it. */
export interface Stop {
  readonly target: Target;
  /** What it is part of: the balancer of a listener; else itself. */
  readonly root: string;
  /** Names and addresses by which others come to it. */
  readonly hosts: readonly string[];
  /** Only its VPC reaches it. Left out: not known. */
  readonly internal?: boolean;
  readonly onward: readonly Onward[];
  readonly terms?: readonly TlsTerms[];
  readonly unread?: string;
}

/** Somebody whom logs showed in the clear, or with an old version of TLS. */
export interface SeenClient {
  readonly to: string;
  readonly name: string;
  readonly tls?: string;
  readonly count: number;
}

export interface MapSources {
  readonly at: string;
  readonly items: readonly Item[];
  readonly stops: readonly Stop[];
  readonly seen: readonly SeenClient[];
  /** Of a remediation: what it concerns, and whether AWS enforces it. `undefined`: this build does not know it. */
  readonly concerns: (remediation: string) => (Concerns & { readonly enforced: boolean }) | undefined;
}

const clients = { internet: 'the internet', inside: 'within the VPC', any: 'clients' } as const;

const worst = (states: readonly HopState[]): HopState =>
  hopStates.find((state) => states.includes(state)) ?? 'unknown';

/** Whether one finding tells that plaintext gets by. What is being changed is not known until it is seen again. */
const stateOf = ({ standing, outcome }: Item, enforced: boolean): HopState | undefined => {
  if (standing === 'gone') return undefined;
  if (standing === 'compliant') return enforced ? 'enforced' : 'encrypted';
  if (standing === 'unknown' || standing === 'failed') return 'unknown';
  return outcome === 'pending' || outcome === 'settling' ? 'unknown' : 'plaintext';
};

/** An id that AWS made, which is nobody else's name: `i-0a1b2c3d4e5f60718`. */
const isGivenId = (id: string): boolean => /^[a-z]+-[\da-f]{8,17}$/.test(id);

const host = (text: string): string => text.toLowerCase().replace(/\.+$/, '');

const isSafe = (state: HopState): boolean => state === 'encrypted' || state === 'enforced';

/** How open a way is as it is configured, and how old its TLS may be: the worst is the least. */
const openness = ({ encrypted }: Onward): number => (encrypted === undefined ? 1 : encrypted ? 2 : 0);
const age = ({ oldest }: Onward): number => (oldest === undefined ? 1 : isOldTls(oldest) ? 0 : 2);

/** What is counted of hops. */
const summed = (edges: readonly Edge[]): Pick<TransitMap, 'edges' | 'ends' | 'counts'> => {
  const reachedSafely = new Set(
    edges.filter(({ from, to, state }) => from !== to && isSafe(state)).map(({ to }) => to),
  );
  const of = (state: HopState): number => edges.filter((edge) => edge.state === state).length;
  return {
    edges,
    ends: edges.flatMap(({ from, to, state }, index) =>
      state === 'plaintext' && from !== to && reachedSafely.has(from) ? [index] : [],
    ),
    counts: {
      plaintext: of('plaintext'),
      unknown: of('unknown'),
      encrypted: of('encrypted'),
      enforced: of('enforced'),
    },
  };
};

/** Puts findings and ways on together. Pure; the order of what comes in does not matter. */
export const transitMap = ({ at, items, stops, seen, concerns }: MapSources): TransitMap => {
  const roots = new Map(stops.map(({ target, root }) => [target.arn, root]));
  const rootOf = (arn: string): string => roots.get(arn) ?? arn;
  const byHost = new Map(
    stops.flatMap(({ hosts, root, target: { id } }) =>
      [...hosts, ...(isGivenId(id) ? [id] : [])].map((one) => [host(one), root] as const),
    ),
  );
  const reaches = new Map(
    stops.flatMap(({ root, internal }) => (internal === undefined ? [] : [[root, internal] as const])),
  );
  const doors = Map.groupBy(
    stops.flatMap(({ root, terms = [] }) => terms.map((one) => ({ root, one }))),
    ({ root }) => root,
  );
  const termsAt = (root: string): readonly TlsTerms[] => (doors.get(root) ?? []).map(({ one }) => one);
  const nodes = new Map<string, Node>();
  const edges: Edge[] = [];

  const about = items.flatMap((item) => {
    const concern = concerns(item.remediation);
    return concern ? [{ item, ...concern, root: rootOf(item.target.arn) }] : [];
  });
  type About = (typeof about)[number];
  const of = Map.groupBy(about, ({ root }) => root);
  const out = Map.groupBy(
    about.filter(({ hop, item }) => hop === 'out' && item.standing !== 'gone'),
    ({ item }) => item.target.arn,
  );

  /** What findings tell of one hop, or nothing. */
  const told = (all: readonly About[]): Pick<Edge, 'state' | 'why' | 'speaks'> | undefined => {
    const states = all
      .filter(({ matter }) => matter === 'plaintext')
      .flatMap(({ item, enforced }) => {
        const state = stateOf(item, enforced);
        return state === undefined ? [] : [{ state, item }];
      });
    if (states.length === 0) return undefined;
    const state = worst(states.map((one) => one.state));
    const why = states.find((one) => one.state === state)?.item.why;
    return { state, ...(why !== undefined && state !== 'encrypted' && state !== 'enforced' && { why }) };
  };
  const findingsOf = (all: readonly About[]): Edge['findings'] =>
    all
      .filter(({ item }) => item.standing !== 'compliant' && item.standing !== 'gone')
      .toSorted(
        (a, b) =>
          Number(b.matter === 'plaintext') - Number(a.matter === 'plaintext') ||
          (a.item.finding < b.item.finding ? -1 : 1),
      )
      .map(({ item: { remediation, finding, standing }, matter }) => ({
        remediation,
        finding,
        standing,
        matter,
      }));

  const add = (node: Node): string => {
    const known = nodes.get(node.id);
    nodes.set(node.id, known ? { ...node, ...known } : node);
    return node.id;
  };
  const addResource = (target: Target, root: string, owner?: string): string => {
    const { arn, account, region, id } = target;
    return add({
      id: root,
      name: short(nameOf({ id: arn === root ? id : root, arn: root })),
      kind: serviceOf(target),
      account,
      region,
      ...(owner !== undefined && { owner }),
    });
  };
  const addElsewhere = (id: string): string =>
    add({ id, name: short(nameOf({ id, arn: id })), kind: 'elsewhere' });
  const connect = (edge: Edge): void => {
    edges.push(edge);
  };

  for (const { item, hop, root } of about)
    if (hop === 'in' || hop === 'within')
      if (item.standing !== 'gone') addResource(item.target, root, item.owner);
  for (const { target, root, onward } of stops) if (onward.length > 0) addResource(target, root);

  const incoming = (root: string): readonly About[] => (of.get(root) ?? []).filter(({ hop }) => hop === 'in');
  for (const id of nodes.keys().toArray()) {
    const all = incoming(id);
    const found = told(all);
    if (found) {
      const reach = reaches.get(id);
      const who = reach === undefined ? clients.any : reach ? clients.inside : clients.internet;
      const old = all.find(({ matter, item }) => matter === 'old-tls' && item.standing === 'open');
      connect({
        from: add({ id: who, name: who, kind: 'clients' }),
        to: id,
        ...found,
        ...termsOfEntry(termsAt(id), old?.item.accepts),
        ...(identifies(all) && { identified: true }),
        findings: findingsOf(all),
      });
    }
    const within = (of.get(id) ?? []).filter(({ hop }) => hop === 'within');
    const inside = told(within);
    if (inside) connect({ from: id, to: id, ...inside, findings: findingsOf(within) });
  }

  // Of a rule that is as it should be there is nothing to tell.
  for (const { item, hop, root } of about)
    if (hop === 'let-in' && stateOf(item, false) !== 'encrypted' && item.standing !== 'gone')
      connect({
        from: add({ id: clients.any, name: clients.any, kind: 'clients' }),
        to: addResource(item.target, root, item.owner),
        state: 'unknown',
        ...(item.why !== undefined && { why: item.why }),
        findings: findingsOf(about.filter((one) => one.item === item)),
      });

  const stopAt = new Map(stops.map(({ target: one, root }) => [root, one]));
  /** The node of what a way leads to: one that was looked at, by its host, its id or its ARN; else one elsewhere. */
  const reached = (to: string): string => {
    const root = byHost.get(host(to)) ?? rootOf(to);
    const met = stopAt.get(root);
    if (nodes.has(root)) return root;
    return met ? addResource(met, root) : addElsewhere(to);
  };

  const beside = Map.groupBy(
    stops.flatMap(({ target: { arn }, onward }) => onward.map((way) => ({ at: arn, ...way }))),
    ({ at: place }) => place,
  );
  /** What is found at a place with several ways is about the worst of them: the others are not named by it. */
  const aboutWay = (way: Onward, place: string): readonly About[] => {
    const ways = beside.get(place) ?? [];
    const isWorst = (rank: (one: Onward) => number): boolean => ways.every((one) => rank(one) >= rank(way));
    return (out.get(place) ?? []).filter(({ matter }) =>
      matter === 'plaintext' ? isWorst(openness) : matter === 'old-tls' ? isWorst(age) : true,
    );
  };
  const wayTo = new Set<string>();
  const placed = new Set<string>();
  for (const { root, onward, target } of stops)
    for (const way of onward) {
      const { to, port, speaks, encrypted, oldest, why: says, at: place = target.arn } = way;
      const end = reached(to);
      const key = JSON.stringify([root, end, port, speaks, encrypted, oldest]);
      if (wayTo.has(key)) continue;
      wayTo.add(key);
      const leaving = aboutWay(way, place);
      placed.add(place);
      const configured: Pick<Edge, 'state'> | undefined =
        encrypted === undefined
          ? undefined
          : { state: encrypted === 'enforced' ? 'enforced' : encrypted ? 'encrypted' : 'plaintext' };
      const open = findingsOf(leaving);
      const why = told(leaving)?.why;
      const found: Pick<Edge, 'state' | 'why'> = configured ??
        told(leaving) ??
        told(incoming(end)) ?? { state: 'unknown' as const };
      connect({
        from: root,
        to: end,
        ...found,
        ...(found.state !== 'plaintext' && termsOfWay({ port, oldest }, termsAt(end))),
        ...(configured?.state === 'plaintext' && why !== undefined && { why }),
        // A finding about the very way tells more.
        ...(found.why === undefined && says !== undefined && { why: says }),
        ...(port !== undefined && { port }),
        ...(speaks !== undefined && { speaks }),
        ...((identifies(leaving) || identifies(incoming(end))) && { identified: true }),
        findings: open,
      });
    }
  // What leaves and leads to nothing that was told: a finding all the same.
  for (const [place, leaving] of out) {
    const found = told(leaving);
    const [first] = leaving;
    if (placed.has(place) || !found || !first) continue;
    connect({
      from: addResource(first.item.target, first.root, first.item.owner),
      to: add({ id: `${place} out`, name: 'what it reaches', kind: 'elsewhere' }),
      ...found,
      findings: findingsOf(leaving),
    });
  }
  for (const { to, name, tls, count } of seen) {
    const end = rootOf(to);
    if (!nodes.has(end)) continue;
    connect({
      from: add({ id: `seen ${name}`, name: short(name), kind: 'seen in logs' }),
      to: end,
      state: tls === undefined ? 'plaintext' : 'encrypted',
      ...(tls !== undefined && { speaks: tls }),
      why: `Logs show ${count} ${count === 1 ? 'request' : 'requests'} ${tls === undefined ? 'without TLS' : `with ${tls}`}.`,
      findings: findingsOf(incoming(end)),
    });
  }

  const sorted = edges.toSorted(
    (a, b) =>
      hopStates.indexOf(a.state) - hopStates.indexOf(b.state) ||
      (`${a.from} ${a.to} ${a.port ?? ''}` < `${b.from} ${b.to} ${b.port ?? ''}` ? -1 : 1),
  );
  const linked = new Set(sorted.flatMap(({ from, to }) => [from, to]));
  return {
    at,
    nodes: [...nodes.values()].filter(({ id }) => linked.has(id)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ...summed(sorted),
    unread: stops
      .flatMap(({ root, unread }) => (unread === undefined ? [] : [{ id: root, says: unread }]))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
};

/** The hops that begin or end at what is wanted: the rest of a map is somebody else's. Pure. */
export const aboutOnly = (map: TransitMap, isWanted: (node: Node) => boolean): TransitMap => {
  const wanted = new Set(map.nodes.filter(isWanted).map(({ id }) => id));
  const edges = map.edges.filter(({ from, to }) => wanted.has(from) || wanted.has(to));
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const ending = new Set(map.ends.map((index) => map.edges[index]));
  return {
    ...map,
    nodes: map.nodes.filter(({ id }) => linked.has(id)),
    ...summed(edges),
    // What comes in to the other side is not among these hops, and TLS ends there all the same.
    ends: edges.flatMap((edge, index) => (ending.has(edge) ? [index] : [])),
    unread: map.unread.filter(({ id }) => wanted.has(id)),
  };
};
