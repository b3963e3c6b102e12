import { Graph, layout } from '@dagrejs/dagre';
import { curveBumpX, line } from 'd3-shape';
import { asideOf, fixOf, folded, spokenOf, stateWords, wordsOf } from '../map/fold.ts';
import { type Edge, hopStates, type Node, type TransitMap } from '../map/graph.ts';
import { number, round } from './format.ts';
import { html, type Markup, type Value } from './markup.ts';

/** A list with more rows is read by nobody; `waxseal map --format json` has all. */
const most = 200;
const wide = 208;
const high = 40;
/** About how wide a letter of a label is. */
const letter = 6.2;
const cut = (text: string, room: number): string =>
  text.length > room ? `${text.slice(0, room - 1)}…` : text;
const labelOf = (edge: Edge): string => cut(spokenOf(edge).join(', '), 28);

interface Placed {
  readonly x: number;
  readonly y: number;
}
interface Way {
  readonly points: readonly Placed[];
  /** Where what is spoken stands: before the end at which fewer meet. */
  readonly label: Placed & { readonly anchor: 'start' | 'end' };
}

/** How far from the middle of its side the nth of all that meet there stands. */
const apart = (nth: number, all: number): number => (nth - (all - 1) / 2) * Math.min(14, (high - 12) / all);

/** Everything but what stays within one node, from left to right. Ways leave and reach boxes at their sides. */
const laidOut = ({ nodes, edges }: TransitMap) => {
  const graph = new Graph({ multigraph: true });
  const longest = Math.max(0, ...edges.map((edge) => labelOf(edge).length));
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 12,
    ranksep: Math.max(96, longest * letter + 16),
    marginx: 6,
    marginy: 10,
  });
  for (const { id } of nodes) graph.setNode(id, { width: wide, height: high });
  const ways = edges.filter(({ from, to }) => from !== to);
  ways.forEach(({ from, to }, index) => graph.setEdge(from, to, {}, String(index)));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const place = (id: string): Placed => {
    const { x = 0, y = 0 } = graph.node(id) ?? {};
    return { x, y };
  };
  // In a circle one leads back.
  const towards = ({ from, to }: Edge): number => (place(to).x < place(from).x ? -1 : 1);
  const sideOf = (edge: Edge, end: 'from' | 'to'): string =>
    `${(end === 'from' ? 1 : -1) * towards(edge)} ${edge[end]}`;
  // In the order in which what they lead to stands, so that none crosses another at the box itself.
  const meeting = Map.groupBy(
    ways
      .flatMap((edge) => [
        { edge, side: sideOf(edge, 'from'), other: place(edge.to).y },
        { edge, side: sideOf(edge, 'to'), other: place(edge.from).y },
      ])
      .toSorted((a, b) => a.other - b.other),
    ({ side }) => side,
  );
  const met = (edge: Edge, end: 'from' | 'to'): Placed & { readonly all: number } => {
    const all = meeting.get(sideOf(edge, end)) ?? [];
    const { x, y } = place(edge[end]);
    return {
      x: x + ((end === 'from' ? 1 : -1) * towards(edge) * wide) / 2,
      y:
        y +
        apart(
          all.findIndex((one) => one.edge === edge),
          all.length,
        ),
      all: all.length,
    };
  };
  const way = (edge: Edge): Way => {
    const { from, to } = edge;
    const [start, end] = [met(edge, 'from'), met(edge, 'to')];
    const points: readonly Placed[] = graph.edge(from, to, String(ways.indexOf(edge)))?.points ?? [];
    const passed = points
      // Every other point is halfway between two columns. The rest are within one, where it goes straight on between the boxes.
      .filter((_point, index) => index > 0 && index < points.length - 1 && index % 2 === 0)
      .flatMap(({ x, y }) => [-1, 1].map((half) => ({ x: x + (half * towards(edge) * wide) / 2, y })));
    const atEnd = end.all <= start.all;
    const { x, y } = atEnd ? end : start;
    const inwards = (atEnd ? -1 : 1) * towards(edge);
    return {
      points: [start, ...passed, end],
      label: { x: x + inwards * 6, y: y - 4, anchor: inwards < 0 ? 'end' : 'start' },
    };
  };
  return { width, height, place, way };
};

const curve = line<Placed>()
  .x(({ x }) => round(x))
  .y(({ y }) => round(y))
  .curve(curveBumpX);

const box = ({ name, kind }: Node, { x, y }: Placed, within: Edge | undefined): Markup =>
  html`<g
    class="node${kind === 'clients' || kind === 'elsewhere' ? ' outside' : ''}"
    transform="translate(${round(x - wide / 2)} ${round(y - high / 2)})"
    ><title>${name} (${kind})${within && `: within it ${wordsOf(within)}`}</title
    ><rect width="${wide}" height="${high}" rx="7" class="${within ? `h-${within.state}` : ''}" /><text
      x="10"
      y="17"
      >${cut(name, 28)}</text
    ><text class="small" x="10" y="32"
      >${cut(`${kind === 'clients' ? 'who asks' : kind}${within ? `, within ${stateWords[within.state]}` : ''}`, 34)}</text
    ></g
  >`;

