import { describe, expect, test } from 'vitest';
import { generousLimits, type Limits } from '../../../src/core/policy/limits.ts';
import { countIn } from '../../../src/core/engine/counting.ts';
import { target, toyOf, type Toy } from '../../kit/toy.ts';
import { dieAt, runsOf, step, tallyOf } from '../../kit/toy-runs.ts';

/** Runs within the limits of the policy. */

describe('limits', () => {
  const with_ = (toy: Toy, more: Partial<Limits>): void => {
    toy.policy = { ...toy.policy, limits: { ...generousLimits, ...more } };
  };
  const at = '2026-11-21T10:00:00.000Z';

  test('a run is counted with its changes and its account, and leaves its place', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    with_(toy, {});
    const outcome = await step(toy);
    const run = outcome.is === 'remediated' ? outcome.run : '';
    expect(await tallyOf(toy)).toEqual({
      begun: [{ run, account: target.account, changes: 2, at }],
      running: [],
      failed: [],
      first: { 'toy-dials-on': 2 },
    });
  });

  test('one that fails leaves its place, and is counted for the breaker', async () => {
    const toy = toyOf({ a: 0 });
    with_(toy, {});
    toy.at = (call) => {
      if (call === 'put a') throw new Error('Access denied');
    };
    expect((await step(toy)).is).toBe('failed');
    expect(await tallyOf(toy)).toMatchObject({ running: [], failed: [{ remediation: 'toy-dials-on', at }] });
  });

  test('one that finds no place any more under the lease waits, and has not begun', async () => {
    const toy = toyOf({ a: 0 });
    with_(toy, { concurrentRuns: 1 });
    const { journal } = toy.ports;
    const read: typeof journal.read = async (kind, key) => {
      // Another run takes the last place after the gate has looked.
      if (kind === 'lease') {
        const limits = { ...generousLimits, concurrentRuns: 1 };
        await countIn({ run: 'other', account: 'x', remediation: 'other', changes: 1 }, limits, toy.ports);
      }
      return journal.read(kind, key);
    };
    expect(await step(toy, { journal: { ...journal, read } })).toMatchObject({
      is: 'deferred',
      because: [
        {
          check: 'limits',
          says: '1 runs are writing already; the policy allows 1 at a time.',
        },
      ],
      until: '2026-11-21T10:01:00.000Z',
    });
    expect(await runsOf(toy)).toEqual([]);
  });

  test('one that is resumed an hour later is not counted again', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    with_(toy, { firstChanges: 2 });
    await dieAt(toy, 'put b');
    toy.pass(60);
    expect((await step(toy)).is).toBe('remediated');
    expect(await tallyOf(toy)).toMatchObject({ begun: [], first: { 'toy-dials-on': 2 } });
  });

  test('one that is resumed is not counted again', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    with_(toy, { changesPerHour: 2 });
    await dieAt(toy, 'put b');
    expect((await step(toy)).is).toBe('remediated');
    expect((await tallyOf(toy))?.begun).toHaveLength(1);
  });
});
