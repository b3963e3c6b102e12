/**
 * Patterns with `*` (any run of characters, also none) and `?` (exactly one), as IAM and our policy file use them. Nothing else is special; case counts.
 * Compared by walking, never by a generated regular expression: no pattern can make a match explode.
 */

type Alike = (inPattern: string | undefined, inText: string | undefined) => boolean;

const surrogate = /[\uD800-\uDFFF]/;
/** By whole characters: `?` is one of them, also outside the basic plane. */
const characters = (text: string): ArrayLike<string> => (surrogate.test(text) ? Array.from(text) : text);

/** Greedy with a return to the last star only: at most pattern × text steps. */
const walk = (inPattern: string, inText: string, alike: Alike): boolean => {
  const pattern = characters(inPattern);
  const text = characters(inText);
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p;
      p += 1;
      mark = t;
    } else if (p < pattern.length && alike(pattern[p], text[t])) {
      p += 1;
      t += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      t = mark;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
};

const hasRuns = /[*?]{2}/;

/** One spelling for runs of wildcards: `*?*` says the same as `?*`. */
const normal = (pattern: string): string =>
  !hasRuns.test(pattern)
    ? pattern
    : pattern.replaceAll(/[*?]{2,}/g, (run) => (run.includes('*') ? `${run.replaceAll('*', '')}*` : run));

/** Whether the text is one that the pattern stands for. Case counts. */
export const matches = (pattern: string, text: string): boolean =>
  walk(pattern, text, (a, b) => a === b || a === '?');

/**
 * Whether every text of the second pattern is a text of the first. Never wrongly true; may be false for two
 * patterns that subsume one another only because of their lengths (`?*` and `*a`).
 */
export const covers = (pattern: string, other: string): boolean =>
  pattern === other || walk(normal(pattern), normal(other), (a, b) => a === b || (a === '?' && b !== '*'));

/** Whether some text belongs to both patterns. Exact. */
export const overlaps = (a: string, b: string): boolean => {
  const one = normal(a);
  const two = normal(b);
  // `below[j]`: the rest of `one` after the present character and the rest of `two` from j share a text.
  let below: boolean[] = Array.from({ length: two.length + 1 }, () => false);
  for (let i = one.length; i >= 0; i -= 1) {
    const row: boolean[] = [];
    for (let j = two.length; j >= 0; j -= 1) {
      const x = one[i];
      const y = two[j];
      if (x === undefined && y === undefined) row[j] = true;
      else if (x === '*') row[j] = below[j] === true || row[j + 1] === true;
      else if (y === '*') row[j] = row[j + 1] === true || below[j] === true;
      else row[j] = x !== undefined && (x === y || x === '?' || y === '?') && below[j + 1] === true;
    }
    below = row;
  }
  return below[0] === true;
};
