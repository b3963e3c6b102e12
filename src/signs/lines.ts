/** A setting of a line, and where its value begins. */
export interface Line {
  readonly name: string;
  readonly value: string;
  readonly at: number;
}

/** `NAME=value`, `name: value`, `"name": "value"`, `ENV NAME value`, `export NAME="value"`, `- NAME=value`. */
const setting =
  /^[ \t]*(?:-[ \t]+)?(?:(?:export|ENV|ARG)[ \t]+)?["']?(?<name>[A-Za-z_][\w./-]*)["']?[ \t]*(?:[=:]|(?<=^[ \t]*ENV[ \t]+[\w.-]+)[ \t])[ \t]*(?<quote>["']?)(?<value>[^\n]*?)\k<quote>[ \t]*[,;]?[ \t]*\r?$/dgm;

const pairName = String.raw`["']?\bname["']?[ \t]*[:=][ \t]*["']?(?<name>[A-Za-z_][\w.-]*)["']?`;
const pairValue = String.raw`["']?\bvalue["']?[ \t]*[:=][ \t]*(?<quote>["']?)(?<value>[^\n"',}]*)\k<quote>`;
const between = String.raw`[ \t]*,?[ \t]*\r?\n?[ \t]*`;

/** Name and value in two lines, as container definitions and parameters hold them. */
const pairs = [`${pairName}${between}${pairValue}`, `${pairValue}${between}${pairName}`].map(
  (pattern) => new RegExp(pattern, 'dgi'),
);

/** Every place of a text where a pattern has a `name` and a `value`. */
export const linesBy = (pattern: RegExp, text: string): readonly Line[] =>
  [...text.matchAll(pattern)].map(({ groups = {}, indices }) => {
    const { name = '', value = '' } = groups;
    return { name, value, at: indices?.groups?.['value']?.[0] ?? 0 };
  });

/** Every setting of a text, as far as its lines tell. */
export const settingsIn = (text: string): readonly Line[] => [
  ...linesBy(setting, text),
  ...pairs.flatMap((pattern) => linesBy(pattern, text)),
];
