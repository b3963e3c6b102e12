import { impacts } from '../../../src/core/model/remediation.ts';
import { cleanEvidence } from '../../kit/facts.ts';
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../../src/core/model/catalog.ts';
import { generousLimits } from '../../../src/core/policy/limits.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import {
  changeKey,
  findingKey,
  type ChangeRecord,
  type Entry,
  type Finding,
  type Hold,
  type Run,
} from '../../../src/core/journal/records.ts';
import type { Change, Remediation, Verdict } from '../../../src/core/model/remediation.ts';
import { undo, wouldUndo } from '../../../src/core/engine/undo.ts';
import { Crash, target, toyOf, type Toy, dieAt } from '../../kit/toy.ts';

/** Taking a run back: what it says, what it journals, and what it leaves alone. */

const actor = 'arn:aws:iam::111122223333:user/dana';
const finding = findingKey(target, 'toy-dials-on');

const remediated = async (toy: Toy): Promise<string> => {
  const outcome = await reconcile(toy.job, toy.ports);
  if (outcome.is !== 'remediated') throw new Error(`expected remediated, not ${outcome.is}`);
  return outcome.run;
};
const takeBack = (toy: Toy, run: string, more: Partial<Ports> = {}, catalog: Catalog = toy.catalog) =>
  undo({ run, actor, reason: 'broke the scanner' }, catalog, { ...toy.ports, ...more });
const findingOf = async ({ ports }: Toy) => (await ports.journal.read<Finding>('finding', finding))?.value;
const holdOf = async ({ ports }: Toy) => (await ports.journal.read<Hold>('hold', finding))?.value;
const runOf = async ({ ports }: Toy, id: string) => (await ports.journal.read<Run>('run', id))?.value;
const entriesOf = async ({ ports }: Toy): Promise<readonly Entry[]> => {
  const all: Entry[] = [];
  for await (const { value } of ports.journal.list<Entry>('entry')) all.push(value);
  return all;
};
/** The same unit, but for some of it. */
const catalogWith = (toy: Toy, more: (unit: Remediation) => Partial<Remediation>): Catalog => ({
  ...toy.catalog,
  remediation: async (id) => {
    const unit = await toy.catalog.remediation(id);
    return { ...unit, ...more(unit) };
  },
});

test('a run that is not in the journal: says where the runs are listed', async () => {
  await expect(takeBack(toyOf({}), 'run-x')).rejects.toMatchObject({
    code: 'unknown-run',
    says: 'There is no run run-x in this journal.',
    todo: 'waxseal history lists the runs.',
  });
});

