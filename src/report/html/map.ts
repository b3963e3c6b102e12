import { Graph, layout } from '@dagrejs/dagre';
import { curveMonotoneX, line } from 'd3-shape';
import { asideOf, fixOf, folded, spokenOf, stateWords, wordsOf } from '../map/fold.ts';
import { type Edge, hopStates, type Node, type TransitMap } from '../map/graph.ts';
import { number, round } from './format.ts';
import { html, type Markup, type Value } from './markup.ts';

/** A list with more rows is read by nobody; `waxseal map --format json` has all. */
const most = 200;
const wide = 190;
const cut = (text: string, room: number): string =>
  text.length > room ? `${text.slice(0, room - 1)}…` : text;

interface Placed {
  readonly x: number;
  readonly y: number;
}

/** Everything but what stays within one node, from left to right. */
const laidOut = ({ nodes, edges }: TransitMap) => {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 12, ranksep: 96, marginx: 6, marginy: 10 });
  for (const { id } of nodes) graph.setNode(id, { width: wide, height: 40 });
  edges.forEach(({ from, to }, index) => {
    if (from !== to) graph.setEdge(from, to, {}, String(index));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    place: (id: string): Placed => {
      const { x = 0, y = 0 } = graph.node(id) ?? {};
      return { x, y };
    },
    points: ({ from, to }: Edge, index: number): readonly Placed[] =>
      graph.edge(from, to, String(index))?.points ?? [],
  };
};

const curve = line<Placed>()
  .x(({ x }) => round(x))
  .y(({ y }) => round(y))
  .curve(curveMonotoneX);

const box = ({ name, kind }: Node, { x, y }: Placed, within: Edge | undefined): Markup =>
  html`<g
    class="node${kind === 'clients' || kind === 'elsewhere' ? ' outside' : ''}"
    transform="translate(${round(x - wide / 2)} ${round(y - 20)})"
    ><title>${name} (${kind})${within && `: within it ${wordsOf(within)}`}</title
    ><rect width="${wide}" height="40" rx="7" class="${within ? `h-${within.state}` : ''}" /><text
      x="10"
      y="17"
      >${cut(name, 26)}</text
    ><text class="small" x="10" y="32"
      >${cut(`${kind === 'clients' ? 'who asks' : kind}${within ? `, within ${stateWords[within.state]}` : ''}`, 30)}</text
    ></g
  >`;

const picture = (map: TransitMap): Markup => {
  const shown = folded(map, { most: 1, across: true });
  const { width, height, place, points } = laidOut(shown);
  const name = new Map(shown.nodes.map((node) => [node.id, node.name]));
  const within = new Map(shown.edges.filter(({ from, to }) => from === to).map((edge) => [edge.from, edge]));
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
    ${shown.edges.map((edge, index) => {
      if (edge.from === edge.to) return '';
      const all = points(edge, index);
      const middle = all[Math.floor(all.length / 2)] ?? { x: 0, y: 0 };
      const told = spokenOf(edge).join(', ');
      return html`<g class="hop h-${edge.state}"
        ><title>
          ${name.get(edge.from)} to ${name.get(edge.to)}: ${[wordsOf(edge), ...asideOf(edge)].join(', ')}</title
        ><path
          d="${curve([...all])}"
        />${told !== '' && html`<text x="${round(middle.x)}" y="${round(middle.y - 4)}" text-anchor="middle">${told}</text>`}</g
      >`;
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
    ${table(map, 'In the clear', those('plaintext'))} ${table(map, 'Not known', those('unknown'))}
    <details>
      <summary>Hops that are encrypted</summary>
      ${table(map, 'Encrypted', those('encrypted'))} ${table(map, 'Enforced by AWS', those('enforced'))}
    </details>
    ${map.unread.length > 0 && html`<p class="note">Of ${number(map.unread.length)} it could not be read where they lead: there may be more hops.</p>`}
  </section>`;
};
