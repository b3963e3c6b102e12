import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../../src/core/model/catalog.ts';
import { WaxsealError } from '../../../src/core/model/errors.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { changeKey, findingKey, type Entry, type Finding } from '../../../src/core/journal/records.ts';
import { wake } from '../../../src/core/engine/waker.ts';
import { target, toyOf, type Toy } from '../../kit/toy.ts';

/** One round of the only timer there is. */

const key = findingKey(target, 'toy-dials-on');
const before = (minutes: number): string =>
  new Date(Date.parse('2026-11-21T10:00:00Z') - minutes * 60_000).toISOString();
const findingWith = (more: Partial<Finding> = {}): Finding => ({
  remediation: 'toy-dials-on',
  target,
  is: 'failed',
  lastSeen: before(60),
  approvalRequests: 0,
  attempts: 0,
  reverted: [],
  ...more,
});
const due = async (
  { ports }: Toy,
  name: string,
  dueAt: string,
  more: Partial<Finding> = {},
): Promise<void> => {
  await ports.journal.write({ kind: 'finding', key: name, value: findingWith(more), dueAt }, 0);
};
const others = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...target, arn: `${target.arn}-${index}` }));

test('what is due is looked at, and nothing else; the cause is the waker', async () => {
  const toy = toyOf({ a: 0 });
  const [one, two] = others(2);
  await due(toy, findingKey(one ?? target, 'toy-dials-on'), before(0), { target: one ?? target });
  await due(toy, findingKey(two ?? target, 'toy-dials-on'), before(-1), { target: two ?? target });
  expect((await wake(toy.catalog, toy.ports)).map(({ is }) => is)).toEqual(['remediated']);
  const entries: Entry[] = [];
  for await (const { value } of toy.ports.journal.list<Entry>('entry')) entries.push(value);
  expect(entries.map(({ cause, target: { arn } }) => [cause, arn])).toEqual([[{ by: 'wake' }, one?.arn]]);
});

test('no more than asked for, the most overdue first', async () => {
  const toy = toyOf({ a: 1 });
  const targets = others(3);
  for (const [index, one] of targets.entries())
    await due(toy, findingKey(one, 'toy-dials-on'), before(index + 1), { target: one });
  const seen: string[] = [];
  const catalog: Catalog = {
    ...toy.catalog,
    remediation: async (id) => {
      const unit = await toy.catalog.remediation(id);
      return { ...unit, read: async (...given) => (seen.push(given[0].arn), unit.read(...given)) };
    },
  };
  expect((await wake(catalog, toy.ports, 2)).map(({ is }) => is)).toEqual(['compliant', 'compliant']);
  expect(seen).toEqual([targets[2]?.arn, targets[1]?.arn]);
});

test('watched fixes come after findings and have room of their own', async () => {
  const toy = toyOf({ a: 1 });
  const [one] = others(1);
  const { journal } = toy.ports;
  for (const name of ['x', 'y', 'z'])
    await journal.write({ kind: 'canary', key: name, value: { watches: [] }, dueAt: before(9) }, 0);
  await due(toy, findingKey(one ?? target, 'toy-dials-on'), before(1), { target: one ?? target });
  expect((await wake(toy.catalog, toy.ports, 2)).map(({ is }) => is)).toEqual(['compliant']);
  const left = await journal.due(before(0), 10);
  expect(left.map(({ kind, key: name }) => [kind, name])).toEqual([['canary', 'z']]);
});

test('no backlog of findings keeps a watched fix waiting, nor the other way round', async () => {
  const toy = toyOf({ a: 1 });
  const { journal } = toy.ports;
  for (const one of others(7)) await due(toy, findingKey(one, 'toy-dials-on'), before(9), { target: one });
  for (let index = 0; index < 7; index += 1)
    await journal.write(
      { kind: 'canary', key: `watched ${index}`, value: { watches: [] }, dueAt: before(index < 5 ? 99 : 1) },
      0,
    );
  const looks: string[] = [];
  const read: typeof journal.read = async (kind, name) => {
    if (kind === 'canary') looks.push(name);
    return journal.read(kind, name);
  };
  const outcomes = await wake(toy.catalog, { ...toy.ports, journal: { ...journal, read } }, 3);
  expect(outcomes.map(({ is }) => is)).toEqual(['compliant', 'compliant', 'compliant']);
  expect(new Set(looks)).toEqual(new Set(['watched 0', 'watched 1', 'watched 2']));
});

