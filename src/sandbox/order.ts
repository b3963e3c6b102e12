/** The keys in an order in which each comes after all that it needs. Throws when two need each other. */
export const inOrder = (needs: ReadonlyMap<string, readonly string[]>): readonly string[] => {
  const done = new Set<string>();
  const visit = (key: string, path: readonly string[]): void => {
    if (done.has(key)) return;
    if (path.includes(key)) throw new Error(`Sandboxes need each other: ${[...path, key].join(' → ')}.`);
    for (const needed of needs.get(key) ?? []) visit(needed, [...path, key]);
    done.add(key);
  };
  for (const key of needs.keys()) visit(key, []);
  return [...done];
};
