import { describe, expect, test } from 'vitest';
import { generousLimits } from '../../../src/core/policy/limits.ts';
import { hold } from '../../../src/core/approvals/holds.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import type { ChangeRecord } from '../../../src/core/journal/records.ts';
import type { Verdict } from '../../../src/core/model/remediation.ts';
import { takeLease } from '../../../src/core/engine/lease.ts';
import { Crash, target, toyOf, type Toy } from '../../kit/toy.ts';
import { dieAt, evaluating, runsOf, step } from '../../kit/toy-runs.ts';

/** A run that was begun before: what finishes it, and what halts it. */

const actor = 'arn:aws:iam::111122223333:user/dana';

describe('a run that is resumed', () => {
  const halfway = async (dials: Record<string, number | null> = { a: 0, b: 0 }): Promise<Toy> => {
    const toy = toyOf(dials);
    await dieAt(toy, 'put b');
    return toy;
  };
  const halted = (done: number, says: string, todo?: string) => ({
    is: 'halted',
    done,
    because: [{ check: 'resumed', says, ...(todo !== undefined && { todo }) }],
  });

  test('halts at a hazard that was not there when it was decided', async () => {
    const toy = await halfway();
    toy.hazards = true;
    const outcome = await step(toy);
    const [run] = await runsOf(toy);
    expect(outcome).toEqual({
      ...halted(1, 'The thing is hot.', 'Let it cool.'),
      plan: run?.plan,
      run: run?.id,
    });
    expect(run?.status).toBe('halted');
    expect(toy.writes).toEqual(['a=1']);
  });

  test('goes on with a hazard that was approved with it', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    toy.hazards = true;
    await step(toy);
    toy.decision = { is: 'approved', by: [actor] };
    await dieAt(toy, 'put b');
    expect((await step(toy)).is).toBe('remediated');
    expect((await runsOf(toy)).map(({ approvedBy }) => approvedBy)).toEqual([[actor]]);
  });

  test.each<readonly [Verdict['is'], Verdict]>([
    ['unknown', { is: 'unknown', message: 'hot' }],
    ['not-applicable', { is: 'not-applicable', message: 'hot' }],
  ])('halts when the resource is now evaluated %s', async (is, verdict) => {
    const toy = await halfway();
    const outcome = await reconcile(
      evaluating(toy, () => verdict),
      toy.ports,
    );
    expect(outcome).toMatchObject(halted(1, `The resource is now evaluated as ${is}.`));
    expect(toy.writes).toEqual(['a=1']);
  });

  test('goes on while AWS is still at work', async () => {
    const toy = await halfway();
    const job = evaluating(toy, () => ({ is: 'pending', message: 'hot' }));
    expect((await reconcile(job, toy.ports)).is).toBe('settling');
    expect(toy.writes).toEqual(['a=1', 'b=1']);
  });

  test.each<readonly [string, (verdict: Verdict) => Verdict]>([
    [
      'another value',
      (verdict) =>
        verdict.is === 'non-compliant'
          ? { ...verdict, changes: verdict.changes.map((change) => ({ ...change, after: 2 })) }
          : verdict,
    ],
    [
      'nothing that we could do',
      (verdict) => ({ ...verdict, ...(verdict.is === 'non-compliant' && { changes: [] }) }),
    ],
    [
      'another field',
      (verdict) =>
        verdict.is === 'non-compliant'
          ? { ...verdict, changes: verdict.changes.map((change) => ({ ...change, set: 'knob' })) }
          : verdict,
    ],
  ])('halts when today it would be %s', async (_name, plan) => {
    const toy = toyOf({ a: 0, b: 0, c: 0 });
    await dieAt(toy, 'put a');
    const outcome = await reconcile(evaluating(toy, plan), toy.ports);
    expect(outcome).toMatchObject(
      halted(0, 'The remaining changes of the run would not be planned today: Dials are off.'),
    );
    expect(toy.writes).toEqual([]);
  });

  test('halts when some of what is left is not wanted any more', async () => {
    const toy = toyOf({ a: 0, b: 0, c: 0, d: 0 });
    await dieAt(toy, 'put a done');
    toy.dials['c'] = 1;
    expect(await step(toy)).toMatchObject(
      halted(0, 'The remaining changes of the run would not be planned today: Dials are off.'),
    );
  });

  test('counts what was written as done when it halts', async () => {
    const toy = toyOf({ a: 0, b: 0, c: 0 });
    await dieAt(toy, 'put c');
    toy.hazards = true;
    expect(await step(toy)).toMatchObject(halted(2, 'The thing is hot.', 'Let it cool.'));
  });

  test('is finished whatever else is wrong by now: new non-compliant resources wait their turn', async () => {
    const toy = await halfway();
    toy.dials['z'] = 0;
    expect((await step(toy)).is).toBe('progressed');
    expect(toy.writes).toEqual(['a=1', 'b=1']);
  });

  test('is not asked for again when the policy has come to ask: it was decided when it was begun', async () => {
    const toy = await halfway();
    toy.policy = { ...toy.policy, mode: 'ask' };
    expect((await step(toy)).is).toBe('remediated');
  });

  test('halts when it is held meanwhile, with how far it came', async () => {
    const toy = await halfway();
    await hold({ target, remediation: 'toy-dials-on', by: 'ada', reason: 'r' }, toy.ports);
    expect(await step(toy)).toMatchObject({ is: 'halted', done: 1, because: [{ check: 'hold' }] });
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['halted']);
  });

  test('writes nothing any more when the resource is good as it is', async () => {
    const toy = await halfway();
    const job = evaluating(toy, () => ({ is: 'compliant' }));
    expect((await reconcile(job, toy.ports)).is).toBe('remediated');
    expect(toy.writes).toEqual(['a=1']);
    expect(toy.dials).toEqual({ a: 1, b: 0 });
  });

  test('with a change that never arrived is no finished step, whatever is wrong by then', async () => {
    const toy = await halfway();
    let looks = 0;
    const job = evaluating(toy, () => {
      looks += 1;
      if (looks === 1) return { is: 'compliant' };
      const change = { set: 'dial', on: 'z', before: 0, after: 1, impact: ['none'] as const };
      return { is: 'non-compliant', message: 'off', changes: [change] };
    });
    expect((await reconcile(job, toy.ports)).is).toBe('settling');
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['open']);
    expect(toy.writes).toEqual(['a=1']);
  });

  test('knows its own changes from those of earlier runs', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    expect((await step(toy)).is).toBe('remediated');
    Object.assign(toy.dials, { a: 0, b: 0 });
    await dieAt(toy, 'put a');
    toy.hazards = true;
    expect(await step(toy)).toMatchObject(halted(0, 'The thing is hot.', 'Let it cool.'));
  });

  test('waits in dry-run', async () => {
    const toy = await halfway();
    toy.policy = { ...toy.policy, mode: 'dry-run' };
    expect(await step(toy)).toMatchObject({ is: 'deferred', because: [{ check: 'mode' }] });
    expect(toy.writes).toEqual(['a=1']);
  });

  test('waits for the maintenance window, to the minute', async () => {
    const toy = await halfway();
    const windows = [{ days: ['sun'], from: '02:00', hours: 1 }] as const;
    toy.policy = { ...toy.policy, limits: { ...generousLimits, windows } };
    expect(await step(toy)).toMatchObject({
      is: 'deferred',
      because: [{ check: 'limits' }, { check: 'mode' }],
      until: '2026-11-22T02:00:00.000Z',
    });
  });

  test('while another holds the lease waits for it', async () => {
    const toy = await halfway();
    await takeLease(target.arn, toy.ports);
    expect(await step(toy)).toMatchObject({ is: 'deferred', because: [{ check: 'lease' }] });
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['open']);
  });
});

