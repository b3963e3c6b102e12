/** Levenshtein distance: how many letters must be added, dropped or exchanged. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

/** The known words that are near what was typed, the nearest first, at most three. */
const nearest = (typed: string, known: readonly string[]): readonly string[] => {
  const wanted = typed.toLowerCase();
  const limit = Math.max(2, Math.floor(typed.length / 4));
  return known
    .map((word) => {
      const parts = wanted.length > 1 && word.toLowerCase().includes(wanted);
      return { word, far: parts ? 0.5 : distance(wanted, word.toLowerCase()) };
    })
    .filter(({ far }) => far <= limit)
    .toSorted((a, b) => a.far - b.far || a.word.localeCompare(b.word, 'en'))
    .slice(0, 3)
    .map(({ word }) => word);
};

/** A sentence to put after an error, or what else to do when nothing is near. */
export const didYouMean = (typed: string, known: readonly string[], otherwise: string): string => {
  const near = nearest(typed, known);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : otherwise;
};
