/**
 * Every item of an answer that comes in pages. `ask` is called with the marker of the next page and answers its
 * items and the marker after it. Stops when a page points to itself.
 */
export async function* everyPage<Item>(
  ask: (marker: string | undefined) => Promise<{
    readonly items: readonly Item[] | undefined;
    readonly next: string | undefined;
  }>,
): AsyncGenerator<Item> {
  let marker: string | undefined;
  for (;;) {
    const { items, next } = await ask(marker);
    yield* items ?? [];
    if (!next || next === marker) return;
    marker = next;
  }
}

export const allOf = async <Item>(pages: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for await (const item of pages) items.push(item);
  return items;
};
