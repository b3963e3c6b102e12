import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Job } from '../../../src/core/model/catalog.ts';
import { hold } from '../../../src/core/approvals/holds.ts';
import { generousLimits, type Limits } from '../../../src/core/policy/limits.ts';
import type { Tally } from '../../../src/core/policy/tally.ts';
import { decide, look } from '../../../src/core/engine/look.ts';
import { countIn } from '../../../src/core/engine/counting.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import {
  findingKey,
  type AskRecord,
  type ChangeRecord,
  type Finding,
  type Run,
} from '../../../src/core/journal/records.ts';
import type { Remediation, Verdict } from '../../../src/core/model/remediation.ts';
import { begin } from '../../../src/core/engine/runs.ts';
import { takeLease } from '../../../src/core/engine/lease.ts';
import { Crash, target, toyOf, type Toy } from '../../kit/toy.ts';

/** The life of a run: what is journalled when it begins, what halts it, and what closes it. */

const finding = findingKey(target, 'toy-dials-on');
const actor = 'arn:aws:iam::111122223333:user/dana';

const step = (toy: Toy, more: Partial<Ports> = {}) => reconcile(toy.job, { ...toy.ports, ...more });
const runsOf = async ({ ports }: Toy): Promise<readonly Run[]> => {
  const all: Run[] = [];
  for await (const { value } of ports.journal.list<Run>('run')) all.push(value);
  return all;
};
const findingOf = async ({ ports }: Toy) => ports.journal.read<Finding>('finding', finding);
const tallyOf = async ({ ports }: Toy) => (await ports.journal.read<Tally>('counter', 'limits'))?.value;

/** The process dies at a call; its lease is over when the next one comes. */
const dieAt = async (toy: Toy, call: string, job: Job = toy.job): Promise<void> => {
  let dead = false;
  toy.at = (now) => {
    dead ||= now === call;
    if (dead) throw new Crash(call);
  };
  await expect(reconcile(job, toy.ports)).rejects.toThrow(Crash);
  toy.restart();
  toy.pass(21);
};
/** The same unit that judges otherwise from now on. */
const judging = (toy: Toy, plan: (verdict: Verdict) => Verdict): Job => {
  const { unit } = toy.job;
  const other: Remediation = { ...unit, plan: (...given) => plan(unit.plan(...given)) };
  return { ...toy.job, unit: other };
};

