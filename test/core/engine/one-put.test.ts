import { describe, expect, test } from 'vitest';
import { carryOut } from '../../../src/core/engine/carry-out.ts';
import { WaxsealError } from '../../../src/core/model/errors.ts';
import type { HeldLease } from '../../../src/core/engine/lease.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { changeKey, type ChangeRecord, type OwnWrites, type Run } from '../../../src/core/journal/records.ts';
import type { Change } from '../../../src/core/model/remediation.ts';
import { undo } from '../../../src/core/engine/undo.ts';
import { wake } from '../../../src/core/engine/waker.ts';
import { cabinetOf, dieAtCall, drawerChange, type Cabinet } from '../../kit/drawers.ts';
import { Crash, toyOf, toyPlan, type Toy } from '../../kit/toy.ts';

/** Changes that share one document are one put, and a read that is older than our own write is never written over. */

const runOf = (changes: readonly Change[], id = 'run-1'): Run => ({
  id,
  finding: 'f',
  plan: toyPlan({ changes }),
  cause: { by: 'event' },
  reasons: [],
  status: 'open',
  opened: '2026-11-21T10:00:00.000Z',
});
const held: HeldLease = { stillMine: async () => true, release: async () => {} };
const carry = (
  toy: Toy,
  { unit }: Cabinet,
  changes: readonly Change[],
  {
    id,
    lease = held,
    ports = {},
  }: { readonly id?: string; readonly lease?: HeldLease; readonly ports?: Partial<Ports> } = {},
) => carryOut({ run: runOf(changes, id), unit, lease, ports: { ...toy.ports, ...ports } });
const journalled = async ({ ports }: Toy, run = 'run-1'): Promise<readonly ChangeRecord[]> => {
  const all: ChangeRecord[] = [];
  for await (const { value } of ports.journal.list<ChangeRecord>('change', `${run}/`)) all.push(value);
  return all;
};
const ownWrites = async ({ ports }: Toy) => {
  const all: OwnWrites[] = [];
  for await (const { value } of ports.journal.list<OwnWrites>('document')) all.push(value);
  return all;
};
const both = [drawerChange('d/low', 0), drawerChange('d/high', 0)];