describe('what is taken back', () => {
  test('is a plan of the inverse changes, the last first, said with who asked and why', async () => {
    const toy = toyOf({ a: 0, b: null });
    const run = await remediated(toy);
    const outcome = await takeBack(toy, run);
    const change = { set: 'dial', impact: ['none'] };
    expect(outcome).toMatchObject({
      is: 'rolled-back',
      plan: {
        kind: 'undo',
        remediation: 'toy-dials-on',
        version: 1,
        target,
        changes: [
          { ...change, on: 'b', before: 1, after: null },
          { ...change, on: 'a', before: 1, after: 0 },
        ],
        why: { id: 'undo', says: `Undo of ${run}: broke the scanner` },
        hazards: [],
        notes: [],
      },
    });
    if (outcome.is !== 'rolled-back') throw new Error(outcome.is);
    expect(outcome.plan).not.toHaveProperty('ownedBy');
    expect(await runOf(toy, outcome.run)).toMatchObject({
      undoes: run,
      status: 'done',
      cause: { by: 'person', actor },
    });
    expect(await runOf(toy, run)).toMatchObject({ status: 'rolled-back' });
    expect(await findingOf(toy)).toMatchObject({ is: 'rolled-back', run: outcome.run });
    expect((await entriesOf(toy)).at(-1)).toMatchObject({
      cause: { by: 'person', actor },
      outcome: { is: 'rolled-back' },
    });
    expect(await holdOf(toy)).toMatchObject({ by: actor, reason: 'undone: broke the scanner', target });
    expect(await holdOf(toy)).not.toHaveProperty('until');
  });

  test('two undos are two plans', async () => {
    const ids = [];
    for (const dials of [{ a: 0 }, { a: 5 }]) {
      const toy = toyOf(dials);
      const outcome = await takeBack(toy, await remediated(toy));
      if (outcome.is !== 'rolled-back') throw new Error(outcome.is);
      ids.push(outcome.plan.id);
    }
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a change that was begun and never seen to arrive: the planned value is ours, any other is not', async () => {
    const begun = async (now: number) => {
      const toy = toyOf({ a: 0 });
      const run = await remediated(toy);
      const key = changeKey(run, 0);
      const row = await toy.ports.journal.read<ChangeRecord>('change', key);
      if (!row) throw new Error('nothing was journalled');
      const { became: _became, ...value } = row.value;
      await toy.ports.journal.write(
        { kind: 'change', key, value: { ...value, status: 'begun' } },
        row.revision,
      );
      toy.dials['a'] = now;
      return (await takeBack(toy, run)).is;
    };
    expect([await begun(1), await begun(2)]).toEqual(['rolled-back', 'refused']);
  });

  test('what has become something else than planned through us is ours as it became', async () => {
    const toy = toyOf({ a: 0 });
    toy.at = (call) => {
      if (call === 'put a done') toy.dials['a'] = 1.5;
    };
    await reconcile(toy.job, toy.ports);
    toy.at = () => {};
    const [entry] = await entriesOf(toy);
    if (entry?.outcome.is !== 'settling' && entry?.outcome.is !== 'progressed')
      throw new Error(String(entry?.outcome.is));
    expect((await takeBack(toy, entry.outcome.run)).is).toBe('rolled-back');
    expect(toy.dials).toEqual({ a: 0 });
  });

  test('is no fix: what made the resource and what is dangerous about fixing it do not matter', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    Object.assign(toy.dials, { b: 0 });
    toy.hazards = true;
    const ownedBy = { by: 'terraform', name: 'stack', says: 'Terraform made it.' };
    const outcome = await takeBack(toy, run, { surroundings: async () => ({ tags: {}, ownedBy }) });
    expect(outcome).toMatchObject({ is: 'rolled-back', plan: { kind: 'undo', hazards: [] } });
    expect('plan' in outcome && outcome.plan).not.toHaveProperty('ownedBy');
  });

  test('waits for no limit', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    toy.policy = {
      ...toy.policy,
      limits: { ...generousLimits, windows: [{ days: [], from: '00:00', hours: 1 }] },
    };
    expect((await takeBack(toy, run)).is).toBe('rolled-back');
  });

  test('counts as approved by who asks for it', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    toy.policy = { ...toy.policy, mode: 'ask' };
    const outcome = await takeBack(toy, run);
    if (outcome.is !== 'rolled-back') throw new Error(outcome.is);
    expect((await runOf(toy, outcome.run))?.reasons[0]).toEqual({
      check: 'approval',
      says: `Undo requested by ${actor}.`,
    });
  });
});

describe('an undo that is interrupted', () => {
  test('is finished by the next look, whatever a fix would want by now', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    const run = await remediated(toy);
    dieAt(toy, 'put a');
    await expect(takeBack(toy, run)).rejects.toThrow(Crash);
    toy.restart();
    toy.pass(21);
    toy.hazards = true;
    expect((await reconcile(toy.job, toy.ports)).is).toBe('rolled-back');
    expect(toy.dials).toEqual({ a: 0, b: 0 });
    expect((await runOf(toy, run))?.status).toBe('rolled-back');
  });

  test('leaves the run that it takes back as it was closed', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    const run = await remediated(toy);
    const before = await runOf(toy, run);
    toy.pass(10);
    toy.at = (call) => {
      if (call === 'put b done') toy.dials['a'] = 7;
    };
    expect(await takeBack(toy, run)).toMatchObject({ is: 'conflict', done: 1 });
    expect(await runOf(toy, run)).toEqual(before);
  });
});