describe('a run that begins', () => {
  test('is journalled with its plan, its cause and its reasons, and closed when it is proven', async () => {
    const toy = toyOf({ a: 0 });
    let intent: readonly Run[] = [];
    const { journal } = toy.ports;
    const read: typeof journal.read = async (kind, key) => {
      if (kind === 'change') intent = await runsOf(toy);
      return journal.read(kind, key);
    };
    const outcome = await step(toy, { journal: { ...journal, read } });
    if (outcome.is !== 'sealed') throw new Error(outcome.is);
    const run = {
      id: outcome.run,
      finding,
      plan: outcome.plan,
      cause: { by: 'event', reference: 'e-1' },
      reasons: [{ check: 'mode', says: 'The policy says auto: apply.' }],
      opened: '2026-11-21T10:00:00.000Z',
    };
    expect(outcome.run).toMatch(/^run-\d{6}$/);
    expect(intent, 'before the first look at a field').toEqual([{ ...run, status: 'open' }]);
    expect(await runsOf(toy)).toEqual([{ ...run, status: 'done', closed: '2026-11-21T10:00:00.000Z' }]);
  });

  test('makes the finding its own before the first put, due again in five minutes should we die', async () => {
    const toy = toyOf({ a: 0 });
    await dieAt(toy, 'put a');
    const [run] = await runsOf(toy);
    const row = await findingOf(toy);
    expect(row).toMatchObject({ value: { is: 'settling', run: run?.id }, dueAt: '2026-11-21T10:05:00.000Z' });
    expect(row?.value).not.toHaveProperty('plan');
  });

  test('with an approval: names the ask and who approved, and the finding has no ask any more', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'ask' };
    const asked = await step(toy);
    if (asked.is !== 'asked') throw new Error(asked.is);
    toy.decision = { is: 'approved', by: [actor] };
    const outcome = await step(toy);
    if (outcome.is !== 'sealed') throw new Error(outcome.is);
    expect(await runsOf(toy)).toMatchObject([
      {
        ask: asked.ask,
        approvedBy: [actor],
        reasons: [{ check: 'approval', says: `Approved by ${actor}.` }, { check: 'mode' }],
      },
    ]);
    expect((await findingOf(toy))?.value).not.toHaveProperty('ask');
    expect((await toy.ports.journal.read<AskRecord>('ask', asked.ask))?.value).toMatchObject({
      status: 'used',
      run: outcome.run,
      by: [actor],
    });
  });

  test('without one, when the policy has come to auto: the ask is still known, and withdrawn after it', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'ask' };
    const asked = await step(toy);
    if (asked.is !== 'asked') throw new Error(asked.is);
    toy.policy = { ...toy.policy, mode: 'auto' };
    expect((await step(toy)).is).toBe('sealed');
    expect((await findingOf(toy))?.value.ask).toBe(asked.ask);
    expect((await step(toy)).is).toBe('compliant');
    expect((await toy.ports.journal.read<AskRecord>('ask', asked.ask))?.value.status).toBe('stale');
    expect(toy.decision, 'nobody can approve it any more').toEqual({ is: 'expired' });
  });

  test('with an approval that was used meanwhile writes nothing', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'ask' };
    const asked = await step(toy);
    if (asked.is !== 'asked') throw new Error(asked.is);
    const row = await toy.ports.journal.read<AskRecord>('ask', asked.ask);
    if (!row) throw new Error('no ask');
    const seen = await look(toy.job, toy.ports);
    if (!seen.plan) throw new Error('no plan');
    const { plan } = seen;
    const used: AskRecord = { ...row.value, status: 'used', run: 'run-other' };
    await toy.ports.journal.write({ kind: 'ask', key: asked.ask, value: used }, row.revision);
    const decision = await decide(toy.job, plan, seen, toy.ports, {
      finding: undefined,
      approvedBy: [actor],
    });
    const approved = { ask: row.value, by: [actor] };
    const known = (await findingOf(toy))?.value;
    expect(await begin(toy.job, seen, decision, { plan, finding: known, approved }, toy.ports)).toMatchObject(
      {
        outcome: {
          is: 'refused',
          because: [
            {
              check: 'approval-used',
              says: 'This approval has been used already; an approval counts once.',
            },
          ],
        },
      },
    );
    expect(await runsOf(toy)).toEqual([]);
    expect(toy.writes).toEqual([]);
  });

  const busy = {
    check: 'lease',
    says: 'Another worker is writing here; it is looked at again after it.',
  };

  test('while another holds the lease waits for its end', async () => {
    const toy = toyOf({ a: 0 });
    await takeLease(target.arn, toy.ports);
    expect(await step(toy)).toMatchObject({
      is: 'deferred',
      because: [busy],
      until: '2026-11-21T10:20:00.000Z',
    });
    expect(await runsOf(toy)).toEqual([]);
    toy.pass(20);
    expect((await step(toy)).is).toBe('sealed');
  });

  test('gives the lease back, also when it fails', async () => {
    const toy = toyOf({ a: 0 });
    toy.at = (call) => {
      if (call === 'put a') throw new Error('Access denied');
    };
    expect((await step(toy)).is).toBe('failed');
    toy.restart();
    expect((await step(toy)).is).toBe('sealed');
  });

  test.each<readonly [string, Partial<Finding> | undefined]>([
    ['has begun a run', { run: 'run-other' }],
    ['has written the row in the same moment', undefined],
  ])('when another worker %s for the finding stands back', async (_name, other) => {
    const toy = toyOf({ a: 0 });
    const { journal } = toy.ports;
    let reads = 0;
    const value: Finding = {
      remediation: 'toy-dials-on',
      target,
      is: 'settling',
      lastSeen: '2026-11-21T10:00:00.000Z',
      asks: 0,
      attempts: 0,
      reverted: [],
      ...other,
    };
    const read: typeof journal.read = async (kind, key) => {
      const before = await journal.read<never>(kind, key);
      if (kind !== 'finding') return before;
      reads += 1;
      if (reads !== 2) return before;
      await journal.write({ kind: 'finding', key, value }, 0);
      return other ? journal.read(kind, key) : before;
    };
    expect(await step(toy, { journal: { ...journal, read } })).toMatchObject({
      is: 'deferred',
      because: [busy],
      until: '2026-11-21T10:05:00.000Z',
    });
    expect(toy.writes).toEqual([]);
    expect(await runsOf(toy)).toEqual([]);
  });
});

