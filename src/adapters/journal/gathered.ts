import { setImmediate } from 'node:timers/promises';

/** Writers that share commits. */
export interface Gathered<Item, Answer> {
  /** Answers when the batch that the item went with is durable. */
  readonly add: (item: Item) => Promise<Answer | undefined>;
  /** Answers when nothing is on its way any more. */
  readonly settled: () => Promise<unknown>;
}

/** When the next batch may go. Who has just been answered goes on first: what they write next goes along. */
const turnAfter = async (batch: Promise<unknown> | undefined): Promise<void> => {
  if (!batch) return;
  await batch;
  await setImmediate();
};

/**
 * Group commit: while one batch is on its way, whatever comes meanwhile is the next one. A writer who is alone waits for
 * nobody; many share the price of one commit. `send` answers in the order of what it was given.
 */
export const gathered = <Item, Answer>(
  send: (items: readonly Item[]) => Promise<readonly Answer[]>,
): Gathered<Item, Answer> => {
  let next: { readonly items: Item[]; readonly answers: Promise<readonly Answer[]> } | undefined;
  let onItsWay: Promise<unknown> | undefined;

  const begun = () => {
    const items: Item[] = [];
    const answers = turnAfter(onItsWay).then(() => {
      next = undefined;
      return send(items);
    });
    // Whoever wrote hears of a failure; the next batch is sent all the same.
    const ended = answers
      .catch(() => {})
      .finally(() => {
        if (onItsWay === ended) onItsWay = undefined;
      });
    onItsWay = ended;
    return { items, answers };
  };

  return {
    add: async (item) => {
      next ??= begun();
      const at = next.items.push(item) - 1;
      return (await next.answers)[at];
    },
    settled: async () => onItsWay,
  };
};
