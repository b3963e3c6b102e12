import { safe } from '../safe.ts';
import { asideOf, isOld, wordsOf } from './fold.ts';
import type { Edge, HopState, TransitMap } from './graph.ts';

/** Short names for the nodes of a drawing, by position: AWS's own hold letters that Mermaid and DOT read otherwise. */
const shortIds = ({ nodes }: TransitMap): ReadonlyMap<string, string> =>
  new Map(nodes.map(({ id }, index) => [id, `n${index}`]));

const labelOf = ({ name, kind }: TransitMap['nodes'][number]): string =>
  safe(kind === 'clients' ? name : `${name} (${kind})`);

/** Letters that Mermaid would take for its own, by their numbers. https://mermaid.js.org/syntax/flowchart.html */
const mermaidText = (text: string): string =>
  text.replaceAll(/[^\w .,:/()-]/g, (one) => `#${one.codePointAt(0)};`);

const textOf = (edge: Edge): string => [wordsOf(edge), ...asideOf(edge)].join(', ');

const arrows: Readonly<Record<HopState, string>> = {
  plaintext: '-.->',
  unknown: '-.->',
  encrypted: '-->',
  enforced: '==>',
};

/** More than this Mermaid does not draw unless its page sets `maxEdges` or `maxTextSize`. */
export const isTooMuchForMermaid = ({ edges }: TransitMap, words: string): boolean =>
  edges.length > 500 || words.length > 50_000;

/** A flowchart of Mermaid. */
export const mermaid = (map: TransitMap): string => {
  const ids = shortIds(map);
  const line = (edge: Edge): string =>
    `  ${ids.get(edge.from)} ${arrows[edge.state]}|"${mermaidText(textOf(edge))}"| ${ids.get(edge.to)}`;
  const plain = map.edges.flatMap(({ state }, index) => (state === 'plaintext' ? [index] : []));
  return [
    'flowchart LR',
    ...map.nodes.map((node) => `  ${ids.get(node.id)}["${mermaidText(labelOf(node))}"]`),
    ...map.edges.map(line),
    ...(plain.length > 0 ? [`  linkStyle ${plain.join(',')} stroke:#c62828,stroke-width:2px`] : []),
    '',
  ].join('\n');
};

const dotText = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const lookOf: Readonly<Record<HopState, string>> = {
  plaintext: 'color="#c62828" style=dashed',
  unknown: 'color="#7b1fa2" style=dotted',
  encrypted: 'color="#2e7d32"',
  enforced: 'color="#00695c" style=bold',
};

/** A graph of Graphviz. */
export const dot = (map: TransitMap): string => {
  const ids = shortIds(map);
  return [
    'digraph transit {',
    '  rankdir=LR; node [shape=box fontname="sans-serif"]; edge [fontname="sans-serif"];',
    ...map.nodes.map((node) => `  ${ids.get(node.id)} [label=${dotText(labelOf(node))}];`),
    ...map.edges.map(
      (edge) =>
        `  ${ids.get(edge.from)} -> ${ids.get(edge.to)} [label=${dotText(safe(textOf(edge)))} ${isOld(edge) ? 'color="#b26a00"' : lookOf[edge.state]}];`,
    ),
    '}',
    '',
  ].join('\n');
};
