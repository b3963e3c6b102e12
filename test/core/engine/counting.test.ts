import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJournalTable, openDynamoDbJournal } from '../../../src/adapters/journal/dynamodb.ts';
import { emptyTally, type Tally } from '../../../src/core/policy/tally.ts';
import { generousLimits, type Limits } from '../../../src/core/policy/limits.ts';
import { countOut, limitOn, countIn } from '../../../src/core/engine/counting.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import type { Finding } from '../../../src/core/journal/records.ts';
import { findingKey } from '../../../src/core/journal/records.ts';
import { startDynamoDb } from '../../kit/dynamodb.ts';
import { target, toyOf } from '../../kit/toy.ts';

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
        countIn({ run, account: '111122223333', remediation: 'toy', changes: 1 }, given, ports),
      ),
    );
    expect(asked.filter((stop) => stop === undefined)).toHaveLength(7);
    const admitted = workers.filter((_, index) => asked[index] === undefined);
    await Promise.all(
      admitted.map(({ ports, run }) => countOut({ run, remediation: 'toy', failed: true }, given, ports)),
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
    await countIn(
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
    expect((await reconcile(toy.job, toy.ports)).is).toBe('remediated');
  });

  test('outside a maintenance window an approval request is opened all the same, and an undo is done', async () => {
    const closed = limits({ windows: [{ days: ['sun'], from: '02:00', hours: 1 }] });
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'ask', limits: closed };
    expect((await reconcile(toy.job, toy.ports)).is).toBe('approval-requested');
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
    expect((await reconcile(toy.job, toy.ports)).is).toBe('remediated');
    expect(toy.dials).toEqual({ a: 1 });
  });

  test('a remediation rests after its first changes until somebody raises it', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    toy.policy = { ...toy.policy, limits: limits({ firstChanges: 1 }) };
    expect((await reconcile(toy.job, toy.ports)).is).toBe('deferred');
    toy.policy = { ...toy.policy, limits: limits({ firstChanges: 1, raised: { 'toy-dials-on': 2 } }) };
    expect((await reconcile(toy.job, toy.ports)).is).toBe('remediated');
  });
});

describe('one row for all workers', () => {
  const candidate = { run: 'run-1', account: target.account, remediation: 'toy', changes: 1 };
  const tallyOf = async ({ journal }: Ports) => (await journal.read<Tally>('counter', 'limits'))?.value;

  /** Others are quicker so many times. */
  const overtaken = (ports: Ports, times: number) => {
    const pauses: number[] = [];
    let left = times;
    const write: Ports['journal']['write'] = async (row, expected) =>
      left-- > 0 ? undefined : ports.journal.write(row, expected);
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    return { pauses, ports: { ...ports, pause, journal: { ...ports.journal, write } } };
  };

  test('a place is written down for twenty minutes', async () => {
    const { ports } = toyOf({});
    expect(await countIn(candidate, generousLimits, ports)).toBeUndefined();
    expect(await tallyOf(ports)).toEqual({
      begun: [{ run: 'run-1', account: target.account, changes: 1, at: '2026-11-21T10:00:00.000Z' }],
      running: [{ run: 'run-1', until: '2026-11-21T10:20:00.000Z' }],
      failed: [],
      first: { toy: 1 },
    });
  });

  test('who is overtaken waits a little longer each time, and gets it', async () => {
    const { ports } = toyOf({});
    const { pauses, ports: slow } = overtaken(ports, 3);
    expect(await countIn(candidate, generousLimits, slow)).toBeUndefined();
    expect(pauses).toEqual([10, 15, 20]);
    expect((await tallyOf(ports))?.begun).toHaveLength(1);
  });

  test('who is overtaken again and again gives up for a minute', async () => {
    const { ports } = toyOf({});
    const { pauses, ports: slow } = overtaken(ports, 40);
    expect(await countIn(candidate, generousLimits, slow)).toEqual({
      says: 'Too many workers request a slot at once.',
      until: '2026-11-21T10:01:00.000Z',
    });
    expect(pauses).toHaveLength(40);
    expect(await countIn(candidate, generousLimits, overtaken(ports, 39).ports)).toBeUndefined();
  });

  test('who finds no place writes nothing', async () => {
    const { ports } = toyOf({});
    await countIn(candidate, generousLimits, ports);
    const before = await ports.journal.read('counter', 'limits');
    const stop = await countIn({ ...candidate, run: 'run-2' }, limits({ concurrentRuns: 1 }), ports);
    expect(stop?.until).toBe('2026-11-21T10:01:00.000Z');
    expect(await ports.journal.read('counter', 'limits')).toEqual(before);
  });

  test('asking alone takes no place', async () => {
    const { ports } = toyOf({});
    expect(await limitOn(candidate, limits({ changesPerHour: 0 }), ports)).toBeUndefined();
    expect(await tallyOf(ports)).toBeUndefined();
    await countIn(candidate, generousLimits, ports);
    expect(await limitOn({ ...candidate, run: 'run-2' }, limits({ changesPerHour: 1 }), ports)).toMatchObject(
      {
        until: '2026-11-21T11:00:00.000Z',
      },
    );
  });

  test('a place is given back, with its failure', async () => {
    const { ports } = toyOf({});
    await countIn(candidate, generousLimits, ports);
    await countOut({ run: 'run-1', remediation: 'toy', failed: true }, generousLimits, ports);
    expect(await tallyOf(ports)).toMatchObject({
      running: [],
      failed: [{ remediation: 'toy', at: '2026-11-21T10:00:00.000Z' }],
    });
  });
});