describe('one document', () => {
  test('is put once for all its changes, whichever field they are of; each is journalled before it', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0, theirs: 7 } });
    let before: readonly ChangeRecord[] = [];
    const { document } = cabinet;
    const watched = cabinetOf(
      toy,
      {},
      {
        in: {
          ...cabinet,
          document: {
            ...cabinet.document,
            put: async (...given) => {
              before = await journalled(toy);
              await document.put(...given);
            },
          },
        },
      },
    );
    expect((await carry(toy, watched, both)).is).toBe('done');
    expect(cabinet.puts).toEqual(['d {"theirs":7,"low":1,"high":1}']);
    expect(before).toMatchObject([
      { set: 'low', on: 'd/low', before: 0, after: 1, status: 'begun' },
      { set: 'high', on: 'd/high', before: 0, after: 1, status: 'begun' },
    ]);
    expect(await journalled(toy)).toMatchObject([
      { set: 'low', became: 1, status: 'done', ours: true },
      { set: 'high', became: 1, status: 'done', ours: true },
    ]);
  });

  test('is put where the first of its changes stands; what is alone keeps its place', async () => {
    const toy = toyOf({ a: 0 });
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0 }, e: { low: 0 } });
    const dial: Change = { set: 'dial', on: 'a', before: 0, after: 1, impact: ['none'] };
    const calls: string[] = [];
    toy.at = (call) => void (/^put \w+$/.test(call) && calls.push(call));
    const changes = [drawerChange('e/low', 0), drawerChange('d/low', 0), dial, drawerChange('d/high', 0)];
    expect((await carry(toy, cabinet, changes)).is).toBe('done');
    expect(calls).toEqual(['put e', 'put d', 'put a']);
    expect((await journalled(toy)).map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done']);
  });

  test('of which somebody has changed one part is not put at all', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { e: { low: 0 }, d: { low: 0, high: 5 } });
    expect(await carry(toy, cabinet, [drawerChange('e/low', 0), ...both])).toMatchObject({
      is: 'conflict',
      done: 1,
      because: [{ says: 'high of d/high was another value when this was planned and has changed since.' }],
    });
    expect(cabinet.puts).toEqual(['e {"low":1}']);
    expect(await journalled(toy)).toHaveLength(1);
  });

  test('of which one part is as planned already gets only the rest, and that part is not ours', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 1, high: 0 } });
    expect((await carry(toy, cabinet, both)).is).toBe('done');
    expect(cabinet.puts).toEqual(['d {"low":1,"high":1}']);
    expect((await journalled(toy)).map(({ ours }) => ours)).toEqual([false, true]);
  });

  test('kill switch and lease are asked once before each', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0 }, e: { low: 0 } });
    let asked = 0;
    const lease: HeldLease = { ...held, stillMine: async () => (asked += 1) < 2 };
    const changes = [...both, drawerChange('e/low', 0)];
    expect(await carry(toy, cabinet, changes, { lease })).toMatchObject({
      is: 'stopped',
      done: 2,
      because: [{ check: 'lease' }],
    });
    toy.policy = { ...toy.policy, killSwitch: true };
    expect(await carry(toy, cabinet, changes)).toMatchObject({ is: 'stopped', done: 2 });
    expect(cabinet.puts).toHaveLength(1);
  });

  test('that is removed with its last part, and comes back with its first, is one put each', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: null });
    expect((await carry(toy, cabinet, [drawerChange('d/low', null), drawerChange('d/high', null)])).is).toBe(
      'done',
    );
    expect(
      (
        await carry(toy, cabinet, [drawerChange('d/low', 1, null), drawerChange('d/high', 1, null)], {
          id: 'run-2',
        })
      ).is,
    ).toBe('done');
    expect(cabinet.puts).toEqual(['d {"low":1,"high":1}', 'd null']);
  });

  test('what one call does not take goes in several, each after a look of its own', async () => {
    const toy = toyOf({});
    const drawer = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`p${index}`, 0]));
    const cabinet = cabinetOf(
      toy,
      { d: drawer },
      { more: { batches: (all) => [all.slice(0, 2), all.slice(2, 4), all.slice(4)] } },
    );
    const changes = Object.keys(drawer).map((name) => drawerChange(`d/${name}`, 0));
    expect((await carry(toy, cabinet, changes)).is).toBe('done');
    expect(cabinet.puts).toHaveLength(3);
    expect(cabinet.drawers['d']).toEqual({ p0: 1, p1: 1, p2: 1, p3: 1, p4: 1 });
  });
});

describe('a put of several changes that fails', () => {
  const failing = (toy: Toy, call: string, error: Error): void => {
    toy.at = (now) => {
      if (now === call) throw error;
    };
  };

  test('its answer lost: all of it has arrived', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0 } });
    failing(toy, 'put d done', new Error('socket hang up'));
    expect((await carry(toy, cabinet, both)).is).toBe('done');
    expect((await journalled(toy)).map(({ status }) => status)).toEqual(['done', 'done']);
  });

  test('refused: nothing of it is done, and its error is told', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0 } });
    failing(toy, 'put d', new Error('AccessDenied'));
    await expect(carry(toy, cabinet, both)).rejects.toThrow('AccessDenied');
    expect((await journalled(toy)).map(({ status }) => status)).toEqual(['begun', 'begun']);
  });

  test('and somebody wrote one part meanwhile: moved', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0 } });
    toy.at = (call) => {
      if (call !== 'put d') return;
      cabinet.drawers['d'] = { low: 0, high: 5 };
      throw new Error('PreconditionFailed');
    };
    expect(await carry(toy, cabinet, both)).toMatchObject({
      is: 'conflict',
      done: 0,
      because: [{ says: expect.stringContaining('high of d/high') }],
    });
  });

  test.each([
    ['a refusal keeps nobody waiting', 'AccessDenied', false, 'done'],
    ['what may have arrived is waited for', 'socket hang up', true, 'settling'],
    ['so is what nobody expected', 'unexpected', false, 'settling'],
  ])('%s', async (_name, message, retry, is) => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, other: 0 } });
    const code = message === 'unexpected' ? 'unexpected' : 'toy';
    const explain: Ports['explain'] = () => ({ code, says: message, todo: '', retry });
    failing(toy, 'put d', new Error(message));
    await expect(carry(toy, cabinet, [drawerChange('d/low', 0)], { ports: { explain } })).rejects.toThrow(
      message,
    );
    toy.at = () => {};
    const other = await carry(toy, cabinet, [drawerChange('d/other', 0)], { id: 'run-2' });
    expect(other.is).toBe(is);
  });
});