describe('everything was written, and the same plan is due again', () => {
  /** Everything is put and journalled, and the process dies before it is proven. */
  const unproven = async (toy = toyOf({})): Promise<Toy> => {
    Object.assign(toy.dials, { a: 0, b: 0 });
    let reads = 0;
    toy.at = (call) => {
      if (call === 'read' && (reads += 1) === 2) throw new Crash(call);
    };
    await expect(step(toy)).rejects.toThrow(Crash);
    toy.restart();
    Object.assign(toy.dials, { a: 0, b: 0 });
    return toy;
  };

  test('for half an hour AWS may only be slow; then somebody has put it back', async () => {
    const toy = await unproven();
    toy.pass(29);
    expect((await step(toy)).is).toBe('settling');
    toy.pass(1);
    expect(await step(toy)).toMatchObject({
      is: 'halted',
      done: 2,
      because: [
        {
          check: 'reverted',
          says: 'All changes were applied, and somebody reverted them before they were verified.',
          todo: 'Find out who or what does it (infrastructure code, a controller); the next evaluation makes a new plan.',
        },
      ],
    });
  });

  test('a hazard that has come since stops nothing: there is nothing left to write', async () => {
    const toy = await unproven();
    toy.hazards = true;
    expect((await step(toy)).is).toBe('progressed');
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['done']);
  });

  test('what an earlier run wrote is not counted with it', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    expect((await step(toy)).is).toBe('remediated');
    await unproven(toy);
    toy.pass(30);
    expect(await step(toy)).toMatchObject({ is: 'halted', done: 2, because: [{ check: 'reverted' }] });
  });

  test('only a part of it was put back: that is another plan, and the run is done', async () => {
    const toy = await unproven();
    toy.dials['a'] = 1;
    toy.pass(60);
    expect((await step(toy)).is).toBe('progressed');
  });

  test.each([
    ['off', { says: 'All changes were made. Dials are off.' }],
    ['hot', { says: 'All changes were made. The thing is hot.', todo: 'Let it cool.' }],
  ])(
    'what is left only people can remediate (%s): the run ends, with their remedy',
    async (message, told) => {
      const toy = await unproven();
      toy.pass(30);
      const job = evaluating(toy, () => ({ is: 'non-compliant', message, changes: [] }));
      expect(await reconcile(job, toy.ports)).toEqual({
        is: 'halted',
        done: 2,
        plan: expect.anything(),
        run: expect.anything(),
        because: [{ check: 'left-to-people', ...told }],
      });
    },
  );

  test('a change that was begun and not seen is put again', async () => {
    const toy = await unproven();
    const [run] = await runsOf(toy);
    const key = `${run?.id}/0001`;
    const row = await toy.ports.journal.read<ChangeRecord>('change', key);
    if (!row) throw new Error('no change');
    const begun: ChangeRecord = { ...row.value, status: 'begun' };
    await toy.ports.journal.write({ kind: 'change', key, value: begun }, row.revision);
    toy.pass(60);
    expect((await step(toy)).is).not.toBe('halted');
    expect(toy.writes).toEqual(['a=1', 'b=1', 'b=1']);
  });
});
