import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Pair } from 'yaml';
import { pathText, type Path, type Problem } from './problem.ts';
import { policyLimits, type YamlLimits } from './yaml-limits.ts';
import { notText, wordAt, yamlWords, type Words } from './yaml-words.ts';
import { textFault } from './text-fault.ts';

/** Copies that aliases may make in all: a bomb of ten lines makes billions. */
const mostAliases = 200;

export interface Yaml {
  readonly data: unknown;
  readonly problems: readonly Problem[];
  /** Where the deepest part of the path that exists begins; `key`: where its key does. */
  readonly at: (path: Path, key?: 'key') => Pick<Problem, 'line' | 'column'>;
  /** How a scalar is written in the file. */
  readonly source: (path: Path) => string | undefined;
}

const keyText = ({ key }: Pair): string | undefined =>
  isScalar(key) &&
  (typeof key.value === 'string' || typeof key.value === 'number' || typeof key.value === 'boolean')
    ? String(key.value)
    : undefined;
const start = (node: unknown): number | undefined =>
  node !== null && typeof node === 'object' && 'range' in node && Array.isArray(node.range)
    ? Number(node.range[0])
    : undefined;

interface Fault extends Words {
  readonly offset: number;
  readonly path: Path;
}

/** Every node with its path. Walked without recursion; what lies too deep is answered and not entered. */
const nodesOf = function* (root: unknown, deepest: number): Iterable<{ node: unknown; path: Path }> {
  const open: { node: unknown; path: Path }[] = [{ node: root, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    const { node, path } = next;
    if (path.length > deepest) continue;
    if (isSeq(node))
      open.push(...node.items.map((item, index) => ({ node: item, path: [...path, index] })).toReversed());
    if (isMap(node))
      open.push(
        ...node.items
          .flatMap((pair) => {
            const here = [...path, keyText(pair) ?? '?'];
            return [
              { node: pair.key, path: here },
              { node: pair.value, path: here },
            ];
          })
          .toReversed(),
      );
  }
};

const anchorOf = (node: unknown): string | undefined =>
  (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor ? node.anchor : undefined;

/** `*prod*`, `&prod`: patterns without quotes, which YAML takes for aliases and anchors. */
const wildcardFaults = function* (root: unknown, text: string, deepest: number): Iterable<Fault> {
  const anchors = new Set<string>();
  for (const { node, path } of nodesOf(root, deepest)) {
    const anchor = anchorOf(node);
    if (anchor !== undefined) anchors.add(anchor);
    const offset = start(node) ?? 0;
    if (isAlias(node) && !anchors.has(node.source))
      yield { offset, path, ...notText(`*${node.source}`, 'read as the name of a YAML alias') };
    else if (anchor !== undefined && isScalar(node) && node.source === '' && node.type === 'PLAIN') {
      const begin = text.lastIndexOf('&', offset);
      const words = notText(`&${anchor}`, 'read as the name of a YAML anchor, and the value is empty');
      yield { offset: Math.max(0, begin), path, ...words };
    }
  }
};

/** What YAML allows and a policy does not, each with the offset at which it stands. Walked without recursion. */
const faults = function* (root: unknown, deepest: number): Iterable<Fault> {
  for (const { node, path } of nodesOf(root, deepest)) {
    if (path.length > deepest) {
      yield {
        offset: start(node) ?? 0,
        path: [],
        says: 'is nested too deeply.',
        todo: 'A policy needs few levels.',
      };
      return;
    }
    if (!isMap(node)) continue;
    const seen = new Set<string>();
    for (const pair of node.items) {
      const name = keyText(pair);
      const offset = start(pair.key) ?? start(node) ?? 0;
      const here = [...path, name ?? '?'];
      if (name === undefined)
        yield { offset, path: here, says: 'has no name.', todo: 'Write the key as text.' };
      else if (name === '__proto__')
        yield { offset, path: here, says: 'is no key for a policy.', todo: 'Remove it.' };
      else if (seen.has(name))
        yield { offset, path: here, says: 'is written twice.', todo: 'Only one could count: join the two.' };
      else seen.add(name);
    }
  }
};

const walk = (document: Document, path: Path, key: boolean): unknown => {
  let node: unknown = document.contents;
  for (const [index, part] of path.entries()) {
    const whole: unknown = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(whole) ? whole.items.find((one) => keyText(one) === String(part)) : undefined;
    const next: unknown = isSeq(whole) && typeof part === 'number' ? whole.items[part] : pair?.value;
    if (pair && (start(next) === undefined || (key && index === path.length - 1))) return pair.key;
    if (next === undefined || next === null) return node;
    node = next;
  }
  return node;
};

const failed = (words: Words, { line, column } = { line: 1, column: 1 }): Yaml => ({
  data: undefined,
  problems: [{ line, column, path: '', says: words.says, todo: words.todo }],
  at: () => ({ line: 1, column: 1 }),
  source: () => undefined,
});

const parse = (text: string): { document: Document; counter: LineCounter } => {
  const counter = new LineCounter();
  // Keys are compared by us: the parser does it in quadratic time.
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: false });
  return { document, counter };
};