describe('a read that is older than our own write', () => {
  const later = [drawerChange('d/other', 0)];
  const written = async (): Promise<readonly [Toy, Cabinet]> => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0, other: 0 } });
    expect((await carry(toy, cabinet, both)).is).toBe('done');
    return [toy, cabinet];
  };

  test.each([1, 2, 3])('%i times is read again, and then written beside', async (late) => {
    const [toy, cabinet] = await written();
    cabinet.late = late;
    expect((await carry(toy, cabinet, later, { id: 'run-2' })).is).toBe('done');
    expect(cabinet.drawers['d']).toEqual({ low: 1, high: 1, other: 1 });
  });

  test('for longer is never written over: later, then', async () => {
    const [toy, cabinet] = await written();
    cabinet.late = 4;
    expect(await carry(toy, cabinet, later, { id: 'run-2' })).toEqual({
      is: 'settling',
      because: [
        {
          check: 'own-write-not-shown',
          says: expect.stringMatching(/^Nothing was sent: .*; after 2026-\S+Z what it shows is believed\.$/),
          todo: expect.any(String),
        },
      ],
    });
    expect(cabinet.puts).toHaveLength(1);
    expect(await journalled(toy, 'run-2')).toEqual([]);
    expect((await carry(toy, cabinet, later, { id: 'run-2' })).is).toBe('done');
    expect(cabinet.drawers['d']).toEqual({ low: 1, high: 1, other: 1 });
  });

  test('after half an hour is how it is: somebody has put it back', async () => {
    const [toy, cabinet] = await written();
    cabinet.drawers['d'] = { low: 0, high: 0, other: 0 };
    toy.pass(29);
    expect((await carry(toy, cabinet, later, { id: 'run-2' })).is).toBe('settling');
    toy.pass(1);
    expect((await carry(toy, cabinet, later, { id: 'run-2' })).is).toBe('done');
    expect(cabinet.drawers['d']).toEqual({ low: 0, high: 0, other: 1 });
  });

  test('that shows a part of it is newer than it, and believed at once', async () => {
    const [toy, cabinet] = await written();
    cabinet.drawers['d'] = { low: 1, high: 0, other: 0, theirs: 1 };
    expect((await carry(toy, cabinet, later, { id: 'run-2' })).is).toBe('done');
    expect(cabinet.drawers['d']).toEqual({ low: 1, high: 0, other: 1, theirs: 1 });
  });

  test('that shows what somebody else wrote in the moment before it is not believed either', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0, other: 0 } });
    toy.at = (call) => {
      if (call === 'put d') cabinet.drawers['d'] = { low: 0, high: 0, other: 0, theirs: 1 };
    };
    expect((await carry(toy, cabinet, both)).is).toBe('done');
    toy.at = () => {};
    cabinet.late = 4;
    expect((await carry(toy, cabinet, later, { id: 'run-2' })).is).toBe('settling');
    expect(cabinet.puts).toHaveLength(1);
  });

  test('by two writes is not believed either', async () => {
    const [toy, cabinet] = await written();
    expect((await carry(toy, cabinet, later, { id: 'run-2' })).is).toBe('done');
    cabinet.drawers['d'] = { low: 0, high: 0, other: 0 };
    const more = [drawerChange('d/more', null)];
    expect((await carry(toy, cabinet, more, { id: 'run-3' })).is).toBe('settling');
    cabinet.drawers['d'] = { low: 1, high: 1, other: 0 };
    expect((await carry(toy, cabinet, more, { id: 'run-3' })).is).toBe('settling');
    cabinet.drawers['d'] = { low: 1, high: 1, other: 1 };
    expect((await carry(toy, cabinet, more, { id: 'run-3' })).is).toBe('done');
  });

  test('is known to another remediation of the same document', async () => {
    const [toy, cabinet] = await written();
    const other = cabinetOf(toy, {}, { id: 'toy-others-on', in: cabinet });
    cabinet.late = 4;
    expect((await carry(toy, other, later, { id: 'run-2' })).is).toBe('settling');
    expect((await carry(toy, other, later, { id: 'run-2' })).is).toBe('done');
    expect(cabinet.drawers['d']).toEqual({ low: 1, high: 1, other: 1 });
  });

  test('does not make a fix of the fix, also when its first put was never acknowledged', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0, other: 0 } });
    toy.at = (call) => {
      if (call === 'put d done') throw new Crash(call);
    };
    cabinet.late = 4;
    await expect(carry(toy, cabinet, both)).rejects.toThrow(Crash);
    toy.at = () => {};
    const other = cabinetOf(toy, {}, { id: 'toy-others-on', in: cabinet });
    cabinet.late = 4;
    expect((await carry(toy, other, later, { id: 'run-2' })).is).toBe('settling');
    expect(cabinet.drawers['d']).toEqual({ low: 1, high: 1, other: 0 });
  });

  test('between two puts of one document is not written over either', async () => {
    const toy = toyOf({});
    const names = ['p0', 'p1', 'p2', 'p3'];
    const cabinet = cabinetOf(
      toy,
      { d: Object.fromEntries(names.map((name) => [name, 0])) },
      { more: { batches: (all) => [all.slice(0, 2), all.slice(2)] } },
    );
    const changes = names.map((name) => drawerChange(`d/${name}`, 0));
    let looked = 0;
    toy.at = (call) => {
      // The look after the first put shows it, and the four before the second do not.
      if (call === 'get d' && (looked += 1) === 3) cabinet.late = 4;
    };
    expect(await carry(toy, cabinet, changes)).toEqual({ is: 'settling' });
    expect(cabinet.puts).toHaveLength(1);
    toy.at = () => {};
    expect((await carry(toy, cabinet, changes)).is).toBe('done');
    expect(cabinet.drawers['d']).toEqual({ p0: 1, p1: 1, p2: 1, p3: 1 });
  });

  test('what we have taken back ourselves is how it is', async () => {
    const [toy, cabinet] = await written();
    const back = both.map(({ on }) => drawerChange(on, 1, 0));
    expect((await carry(toy, cabinet, back, { id: 'run-2' })).is).toBe('done');
    expect((await carry(toy, cabinet, both, { id: 'run-3' })).is).toBe('done');
    expect(cabinet.puts).toHaveLength(3);
  });

  test('is forgotten with time: the journal keeps half an hour of writes', async () => {
    const [toy, cabinet] = await written();
    expect(await ownWrites(toy)).toMatchObject([{ writes: [{ run: 'run-1', taken: true }] }]);
    toy.pass(31);
    await carry(toy, cabinet, later, { id: 'run-2' });
    expect((await ownWrites(toy)).map(({ writes }) => writes.map(({ run }) => run))).toEqual([['run-2']]);
  });

  test('another worker who has begun to put since our look makes us stop before ours', async () => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, { d: { low: 0, high: 0, other: 0 } });
    const lease: HeldLease = {
      ...held,
      stillMine: async () => {
        await carry(toy, cabinet, later, { id: 'run-2' });
        return true;
      },
    };
    const error = { code: 'carried-out-elsewhere', retry: true };
    await expect(carry(toy, cabinet, both, { lease })).rejects.toMatchObject(error);
    expect(cabinet.puts).toEqual(['d {"low":0,"high":0,"other":1}']);
    expect(error.code).toBe(new WaxsealError({ code: error.code, says: '', todo: '' }).code);
  });
});

