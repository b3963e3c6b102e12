/** One thing that is wrong in the policy file, or may be: where, what, and what to do. Lines count from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** Such as `rules[0].mode`; empty for the file as a whole. */
  readonly path: string;
  readonly says: string;
  readonly todo?: string;
}

export type Path = readonly PropertyKey[];

/** `['rules', 0, 'mode']` as a person writes it: `rules[0].mode`. */
export const pathText = (path: Path): string =>
  path
    .map((part) =>
      typeof part === 'number'
        ? `[${part}]`
        : /^[\w-]+$/.test(String(part))
          ? `.${String(part)}`
          : `["${String(part)}"]`,
    )
    .join('')
    .replace(/^\./, '');

export const problemText = ({ line, path, says, todo }: Problem): string =>
  [`line ${line}:`, path, says, todo].filter(Boolean).join(' ');

/** Single edits (insert, delete, replace) from one word to the other. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(from).entries()) {
    let left = i + 1;
    row = row.map((above, j) => {
      if (j === 0) return left;
      const diagonal = row[j - 1] ?? 0;
      left = Math.min(above + 1, left + 1, diagonal + (letter === to[j - 1] ? 0 : 1));
      return left;
    });
  }
  return row.at(-1) ?? 0;
};

const plain = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The known word that was probably meant, if one is near enough to be worth saying. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  if (word.length > 60) return undefined;
  const far = known
    .map((one) => ({ one, edits: distance(plain(word), plain(one)) }))
    .toSorted((a, b) => a.edits - b.edits)[0];
  return far && far.edits <= Math.floor(word.length / 3) ? far.one : undefined;
};

/** `Did you mean …?` if something is near, else what is allowed. */
export const suggestion = (word: string, known: readonly string[]): string => {
  const near = nearest(word, known);
  if (near) return `Did you mean ${near}?`;
  return known.length > 0 ? `Allowed: ${known.join(', ')}.` : 'Remove it.';
};