describe('an undo that AWS has taken and is still at work on', () => {
  test('it settles, and is rolled back when a look says otherwise', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    const busy = catalogWith(toy, (unit) => ({
      plan: (...given) => (toy.writes.length > 1 ? { is: 'pending', message: 'hot' } : unit.plan(...given)),
    }));
    const outcome = await takeBack(toy, run, {}, busy);
    expect(outcome).toMatchObject({ is: 'settling', plan: { kind: 'undo' } });
    expect(toy.dials).toEqual({ a: 0 });
    expect(await findingOf(toy)).toMatchObject({ is: 'settling' });
    expect((await runOf(toy, run))?.status).toBe('done');
    toy.pass(5);
    const unit = await busy.remediation('toy-dials-on');
    expect((await reconcile({ ...toy.job, unit }, toy.ports)).is).toBe('settling');
    toy.pass(5);
    expect((await reconcile(toy.job, toy.ports)).is).toBe('rolled-back');
    expect(toy.writes).toEqual(['a=1', 'a=0']);
    expect((await runOf(toy, run))?.status).toBe('rolled-back');
  });
  test.each<[string, Verdict]>([
    ['compliant all the same', { is: 'compliant' }],
    ['not known', { is: 'unknown', message: 'hot' }],
    ['for people alone', { is: 'non-compliant', message: 'hot', changes: [] }],
  ])('%s: what was written is taken back', async (_, verdict) => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    const other = catalogWith(toy, (unit) => ({
      plan: (...given) => (toy.writes.length > 1 ? verdict : unit.plan(...given)),
    }));
    expect((await takeBack(toy, run, {}, other)).is).toBe('rolled-back');
  });
  test('gone meanwhile: there is nothing to wait for', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    const gone = catalogWith(toy, (unit) => ({
      read: async (...given) => (toy.writes.length > 1 ? undefined : unit.read(...given)),
    }));
    expect((await takeBack(toy, run, {}, gone)).is).toBe('rolled-back');
  });
});

describe('what is refused, and why', () => {
  const refusedWith = (check: string, says: string, todo: string) => ({
    is: 'refused',
    because: [{ check, says, todo }],
  });

  test('undone already', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    await takeBack(toy, run);
    expect(await takeBack(toy, run)).toEqual(
      refusedWith('rolled-back', `${run} has been undone already.`, 'Nothing to do.'),
    );
  });

  test('there is no way back', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    const catalog = catalogWith(toy, ({ meta }) => ({ meta: { ...meta, reversible: { not: 'It melts.' } } }));
    expect(await takeBack(toy, run, {}, catalog)).toEqual(
      refusedWith('cannot-be-undone', 'It melts.', 'Change it by hand where it is defined.'),
    );
    expect(toy.dials).toEqual({ a: 1 });
  });

  test('nothing of it is left', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    toy.dials['a'] = 0;
    expect(await takeBack(toy, run), 'AWS may only be late').toEqual(
      refusedWith(
        'nothing-to-undo',
        `Nothing that ${run} wrote is to be seen: somebody has put everything back, or AWS does not show it yet.`,
        'Look at the resource again in a few minutes; if it is as the run has set it, undo the run then.',
      ),
    );
    toy.pass(30);
    expect(await takeBack(toy, run)).toEqual(
      refusedWith('nothing-to-undo', `Nothing that ${run} wrote is left.`, 'Nothing to do.'),
    );
    expect(await findingOf(toy), 'it stands where it stood').toMatchObject({ is: 'remediated', run });
    expect(await entriesOf(toy)).toHaveLength(1);
    expect(await holdOf(toy)).toBeUndefined();
  });

  test('the resource is gone meanwhile', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    const catalog = catalogWith(toy, () => ({ read: async () => undefined }));
    expect(await takeBack(toy, run, {}, catalog)).toEqual(
      refusedWith('gone', `${target.arn} is no longer there.`, 'Nothing to do.'),
    );
    expect(toy.dials).toEqual({ a: 1 });
    expect(await holdOf(toy)).toBeUndefined();
  });

  test('a field that this build no longer has counts as absent', async () => {
    const toy = toyOf({ a: null });
    const run = await remediated(toy);
    const outcome = await takeBack(
      toy,
      run,
      {},
      catalogWith(toy, () => ({ fields: {} })),
    );
    expect(outcome).toMatchObject(
      refusedWith('nothing-to-undo', `Nothing that ${run} wrote is left.`, 'Nothing to do.'),
    );
  });

  test('changed by somebody since: how many, and the three values of each', async () => {
    const toy = toyOf({ a: 0, b: null, c: 5 });
    const run = await remediated(toy);
    toy.dials['a'] = 8;
    toy.dials['b'] = null;
    toy.dials['c'] = 9;
    expect(await takeBack(toy, run)).toEqual({
      ...refusedWith(
        'changed-since',
        `2 of the fields that ${run} had set were changed by somebody since.`,
        'Compare the values below and change the resource by hand.',
      ),
      conflicts: [
        { set: 'dial', on: 'a', before: 0, became: 1, now: 8 },
        { set: 'dial', on: 'c', before: 5, became: 1, now: 9 },
      ],
    });
    expect(toy.dials).toEqual({ a: 8, b: null, c: 9 });
  });
});

