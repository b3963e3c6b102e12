import { expect, test } from 'vitest';
import { hold, release } from '../../../src/core/approvals/holds.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { findingKey, type Finding, type Hold } from '../../../src/core/journal/records.ts';
import { target, toyOf, type Toy } from '../../kit/toy.ts';

/** Keeping Waxseal's hands off, and letting it go on. */

const finding = findingKey(target, 'toy-dials-on');
const now = '2026-11-21T10:00:00.000Z';
const request = { target, remediation: 'toy-dials-on', by: 'ada', reason: 'broke the scanner' };
const holdOf = async ({ ports }: Toy) => (await ports.journal.read<Hold>('hold', finding))?.value;

test('a hold is written down with who, why and until when', async () => {
  const toy = toyOf({});
  await hold(request, toy.ports);
  const value = {
    finding,
    remediation: 'toy-dials-on',
    target,
    by: 'ada',
    reason: 'broke the scanner',
    from: now,
  };
  expect(await holdOf(toy)).toEqual(value);
  await hold({ ...request, days: 2 }, toy.ports);
  expect(await holdOf(toy), 'a later one takes its place').toEqual({
    ...value,
    until: '2026-11-23T10:00:00.000Z',
  });
  await hold({ ...request, days: 0 }, toy.ports);
  expect((await holdOf(toy))?.until).toBe(now);
});

/** Another worker writes the row of the hold first, so many times. */
const overtaken = ({ ports }: Toy, times: number): Ports => {
  let left = times;
  const write: Ports['journal']['write'] = async (row, expected) =>
    row.kind === 'hold' && left-- > 0 ? undefined : ports.journal.write(row, expected);
  return { ...ports, journal: { ...ports.journal, write } };
};

test('neither holding nor releasing is lost when others write at the same time', async () => {
  const toy = toyOf({});
  await hold(request, overtaken(toy, 2));
  expect(await holdOf(toy)).toMatchObject({ by: 'ada' });
  await release({ finding, actor: 'bob' }, overtaken(toy, 2));
  expect(await holdOf(toy)).toMatchObject({ released: { by: 'bob', at: now } });
});

test('releasing lets the waker look at once, and says who did', async () => {
  const toy = toyOf({});
  const value: Finding = {
    remediation: 'toy-dials-on',
    target,
    is: 'rolled-back',
    lastSeen: '2026-11-20T10:00:00.000Z',
    approvalRequests: 0,
    attempts: 0,
    reverted: [],
  };
  await toy.ports.journal.write({ kind: 'finding', key: finding, value }, 0);
  await hold(request, toy.ports);
  const released = await release({ finding, actor: 'bob' }, toy.ports);
  expect(released).toEqual({ ...(await holdOf(toy)), released: { by: 'bob', at: now } });
  expect(await toy.ports.journal.read('finding', finding)).toMatchObject({ value, dueAt: now });
});

test('where nothing is held, or no more, there is nothing to release', async () => {
  const toy = toyOf({});
  const none = {
    code: 'no-hold',
    says: `There is no hold on ${finding}.`,
    todo: 'waxseal report lists what is held.',
  };
  await expect(release({ finding, actor: 'bob' }, toy.ports)).rejects.toMatchObject(none);
  await hold(request, toy.ports);
  await release({ finding, actor: 'bob' }, toy.ports);
  await expect(release({ finding, actor: 'bob' }, toy.ports)).rejects.toMatchObject(none);
});
