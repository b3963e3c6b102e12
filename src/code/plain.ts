/** Kinds of files that are read line by line. */
export type Plain = 'hash' | 'yaml' | 'slashes' | 'dashes' | 'json' | 'text';

const blankComment = (line: string, pattern: RegExp): string => {
  const found = pattern.exec(line);
  return found ? line.slice(0, found.index) + ' '.repeat(line.length - found.index) : line;
};

/** Where a comment begins that is none within an address or a text. */
const comments: Readonly<Record<Plain, RegExp | undefined>> = {
  hash: /(?:^|\s)#.*$/,
  yaml: /(?:^|\s)#.*$/,
  slashes: /(?:^|\s)(?:\/\/|#).*$/,
  dashes: /(?:^|\s)--\s.*$/,
  json: undefined,
  text: undefined,
};

/** The text with its comments blanked, so that places stay. */
export const uncommented = (text: string, kind: Plain): string => {
  const pattern = comments[kind];
  if (!pattern) return text;
  return text
    .split('\n')
    .map((line) => blankComment(line, pattern))
    .join('\n');
};

/** A setting of a line, and where its value begins. */
export interface Line {
  readonly name: string;
  readonly value: string;
  readonly at: number;
}

/** `NAME=value`, `name: value`, `"name": "value"`, `ENV NAME value`, `export NAME="value"`, `- NAME=value`. */
const setting =
  /^[ \t]*(?:-[ \t]+)?(?:(?:export|ENV|ARG)[ \t]+)?["']?(?<name>[A-Za-z_][\w.-]*)["']?[ \t]*(?:[=:]|(?<=^[ \t]*ENV[ \t]+[\w.-]+)[ \t])[ \t]*(?<quote>["']?)(?<value>[^\n]*?)\k<quote>[ \t]*[,;]?[ \t]*\r?$/dgm;

const pairName = String.raw`["']?\bname["']?[ \t]*[:=][ \t]*["']?(?<name>[A-Za-z_][\w.-]*)["']?`;
const pairValue = String.raw`["']?\bvalue["']?[ \t]*[:=][ \t]*(?<quote>["']?)(?<value>[^\n"',}]*)\k<quote>`;
const between = String.raw`[ \t]*,?[ \t]*\r?\n?[ \t]*`;

/** Name and value in two lines, as container definitions and parameters hold them. */
const pairs = [`${pairName}${between}${pairValue}`, `${pairValue}${between}${pairName}`].map(
  (pattern) => new RegExp(pattern, 'dgi'),
);

const linesBy = (pattern: RegExp, text: string): readonly Line[] =>
  [...text.matchAll(pattern)].map(({ groups = {}, indices }) => {
    const { name = '', value = '' } = groups;
    return { name, value, at: indices?.groups?.['value']?.[0] ?? 0 };
  });

/** Every setting of a file, as far as its lines tell. */
export const settingsIn = (text: string): readonly Line[] => [
  ...linesBy(setting, text),
  ...pairs.flatMap((pattern) => linesBy(pattern, text)),
];

/** What Terraform says in a block, which a line alone does not tell. */
const blocks: readonly (readonly [RegExp, name: string])[] = [
  [
    /\bencryption_in_transit[ \t]*\{[^{}]*?\bin_cluster[ \t]*=[ \t]*(?<value>\w+)/dg,
    'encryption_in_transit.in_cluster',
  ],
  // Of a listener that redirects nobody.
  [
    /^resource[ \t]+"aws_a?lb_listener"(?![^\n]*\n(?:(?!\}).*\n)*[^\n]*\btype[ \t]*=[ \t]*"redirect")[^\n]*\n(?:(?!\}).*\n)*?[ \t]+protocol[ \t]*=[ \t]*"(?<value>\w+)/dgm,
    'listener.protocol',
  ],
];

/** Every setting of Terraform. */
export const terraformIn = (text: string): readonly Line[] => [
  ...settingsIn(text),
  ...blocks.flatMap(([pattern, name]) => linesBy(pattern, text).map((line) => ({ ...line, name }))),
];
