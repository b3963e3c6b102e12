import { allOf, everyPage, type AskPage } from '../aws/marked-pages.ts';

/** More pages after the first than any account has of what is looked up here. */
const mostMore = 199;

/** All items of an answer that comes in pages. Throws `WaxsealError` `pages-without-end`. */
export const allPages = <Item>(ask: AskPage<Item>): Promise<readonly Item[]> =>
  allOf(everyPage(ask, mostMore));