describe('an undo', () => {
  const actor = 'arn:aws:iam::111122223333:user/dana';
  const remediated = async (drawers: Cabinet['drawers']) => {
    const toy = toyOf({});
    const cabinet = cabinetOf(toy, drawers);
    const outcome = await reconcile(cabinet.job, toy.ports);
    if (outcome.is !== 'remediated') throw new Error(`expected remediated, not ${outcome.is}`);
    const catalog = { ...toy.catalog, remediation: async () => cabinet.unit };
    return { toy, cabinet, catalog, run: outcome.run };
  };

  test('takes all parts back in one put', async () => {
    const { toy, cabinet, catalog, run } = await remediated({ d: { low: 0, high: 0, theirs: 3 } });
    expect((await undo({ run, actor, reason: 'x' }, catalog, toy.ports)).is).toBe('rolled-back');
    expect(cabinet.puts).toEqual(['d {"theirs":3,"low":1,"high":1}', 'd {"theirs":3,"high":0,"low":0}']);
  });

  test('right after the fix, and AWS shows one document of two late: the other is taken back at once', async () => {
    const { toy, cabinet, catalog, run } = await remediated({ d: { low: 0 }, e: { low: 0 } });
    let late = true;
    const { document } = cabinet;
    const slow = cabinetOf(
      toy,
      {},
      {
        in: {
          ...cabinet,
          document: {
            ...cabinet.document,
            get: async (name, ...rest) =>
              late && name === 'e' ? { value: { low: 0 } } : document.get(name, ...rest),
          },
        },
      },
    );
    const slowly = { ...catalog, remediation: async () => slow.unit };
    const outcome = await undo({ run, actor, reason: 'x' }, slowly, toy.ports);
    expect(outcome.is).toBe('settling');
    expect(cabinet.drawers).toEqual({ d: { low: 0 }, e: { low: 1 } });
    late = false;
    toy.pass(10);
    await wake(catalog, toy.ports);
    expect(cabinet.drawers).toEqual({ d: { low: 0 }, e: { low: 0 } });
    const undone = await toy.ports.journal.read<Run>('run', run);
    expect(undone?.value.status).toBe('rolled-back');
  });
});

