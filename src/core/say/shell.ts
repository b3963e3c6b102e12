/** A word of a command line in single quotes, within which a shell takes everything as it is but for these. */
export const singleQuoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A word of a command line, quoted when a shell would read it as more than one. */
export const quoted = (word: string): string => (/^[\w+,./:=@-]+$/.test(word) ? word : singleQuoted(word));
