/** Kinds of files that are read line by line. */
export type Plain = 'hash' | 'slashes' | 'dashes' | 'json' | 'text';

const blankComment = (line: string, pattern: RegExp): string => {
  const found = pattern.exec(line);
  return found ? line.slice(0, found.index) + ' '.repeat(line.length - found.index) : line;
};

/** Where a comment begins that is none within an address or a text. */
const comments: Readonly<Record<Plain, RegExp | undefined>> = {
  hash: /(?:^|\s)#.*$/,
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
  /^[ \t]*(?:-[ \t]+)?(?:(?:export|ENV|ARG)[ \t]+)?["']?(?<name>[A-Za-z_][\w.-]*)["']?[ \t]*(?:[=:]|(?<=^[ \t]*ENV[ \t]+[\w.-]+)[ \t])[ \t]*(?<quote>["']?)(?<value>[^\n]*?)\k<quote>[ \t]*[,;]?[ \t]*\r?$/gm;

/** Name and value in two lines, as container definitions of YAML and JSON hold them. */
const pair =
  /["']?\bname["']?[ \t]*:[ \t]*["']?(?<name>[A-Za-z_][\w.-]*)["']?[ \t]*,?[ \t]*\r?\n?[ \t]*["']?value["']?[ \t]*:[ \t]*(?<quote>["']?)(?<value>[^\n"',}]*)\k<quote>/gi;

const linesBy = (pattern: RegExp, text: string): readonly Line[] =>
  [...text.matchAll(pattern)].map(({ 0: all, groups = {}, index }) => {
    const { name = '', value = '' } = groups;
    return { name, value, at: index + all.lastIndexOf(value) };
  });

/** Every setting of a file, as far as its lines tell. */
export const settingsIn = (text: string): readonly Line[] => [
  ...linesBy(setting, text),
  ...linesBy(pair, text),
];
