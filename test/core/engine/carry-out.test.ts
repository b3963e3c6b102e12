import { describe, expect, test } from 'vitest';
import { carryOut, recount } from '../../../src/core/engine/carry-out.ts';
import type { Progress } from '../../../src/core/engine/progress.ts';
import type { HeldLease } from '../../../src/core/engine/lease.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { changeKey, type ChangeRecord, type Run } from '../../../src/core/journal/records.ts';
import type { Aws } from '../../../src/core/model/remediation.ts';
import { target, toyOf, type Toy } from '../../kit/toy.ts';

/** The loop that does every write: what it journals, when it stops, and in which words. */

const dial = (on: string, before: number | null, after: number | null = 1): Plan['changes'][number] => ({
  set: 'dial',
  on,
  before,
  after,
  impact: ['none'],
});
const runOf = (changes: Plan['changes']): Run => ({
  id: 'run-1',
  finding: 'f',
  plan: {
    id: 'p1',
    kind: 'remediate',
    remediation: 'toy-dials-on',
    version: 1,
    target,
    changes,
    why: { id: 'off', says: 'Dials are off.' },
    hazards: [],
    notes: [],
  },
  cause: { by: 'event' },
  reasons: [],
  status: 'open',
  opened: '2026-11-21T10:00:00.000Z',
});
const held: HeldLease = { stillMine: async () => true, release: async () => {} };

const carrying = (toy: Toy, run: Run, ports: Partial<Ports> = {}, lease = held) => ({
  run,
  unit: toy.job.unit,
  lease,
  ports: { ...toy.ports, ...ports },
});
const changesOf = async ({ ports }: Toy): Promise<readonly ChangeRecord[]> => {
  const all: ChangeRecord[] = [];
  for await (const { value } of ports.journal.list<ChangeRecord>('change', 'run-1/')) all.push(value);
  return all;
};
const note = async (toy: Toy, index: number, more: Partial<ChangeRecord> = {}): Promise<void> => {
  const value: ChangeRecord = {
    run: 'run-1',
    index,
    set: 'dial',
    on: 'a',
    before: 0,
    after: 1,
    status: 'begun',
    ours: true,
    at: '2026-11-21T09:00:00.000Z',
    began: '2026-11-21T08:59:00.000Z',
    ...more,
  };
  await toy.ports.journal.write({ kind: 'change', key: changeKey('run-1', index), value }, 0);
};
/** What `conflict` says; it is for the person who shares the resource with us. */
const changedSince = (
  on: string,
  was: string,
): Extract<Progress, { is: 'conflict' | 'stopped' }>['because'] => [
  {
    check: 'conflict',
    says: `dial of ${on} was ${was} when this was planned and has changed since.`,
    todo: 'Somebody else is working on it. Nothing was overwritten; the next evaluation makes a new plan.',
  },
];
const refusing = (toy: Toy, on: string, error: Error): void => {
  toy.at = (call) => {
    if (call === `put ${on}`) throw error;
  };
};