describe('two fixes, and somebody in between', () => {
  const twice = async () => {
    const toy = toyOf({ a: 0, b: 1 });
    const first = await remediated(toy);
    toy.pass(10);
    toy.dials['a'] = 0.5;
    const second = await remediated(toy);
    expect([first === second, toy.dials]).toEqual([false, { a: 1, b: 1 }]);
    return { toy, first, second };
  };
  test('what the second has set is not the first one’s, though it is the same value', async () => {
    const { toy, first, second } = await twice();
    expect(await takeBack(toy, first)).toEqual({
      is: 'refused',
      because: [
        {
          check: 'set-again',
          says: `${second} has set again since what ${first} had set, and knows what was there in between.`,
          todo: `Undo ${second} first; what is left of ${first} can be undone after it.`,
        },
      ],
    });
    expect(toy.dials['a']).toBe(1);
  });
  test('the second gives back what somebody had set; of the first nothing is left', async () => {
    const { toy, first, second } = await twice();
    expect(await takeBack(toy, second)).toMatchObject({ is: 'rolled-back' });
    expect(toy.dials['a']).toBe(0.5);
    expect(await takeBack(toy, first)).toMatchObject({
      is: 'refused',
      because: [{ check: 'changed-since' }],
      conflicts: [{ on: 'a', before: 0, became: 1, now: 0.5 }],
    });
    expect(toy.dials['a']).toBe(0.5);
  });
  test('where the second has set something else, the first is taken back before it', async () => {
    const toy = toyOf({ a: 0, b: 1 });
    const first = await remediated(toy);
    toy.dials['b'] = 0;
    const second = await remediated(toy);
    expect(await takeBack(toy, first)).toMatchObject({ is: 'rolled-back' });
    expect(toy.dials).toEqual({ a: 0, b: 1 });
    expect(await takeBack(toy, second)).toMatchObject({ is: 'rolled-back' });
    expect(toy.dials).toEqual({ a: 0, b: 0 });
  });
  /** As a ladder has it: the first step led to where the second began. */
  const stepped = async () => {
    const { toy, first, second } = await twice();
    const key = changeKey(first, 0);
    const row = await toy.ports.journal.read<ChangeRecord>('change', key);
    const value = row && { ...row.value, became: 0.5 };
    await toy.ports.journal.write({ kind: 'change', key, value }, row?.revision ?? 0);
    toy.pass(60);
    return { toy, first, second };
  };
  test('where somebody has put back what the second had found, the first is taken back', async () => {
    const { toy, first } = await stepped();
    toy.dials['a'] = 0.5;
    expect(await takeBack(toy, first)).toMatchObject({ is: 'rolled-back' });
    expect(toy.dials['a']).toBe(0);
  });
  test('where the undo of the second has, too', async () => {
    const { toy, first, second } = await stepped();
    expect(await takeBack(toy, second)).toMatchObject({ is: 'rolled-back' });
    expect(await takeBack(toy, first)).toMatchObject({ is: 'rolled-back' });
    expect(toy.dials['a']).toBe(0);
  });
  test('a second that was taken back holds nothing any more, whatever is there', async () => {
    const { toy, first, second } = await twice();
    await takeBack(toy, second);
    toy.pass(60);
    toy.dials['a'] = 1;
    expect(await takeBack(toy, first)).toMatchObject({ is: 'rolled-back' });
    expect(toy.dials['a']).toBe(0);
  });
});