describe('what the look after the last put shows', () => {
  const afterwards = (toy: Toy, verdict: (planned: Verdict) => Verdict): Job =>
    judging(toy, (planned) => (toy.writes.length > 0 ? verdict(planned) : planned));

  test('gone: that closes the run', async () => {
    const toy = toyOf({ a: 0 });
    const { unit } = toy.job;
    const read: Remediation['read'] = (...given) =>
      toy.writes.length > 0 ? Promise.resolve(undefined) : unit.read(...given);
    expect(await reconcile({ ...toy.job, unit: { ...unit, read } }, toy.ports)).toEqual({ is: 'gone' });
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['done']);
  });

  test('another plan: a step of several is done', async () => {
    const toy = toyOf({ a: 0 });
    toy.at = (call) => {
      if (call === 'put a done') toy.dials['b'] = 0;
    };
    const outcome = await step(toy);
    expect(outcome).toMatchObject({ is: 'progressed', plan: { changes: [{ on: 'a' }] } });
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['done']);
    toy.restart();
    toy.pass(5);
    expect((await step(toy)).is).toBe('sealed');
  });

  test('not judged yet: it settles, and the run stays open', async () => {
    const toy = toyOf({ a: 0 });
    const job = afterwards(toy, () => ({ is: 'pending', message: 'hot' }));
    const outcome = await reconcile(job, toy.ports);
    const [run] = await runsOf(toy);
    expect(outcome).toEqual({ is: 'settling', plan: run?.plan, run: run?.id });
    expect(run?.status).toBe('open');
    expect(await reconcile(job, toy.ports)).toMatchObject({ is: 'settling' });
    expect((await step(toy)).is).toBe('sealed');
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['done']);
  });

  test('only people can mend what is left: it settles', async () => {
    const toy = toyOf({ a: 0 });
    const job = afterwards(toy, () => ({ is: 'violation', message: 'hot', changes: [] }));
    expect((await reconcile(job, toy.ports)).is).toBe('settling');
  });

  test('is judged with the policy’s settings', async () => {
    const toy = toyOf({ a: 0 });
    const judged: unknown[] = [];
    const { unit } = toy.job;
    const plan: Remediation['plan'] = (state, on, settings) => {
      judged.push(settings);
      return unit.plan(state, on, settings);
    };
    const job: Job = { ...toy.job, unit: { ...unit, plan, settings: z.looseObject({}) } };
    toy.policy = { ...toy.policy, rules: [{ settings: { 'toy-dials-on': { least: 3 } } }] };
    expect((await reconcile(job, toy.ports)).is).toBe('sealed');
    expect(judged).toEqual([{ least: 3 }, { least: 3 }]);
  });
});

describe('a put that AWS does not show', () => {
  test('settles: the run stays open, and no second put follows the first', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    toy.at = (call) => {
      if (call === 'put a done') toy.dials['a'] = 0;
    };
    const outcome = await step(toy);
    const [run] = await runsOf(toy);
    expect(outcome).toEqual({ is: 'settling', plan: run?.plan, run: run?.id });
    expect(run?.status).toBe('open');
    expect(toy.writes).toEqual(['a=1']);
    expect((await findingOf(toy))?.value.run).toBe(run?.id);
  });
});