describe('one change', () => {
  test('is journalled as begun before its put, and with what it became after it', async () => {
    const toy = toyOf({ a: 0 });
    let before: readonly ChangeRecord[] = [];
    const { unit } = toy.job;
    const field = unit.fields['dial'];
    if (!field) throw new Error('no dial');
    const put: typeof field.put = async (...given) => {
      before = await changesOf(toy);
      toy.pass(1);
      await field.put(...given);
    };
    const watched = {
      ...carrying(toy, runOf([dial('a', 0)])),
      unit: { ...unit, fields: { dial: { ...field, put } } },
    };
    expect((await carryOut(watched)).is).toBe('done');
    const entry = { run: 'run-1', index: 0, set: 'dial', on: 'a', before: 0, after: 1, ours: true };
    const began = '2026-11-21T10:00:00.000Z';
    expect(before).toEqual([{ ...entry, status: 'begun', at: began, began }]);
    expect(await changesOf(toy)).toEqual([
      { ...entry, status: 'done', at: '2026-11-21T10:01:00.000Z', began, became: 1 },
    ]);
  });

  test('that was so already is not put, and not ours', async () => {
    const toy = toyOf({ a: 1 });
    expect((await carryOut(carrying(toy, runOf([dial('a', 0)])))).is).toBe('done');
    expect(toy.writes).toEqual([]);
    expect(await changesOf(toy)).toMatchObject([{ status: 'done', ours: false, became: 1 }]);
  });

  test('that we had begun and that has arrived is ours, since we began', async () => {
    const toy = toyOf({ a: 1 });
    await note(toy, 0);
    expect((await carryOut(carrying(toy, runOf([dial('a', 0)])))).is).toBe('done');
    expect(toy.writes).toEqual([]);
    expect(await changesOf(toy)).toMatchObject([
      { status: 'done', ours: true, became: 1, began: '2026-11-21T08:59:00.000Z' },
    ]);
  });

  test('that we had begun and that never arrived is put again', async () => {
    const toy = toyOf({ a: 0 });
    await note(toy, 0);
    expect((await carryOut(carrying(toy, runOf([dial('a', 0)])))).is).toBe('done');
    expect(toy.writes).toEqual(['a=1']);
    expect(await changesOf(toy)).toMatchObject([{ status: 'done', began: '2026-11-21T08:59:00.000Z' }]);
  });

  test('that is done is not looked at again', async () => {
    const toy = toyOf({ a: 9, b: 0 });
    await note(toy, 0, { status: 'done', became: 1 });
    const calls: string[] = [];
    toy.at = (call) => void calls.push(call);
    expect((await carryOut(carrying(toy, runOf([dial('a', 0), dial('b', 0)])))).is).toBe('done');
    expect(calls).not.toContain('get a');
    expect(toy.writes).toEqual(['b=1']);
  });

  test.each([
    ['another value', 0],
    ['absent', null],
  ])('that is not as it was planned is left alone: it was %s', async (was, before) => {
    const toy = toyOf({ a: 1, b: 7 });
    const progress = await carryOut(carrying(toy, runOf([dial('a', 1), dial('b', before)])));
    expect(progress).toEqual({ is: 'conflict', done: 1, because: changedSince('b', was) });
    expect(toy.writes).toEqual([]);
  });

  test('of a field that this build no longer has is not guessed at', async () => {
    const toy = toyOf({ a: 0 });
    const run = runOf([{ ...dial('a', 0), set: 'knob' }]);
    await expect(carryOut(carrying(toy, run))).rejects.toThrow('toy-dials-on has no field knob');
  });
});

describe('a put that fails', () => {
  test('is looked after: when nothing has changed, its own error is told', async () => {
    const toy = toyOf({ a: 0 });
    refusing(toy, 'a', new Error('AccessDenied'));
    await expect(carryOut(carrying(toy, runOf([dial('a', 0)])))).rejects.toThrow('AccessDenied');
    expect(await changesOf(toy)).toMatchObject([{ status: 'begun' }]);
  });

  test('when it has arrived all the same, it is done', async () => {
    const toy = toyOf({ a: 0 });
    refusing(toy, 'a done', new Error('socket hang up'));
    expect((await carryOut(carrying(toy, runOf([dial('a', 0)])))).is).toBe('done');
    expect(await changesOf(toy)).toMatchObject([{ status: 'done', became: 1 }]);
  });

  test('when somebody else has changed it instead, we stop', async () => {
    const toy = toyOf({ a: 1, b: 0 });
    toy.at = (call) => {
      if (call !== 'put b') return;
      toy.dials['b'] = 5;
      throw new Error('PreconditionFailed');
    };
    const progress = await carryOut(carrying(toy, runOf([dial('a', 0), dial('b', 0)])));
    expect(progress).toEqual({ is: 'conflict', done: 1, because: changedSince('b', 'another value') });
    expect((await changesOf(toy)).map(({ status }) => status)).toEqual(['done', 'begun']);
  });
});

