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

/** The forms that something may have. */
const choicesOf = (node: Json): readonly Json[] =>
  ['anyOf', 'oneOf'].flatMap((key) => (Array.isArray(node[key]) ? node[key].filter(isObject) : []));
const unique = (all: readonly string[]): readonly string[] => [...new Set(all.filter((one) => one !== ''))];

const typeOf = (node: Json): string => {
  if (Array.isArray(node['type'])) return node['type'].join(' or ');
  if (node['const'] !== undefined) return `\`${JSON.stringify(node['const'])}\``;
  if (Array.isArray(node['enum'])) return node['enum'].map((one) => `\`${String(one)}\``).join(', ');
  const choices = choicesOf(node);
  if (choices.length > 0) return unique(choices.map(typeOf)).join(' or ');
  if (node['type'] === 'array') return isObject(node['items']) ? `list of ${typeOf(node['items'])}` : 'list';
  return words(node['type']) || 'any';
};

/** Objects within, wherever they hide: in lists, in things that may be null, in one form of several. */
const inner = (node: Json): readonly Json[] => {
  if (isObject(node['properties'])) return [node];
  if (isObject(node['items'])) return inner(node['items']);
  return choicesOf(node).flatMap(inner);
};

const childOf = (form: Json, name: string): Json | undefined => {
  const child = isObject(form['properties']) ? form['properties'][name] : undefined;
  return isObject(child) ? child : undefined;
};
const requires = (form: Json, name: string): boolean =>
  Array.isArray(form['required']) && form['required'].includes(name);
/** By which `is` a form is known. */
const kindOf = (form: Json): string => typeOf(childOf(form, 'is') ?? {});

/** What a member means; where several values mean different things, each by its value. */
const meaningOf = (children: readonly Json[]): string => {
  const meanings = unique(children.map((child) => words(child['description'])));
  if (meanings.length < 2 || children.some((child) => child['const'] === undefined))
    return meanings.join(' ');
  return children.map((child) => `${typeOf(child)}: ${words(child['description'])}`).join(' ');
};

/** Members of an object, or of something that has several forms. */
const rows = (forms: readonly Json[], path: string): readonly string[] => {
  const names = unique(
    forms.flatMap(({ properties }) => (isObject(properties) ? Object.keys(properties) : [])),
  );
  return names.flatMap((name) => {
    const having = forms.filter((form) => childOf(form, name));
    const children = having.map((form) => childOf(form, name)).filter(isObject);
    const here = `${path}${name}`;
    const list = children.some((child) => child['type'] === 'array') ? '[]' : '';
    const some = having.length < forms.length;
    const needed = having.every((form) => requires(form, name));
    const only = some ? `With \`is\` ${unique(having.map(kindOf)).join(', ')}.` : '';
    const meaning = cell([meaningOf(children), only].filter(Boolean).join(' '));
    const type = cell(unique(children.map(typeOf)).join(' or '));
    const row = `| \`${here}\` | ${type} | ${needed ? (some ? 'then' : 'yes') : ''} | ${meaning} |`;
    return [row, ...rows(children.flatMap(inner), `${here}${list}.`)];
  });
};

const page = (name: string, schema: Json): string => {
  const members = rows([schema], '');
  return [
    `# \`${name}\``,
    '',
    `JSON Schema: [${name.split('/')[1]}.schema.json](${name.split('/')[1]}.schema.json). Members may be added within a version; none is taken away or changes its meaning.${members.some((row) => row.includes('| then |')) ? ' "Then": always where the meaning says that it is there.' : ''}`,
    '',
    '| Field | Type | Always | Meaning |',
    '|---|---|---|---|',
    ...members,
    '',
  ].join('\n');
};

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
