import { describe, expect, test } from 'vitest';
import { advance, backoffMinutes } from '../../../src/core/engine/findings.ts';
import { canonical, hashOf, same } from '../../../src/core/model/json.ts';
import { takeLease } from '../../../src/core/engine/lease.ts';
import type { Outcome } from '../../../src/core/model/outcome.ts';
import { entryKey, type Finding, type Lease } from '../../../src/core/journal/records.ts';
import { sentence } from '../../../src/core/say/said.ts';
import { toyOf, toyPlan } from '../../kit/toy.ts';

test('lines of the log are found by their finding, in the order of time', () => {
  expect(entryKey('arn toy', '2026-11-21T10:00:00.000Z', '000001')).toBe(
    'arn toy 2026-11-21T10:00:00.000Z 000001',
  );
});

describe('canonical JSON', () => {
  test('ignores the order of keys at every depth, not the order of lists', () => {
    expect(canonical({ b: [{ d: 1, c: 2 }], a: undefined })).toBe('{"b":[{"c":2,"d":1}]}');
    expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same(null, undefined)).toBe(true);
    expect(same(null, 'null')).toBe(false);
    expect([canonical(undefined), canonical(null), canonical([null])]).toEqual(['null', 'null', '[null]']);
  });
  test('a hash is 128 bits and depends on meaning only', () => {
    expect(hashOf({ a: 1, b: 2 })).toMatch(/^[0-9a-f]{32}$/);
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: 2 }));
  });
});

describe('sentences', () => {
  const messages = { full: { says: '{size} bytes.', todo: 'Remove {size}.' } };
  test('are filled from their data', () => {
    expect(sentence(messages, { message: 'full', data: { size: 3 } })).toEqual({
      id: 'full',
      says: '3 bytes.',
      todo: 'Remove 3.',
      data: { size: 3 },
    });
  });
  test('say nothing of what is not there, and carry what they are about', () => {
    expect(sentence(messages, { message: 'full' })).toEqual({
      id: 'full',
      says: '{size} bytes.',
      todo: 'Remove {size}.',
    });
    const owned = { owned: { says: 'Terraform made it.', about: 'ownership' as const } };
    expect(sentence(owned, { message: 'owned', data: {} })).toEqual({
      id: 'owned',
      says: 'Terraform made it.',
      about: 'ownership',
    });
    expect(Object.keys(sentence(owned, { message: 'other' }))).toEqual(['id', 'says']);
  });
  test('show what is missing instead of hiding it', () => {
    expect(sentence(messages, { message: 'full' }).says).toBe('{size} bytes.');
    expect(sentence(messages, { message: 'other' }).says).toBe('other');
  });
});

const at = (time: string) => new Date(`2026-11-21T${time}Z`);
const { job } = toyOf({});
const plan = toyPlan();
const reported: Outcome = { is: 'reported', plan, because: [] };
const remediated: Outcome = { is: 'remediated', plan, run: 'run-1' };
const compliant: Outcome = { is: 'compliant', notes: [] };

