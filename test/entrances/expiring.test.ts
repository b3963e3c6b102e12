import { expect, test } from 'vitest';
import { openSqliteJournal } from '../../src/adapters/journal/sqlite.ts';
import type { AskRecord } from '../../src/core/journal/records.ts';
import { expiringAsks } from '../../src/entrances/expiring.ts';
import { deliver } from '../../src/entrances/deliver.ts';
import { auto, enter, eventAbout } from '../kit/deliveries.ts';

const hour = 3_600_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');

const anAsk = async (): Promise<AskRecord> => {
  const { entrance, ports } = enter({ policy: { ...auto, mode: 'ask' } });
  const approvals = { ...ports.approvals, open: async () => 'execution-1' };
  await deliver(eventAbout('invoices'), { ...entrance, ports: { ...ports, approvals } });
  for await (const { value } of ports.journal.list<AskRecord>('ask')) return value;
  throw new Error('nothing was asked');
};
const like = await anAsk();

interface Given extends Partial<Pick<AskRecord, 'status'>> {
  /** Hours from the start. */
  readonly ends: number;
  readonly queued?: boolean;
}

const scene = async (...asks: readonly Given[]) => {
  const journal = openSqliteJournal(':memory:');
  let hours = 0;
  const now = () => new Date(start + hours * hour);
  const add = async ({ ends, queued = false, status = 'open' }: Given, index: number) => {
    const { reference: _, ...rest } = like;
    const expires = new Date(start + ends * hour).toISOString();
    const id = `ask-${String(index).padStart(12, '0')}`;
    const value: AskRecord = { ...rest, id, status, expires, ...(!queued && { reference: 'execution-1' }) };
    await journal.write({ kind: 'ask', key: id, value }, 0);
  };
  for (const [index, ask] of asks.entries()) await add(ask, index);
  const at = (moment: number) => {
    hours = moment;
    return expiringAsks({ journal, now });
  };
  return { at, add, journal, now };
};

test('an ask is counted once, when a day is left, however often it is looked for', async () => {
  const { at } = await scene({ ends: 30 });
  const counts = [];
  for (let hours = 0; hours < 40; hours += 0.5) counts.push(await at(hours));
  expect(counts.indexOf(1)).toBe(12);
  expect(counts.reduce((sum, count) => sum + count)).toBe(1);
});

test.each<[string, Given, number]>([
  ['a day left', { ends: 24 }, 1],
  ['more than a day', { ends: 24.1 }, 0],
  ['over already', { ends: 0 }, 0],
  ['waits for its turn', { ends: 5, queued: true }, 0],
  ['used', { ends: 5, status: 'used' }, 0],
  ['rejected', { ends: 5, status: 'rejected' }, 0],
  ['expired', { ends: 5, status: 'expired' }, 0],
  ['stale', { ends: 5, status: 'stale' }, 0],
])('%s', async (_, ask, count) => {
  const { at } = await scene(ask);
  expect(await at(0)).toBe(count);
});

test('an ask that lives for a day only is counted, too', async () => {
  const { at, add } = await scene();
  expect(await at(0)).toBe(0);
  await add({ ends: 24.5 }, 1);
  expect(await at(1)).toBe(1);
});

test('within the hour nothing is read again: the next one that reads counts it', async () => {
  const { at, add } = await scene();
  expect(await at(0)).toBe(0);
  await add({ ends: 24.25 }, 1);
  expect(await at(0.5)).toBe(0);
  expect(await at(1)).toBe(1);
});

test('nothing is lost when there was no sweep for days', async () => {
  const { at } = await scene({ ends: 50 }, { ends: 70 }, { ends: 200 });
  expect(await at(0)).toBe(0);
  expect(await at(60)).toBe(2);
});

test('of two at the same time one counts', async () => {
  const { journal, now } = await scene({ ends: 5 });
  const counts = await Promise.all([expiringAsks({ journal, now }), expiringAsks({ journal, now })]);
  expect(counts.toSorted()).toEqual([0, 1]);
});