describe('the gate', () => {
  test('an undo in dry-run is reported', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    toy.policy = { ...toy.policy, mode: 'dry-run' };
    const outcome = await takeBack(toy, run);
    expect(outcome).toMatchObject({ is: 'reported', plan: { kind: 'undo' }, because: [{ check: 'mode' }] });
    expect(await holdOf(toy), 'nothing is held that was not undone').toBeUndefined();
    expect(await findingOf(toy), 'it stands where it stood').toMatchObject({ is: 'remediated', run });
    expect(toy.dials).toEqual({ a: 1 });
  });

  test('what fails is recorded, not thrown', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    toy.at = (call) => {
      if (call === 'get a') throw new Error('Access denied');
    };
    expect(await takeBack(toy, run)).toMatchObject({
      is: 'failed',
      failure: { says: 'Error: Access denied' },
    });
    toy.at = () => {};
    expect(await findingOf(toy)).toMatchObject({ is: 'failed', run });
  });
});

describe('an undo of what took a restart to hold', () => {
  const undoOf = async (impact: Change['impact'], reason: string) => {
    const toy = toyOf({ a: 0 });
    const catalog = catalogWith(toy, (unit) => ({
      plan: (...given) => {
        const verdict = unit.plan(...given);
        if (verdict.is !== 'non-compliant') return verdict;
        return { ...verdict, changes: verdict.changes.map((change) => ({ ...change, impact })) };
      },
    }));
    const job = { ...toy.job, unit: await catalog.remediation('toy-dials-on') };
    const optIns = [{ impacts, owner: 'ada', reason: 'ready', since: '2026-01-01' }] as const;
    toy.policy = { ...toy.policy, optIns };
    const remedied = await reconcile(job, toy.ports);
    const fix = remedied.is === 'remediated' ? remedied.run : remedied.is;
    const outcome = await undo({ run: fix, actor, reason }, catalog, toy.ports);
    return { fix, says: 'plan' in outcome ? outcome.plan?.why.says : outcome.is };
  };
  test.each(['broke the scanner', 'broke the scanner.'])(
    'says that it may take one too: %s',
    async (reason) => {
      const { fix, says } = await undoOf(['breaks-plaintext', 'restarts'], reason);
      expect(says).toBe(
        `Undo of ${fix}: broke the scanner. The fix held only after a restart, and so may this: until then clients may meet what the fix has set.`,
      );
    },
  );
  test('another says nothing of it', async () => {
    const { fix, says } = await undoOf(['breaks-plaintext'], 'broke the scanner.');
    expect(says).toBe(`Undo of ${fix}: broke the scanner.`);
  });
});

