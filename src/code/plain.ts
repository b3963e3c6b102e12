import { linesBy, settingsIn, type Line } from '../signs/lines.ts';

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

/** What Terraform says in a block, which a line alone does not tell. */
const blocks: readonly (readonly [RegExp, name: string])[] = [
  [
    /\bencryption_in_transit[ \t]*\{[^{}]*?\bin_cluster[ \t]*=[ \t]*(?<value>\w+)/dg,
    'encryption_in_transit.in_cluster',
  ],
  [
    /\bredirect[ \t]*\{(?:[^{}]|#\{\w+\})*?\bprotocol[ \t]*=[ \t]*"(?<value>\w+)"/dg,
    'redirect_config.protocol',
  ],
  // Of a listener that redirects nobody.
  [
    /^resource[ \t]+"aws_a?lb_listener"(?![^\n]*\n(?:(?!\}).*\n)*[^\n]*\btype[ \t]*=[ \t]*"redirect")[^\n]*\n(?:(?!\}).*\n)*?[ \t]+protocol[ \t]*=[ \t]*"(?<value>\w+)/dgm,
    'listener.protocol',
  ],
];

/** A block or an object in one line: `options { enforce_https = false }`. */
const inOneLine =
  /[{,][ \t]*(?<name>[A-Za-z_][\w.-]*)[ \t]*=[ \t]*(?<quote>["']?)(?<value>[^\n"',{}]*?)\k<quote>[ \t]*(?=[,}])/dg;

/** A parameter in one line, with other things between its name and value. */
const pairInOneLine =
  /\{[^{}\n]*?\bname[ \t]*=[ \t]*"(?<name>[\w.-]+)"[^{}\n]*?,[^{}\n]*?,[ \t]*value[ \t]*=[ \t]*"(?<value>[^"\n]*)"/dg;

/** Every setting of Terraform. */
export const terraformIn = (text: string): readonly Line[] => [
  ...settingsIn(text),
  ...linesBy(inOneLine, text),
  ...linesBy(pairInOneLine, text),
  ...blocks.flatMap(([pattern, name]) => linesBy(pattern, text).map((line) => ({ ...line, name }))),
];
