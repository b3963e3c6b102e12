import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJournalTable, openDynamoDbJournal } from '../../src/adapters/journal-dynamodb.ts';
import { emptyTally, generousLimits, type Limits, type Tally } from '../../src/core/limits.ts';
import { leavePlace, takePlace } from '../../src/core/places.ts';
import type { Ports } from '../../src/core/ports.ts';
import { reconcile } from '../../src/core/reconcile.ts';
import type { Finding } from '../../src/core/records.ts';
import { findingKey } from '../../src/core/records.ts';
import { startDynamoDb } from '../adapters/dynamodb.ts';
import { target, toyOf } from './toy.ts';

const limits = (more: Partial<Limits>): Limits => ({ ...generousLimits, ...more });

describe('many workers at once, on DynamoDB', () => {
  let emulator: Awaited<ReturnType<typeof startDynamoDb>>;
  beforeAll(async () => {
    emulator = await startDynamoDb();
    await createJournalTable(emulator.client(), 'limits');
  });
  afterAll(async () => emulator.stop());

  test('exactly as many get a place as there are, and each failure is counted', async () => {
    const { ports: toy } = toyOf({});
    const workers = Array.from({ length: 12 }, (_, index) => {
      const journal = openDynamoDbJournal({
        client: emulator.client(),
        table: 'limits',
        pause: async () => {},
      });
      const ports: Ports = { ...toy, journal, now: () => new Date('2026-11-21T10:00:00Z') };
      return { ports, run: `run-${index}` };
    });
    const given = limits({ changesPerHour: 7 });
    const asked = await Promise.all(
      workers.map(({ ports, run }) =>
        takePlace({ run, account: '111122223333', remediation: 'toy', changes: 1 }, given, ports),
      ),
    );
    expect(asked.filter((stop) => stop === undefined)).toHaveLength(7);
    const admitted = workers.filter((_, index) => asked[index] === undefined);
    await Promise.all(
      admitted.map(({ ports, run }) => leavePlace({ run, remediation: 'toy', failed: true }, given, ports)),
    );
    const row = await workers[0]?.ports.journal.read<Tally>('counter', 'limits');
    const { begun, running, failed, first } = row?.value ?? emptyTally;
    expect({ begun: begun.length, running, failed: failed.length, first }).toEqual({
      begun: 7,
      running: [],
      failed: 7,
      first: { toy: 7 },
    });
  });
});

describe('in the engine', () => {
  test('over the limit nothing is written, and it is done when there is room', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, limits: limits({ changesPerHour: 1 }) };
    await takePlace(
      { run: 'other', account: target.account, remediation: 'other', changes: 1 },
      limits({ changesPerHour: 1 }),
      toy.ports,
    );
    const outcome = await reconcile(toy.job, toy.ports);
    expect(outcome).toMatchObject({
      is: 'deferred',
      until: '2026-11-21T11:00:00.000Z',
      because: [{ check: 'limits' }, { check: 'mode' }],
    });
    expect(toy.writes).toEqual([]);
    const finding = await toy.ports.journal.read<Finding>('finding', findingKey(target, 'toy-dials-on'));
    expect(finding?.dueAt).toBe('2026-11-21T11:00:00.000Z');
    toy.pass(60);
    expect((await reconcile(toy.job, toy.ports)).is).toBe('sealed');
  });

  test('outside a maintenance window an ask is opened all the same, and an undo is done', async () => {
    const closed = limits({ windows: [{ days: ['sun'], from: '02:00', hours: 1 }] });
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'ask', limits: closed };
    expect((await reconcile(toy.job, toy.ports)).is).toBe('asked');
    toy.policy = { ...toy.policy, mode: 'auto' };
    expect(await reconcile(toy.job, toy.ports)).toMatchObject({
      is: 'deferred',
      until: '2026-11-22T02:00:00.000Z',
    });
  });

  test('the breaker opens after failures, says so, and closes', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = {
      ...toy.policy,
      limits: limits({ breaker: { failures: 2, withinMinutes: 60, closesAfterMinutes: 60 } }),
    };
    let broken = true;
    toy.at = (call) => {
      if (broken && call === 'put a') throw new Error('AWS refuses');
    };
    expect((await reconcile(toy.job, toy.ports)).is).toBe('failed');
    toy.pass(30);
    expect((await reconcile(toy.job, toy.ports)).is).toBe('failed');
    toy.pass(30);
    const rests = await reconcile(toy.job, toy.ports);
    expect(rests).toMatchObject({
      is: 'deferred',
      until: '2026-11-21T11:30:00.000Z',
      because: [{ check: 'breaker' }, {}],
    });
    broken = false;
    toy.pass(31);
    expect((await reconcile(toy.job, toy.ports)).is).toBe('sealed');
    expect(toy.dials).toEqual({ a: 1 });
  });

  test('a remediation rests after its first changes until somebody raises it', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    toy.policy = { ...toy.policy, limits: limits({ firstChanges: 1 }) };
    expect((await reconcile(toy.job, toy.ports)).is).toBe('deferred');
    toy.policy = { ...toy.policy, limits: limits({ firstChanges: 1, raised: { 'toy-dials-on': 2 } }) };
    expect((await reconcile(toy.job, toy.ports)).is).toBe('sealed');
  });
});