const picture = (map: TransitMap): Markup => {
  const shown = folded(map, { most: 1, across: true });
  const { width, height, place, way } = laidOut(shown);
  const name = new Map(shown.nodes.map((node) => [node.id, node.name]));
  const within = new Map(shown.edges.filter(({ from, to }) => from === to).map((edge) => [edge.from, edge]));
  const drawn = shown.edges.flatMap((edge) => (edge.from === edge.to ? [] : [[edge, way(edge)] as const]));
  return html`<svg
    class="map"
    viewBox="0 0 ${round(width)} ${round(height)}"
    width="${round(width)}"
    role="img"
    aria-labelledby="map-t map-d"
  >
    <title id="map-t">Who sends what to whom</title>
    <desc id="map-d">
      ${hopStates.map((state) => `${number(map.counts[state])} ${stateWords[state]}`).join(', ')}. The tables
      below say the same.
    </desc>
    ${drawn.map(
      ([edge, { points }]) =>
        html`<g class="hop h-${edge.state}"
          ><title>
            ${name.get(edge.from)} to ${name.get(edge.to)}: ${[wordsOf(edge), ...asideOf(edge)].join(', ')}</title
          ><path d="${curve([...points])}"
        /></g>`,
    )}
    ${drawn.map(([edge, { label }]) => {
      const told = labelOf(edge);
      // Above all lines, so that none goes through it.
      return (
        told !== '' &&
        html`<text class="spoken" x="${round(label.x)}" y="${round(label.y)}" text-anchor="${label.anchor}"
          >${told}</text
        >`
      );
    })}
    ${shown.nodes.map((node) => box(node, place(node.id), within.get(node.id)))}
  </svg>`;
};

const legend = html`<ul class="legend">
  ${hopStates.map(
    (state) =>
      html`<li>
        <svg width="34" height="10" aria-hidden="true" class="hop h-${state}"><path d="M1 5H33" /></svg>
        ${stateWords[state]}
      </li> `,
  )}
</ul>`;

const table = (map: TransitMap, caption: string, edges: readonly Edge[]): Value => {
  if (edges.length === 0) return '';
  const name = new Map(map.nodes.map((node) => [node.id, node]));
  const called = (id: string): Value => {
    const { name: one = id, kind = '', account, region } = name.get(id) ?? {};
    const where = [kind, account, region].filter((part) => part !== undefined && part !== '').join(' ');
    return html`<span class="id">${one}</span><span class="sub">${where}</span>`;
  };
  return html`<table class="list">
      <caption>
        ${caption}: ${number(edges.length)}
      </caption>
      <thead>
        <tr>
          <th scope="col">from</th>
          <th scope="col">to</th>
          <th scope="col">goes</th>
          <th scope="col">finding</th>
        </tr>
      </thead>
      <tbody>
        ${edges.slice(0, most).map(
          (edge) =>
            html`<tr>
              <th scope="row">${called(edge.from)}</th>
              <td data-is="to">${edge.from === edge.to ? 'within it' : called(edge.to)}</td>
              <td data-is="goes">
                ${wordsOf(edge)}${(edge.certificates ?? []).map((one) => html`<span class="sub">${one}</span>`)}
              </td>
              <td data-is="finding">
                ${fixOf(edge) ?? 'none'}${edge.why !== undefined && html`<span class="sub">${edge.why}</span>`}
              </td>
            </tr> `,
        )}
      </tbody>
    </table>
    ${edges.length > most && html`<p class="note">and ${number(edges.length - most)} more; waxseal map --format json has all.</p>`}`;
};

/** Every hop as a picture, and the same as tables: what breaks a chain end to end first. */
export const mapSection = (map: TransitMap): Markup => {
  const ends = map.ends.flatMap((index) => map.edges[index] ?? []);
  const those = (state: Edge['state']) =>
    map.edges.filter((edge) => edge.state === state && !ends.includes(edge));
  return html`<section class="card" id="map">
    <h2>Hops <span class="sub">${number(map.edges.length)}</span></h2>
    <p class="note">
      Who sends what to whom, as AWS describes it.
      ${hopStates.map((state) => `${number(map.counts[state])} ${stateWords[state]}`).join(', ')}.
    </p>
    ${table(map, 'TLS ends here', ends)} ${legend}
    ${map.edges.length > 0 && html`<div class="scroll" tabindex="0" role="region" aria-label="Picture of all hops">${picture(map)}</div>`}
    ${table(map, 'In the clear', those('plaintext'))}
    <details>
      <summary>Hops that are not known</summary>
      ${table(map, 'Not known', those('unknown'))}
    </details>
    <details>
      <summary>Hops that are encrypted</summary>
      ${table(map, 'Encrypted', those('encrypted'))} ${table(map, 'Enforced by AWS', those('enforced'))}
    </details>
    ${map.unread.length > 0 && html`<p class="note">Of ${number(map.unread.length)} it could not be read where they lead: there may be more hops.</p>`}
  </section>`;
};
