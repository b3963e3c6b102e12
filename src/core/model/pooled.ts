/**
 * Looks at one time, whoever takes them: so many calls wait for AWS's answers at once. How fast it is asked is the
 * business of the limiters below the clients.
 */
export const atOnce = 32;

/**
 * Works on everything that comes, at most `limit` at a time, in no particular order; answers in the order of coming.
 * `stop` is asked before each: what has begun is finished, nothing more is begun.
 */
export const pooled = async <In, Out>(
  source: AsyncIterable<In>,
  limit: number,
  work: (one: In) => Promise<Out>,
  stop: () => boolean = () => false,
): Promise<readonly Out[]> => {
  const iterator = source[Symbol.asyncIterator]();
  const results: { readonly index: number; readonly out: Out }[] = [];
  let count = 0;
  const worker = async (): Promise<void> => {
    while (!stop()) {
      const next = await iterator.next();
      if (next.done === true) return;
      const index = count;
      count += 1;
      results.push({ index, out: await work(next.value) });
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results.toSorted((a, b) => a.index - b.index).map(({ out }) => out);
};