describe('an undo that is undone', () => {
  const undone = async (more: Partial<Toy> = {}, impact: Change['impact'] = ['breaks-plaintext']) => {
    const toy = toyOf({ a: 0 });
    Object.assign(toy, more);
    const noticed = (unit: Remediation): Partial<Remediation> => ({
      plan: (...given) => {
        const verdict = unit.plan(...given);
        if (verdict.is !== 'non-compliant') return verdict;
        return { ...verdict, changes: verdict.changes.map((change) => ({ ...change, impact })) };
      },
    });
    const catalog = catalogWith(toy, noticed);
    const job = { ...toy.job, unit: await catalog.remediation('toy-dials-on') };
    const clean = async () => ({ ...cleanEvidence, clears: impacts });
    const fix = await reconcile(job, { ...toy.ports, evidence: clean });
    if (fix.is !== 'remediated') throw new Error(fix.is);
    const back = await takeBack(toy, fix.run, {}, catalog);
    if (back.is !== 'rolled-back') throw new Error(back.is);
    return { toy, catalog, fix: fix.run, back: back.run, clean };
  };

  test('has the impacts of the fix, and asks as it would', async () => {
    const { toy, catalog, back } = await undone();
    const outcome = await takeBack(toy, back, {}, catalog);
    expect(outcome).toMatchObject({
      is: 'refused',
      because: [
        {
          check: 'needs-approval',
          says: 'Undoing an undo applies the remediation again, and that needs an approval.',
          todo: `waxseal release --resource ${target.arn} --remediation toy-dials-on lifts the hold; the next evaluation requests approval.`,
        },
        { check: 'evidence' },
        { check: 'mode' },
      ],
    });
    expect(toy.dials).toEqual({ a: 0 });
    expect(await holdOf(toy)).not.toHaveProperty('released');
  });

  test('fixes again when the gate lets it, lifts the hold, and marks what it took back', async () => {
    const { toy, catalog, back, clean } = await undone();
    const outcome = await takeBack(toy, back, { evidence: clean }, catalog);
    expect(outcome).toMatchObject({
      is: 'remediated',
      plan: {
        kind: 'remediate',
        changes: [{ on: 'a', before: 0, after: 1, impact: ['breaks-plaintext'] }],
        hazards: [],
      },
    });
    expect(await holdOf(toy)).toMatchObject({ released: { by: actor } });
    expect((await runOf(toy, back))?.status).toBe('rolled-back');
    expect((await findingOf(toy))?.is).toBe('remediated');
  });

  test('when the fix is not in the journal any more, nothing says what it had planned', async () => {
    const { toy, catalog, back, fix } = await undone({}, ['none']);
    const { journal } = toy.ports;
    const forgetful: Ports['journal'] = {
      ...journal,
      read: (kind, key) =>
        kind === 'run' && key === fix ? Promise.resolve(undefined) : journal.read(kind, key),
    };
    expect(await takeBack(toy, back, { journal: forgetful }, catalog)).toEqual({
      is: 'refused',
      because: [
        {
          check: 'not-as-planned',
          says: `${back} took back something else than ${fix} had planned: somebody wrote there at the same time.`,
          todo: 'Compare waxseal history with the resource; after waxseal release the next evaluation makes a new plan.',
        },
      ],
    });
    expect((await takeBack(toy, back, {}, catalog)).is).toBe('remediated');
  });

  test('has the hazards that are there now, and what made the resource', async () => {
    const { toy, catalog, back, clean } = await undone({}, ['none']);
    toy.hazards = true;
    expect(await takeBack(toy, back, { evidence: clean }, catalog)).toMatchObject({
      is: 'refused',
      because: [{ check: 'needs-approval' }, { check: 'hazard', says: 'The thing is hot.' }, {}],
    });
    toy.hazards = false;
    const ownedBy = { by: 'terraform', name: 'stack', says: 'Terraform made it.' };
    const surroundings = async () => ({ tags: {}, ownedBy });
    expect(await takeBack(toy, back, { evidence: clean, surroundings }, catalog)).toMatchObject({
      is: 'refused',
      because: [{ check: 'needs-approval' }, { check: 'ownership' }, {}],
    });
  });

  test('each change has the impact of its own in the fix', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    const catalog = catalogWith(toy, (unit) => ({
      plan: (...given) => {
        const verdict = unit.plan(...given);
        if (verdict.is !== 'non-compliant') return verdict;
        const changes = verdict.changes.map((change) => ({
          ...change,
          impact: [change.on === 'a' ? ('none' as const) : ('restarts' as const)],
        }));
        return { ...verdict, changes };
      },
    }));
    const optIns = [{ impacts: ['restarts'], owner: 'ada', reason: 'ready', since: '2026-01-01' }] as const;
    toy.policy = { ...toy.policy, optIns };
    const fix = await reconcile({ ...toy.job, unit: await catalog.remediation('toy-dials-on') }, toy.ports);
    const back = await takeBack(toy, fix.is === 'remediated' ? fix.run : '', {}, catalog);
    expect(await takeBack(toy, back.is === 'rolled-back' ? back.run : '', {}, catalog)).toMatchObject({
      is: 'remediated',
      plan: {
        changes: [
          { on: 'a', before: 0, after: 1, impact: ['none'] },
          { on: 'b', before: 0, after: 1, impact: ['restarts'] },
        ],
      },
    });
  });

  test('with the hold lifted before, it is fixed as well', async () => {
    const { toy, catalog, back } = await undone({}, ['none']);
    const row = await toy.ports.journal.read<Hold>('hold', finding);
    if (!row) throw new Error('no hold');
    const value: Hold = { ...row.value, released: { by: 'ada', at: '2026-11-21T10:00:00.000Z' } };
    await toy.ports.journal.write({ kind: 'hold', key: finding, value }, row.revision);
    expect((await takeBack(toy, back, {}, catalog)).is).toBe('remediated');
    expect(await holdOf(toy)).toMatchObject({ released: { by: 'ada' } });
  });

  test('an exemption that was made since lets nothing be fixed', async () => {
    const { toy, catalog, back } = await undone({}, ['none']);
    const exemption = { owner: 'ada', reason: 'legacy', expires: '2026-12-31' };
    toy.policy = { ...toy.policy, exemptions: [exemption] };
    expect(await takeBack(toy, back, {}, catalog)).toMatchObject({
      is: 'skipped',
      because: [{ check: 'exemption' }, {}],
    });
    expect((await findingOf(toy))?.is, 'it stands where it stood').toBe('rolled-back');
    toy.policy = { ...toy.policy, exemptions: [], mode: 'dry-run' };
    expect((await takeBack(toy, back, {}, catalog)).is).toBe('reported');
    expect(toy.dials).toEqual({ a: 0 });
  });
});

