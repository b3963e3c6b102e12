/** A word of a command line, quoted when a shell would read it as more than one. */
export const quoted = (word: string): string =>
  /^[A-Za-z0-9_./:@=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
