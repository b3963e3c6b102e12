import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { gathered } from '../../../src/adapters/journal/gathered.ts';

/** Batches that are sent, and ended one by one. */
const held = () => {
  const sent: string[][] = [];
  const ends: PromiseWithResolvers<void>[] = [];
  const { add, settled } = gathered(async (items: readonly string[]) => {
    sent.push([...items]);
    const end = Promise.withResolvers<void>();
    ends.push(end);
    await end.promise;
    return items.map((item) => item.toUpperCase());
  });
  return {
    sent,
    add,
    settled,
    end: (at: number) => ends[at]?.resolve(),
    fail: (at: number) => ends[at]?.reject(new Error('no')),
  };
};
/** The next batch goes a turn after the one before it has ended. */
const turn = async (): Promise<void> => {
  await setImmediate();
  await setImmediate();
};

test('what comes together is sent together, and each hears its own answer', async () => {
  const { sent, add, end } = held();
  const answers = Promise.all(['a', 'b', 'c'].map((item) => add(item)));
  await turn();
  expect(sent).toEqual([['a', 'b', 'c']]);
  end(0);
  expect(await answers).toEqual(['A', 'B', 'C']);
});

test('what comes meanwhile is the next batch, in the order of coming', async () => {
  const { sent, add, settled, end } = held();
  const first = add('a');
  await turn();
  const others = [add('b'), add('c')];
  await turn();
  others.push(add('d'));
  await turn();
  expect(sent).toEqual([['a']]);
  end(0);
  expect(await first).toBe('A');
  await turn();
  expect(sent).toEqual([['a'], ['b', 'c', 'd']]);
  let isSettled = false;
  const idle = settled().then(() => (isSettled = true));
  await turn();
  expect(isSettled).toBe(false);
  end(1);
  expect(await Promise.all(others)).toEqual(['B', 'C', 'D']);
  expect(await idle).toBe(true);
});

test('what is written upon an answer goes with those that waited meanwhile, not behind them', async () => {
  const { sent, add, end } = held();
  const twice = (async () => [await add('a'), await add('b')])();
  await turn();
  const other = add('c');
  end(0);
  await turn();
  expect(sent).toEqual([['a'], ['c', 'b']]);
  end(1);
  expect(await Promise.all([twice, other])).toEqual([['A', 'B'], 'C']);
});

test('who writes alone waits for no turn', async () => {
  const { sent, add, end } = held();
  for (const [at, item] of ['a', 'b'].entries()) {
    const answer = add(item);
    await Promise.resolve();
    await Promise.resolve();
    expect(sent).toHaveLength(at + 1);
    end(at);
    await answer;
  }
});

test('a batch that fails is told to its own writers only', async () => {
  const { add, settled, end, fail } = held();
  const lost = Promise.allSettled([add('a'), add('b')]);
  await turn();
  const next = add('c');
  fail(0);
  expect((await lost).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await turn();
  end(1);
  expect(await next).toBe('C');
  await settled();
});
