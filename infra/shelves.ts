/**
 * Services in the order of the alphabet, put on shelves of a few letters each. What is too long for one policy or for one
 * template is split so: the shelves are fixed, so that one more service comes to one of them, and all names and the rest
 * stay as they are. When a shelf is full, `test/infra/limits.test.ts` says so; then it is cut in two here.
 */
export type Shelf = `${string}-${string}`;

/** Policies of the read role, by IAM prefix. A role may have ten before anybody asks AWS for more. */
export const readShelves: readonly Shelf[] = ['a-b', 'c-d', 'e-ek', 'el-ez', 'f-k', 'l-q', 'r-r', 's-z'];

/** Templates with write roles, by the service whose role it is. */
export const writeShelves: readonly Shelf[] = ['a-d', 'e-k', 'l-z'];

const begins = (shelf: Shelf): string => shelf.slice(0, shelf.indexOf('-'));

const shelfOf = (shelves: readonly Shelf[], name: string): Shelf => {
  const shelf = shelves.findLast((one) => begins(one) <= name);
  if (shelf === undefined) throw new Error(`there is no shelf for ${name}: names begin with a small letter`);
  return shelf;
};

/** What stands on which shelf, in order; a shelf with nothing on it is left out. */
export const shelved = <Item>(
  shelves: readonly Shelf[],
  items: Iterable<Item>,
  nameOf: (item: Item) => string,
): readonly (readonly [Shelf, readonly Item[]])[] => {
  const together = Map.groupBy(items, (item) => shelfOf(shelves, nameOf(item)));
  return shelves.flatMap((shelf) => {
    const on = together.get(shelf);
    return on ? [[shelf, on] as const] : [];
  });
};
