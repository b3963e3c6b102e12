import { type Block, bold, dim, gap, heading, lines, type Span, table, text, type Words } from '../blocks.ts';
import { asideOf, fixOf, folded, isOld, stateWords, wordsOf } from './fold.ts';
import { type Edge, hopStates, type TransitMap } from './graph.ts';

const styles = { plaintext: 'red', unknown: 'magenta', encrypted: 'green', enforced: 'cyan' } as const;

const stateSpan = (edge: Edge): Span => ({
  text: wordsOf(edge),
  style: isOld(edge) ? 'yellow' : styles[edge.state],
});

const asides = (edge: Edge): readonly Span[] => asideOf(edge).map((one) => dim(`, ${one}`));

/** Every way from those whom nothing leads to, as a tree; what was shown before is named again, not opened again. */
const treeOf = ({ nodes, edges }: TransitMap): readonly Words[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const from = Map.groupBy(
    edges.filter((edge) => edge.from !== edge.to),
    (edge) => edge.from,
  );
  const within = new Map(edges.filter((edge) => edge.from === edge.to).map((edge) => [edge.from, edge]));
  const reached = new Set(edges.filter((edge) => edge.from !== edge.to).map(({ to }) => to));
  const shown = new Set<string>();
  const nameOf = (id: string, by: readonly Span[] = []): readonly Span[] => {
    const { name = id, kind = '' } = byId.get(id) ?? {};
    const inside = within.get(id);
    return [
      { text: name },
      dim(kind === 'clients' ? '' : ` (${kind})`),
      ...by,
      ...(inside ? [dim('; within it '), stateSpan(inside), ...asides(inside)] : []),
    ];
  };
  const below = (id: string, lead: string): readonly Words[] => {
    const children = from.get(id) ?? [];
    if (shown.has(id)) return children.length === 0 ? [] : [[dim(`${lead}└─ as above`)]];
    shown.add(id);
    return children.flatMap((edge, index) => {
      const isLast = index === children.length - 1;
      const line: Words = [
        dim(`${lead}${isLast ? '└─ ' : '├─ '}`),
        stateSpan(edge),
        dim(' → '),
        ...nameOf(edge.to, asides(edge)),
      ];
      return [line, ...below(edge.to, `${lead}${isLast ? '   ' : '│  '}`)];
    });
  };
  const starts = nodes.filter(({ id }) => !reached.has(id)).map(({ id }) => id);
  const all = starts.flatMap((id) => [nameOf(id), ...below(id, '')]);
  // A circle has no beginning: begin anywhere in it.
  const rest = nodes.filter(({ id }) => !shown.has(id) && from.has(id));
  return [...all, ...rest.flatMap(({ id }) => (shown.has(id) ? [] : [nameOf(id), ...below(id, '')]))];
};

const columns = [
  { head: 'from' },
  { head: 'to' },
  { head: 'goes' },
  { head: 'remediation', keep: true },
  { head: 'why' },
] as const;

const rowOf =
  (names: ReadonlyMap<string, string>) =>
  (edge: Edge): readonly Words[] => [
    names.get(edge.from) ?? edge.from,
    edge.from === edge.to ? dim('within it') : (names.get(edge.to) ?? edge.to),
    stateSpan(edge),
    fixOf(edge) ?? dim('none'),
    edge.why ?? '',
  ];

const section = (map: TransitMap, head: string, edges: readonly Edge[], most: number): readonly Block[] =>
  edges.length === 0
    ? []
    : [
        heading(head),
        table(
          [...columns],
          edges.slice(0, most).map(rowOf(new Map(map.nodes.map(({ id, name }) => [id, name])))),
        ),
        ...(edges.length > most
          ? [text([dim(`and ${edges.length - most} more: --all and --format json name them all.`)])]
          : []),
        gap,
      ];

const counted = ({ edges, counts }: TransitMap): Block =>
  text([
    bold(`${edges.length} ${edges.length === 1 ? 'hop' : 'hops'}: `),
    ...hopStates.flatMap((state, index): readonly Span[] => [
      ...(index > 0 ? [{ text: ', ' }] : []),
      counts[state] === 0
        ? dim(`0 ${stateWords[state]}`)
        : { text: `${counts[state]} ${stateWords[state]}`, style: styles[state] },
    ]),
  ]);

const endingIn = ({ ends, edges }: TransitMap): readonly Edge[] =>
  ends.flatMap((index) => edges[index] ?? []);

/** How many hops are how, and where TLS ends: what a report says of them. */
export const hopsInShort = (map: TransitMap): readonly Block[] => [
  counted(map),
  gap,
  ...section(map, 'TLS ends here', endingIn(map), 20),
];

/** What breaks a chain first, then whatever else is in the clear or not known, then all of it as a tree. */
export const mapBlocks = (map: TransitMap, all = false): readonly Block[] => {
  const { edges, unread } = map;
  const ending = endingIn(map);
  const other = edges.filter((edge) => edge.state === 'plaintext' && !ending.includes(edge));
  const tree = treeOf(all ? map : folded(map));
  const upTo = (most: number): number => (all ? Infinity : most);
  return [
    counted(map),
    gap,
    ...section(map, 'TLS ends here', ending, upTo(50)),
    ...section(map, 'In the clear', other, upTo(50)),
    ...section(
      map,
      'Not known',
      edges.filter(({ state }) => state === 'unknown'),
      upTo(20),
    ),
    ...(tree.length > 0 ? [heading('All hops'), lines(tree, 0), gap] : []),
    ...(unread.length > 0
      ? [
          text([bold(`${unread.length} not read: there may be more hops behind them.`)]),
          ...unread.slice(0, upTo(20)).map(({ id, says }) => text([dim(`${id}: ${says}`)], 2)),
          gap,
        ]
      : []),
  ];
};
