import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Pair } from 'yaml';
import { pathText, type Path, type Problem } from './policy-problem.ts';

/** Bytes; a policy with a thousand exemptions is about a fifth of this. */
const largest = 1024 * 1024;
const deepest = 32;
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

/** What YAML allows and a policy does not, each with the offset at which it stands. Walked without recursion. */
const faults = function* (
  root: unknown,
): Iterable<{ offset: number; path: Path; says: string; todo: string }> {
  const open: { node: unknown; path: Path }[] = [{ node: root, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, path } = next;
    if (path.length > deepest) {
      yield {
        offset: start(node) ?? 0,
        path: [],
        says: 'is nested too deeply.',
        todo: 'A policy needs few levels.',
      };
      return;
    }
    if (isSeq(node)) open.push(...node.items.map((item, index) => ({ node: item, path: [...path, index] })));
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
      else {
        seen.add(name);
        open.push({ node: pair.value, path: here });
      }
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

const failed = (says: string, todo: string): Yaml => ({
  data: undefined,
  problems: [{ line: 1, column: 1, path: '', says, todo }],
  at: () => ({ line: 1, column: 1 }),
  source: () => undefined,
});

const parse = (text: string): { document: Document; counter: LineCounter } => {
  const counter = new LineCounter();
  // Keys are compared by us: the parser does it in quadratic time.
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: false });
  return { document, counter };
};

const whatIs = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads YAML with the lines of all it holds. Never throws; the size, depth and copies of a file are bounded. */
export const readYaml = (text: string): Yaml => {
  if (Buffer.byteLength(text) > largest)
    return failed('The file is larger than 1 MiB.', 'Join what has the same owner and reason.');
  try {
    const { document, counter } = parse(text);
    const place = (offset: number): Pick<Problem, 'line' | 'column'> => {
      const { line, col } = counter.linePos(offset);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    };
    // What follows from the first mistake is noise.
    const said = [...document.errors, ...document.warnings].slice(0, 3).map(({ pos, message }) => ({
      ...place(pos[0]),
      path: '',
      says: `This is not YAML that can be read: ${message}.`.replaceAll('..', '.'),
    }));
    const found = [...faults(document.contents)].map(({ offset, path, says, todo }) => ({
      ...place(offset),
      path: pathText(path),
      says,
      todo,
    }));
    const problems = [...said, ...found];
    return {
      data: problems.length === 0 ? document.toJS({ maxAliasCount: mostAliases }) : undefined,
      problems,
      at: (path, key) => place(start(walk(document, path, key === 'key')) ?? 0),
      source: (path) => {
        const node = walk(document, path, false);
        return isScalar(node) ? node.source : undefined;
      },
    };
  } catch (error) {
    return failed(
      `The file cannot be read: ${whatIs(error)}.`,
      'Write it flatter, with few aliases (*name).',
    );
  }
};
