/** In parts of at most so many. */
export const batchesOf = (items: readonly string[], most: number): readonly string[][] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, n) => items.slice(n * most, (n + 1) * most));