describe('the process dies at every call', () => {
  const drawers = () => ({ d: { low: 0, high: 0, theirs: 3 }, e: { low: 0, high: 0 } });
  const remediatedDrawers = { d: { low: 1, high: 1, theirs: 3 }, e: { low: 1, high: 1 } };

  test('of a fix: both documents end as planned, each put once, all of it ours', async () => {
    let nth = 1;
    for (; ; nth += 1) {
      const toy = toyOf({});
      const cabinet = cabinetOf(toy, drawers());
      const { calls } = dieAtCall(toy, nth);
      const ended = await reconcile(cabinet.job, toy.ports).catch((error: unknown) => error);
      if (calls() < nth) break;
      expect(ended, `call ${nth}`).toBeInstanceOf(Crash);
      toy.restart();
      const catalog = { ...toy.catalog, remediation: async () => cabinet.unit };
      toy.pass(25);
      await reconcile(cabinet.job, toy.ports);
      toy.pass(25);
      await wake(catalog, toy.ports);
      expect(cabinet.drawers, `died at call ${nth}`).toEqual(remediatedDrawers);
      expect(cabinet.puts, `died at call ${nth}`).toHaveLength(2);
      const runs: Run[] = [];
      for await (const { value } of toy.ports.journal.list<Run>('run')) runs.push(value);
      expect(runs.map(({ status }) => status)).not.toContain('open');
      const writing = runs.at(-1);
      if (!writing) continue;
      const changes = await journalled(toy, writing.id);
      expect(
        changes.map(({ status, ours }) => `${status} ${ours}`),
        `died at call ${nth}`,
      ).toEqual(Array.from({ length: 4 }, () => 'done true'));
      const actor = 'arn:aws:iam::111122223333:user/dana';
      expect((await undo({ run: writing.id, actor, reason: 'x' }, catalog, toy.ports)).is).toBe(
        'rolled-back',
      );
      expect(cabinet.drawers, `undone after call ${nth}`).toEqual(drawers());
    }
    expect(nth).toBeGreaterThan(40);
  });

  test('and AWS shows nothing new for a while: what another has added beside ours stays', async () => {
    for (let nth = 1; ; nth += 1) {
      const toy = toyOf({});
      const cabinet = cabinetOf(toy, { d: { low: 0, high: 0 } });
      const { calls } = dieAtCall(toy, nth);
      await reconcile(cabinet.job, toy.ports).catch(() => undefined);
      if (calls() < nth) break;
      toy.restart();
      cabinet.late = 6;
      const catalog = { ...toy.catalog, remediation: async () => cabinet.unit };
      for (const minutes of [5, 25, 25, 25]) {
        toy.pass(minutes);
        await reconcile(cabinet.job, toy.ports);
        await wake(catalog, toy.ports);
      }
      expect(cabinet.drawers, `died at call ${nth}`).toEqual({ d: { low: 1, high: 1 } });
      expect(new Set(cabinet.puts).size, 'whatever is sent again is the same').toBe(1);
    }
  });
});

test('a change row is known by its place in the plan, whichever put carries it', async () => {
  const toy = toyOf({});
  const cabinet = cabinetOf(toy, { d: { low: 0, high: 0 }, e: { low: 0 } });
  await carry(toy, cabinet, [drawerChange('d/low', 0), drawerChange('e/low', 0), drawerChange('d/high', 0)]);
  const row = await toy.ports.journal.read<ChangeRecord>('change', changeKey('run-1', 2));
  expect(row?.value).toMatchObject({ index: 2, on: 'd/high', status: 'done' });
});
