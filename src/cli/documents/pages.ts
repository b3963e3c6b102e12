import * as z from 'zod/mini';
import { documents } from './index.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');
const cell = (value: string): string => value.replaceAll('|', String.raw`\|`);

/** Members may be added later, so a reader must not refuse unknown ones; our own tests do. */
const opened = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(opened);
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(key === 'additionalProperties' && value === false))
      .map(([key, value]) => [key, opened(value)]),
  );
};

const typeOf = (node: Json): string => {
  if (Array.isArray(node['type'])) return node['type'].join(' or ');
  if (node['const'] !== undefined) return `\`${JSON.stringify(node['const'])}\``;
  if (Array.isArray(node['enum'])) return node['enum'].map((one) => `\`${String(one)}\``).join(', ');
  const choices = node['anyOf'];
  if (Array.isArray(choices)) return choices.filter(isObject).map(typeOf).join(' or ');
  if (node['type'] === 'array') return isObject(node['items']) ? `list of ${typeOf(node['items'])}` : 'list';
  return words(node['type']) || 'any';
};

/** Objects within, wherever they hide: in lists, in things that may be null. */
const inner = (node: Json): Json | undefined => {
  if (isObject(node['properties'])) return node;
  if (isObject(node['items'])) return inner(node['items']);
  const choices = Array.isArray(node['anyOf']) ? node['anyOf'].filter(isObject) : [];
  return choices.map(inner).find((one) => one !== undefined);
};

const rows = (node: Json, path: string): readonly string[] => {
  const properties = isObject(node['properties']) ? Object.entries(node['properties']) : [];
  const required = Array.isArray(node['required']) ? node['required'] : [];
  return properties.flatMap(([name, child]) => {
    if (!isObject(child)) return [];
    const here = `${path}${name}`;
    const list = child['type'] === 'array' ? '[]' : '';
    const always = required.includes(name) ? 'yes' : '';
    const row = `| \`${here}\` | ${cell(typeOf(child))} | ${always} | ${cell(words(child['description']))} |`;
    const below = inner(child);
    return below ? [row, ...rows(below, `${here}${list}.`)] : [row];
  });
};

const page = (name: string, schema: Json): string =>
  [
    `# \`${name}\``,
    '',
    `JSON Schema: [${name.split('/')[1]}.schema.json](${name.split('/')[1]}.schema.json). Members may be added within a version; none is taken away or changes its meaning.`,
    '',
    '| Field | Type | Always | Meaning |',
    '|---|---|---|---|',
    ...rows(schema, ''),
    '',
  ].join('\n');

/** What `docs/json` must hold, by file name: written and checked by scripts/generate.ts. */
export const documentPages = (): Readonly<Record<string, string>> => {
  const all = Object.entries(documents).map(([name, document]) => {
    const plain = opened(z.toJSONSchema(document));
    const schema: Json = { title: name, ...(isObject(plain) ? plain : {}) };
    return { name, short: name.split('/')[1] ?? name, schema };
  });
  const index = [
    '# JSON output',
    '',
    'With `--format json` every command prints one JSON document on standard output, and nothing else there. `schema` names it. What ends in an error prints `waxseal/error/v1`. Exit codes are the same as for people: see [the command line](../cli.md).',
    '',
    ...all.map(({ name, short }) => `- [\`${name}\`](${short}.md)`),
    '',
  ].join('\n');
  return {
    'README.md': index,
    ...Object.fromEntries(
      all.flatMap(({ name, short, schema }) => [
        [`${short}.schema.json`, `${JSON.stringify(schema, undefined, 2)}\n`],
        [`${short}.md`, page(name, schema)],
      ]),
    ),
  };
};
