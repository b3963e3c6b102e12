import { type Edge, type HopState, hopStates, type Node, type TransitMap } from './graph.ts';
import { isOldTls, oldestOfAll } from './terms.ts';

export const stateWords: Readonly<Record<HopState, string>> = {
  plaintext: 'in the clear',
  unknown: 'not known',
  encrypted: 'encrypted',
  enforced: 'enforced by AWS',
};
/** What a hop speaks: `HTTPS 443`, `TLS 1.2 or newer`. */
export const spokenOf = ({ state, speaks, port, oldest }: Omit<Edge, 'findings'>): readonly string[] => [
  ...([speaks, port].some((one) => one !== undefined)
    ? [[speaks, port].filter((one) => one !== undefined).join(' ')]
    : []),
  ...(oldest === undefined || state === 'plaintext' ? [] : [`${oldest} or newer`]),
];
/** Encrypted, and old TLS gets by all the same. */
export const isOld = ({ state, oldest = '', speaks = '' }: Omit<Edge, 'findings'>): boolean =>
  (state === 'encrypted' || state === 'enforced') && [oldest, speaks].some(isOldTls);
export const wordsOf = (edge: Omit<Edge, 'findings'>): string =>
  [`${stateWords[edge.state]}${isOld(edge) ? ', old TLS' : ''}`, ...spokenOf(edge)].join(', ');

/** The remediation whose finding is about what is wrong with a hop: what would fix it. */
export const fixOf = ({ state, findings }: Pick<Edge, 'state' | 'findings'>): string | undefined => {
  const matter = state === 'plaintext' || state === 'unknown' ? 'plaintext' : 'old-tls';
  return findings.find((one) => one.matter === matter)?.remediation;
};

/** A certificate, and the remediation about what is wrong: what stands behind a hop where there is room. */
export const asideOf = (edge: Edge): readonly string[] => {
  const { certificates: [first, ...more] = [] } = edge;
  const fix = fixOf(edge);
  return [
    ...(first === undefined
      ? []
      : more.length > 0
        ? [`${more.length + 1} certificates`]
        : [`certificate ${first.replace(/^.*[/:]/, '')}`]),
    ...(fix === undefined ? [] : [fix]),
  ];
};

/** `S3 13, SQS 2`: where most are comes first. */
const kindsOf = (nodes: readonly Node[]): string =>
  [...Map.groupBy(nodes, ({ kind }) => kind)]
    .toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([kind, all]) => `${kind} ${all.length}`)
    .join(', ');

/** How much is put together: each kind for itself, or all that stand alike. */
export interface Folding {
  /** More leaves that stand alike than this are one. */
  readonly most: number;
  readonly across: boolean;
}

/**
 * The same map with leaves that stand alike as one node: a hundred buckets are no picture. Lists name them all. A leaf leads
 * to nothing; what leads only to something of which nothing is told is one, too. Pure.
 */
export const folded = (
  map: TransitMap,
  { most, across }: Folding = { most: 3, across: false },
): TransitMap => {
  const nodes = new Map(map.nodes.map((node) => [node.id, node]));
  const kindOf = (id: string): string => nodes.get(id)?.kind ?? '';
  const degree = new Map<string, number>();
  for (const { from, to } of map.edges)
    for (const id of [from, to]) degree.set(id, (degree.get(id) ?? 0) + 1);
  const groupOf = (edge: Edge): string | undefined => {
    if (edge.from === edge.to || degree.get(edge.to) !== 1) return undefined;
    const isOutside = kindOf(edge.to) === 'elsewhere';
    const from = isOutside && degree.get(edge.from) === 1 ? '' : edge.from;
    const kind = from === '' ? kindOf(edge.from) : isOutside ? 'elsewhere' : kindOf(edge.to);
    return JSON.stringify([
      from,
      across && !(isOutside && from !== '') ? '' : kind,
      isOutside,
      isOutside ? wordsOf(edge) : edge.state,
    ]);
  };
  const groups = Map.groupBy(map.edges, groupOf);
  const ending = new Set(map.ends.map((index) => map.edges[index]));
  const made: Node[] = [];
  const edges: Edge[] = [];
  const togetherAs = (id: string, all: readonly string[]): string => {
    const them = all.flatMap((one) => nodes.get(one) ?? []);
    if (new Set(all).size === 1) return all[0] ?? id;
    made.push({ id, name: `${them.length} resources`, kind: kindsOf(them) });
    return id;
  };
  for (const [group, members] of groups) {
    const [first] = members;
    if (group === undefined || !first || members.length <= most) {
      edges.push(...members);
      continue;
    }
    const { state, speaks, port } = first;
    const isOutside = kindOf(first.to) === 'elsewhere';
    const oldest = oldestOfAll(members.map((one) => one.oldest));
    const certificates = [...new Set(members.flatMap((one) => one.certificates ?? []))];
    const edge: Edge = {
      from: togetherAs(
        `${group} from`,
        members.map(({ from }) => from),
      ),
      to: togetherAs(
        `${group} to`,
        members.map(({ to }) => to),
      ),
      state,
      ...(isOutside && speaks !== undefined && { speaks }),
      ...(isOutside && port !== undefined && { port }),
      ...(oldest !== undefined && { oldest }),
      ...(certificates.length > 0 && { certificates }),
      findings: members.flatMap(({ findings }) => findings),
    };
    edges.push(edge);
    if (members.some((one) => ending.has(one))) ending.add(edge);
  }
  const all = edges.toSorted((a, b) => hopStates.indexOf(a.state) - hopStates.indexOf(b.state));
  const linked = new Set(all.flatMap(({ from, to }) => [from, to]));
  return {
    ...map,
    nodes: [...map.nodes.filter(({ id }) => linked.has(id)), ...made],
    edges: all,
    ends: all.flatMap((edge, index) => (ending.has(edge) ? [index] : [])),
  };
};