describe('a finding', () => {
  type Stop = readonly [Outcome, string];
  const walk = ([outcome, time]: Stop, ...later: readonly Stop[]): Finding =>
    later.reduce(
      (before, [next, moment]) => advance(before, job, next, {}, at(moment)),
      advance(undefined, job, outcome, {}, at(time)),
    );

  test('is open since it was first seen', () => {
    expect(walk([reported, '10:00:00'], [reported, '11:00:00']).since).toBe('2026-11-21T10:00:00.000Z');
  });
  test('is open no more once it is remediated or compliant', () => {
    expect(walk([reported, '10:00:00'], [remediated, '11:00:00']).since).toBeUndefined();
    expect(walk([reported, '10:00:00'], [compliant, '11:00:00']).since).toBeUndefined();
  });
  test('remembers who took back what was remediated, for a week', () => {
    const twice = walk(
      [remediated, '10:00:00'],
      [reported, '11:00:00'],
      [remediated, '12:00:00'],
      [reported, '13:00:00'],
    );
    expect(twice.reverted).toHaveLength(2);
    expect(advance(twice, job, reported, {}, new Date('2026-11-29T00:00:00Z')).reverted).toHaveLength(0);
  });
  test('an undo is no tug-of-war', () => {
    expect(
      walk([remediated, '10:00:00'], [{ is: 'rolled-back', plan, run: 'run-2' }, '11:00:00']).reverted,
    ).toHaveLength(0);
  });
  test('counts looks that ended alike, for the backoff', () => {
    expect(walk([reported, '10:00:00'], [reported, '10:01:00'], [reported, '10:03:00']).attempts).toBe(2);
    expect([0, 1, 2, 8, 9, 1000].map(backoffMinutes)).toEqual([1, 2, 4, 256, 360, 360]);
  });
  test('keeps, sets and drops its run and its ask', () => {
    const first = advance(
      undefined,
      job,
      reported,
      { run: 'run-1', approvalRequest: 'approval-1' },
      at('10:00:00'),
    );
    expect(first).toMatchObject({ run: 'run-1', approvalRequest: 'approval-1', approvalRequests: 1 });
    expect(advance(first, job, reported, {}, at('10:00:00'))).toMatchObject({
      run: 'run-1',
      approvalRequest: 'approval-1',
      approvalRequests: 1,
    });
    const dropped = advance(first, job, reported, { approvalRequest: null }, at('10:00:00'));
    expect(dropped.approvalRequest).toBeUndefined();
    expect(
      advance(dropped, job, reported, { approvalRequest: 'approval-2' }, at('10:00:00')).approvalRequests,
    ).toBe(2);
  });
});

describe('a lease', () => {
  const world = () => toyOf({});
  const taken = async (lease: ReturnType<typeof takeLease>) => {
    const held = await lease;
    if ('until' in held) throw new Error('not taken');
    return held;
  };

  test('is held by one only', async () => {
    const { ports } = world();
    const first = await taken(takeLease('root', ports));
    expect(await takeLease('root', ports)).toEqual({ until: '2026-11-21T10:20:00.000Z' });
    await first.release();
    await taken(takeLease('root', ports));
  });
  test('that is given back ends now, and says whose it was', async () => {
    const { ports, pass } = world();
    const first = await taken(takeLease('root', ports));
    const row = await ports.journal.read<Lease>('lease', 'root');
    pass(3);
    await first.release();
    expect((await ports.journal.read<Lease>('lease', 'root'))?.value).toEqual({
      holder: row?.value.holder,
      until: '2026-11-21T10:03:00.000Z',
    });
  });
  test('that somebody else has is not ours, however long it lasts; nor is one that is gone', async () => {
    const { ports } = world();
    const first = await taken(takeLease('root', ports));
    const value: Lease = { holder: 'other', until: '2026-11-21T12:00:00.000Z' };
    await ports.journal.write({ kind: 'lease', key: 'root', value }, 1);
    expect(await first.stillMine()).toBe(false);
    const second = await taken(takeLease('second', ports));
    const empty = { ...ports.journal, read: async () => undefined };
    const lost = await taken(takeLease('third', { ...ports, journal: empty }));
    expect([await second.stillMine(), await lost.stillMine()]).toEqual([true, false]);
  });
  test('of fifty at once, one is given', async () => {
    const { ports } = world();
    const all = await Promise.all(Array.from({ length: 50 }, () => takeLease('root', ports)));
    expect(all.filter((lease) => !('until' in lease))).toHaveLength(1);
  });
  test('is not trusted near its end, and lost to the next holder after it', async () => {
    const { ports, pass } = world();
    const first = await taken(takeLease('root', ports));
    pass(17);
    expect(await first.stillMine()).toBe(true);
    pass(2);
    expect(await first.stillMine()).toBe(false);
    pass(2);
    const second = await taken(takeLease('root', ports));
    await first.release();
    expect(await second.stillMine()).toBe(true);
  });
});
