import type { YAMLError } from 'yaml';

/** What YAML's own errors mean to whoever wrote the file. */
export interface Words {
  readonly says: string;
  readonly todo: string;
}

/** In quotes that YAML takes for nothing else. */
const quotedForYaml = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What stands at an offset, to the end of its line or of its place in a list. */
export const wordAt = (text: string, offset: number): string =>
  /^[^\s,\]}#][^\n\r,\]}#]*/.exec(text.slice(offset, offset + 200))?.[0].trimEnd() ?? '';

const inQuotes = (word: string): string =>
  word === '' ? 'Write the value in quotes.' : `Write it in quotes: ${quotedForYaml(word)}.`;

/** A value that begins like something of YAML's own. */
export const notText = (word: string, becomes: string): Words => ({
  says: `${word} is ${becomes}, because it begins with ${word.charAt(0)}.`,
  todo: inQuotes(word),
});

type Code = YAMLError['code'];

const ofCode: Readonly<Partial<Record<Code, (word: string) => Words>>> = {
  MULTIPLE_DOCS: () => ({
    says: 'A second YAML document begins here, and only one can count.',
    todo: 'Join the two, and remove the line that parts them (--- or ...).',
  }),
  TAB_AS_INDENT: () => ({
    says: 'The line is indented with a tab, and YAML takes spaces only.',
    todo: 'Put spaces in the place of the tab.',
  }),
  TAG_RESOLVE_FAILED: (word) => notText(word, 'read as the name of a YAML tag'),
  BAD_SCALAR_START: (word) => ({
    says: `No value may begin with ${word.charAt(0)} in YAML: ${word}.`,
    todo: inQuotes(word),
  }),
  BAD_ALIAS: () => ({
    says: 'A single * is read as the name of a YAML alias.',
    todo: "Write it in quotes: '*'.",
  }),
  BAD_DIRECTIVE: () => ({
    says: 'A line that begins with % is read as a directive to YAML, and this is none that can be followed.',
    todo: 'Remove the line, or write the value in quotes.',
  }),
  BLOCK_AS_IMPLICIT_KEY: () => ({
    says: 'A second key begins within the value of another.',
    todo: 'A value that holds a colon and a space belongs in quotes; a key begins in the column of its neighbours.',
  }),
  RESOURCE_EXHAUSTION: () => ({
    says: 'The file is nested too deeply to be read.',
    todo: 'A policy needs few levels.',
  }),
  BAD_DQ_ESCAPE: () => ({
    says: 'A backslash in double quotes begins an escape, and this is none.',
    todo: "Write the value in single quotes, '…': there a backslash is a backslash.",
  }),
};

/** A mistake against YAML in our words; what has none is told as the parser tells it. */
export const yamlWords = ({ code, message }: YAMLError, word: string): Words =>
  ofCode[code]?.(word) ?? {
    says: `This is not YAML that can be read: ${message}.`.replaceAll('..', '.'),
    todo: 'Look at brackets, quotes and indentation on this line and on the one above.',
  };
