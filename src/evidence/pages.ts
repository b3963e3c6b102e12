/** More pages than any account has of what is looked up here: an answer that leads on for ever must end. */
const mostPages = 200;

/** All pages of an answer. What leads back to itself is not taken for all: what is missing could be what matters. */
export const everyPage = async <Item>(
  page: (
    token: string | undefined,
  ) => Promise<{ readonly items: readonly Item[] | undefined; readonly next: string | undefined }>,
): Promise<readonly Item[]> => {
  const found: Item[] = [];
  let token: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const { items = [], next } = await page(token);
    found.push(...items);
    if (next === undefined || next === '') return found;
    if (next === token) break;
    token = next;
  }
  throw new Error('The pages of an answer do not end.');
};