test('one that fails keeps none of the others waiting, and is named', async () => {
  const toy = toyOf({ a: 0 });
  const [lost] = others(1);
  await due(toy, 'lost', before(9), { remediation: 'toy-lost', target: lost ?? target });
  await due(toy, key, before(1));
  const catalog: Catalog = {
    ...toy.catalog,
    remediation: (id) =>
      id === 'toy-lost'
        ? Promise.reject(new WaxsealError({ code: 'unknown-remediation', says: 'x', todo: 'y' }))
        : toy.catalog.remediation(id),
  };
  expect(await wake(catalog, toy.ports)).toMatchObject([
    { is: 'failed', failure: { says: 'WaxsealError: x y' } },
    { is: 'remediated' },
  ]);
});

test('what is due and no finding, or gone by now, is passed over', async () => {
  const toy = toyOf({ a: 0 });
  const { journal } = toy.ports;
  await journal.write({ kind: 'answer', key: 'a', value: findingWith(), dueAt: before(9) }, 0);
  await due(toy, key, before(1));
  const asked: string[] = [];
  const read: typeof journal.read = async (kind, name) => {
    asked.push(`${kind} ${name}`);
    return journal.read(kind, name);
  };
  const vanished: Ports['journal'] = {
    ...journal,
    read,
    due: async (...given) => [
      { kind: 'finding', key: 'vanished', value: {}, revision: 1 },
      ...(await journal.due(...given)),
    ],
  };
  const outcomes = await wake(toy.catalog, { ...toy.ports, journal: vanished });
  expect(outcomes.map(({ is }) => is)).toEqual(['remediated']);
  expect(asked).not.toContain('finding a');
});

test('first AWS’s log is asked about earlier runs, then the resource is looked at', async () => {
  const toy = toyOf({ a: 1 });
  await due(toy, key, before(0), {
    is: 'remediated',
    run: 'run-1',
    lookBack: { at: before(0), runs: ['run-1'] },
  });
  const { journal } = toy.ports;
  const plan = { changes: [], target, id: 'p', remediation: 'toy-dials-on' };
  await journal.write({ kind: 'run', key: 'run-1', value: { id: 'run-1', plan } }, 0);
  const change = { run: 'run-1', set: 'dial', on: 'a', ours: true, at: before(30), began: before(31) };
  await journal.write({ kind: 'change', key: changeKey('run-1', 0), value: change }, 0);
  const event = { id: 'e', at: before(31), by: 'arn:aws:iam::1:user/bob', operation: 'PutDial' };
  const outcomes = await wake(toy.catalog, { ...toy.ports, cloudTrail: async () => [event] });
  expect(outcomes.map(({ is }) => is)).toEqual(['overwritten', 'compliant']);
});

describe('at the end of a round', () => {
  test('what was gathered is told, once, and only where it is gathered', async () => {
    const toy = toyOf({});
    let told = 0;
    expect(await wake(toy.catalog, { ...toy.ports, notifyGathered: async () => void (told += 1) })).toEqual(
      [],
    );
    expect(told).toBe(1);
    expect(await wake(toy.catalog, toy.ports)).toEqual([]);
  });

  test('asks that cannot be put before people are said so', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'ask' };
    await due(toy, key, before(0));
    const together = { most: 10, open: () => Promise.reject(new Error('denied')) };
    const approvals = { ...toy.ports.approvals, together };
    const outcomes = await wake(toy.catalog, { ...toy.ports, approvals });
    expect(outcomes).toMatchObject([
      { is: 'approval-requested' },
      { is: 'failed', failure: { says: 'Error: denied' } },
    ]);
  });
});
