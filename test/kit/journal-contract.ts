import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { Journal, Kind, Row } from '../../src/core/journal/journal.ts';

export const all = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
};
const keysOf = async (rows: AsyncIterable<Row>): Promise<string[]> => (await all(rows)).map(({ key }) => key);
const byBytes = (keys: readonly string[]): string[] =>
  keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

const lease = (value: string) => ({ kind: 'lease', key: 'cas', value }) as const;
const at = (minute: number): string => `2029-01-01T00:${String(minute).padStart(2, '0')}:00.000Z`;

/** What every journal keeps, whatever it is made of. `open` gives an empty one. */
export const journalContract = (maker: string, open: () => Promise<Journal>): void => {
  describe(`the journal contract, kept by ${maker}`, () => {
    let journal: Journal;
    beforeAll(async () => {
      journal = await open();
    });
    afterAll(async () => journal.close());

    const fill = async (kind: Kind, keys: readonly string[]): Promise<void> => {
      for (const key of keys) expect(await journal.write({ kind, key, value: { key } }, 0)).toBe(1);
    };

    test('a row that was never written is undefined', async () => {
      expect(await journal.read('run', 'nothing')).toBeUndefined();
      expect(await all(journal.list('counter'))).toEqual([]);
    });

    test('a row is read back as it was written, with its revision', async () => {
      const row = {
        kind: 'run',
        key: 'a',
        value: { n: 1, text: 'ü 🦭', list: [1, null] },
        dueAt: '2030-01-01',
      } as const;
      expect(await journal.write(row, 0)).toBe(1);
      expect(await journal.read('run', 'a')).toEqual({ ...row, revision: 1 });
      expect(await journal.read('approval-request', 'a')).toBeUndefined();
    });

    test('a write takes effect only on the expected revision', async () => {
      expect(await journal.write(lease('too early'), 1)).toBeUndefined();
      expect(await journal.write(lease('one'), 0)).toBe(1);
      expect(await journal.write(lease('again'), 0)).toBeUndefined();
      expect(await journal.write(lease('two'), 1)).toBe(2);
      expect(await journal.write(lease('late'), 1)).toBeUndefined();
      expect(await journal.write(lease('future'), 3)).toBeUndefined();
      expect(await journal.read('lease', 'cas')).toEqual({ ...lease('two'), revision: 2 });
    });

    test('of fifty writers at once, one wins, again and again', async () => {
      for (const expected of [0, 1, 2]) {
        const answers = await Promise.all(
          Array.from({ length: 50 }, (_, writer) =>
            journal.write({ kind: 'lease', key: 'race', value: { writer } }, expected),
          ),
        );
        const winners = answers.flatMap((answer, writer) =>
          answer === undefined ? [] : [{ answer, writer }],
        );
        expect(winners).toHaveLength(1);
        const [winner] = winners;
        expect(winner?.answer).toBe(expected + 1);
        expect((await journal.read('lease', 'race'))?.value).toEqual({ writer: winner?.writer });
      }
    });

    test('undefined members are dropped, null stays', async () => {
      await journal.write(
        { kind: 'run', key: 'undefined', value: { a: undefined, b: null, c: [undefined] } },
        0,
      );
      expect((await journal.read('run', 'undefined'))?.value).toStrictEqual({ b: null, c: [null] });
      await journal.write({ kind: 'run', key: 'nothing at all', value: undefined }, 0);
      expect((await journal.read('run', 'nothing at all'))?.value).toBeNull();
    });

    test('300 KB fit into one row', async () => {
      const value = { document: 'x'.repeat(300_000) };
      expect(await journal.write({ kind: 'run', key: 'large', value }, 0)).toBe(1);
      expect((await journal.read('run', 'large'))?.value).toEqual(value);
    });

    test('keys are listed in the order of their UTF-8 bytes', async () => {
      // U+FFFD comes before U+1F9AD in UTF-8 and after it in UTF-16: JavaScript's own order is wrong here.
      const keys = ['b', 'B', 'a', 'a b', 'a/0010', 'a/0009', 'ä', 'z', '🦭', '\u{fffd}', '日本', '~', ' '];
      await fill('change', keys);
      expect(await keysOf(journal.list('change'))).toEqual(byBytes(keys));
      expect(byBytes(keys)).not.toEqual(keys.toSorted());
    });

    test.each(['100%', '100_', '100*', '100?', '100[a]', "100'", '100"', '100\\', 'ä', '🦭', '日'])(
      'nothing in the prefix %s is a wildcard',
      async (prefix) => {
        const key = (suffix: string) => `${prefix}${suffix}`;
        const kind = 'hold';
        for (const name of [key(''), key('/1'), key('/2'), `100X/${prefix}`, 'zz'])
          await journal.write({ kind, key: name, value: 0 }, 0);
        expect(await keysOf(journal.list(kind, prefix))).toEqual([key(''), key('/1'), key('/2')]);
      },
    );

    test('more rows than one page holds are all listed, once each', async () => {
      const keys = Array.from({ length: 230 }, (_, index) => `page/${String(index).padStart(4, '0')}`);
      const value = 'y'.repeat(8_000);
      await Promise.all(keys.map((key) => journal.write({ kind: 'entry', key, value }, 0)));
      await journal.write({ kind: 'entry', key: 'pages', value }, 0);
      expect(await keysOf(journal.list('entry', 'page/'))).toEqual(keys);
      expect(await keysOf(journal.list('entry'))).toEqual([...keys, 'pages']);
    });

    test('a list may be left early and rows written while it is read', async () => {
      for await (const row of journal.list<string>('entry', 'page/')) {
        expect(await journal.write({ ...row, value: 'seen' }, row.revision)).toBe(2);
        if (row.key === 'page/0149') break;
      }
      const seen = (await all(journal.list('entry', 'page/'))).filter(({ value }) => value === 'seen');
      expect(seen).toHaveLength(150);
    });

    test('what is due comes the most overdue first, never too early, at most the limit', async () => {
      for (const minute of [30, 10, 20, 40])
        await journal.write({ kind: 'finding', key: `due ${minute}`, value: minute, dueAt: at(minute) }, 0);
      await journal.write({ kind: 'approval-request', key: 'due 15', value: 15, dueAt: at(15) }, 0);
      await journal.write({ kind: 'finding', key: 'never due', value: 0 }, 0);
      const due = async (minute: number, limit: number): Promise<unknown[]> =>
        (await journal.due(at(minute), limit)).map(({ value }) => value);
      expect(await due(30, 10)).toEqual([10, 15, 20, 30]);
      expect(await due(29, 10)).toEqual([10, 15, 20]);
      expect(await due(59, 2)).toEqual([10, 15]);
      expect(await due(59, 0)).toEqual([]);
      expect(await due(9, 10)).toEqual([]);

      expect(await journal.write({ kind: 'finding', key: 'due 10', value: 10 }, 1)).toBe(2);
      expect(
        await journal.write({ kind: 'approval-request', key: 'due 15', value: 15, dueAt: at(50) }, 1),
      ).toBe(2);
      expect(await due(59, 10)).toEqual([20, 30, 40, 15]);
      expect((await journal.due(at(20), 1))[0]).toEqual({
        kind: 'finding',
        key: 'due 20',
        value: 20,
        revision: 1,
        dueAt: at(20),
      });
    });

    test('what is due of one kind is found however many others are more overdue', async () => {
      const names = Array.from({ length: 120 }, (_, index) => `before ${index}`);
      await Promise.all(
        names.map((key) => journal.write({ kind: 'finding', key, value: key, dueAt: '2029-01-01' }, 0)),
      );
      for (const key of ['late', 'later'])
        await journal.write({ kind: 'canary', key, value: key, dueAt: `2029-02-0${key.length - 3}` }, 0);
      await journal.write({ kind: 'canary', key: 'not yet', value: '', dueAt: '2029-09-01' }, 0);
      const keys = async (limit: number, kind: Kind) =>
        (await journal.due('2029-06-01', limit, kind)).map(({ key }) => key);
      expect(await keys(10, 'canary')).toEqual(['late', 'later']);
      expect(await keys(1, 'canary')).toEqual(['late']);
      expect(await keys(0, 'canary')).toEqual([]);
      expect(await keys(500, 'finding')).toEqual(expect.arrayContaining(names));
      expect(await keys(10, 'hold')).toEqual([]);
    });

    test('many due rows are found beyond one round', async () => {
      const dueAt = '2028-01-01T00:00:00.000Z';
      const names = Array.from({ length: 70 }, (_, index) => `many ${String(index).padStart(2, '0')}`);
      await Promise.all(names.map((key) => journal.write({ kind: 'finding', key, value: key, dueAt }, 0)));
      expect((await journal.due(dueAt, 60)).map(({ key }) => key)).toHaveLength(60);
      expect((await journal.due(dueAt, 1000)).map(({ key }) => key)).toEqual(names);
    });

    test('any JSON comes back as it went in', async () => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (value) => {
          const key = `json ${count++}`;
          await journal.write({ kind: 'counter', key, value }, 0);
          expect((await journal.read('counter', key))?.value).toStrictEqual(
            JSON.parse(JSON.stringify(value)),
          );
        }),
        { numRuns: 40 },
      );
    });
  });
};
