import { expect, test } from 'vitest';
import { openSqliteJournal } from '../../src/adapters/journal/sqlite.ts';
import type { ApprovalRecord } from '../../src/core/journal/records.ts';
import { expiringApprovalRequests } from '../../src/entry-points/expiring.ts';
import { deliver } from '../../src/entry-points/deliver.ts';
import { auto, enter, eventAbout } from '../kit/deliveries.ts';

const hour = 3_600_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');

const anApprovalRequest = async (): Promise<ApprovalRecord> => {
  const { entryPoint, ports } = enter({ policy: { ...auto, mode: 'ask' } });
  const approvals = { ...ports.approvals, open: async () => 'execution-1' };
  await deliver(eventAbout('invoices'), { ...entryPoint, ports: { ...ports, approvals } });
  for await (const { value } of ports.journal.list<ApprovalRecord>('approval-request')) return value;
  throw new Error('nothing was asked');
};
const like = await anApprovalRequest();

interface Given extends Partial<Pick<ApprovalRecord, 'status'>> {
  /** Hours from the start. */
  readonly ends: number;
  readonly queued?: boolean;
}

const scene = async (...approvalRequests: readonly Given[]) => {
  const journal = openSqliteJournal(':memory:');
  let hours = 0;
  const now = () => new Date(start + hours * hour);
  const add = async ({ ends, queued = false, status = 'open' }: Given, index: number) => {
    const { reference: _, ...rest } = like;
    const expires = new Date(start + ends * hour).toISOString();
    const id = `approval-${String(index).padStart(12, '0')}`;
    const value: ApprovalRecord = {
      ...rest,
      id,
      status,
      expires,
      ...(!queued && { reference: 'execution-1' }),
    };
    await journal.write({ kind: 'approval-request', key: id, value }, 0);
  };
  for (const [index, approvalRequest] of approvalRequests.entries()) await add(approvalRequest, index);
  const at = (moment: number) => {
    hours = moment;
    return expiringApprovalRequests({ journal, now });
  };
  return { at, add, journal, now };
};

test('an approval request is counted once, when a day is left, however often it is looked for', async () => {
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
])('%s', async (_, approvalRequest, count) => {
  const { at } = await scene(approvalRequest);
  expect(await at(0)).toBe(count);
});

test('an approval request that lives for a day only is counted, too', async () => {
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
  const counts = await Promise.all([
    expiringApprovalRequests({ journal, now }),
    expiringApprovalRequests({ journal, now }),
  ]);
  expect(counts.toSorted()).toEqual([0, 1]);
});