describe('looking after a put', () => {
  /** AWS shows the value before the put for so many looks. */
  const slow = (toy: Toy, looks: number) => {
    const pauses: number[] = [];
    let left = looks;
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    toy.at = (call) => {
      if (call === 'put a done') toy.dials['a'] = 0;
      if (call === 'get a' && toy.writes.length > 0 && (left -= 1) < 0) toy.dials['a'] = 1;
    };
    return { pauses, pause };
  };

  test.each([
    [0, []],
    [1, [300]],
    [2, [300, 1000]],
    [3, [300, 1000, 2000]],
  ])('shown after %i looks, it waits no longer than needed', async (looks, expected) => {
    const toy = toyOf({ a: 0 });
    const { pauses, pause } = slow(toy, looks);
    expect((await carryOut(carrying(toy, runOf([dial('a', 0)]), { pause }))).is).toBe('done');
    expect(pauses).toEqual(expected);
  });

  test('not shown for seconds, it is left to the waker: begun, and not done', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    const { pauses, pause } = slow(toy, 9);
    const run = runOf([dial('a', 0), dial('b', 0)]);
    expect(await carryOut(carrying(toy, run, { pause }))).toEqual({ is: 'settling' });
    expect(pauses).toEqual([300, 1000, 2000]);
    expect(await changesOf(toy)).toMatchObject([{ status: 'begun' }]);
    expect(toy.writes).toEqual(['a=1']);
  });

  test('what it became is what AWS shows, also when that is not quite what was put', async () => {
    const toy = toyOf({ a: 0 });
    toy.at = (call) => {
      if (call === 'put a done') toy.dials['a'] = 1.5;
    };
    expect((await carryOut(carrying(toy, runOf([dial('a', 0)])))).is).toBe('done');
    expect(await changesOf(toy)).toMatchObject([{ status: 'done', after: 1, became: 1.5 }]);
  });
});

describe('between two puts', () => {
  test('the kill switch stops', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    toy.at = (call) => {
      if (call === 'put a done') toy.policy = { ...toy.policy, killSwitch: true };
    };
    expect(await carryOut(carrying(toy, runOf([dial('a', 0), dial('b', 0)])))).toEqual({
      is: 'stopped',
      done: 1,
      because: [{ check: 'kill-switch', says: 'The kill switch was turned on.' }],
    });
    expect(await changesOf(toy)).toHaveLength(1);
  });

  test('a kill switch that cannot be read stops, and says why', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    const stoppedBy = { check: 'kill-switch-unreadable', says: 'It cannot be read.' };
    toy.at = (call) => {
      if (call === 'put a done') toy.policy = { ...toy.policy, killSwitch: true, stoppedBy };
    };
    const ended = await carryOut(carrying(toy, runOf([dial('a', 0), dial('b', 0)])));
    expect(ended).toEqual({ is: 'stopped', done: 1, because: [stoppedBy] });
    expect(toy.writes).toEqual(['a=1']);
  });

  test('a lease that is lost stops', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    const lease: HeldLease = { ...held, stillMine: async () => toy.writes.length === 0 };
    expect(await carryOut(carrying(toy, runOf([dial('a', 0), dial('b', 0)]), {}, lease))).toEqual({
      is: 'stopped',
      done: 1,
      because: [{ check: 'lease', says: 'The lease ran out.' }],
    });
    expect(toy.writes).toEqual(['a=1']);
  });

  test('another worker at the same run stops us before the put', async () => {
    const toy = toyOf({ a: 0 });
    const journal = { ...toy.ports.journal, write: async () => undefined };
    await expect(carryOut(carrying(toy, runOf([dial('a', 0)]), { journal }))).rejects.toMatchObject({
      code: 'carried-out-elsewhere',
      says: 'Another worker is carrying out run-1.',
      todo: 'Nothing to do: it is checked again.',
      retry: true,
    });
    expect(toy.writes).toEqual([]);
  });
});

