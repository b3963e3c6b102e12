import { WaxsealError } from '../core/model/errors.ts';

/** At 20 items and more a page, more than any account holds of anything that is listed here. */
const mostPages = 1000;

/**
 * A list that leads back to where it was, or never ends, is no list that anything may be decided by: what was not
 * listed could be what matters. So it fails instead of ending early.
 */
const endless = (): WaxsealError =>
  new WaxsealError({
    code: 'pages-without-end',
    says: 'AWS answered a list whose pages lead back to an earlier page, or never end.',
    todo: 'Nothing was decided by it. Try again; if it stays so, ask AWS, or look at the endpoint that is used.',
    retry: true,
  });

/** Answers how to go on: to be told each next marker, `most` of them; throws `WaxsealError` `pages-without-end`. */
export const pageCounter = (most = mostPages): ((marker: unknown) => void) => {
  const seen = new Set<unknown>();
  let pages = 0;
  return (marker) => {
    pages += 1;
    if (pages > most || seen.has(marker)) throw endless();
    seen.add(marker);
  };
};

/** Answers the items of a page, and the marker of the next one. */
export type AskPage<Item> = (marker: string | undefined) => Promise<{
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}>;

/**
 * Every item of an answer that comes in pages. `ask` is called with the marker of the next page and answers its
 * items and the marker after it, of which `most` are followed. Throws `WaxsealError` `pages-without-end`.
 */
export async function* everyPage<Item>(ask: AskPage<Item>, most = mostPages): AsyncGenerator<Item> {
  const goOn = pageCounter(most);
  let marker: string | undefined;
  for (;;) {
    const { items, next } = await ask(marker);
    yield* items ?? [];
    if (!next) return;
    goOn(next);
    marker = next;
  }
}

const tokens = ['Marker', 'NextToken'];

/** The pages of one of the SDK's paginators, which by themselves go round for ever when two tokens take turns. */
export async function* bounded<Page extends object>(pages: AsyncIterable<Page>): AsyncGenerator<Page> {
  const goOn = pageCounter();
  for await (const page of pages) {
    yield page;
    const next: unknown = tokens.map((token): unknown => Reflect.get(page, token)).find((token) => token);
    if (next) goOn(next);
  }
}

export const allOf = async <Item>(pages: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const items: Item[] = [];
  for await (const item of pages) items.push(item);
  return items;
};