describe('a later step of the same migration', () => {
  /** Two runs of one migration, which write different fields: as a listener is added, and then another one taken away. */
  const migrated = async () => {
    const toy = toyOf({ a: 0 });
    const first = await remediated(toy);
    toy.pass(60);
    Object.assign(toy.dials, { a: 1, b: 0 });
    const second = await remediated(toy);
    for (const [id, next] of [
      [first, 1],
      [second, 2],
    ] as const) {
      const row = await toy.ports.journal.read<Run>('run', id);
      const value = row && { ...row.value, plan: { ...row.value.plan, step: { next, of: 2 } } };
      await toy.ports.journal.write({ kind: 'run', key: id, value }, row?.revision ?? 0);
    }
    toy.pass(60);
    return { toy, first, second };
  };

  test('is taken back first', async () => {
    const { toy, first, second } = await migrated();
    expect(await takeBack(toy, first)).toMatchObject({
      is: 'refused',
      because: [{ check: 'step-after', todo: expect.stringContaining(`Undo ${second} first`) }],
    });
    expect(toy.dials).toEqual({ a: 1, b: 1 });
    expect(await takeBack(toy, second)).toMatchObject({ is: 'rolled-back' });
    expect(await takeBack(toy, first)).toMatchObject({ is: 'rolled-back' });
    expect(toy.dials).toEqual({ a: 0, b: 0 });
  });

  test('also where its undo was undone', async () => {
    const { toy, first, second } = await migrated();
    const undone = await takeBack(toy, second);
    toy.pass(60);
    const again = await takeBack(toy, 'run' in undone ? (undone.run ?? '') : '');
    expect(again).toMatchObject({ is: 'remediated' });
    const run = 'run' in again ? (again.run ?? '') : '';
    toy.pass(60);
    expect(await takeBack(toy, first)).toMatchObject({
      is: 'refused',
      because: [{ check: 'step-after', todo: expect.stringContaining(`Undo ${run} first`) }],
    });
    expect(toy.dials).toEqual({ a: 1, b: 1 });
  });

  test('is in nobody’s way once somebody has put back what it had found', async () => {
    const { toy, first } = await migrated();
    toy.dials['b'] = 0;
    expect(await takeBack(toy, first)).toMatchObject({ is: 'rolled-back' });
  });
});

describe('what was shown to who asks', () => {
  const request = (run: string) => ({ run, actor, reason: 'broke the scanner' });

  test('is the plan that is put back, and showing it writes nothing', async () => {
    const toy = toyOf({ a: 0, b: null });
    const run = await remediated(toy);
    const before = [await findingOf(toy), await runOf(toy, run), (await entriesOf(toy)).length];
    const would = await wouldUndo(request(run), toy.catalog, toy.ports);
    if ('outcome' in would) throw new Error(would.outcome.is);
    expect(would.decision.answer).toBe('apply');
    expect([await findingOf(toy), await runOf(toy, run), (await entriesOf(toy)).length]).toEqual(before);
    expect(await holdOf(toy)).toBeUndefined();
    const outcome = await undo({ ...request(run), shown: would.plan.id }, toy.catalog, toy.ports);
    expect(outcome).toMatchObject({ is: 'rolled-back', plan: { changes: would.plan.changes } });
  });

  test('is not put back where it would be another plan now', async () => {
    const toy = toyOf({ a: 0, b: null });
    const run = await remediated(toy);
    const before = await findingOf(toy);
    const outcome = await undo({ ...request(run), shown: 'another' }, toy.catalog, toy.ports);
    expect(outcome).toMatchObject({ is: 'refused', because: [{ check: 'not-as-shown' }] });
    expect(await holdOf(toy)).toBeUndefined();
    expect(await findingOf(toy)).toEqual(before);
  });
});