/** `on` is true and 010 is eight in YAML 1.1: what a reviewer reads must be what counts. */
const versionFault = ({ directives }: Document): readonly Fault[] =>
  directives?.yaml.explicit && directives.yaml.version !== '1.2'
    ? [
        {
          offset: 0,
          path: [],
          says: `The file asks to be read as YAML ${directives.yaml.version}, in which words such as on and numbers such as 010 mean something else.`,
          todo: 'Remove the line that begins with %YAML.',
        },
      ]
    : [];

const tooManyCopies: Words = {
  says: 'The file repeats itself too often: its aliases (*name) would make more copies than any policy needs.',
  todo: 'Write it flatter, with few aliases.',
};

/** Reads YAML with the lines of all it holds. Never throws; the size, depth and copies of a file are bounded. */
export const readYaml = (text: string, { largest, deepest }: YamlLimits = policyLimits): Yaml => {
  if (Buffer.byteLength(text) > largest)
    return failed({
      says: `The file is larger than ${Math.floor(largest / 1024 / 1024)} MiB.`,
      todo: 'Join what has the same owner and reason.',
    });
  const fault = textFault(text);
  if (fault) return failed(fault, fault);
  try {
    const { document, counter } = parse(text);
    const place = (offset: number): Pick<Problem, 'line' | 'column'> => {
      const { line, col } = counter.linePos(offset);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    };
    // What follows from the first mistake is noise.
    const said = [...document.errors.slice(0, 1), ...document.warnings.slice(0, 3)].map((error) => ({
      ...place(error.pos[0]),
      path: '',
      ...yamlWords(error, wordAt(text, error.pos[0])),
    }));
    const root = document.contents;
    const found = [
      ...versionFault(document),
      ...faults(root, deepest),
      ...wildcardFaults(root, text, deepest),
    ].map(({ offset, path, says, todo }) => ({ ...place(offset), path: pathText(path), says, todo }));
    const problems = [...said, ...(document.errors.length > 0 ? [] : found)];
    if (problems.length > 0) return { ...failed(problems[0] ?? tooManyCopies), problems };
    try {
      return {
        data: document.toJS({ maxAliasCount: mostAliases }),
        problems,
        at: (path, key) => place(start(walk(document, path, key === 'key')) ?? 0),
        source: (path) => {
          const node = walk(document, path, false);
          return isScalar(node) ? node.source : undefined;
        },
      };
    } catch {
      const first = [...nodesOf(root, deepest)].find(({ node }) => isAlias(node));
      return failed(tooManyCopies, place(start(first?.node) ?? 0));
    }
  } catch {
    // The parser itself gives up on thousands of levels.
    return failed({ says: 'The file is nested too deeply to be read.', todo: 'A policy needs few levels.' });
  }
};