describe('credentials to write', () => {
  const sessions = (toy: Toy) => {
    const asked: unknown[] = [];
    const { clouds } = toy.ports;
    const write: typeof clouds.write = (...given) => {
      asked.push(given);
      return clouds.write(...given);
    };
    return { asked, clouds: { ...clouds, write } };
  };

  test('are asked for once, cut to the run', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    const { asked, clouds } = sessions(toy);
    await carryOut(carrying(toy, runOf([dial('a', 0), dial('b', 0)]), { clouds }));
    expect(asked).toEqual([[target, { run: 'run-1', remediation: 'toy-dials-on', kind: 'remediate' }]]);
  });

  test('are not asked for when nothing is to be put', async () => {
    const toy = toyOf({ a: 1 });
    const { asked, clouds } = sessions(toy);
    await carryOut(carrying(toy, runOf([dial('a', 0)]), { clouds }));
    expect(asked).toEqual([]);
  });
});

describe('the look that proves the fix', () => {
  const looks = (toy: Toy) => {
    const taken: Aws[] = [];
    const { clouds } = toy.ports;
    const look = () => {
      const aws: Aws = { ...clouds.look(target) };
      taken.push(aws);
      return aws;
    };
    return { taken, clouds: { ...clouds, look } };
  };

  test.each([
    ['after a put: the one after it', { a: 0 }, 2],
    ['without one: the one that found it so', { a: 1 }, 1],
  ])('%s', async (_name, dials, count) => {
    const toy = toyOf(dials);
    const { taken, clouds } = looks(toy);
    const progress = await carryOut(carrying(toy, runOf([dial('a', 0)]), { clouds }));
    expect(taken).toHaveLength(count);
    expect(progress.is === 'done' && progress.seen === taken.at(-1)).toBe(true);
  });
});

describe('what was found good is only counted', () => {
  test('begun and arrived: done, as it became now', async () => {
    const toy = toyOf({ a: 1 });
    await note(toy, 0);
    expect((await recount(carrying(toy, runOf([dial('a', 0)])))).is).toBe('done');
    expect(await changesOf(toy)).toEqual([
      {
        run: 'run-1',
        index: 0,
        set: 'dial',
        on: 'a',
        before: 0,
        after: 1,
        became: 1,
        status: 'done',
        ours: true,
        at: '2026-11-21T10:00:00.000Z',
        began: '2026-11-21T08:59:00.000Z',
      },
    ]);
  });

  test('begun and never arrived: not ours', async () => {
    const toy = toyOf({ a: 0 });
    await note(toy, 0);
    expect((await recount(carrying(toy, runOf([dial('a', 0)])))).is).toBe('done');
    expect(await changesOf(toy)).toMatchObject([{ status: 'begun' }]);
  });

  test('changed by somebody: we stop, and say where', async () => {
    const toy = toyOf({ a: 1, b: 7 });
    await note(toy, 0);
    await note(toy, 1, { on: 'b' });
    expect(await recount(carrying(toy, runOf([dial('a', 0), dial('b', 0)])))).toEqual({
      is: 'conflict',
      done: 1,
      because: changedSince('b', 'another value'),
    });
  });

  test('what was done, or never begun, is not looked at', async () => {
    const toy = toyOf({ a: 7, b: 7 });
    await note(toy, 0, { status: 'done', became: 1 });
    const calls: string[] = [];
    toy.at = (call) => void calls.push(call);
    expect((await recount(carrying(toy, runOf([dial('a', 0), dial('b', 0)])))).is).toBe('done');
    expect(calls.filter((call) => call.startsWith('get') || call.startsWith('write'))).toEqual([]);
  });

  test('a field that this build no longer has keeps nothing open', async () => {
    const toy = toyOf({ a: 1 });
    await note(toy, 0, { set: 'knob' });
    const run = runOf([{ ...dial('a', 0), set: 'knob' }]);
    expect((await recount(carrying(toy, run))).is).toBe('done');
    expect(await changesOf(toy)).toMatchObject([{ status: 'begun' }]);
  });
});
