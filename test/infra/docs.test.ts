import { expect, test } from 'vitest';
import { costOf, assumedUsage, rememberedPrices } from '../../infra/cost.ts';
import { pages, withPart } from '../../infra/docs.ts';

test('tables in docs are what the code says: run `node infra/docs.ts`', async () => {
  for (const [url, text, wanted] of await pages())
    expect([url.pathname.split('/').at(-1), text]).toEqual([url.pathname.split('/').at(-1), wanted]);
});

test('a page without its marks is refused', () => {
  expect(() => withPart('# Page', 'costs', '')).toThrow(/no part/);
});

test('a price enters once, and events count', () => {
  const idle = costOf(0, rememberedPrices, assumedUsage);
  const busy = costOf(1e6, rememberedPrices, assumedUsage);
  expect(idle['EventBridge']).toBe(0);
  expect(busy['EventBridge']).toBeCloseTo(1);
  const doubled = costOf(1e6, { ...rememberedPrices, eventsMillionOnOwnBus: 2 }, assumedUsage);
  expect(doubled).toEqual({ ...busy, EventBridge: 2 });
  expect(costOf(1e6, rememberedPrices, { ...assumedUsage, overHub: false })['EventBridge']).toBe(0);
});
