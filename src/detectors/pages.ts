import { WaxsealError } from '../core/model/errors.ts';

/** What one detector may be asked in one account and Region: beyond it somebody waits for what nobody reads. */
const mostPages = 20;

interface Read<Item> {
  readonly items: readonly Item[];
  /** There is more than what was read. */
  readonly more: boolean;
}

/** A list always comes, if only an empty one. */
export const listed = <Item>(items: readonly Item[] | undefined): readonly Item[] => {
  if (!Array.isArray(items))
    throw new WaxsealError({
      code: 'answer-incomplete',
      says: 'AWS answered without the list that was asked for.',
      todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
      retry: true,
    });
  return items;
};

/**
 * The first pages of a list, whole where they end before the limit. A marker that comes again leads nowhere: what lies behind it is
 * not read, and that is told.
 */
export const firstPages = async <Item>(
  ask: (marker: string | undefined) => Promise<{
    readonly items: readonly Item[] | undefined;
    readonly next: string | undefined;
  }>,
): Promise<Read<Item>> => {
  const all: Item[] = [];
  const seen = new Set<string>();
  let marker: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items, next } = await ask(marker);
    all.push(...listed(items).filter((item) => typeof item === 'object' && item !== null));
    if (!next) return { items: all, more: false };
    if (seen.has(next)) return { items: all, more: true };
    seen.add(next);
    marker = next;
  }
  return { items: all, more: true };
};

/** Said where not all was read. */
export const unreadBeyond = ({ items, more }: Pick<Read<unknown>, 'items' | 'more'>): { unread?: string } =>
  more ? { unread: `There are more findings than the ${items.length} that were read.` } : {};