describe('a run that is stopped midway', () => {
  test('by the kill switch is deferred for five minutes, and stays open', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    toy.at = (call) => {
      if (call === 'put a done') toy.policy = { ...toy.policy, killSwitch: true };
    };
    expect(await step(toy)).toMatchObject({
      is: 'deferred',
      because: [{ check: 'kill-switch' }],
      until: '2026-11-21T10:05:00.000Z',
    });
    const [run] = await runsOf(toy);
    expect(run?.status).toBe('open');
    expect((await findingOf(toy))?.value.run).toBe(run?.id);
    expect(await step(toy), 'and is so while it is on').toMatchObject({
      is: 'deferred',
      because: [{ check: 'kill-switch' }, { check: 'mode' }],
      until: '2026-11-21T10:05:00.000Z',
    });
    toy.policy = { ...toy.policy, killSwitch: false };
    expect((await step(toy)).is).toBe('sealed');
    expect(toy.writes).toEqual(['a=1', 'b=1']);
  });

  test('by somebody else’s change is halted, with how far it came', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    toy.at = (call) => {
      if (call === 'get b') toy.dials['b'] = 7;
    };
    const outcome = await step(toy);
    const [run] = await runsOf(toy);
    expect(outcome).toMatchObject({ is: 'moved', done: 1, plan: run?.plan, run: run?.id });
    expect(run).toMatchObject({ status: 'halted', closed: '2026-11-21T10:00:00.000Z' });
    expect((await findingOf(toy))?.value.run).toBe(run?.id);
  });
});

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
    expect((await step(toy)).is).toBe('sealed');
    expect((await runsOf(toy)).map(({ approvedBy }) => approvedBy)).toEqual([[actor]]);
  });

  test.each<readonly [Verdict['is'], Verdict]>([
    ['unknown', { is: 'unknown', message: 'hot' }],
    ['inapplicable', { is: 'inapplicable', message: 'hot' }],
  ])('halts when the resource is now judged %s', async (is, verdict) => {
    const toy = await halfway();
    const outcome = await reconcile(
      judging(toy, () => verdict),
      toy.ports,
    );
    expect(outcome).toMatchObject(halted(1, `The resource is now judged ${is}.`));
    expect(toy.writes).toEqual(['a=1']);
  });

  test('goes on while AWS is still at work', async () => {
    const toy = await halfway();
    const job = judging(toy, () => ({ is: 'pending', message: 'hot' }));
    expect((await reconcile(job, toy.ports)).is).toBe('settling');
    expect(toy.writes).toEqual(['a=1', 'b=1']);
  });

  test.each<readonly [string, (verdict: Verdict) => Verdict]>([
    [
      'another value',
      (verdict) =>
        verdict.is === 'violation'
          ? { ...verdict, changes: verdict.changes.map((change) => ({ ...change, after: 2 })) }
          : verdict,
    ],
    [
      'nothing that we could do',
      (verdict) => ({ ...verdict, ...(verdict.is === 'violation' && { changes: [] }) }),
    ],
    [
      'another field',
      (verdict) =>
        verdict.is === 'violation'
          ? { ...verdict, changes: verdict.changes.map((change) => ({ ...change, set: 'knob' })) }
          : verdict,
    ],
  ])('halts when today it would be %s', async (_name, plan) => {
    const toy = toyOf({ a: 0, b: 0, c: 0 });
    await dieAt(toy, 'put a');
    const outcome = await reconcile(judging(toy, plan), toy.ports);
    expect(outcome).toMatchObject(
      halted(0, 'What is left of the run would not be planned today: Dials are off.'),
    );
    expect(toy.writes).toEqual([]);
  });

  test('halts when some of what is left is not wanted any more', async () => {
    const toy = toyOf({ a: 0, b: 0, c: 0, d: 0 });
    await dieAt(toy, 'put a done');
    toy.dials['c'] = 1;
    expect(await step(toy)).toMatchObject(
      halted(0, 'What is left of the run would not be planned today: Dials are off.'),
    );
  });

  test('counts what was written as done when it halts', async () => {
    const toy = toyOf({ a: 0, b: 0, c: 0 });
    await dieAt(toy, 'put c');
    toy.hazards = true;
    expect(await step(toy)).toMatchObject(halted(2, 'The thing is hot.', 'Let it cool.'));
  });

  test('is finished whatever else is wrong by now: new violations wait their turn', async () => {
    const toy = await halfway();
    toy.dials['z'] = 0;
    expect((await step(toy)).is).toBe('progressed');
    expect(toy.writes).toEqual(['a=1', 'b=1']);
  });

  test('is not asked for again when the policy has come to ask: it was decided when it was begun', async () => {
    const toy = await halfway();
    toy.policy = { ...toy.policy, mode: 'ask' };
    expect((await step(toy)).is).toBe('sealed');
  });

  test('halts when it is held meanwhile, with how far it came', async () => {
    const toy = await halfway();
    await hold({ target, remediation: 'toy-dials-on', by: 'ada', reason: 'r' }, toy.ports);
    expect(await step(toy)).toMatchObject({ is: 'halted', done: 1, because: [{ check: 'hold' }] });
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['halted']);
  });

  test('writes nothing any more when the resource is good as it is', async () => {
    const toy = await halfway();
    const job = judging(toy, () => ({ is: 'compliant' }));
    expect((await reconcile(job, toy.ports)).is).toBe('sealed');
    expect(toy.writes).toEqual(['a=1']);
    expect(toy.dials).toEqual({ a: 1, b: 0 });
  });

  test('with a change that never arrived is no finished step, whatever is wrong by then', async () => {
    const toy = await halfway();
    let looks = 0;
    const job = judging(toy, () => {
      looks += 1;
      if (looks === 1) return { is: 'compliant' };
      const change = { set: 'dial', on: 'z', before: 0, after: 1, impact: ['none'] as const };
      return { is: 'violation', message: 'off', changes: [change] };
    });
    expect((await reconcile(job, toy.ports)).is).toBe('settling');
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['open']);
    expect(toy.writes).toEqual(['a=1']);
  });

  test('knows its own changes from those of earlier runs', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    expect((await step(toy)).is).toBe('sealed');
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
          says: 'Everything was written, and somebody has put it back before it was proven.',
          todo: 'Find out who or what does it (infrastructure code, a controller); the next look plans afresh.',
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
    expect((await step(toy)).is).toBe('sealed');
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
  ])('what is left only people can mend (%s): the run ends, with their remedy', async (message, told) => {
    const toy = await unproven();
    toy.pass(30);
    const job = judging(toy, () => ({ is: 'violation', message, changes: [] }));
    expect(await reconcile(job, toy.ports)).toEqual({
      is: 'halted',
      done: 2,
      plan: expect.anything(),
      run: expect.anything(),
      because: [{ check: 'left-to-people', ...told }],
    });
  });

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

describe('limits', () => {
  const with_ = (toy: Toy, more: Partial<Limits>): void => {
    toy.policy = { ...toy.policy, limits: { ...generousLimits, ...more } };
  };
  const at = '2026-11-21T10:00:00.000Z';

  test('a run is counted with its changes and its account, and leaves its place', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    with_(toy, {});
    const outcome = await step(toy);
    const run = outcome.is === 'sealed' ? outcome.run : '';
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
    expect((await step(toy)).is).toBe('sealed');
    expect(await tallyOf(toy)).toMatchObject({ begun: [], first: { 'toy-dials-on': 2 } });
  });

  test('one that is resumed is not counted again', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    with_(toy, { changesPerHour: 2 });
    await dieAt(toy, 'put b');
    expect((await step(toy)).is).toBe('sealed');
    expect((await tallyOf(toy))?.begun).toHaveLength(1);
  });
});
