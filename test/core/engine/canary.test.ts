import { describe, expect, test } from 'vitest';
import { defaultCanary } from '../../../src/core/canary/rules.ts';
import { canary } from '../../../src/core/engine/canary.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { undo } from '../../../src/core/engine/undo.ts';
import { watchOf } from '../../../src/core/engine/watch.ts';
import { wake } from '../../../src/core/engine/waker.ts';
import type { Canary, Entry, Finding, Run } from '../../../src/core/journal/records.ts';
import { changeKey, findingKey } from '../../../src/core/journal/records.ts';
import type { CanaryRules, Signal, Watching } from '../../../src/core/model/canary.ts';
import type { Catalog, Job } from '../../../src/core/model/catalog.ts';
import type { Question } from '../../../src/core/model/evidence.ts';
import type { Impact } from '../../../src/core/model/impact.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import type { Remediation } from '../../../src/core/model/remediation.ts';
import { Crash, dieAt, target, toyOf, type Toy } from '../../kit/toy.ts';

/** A fix whose clients are watched: when, for how long, and what follows. Signals are scripted. */

const of = 'arn:aws:toy:eu-west-1:111122223333:crowd';
const periods = (value: number, length = 6) => Array.from({ length }, () => value);
const countsOf = (name: string, now: number, before: number) => ({
  name,
  now: periods(now),
  before: [periods(before), periods(before)],
  lead: periods(before, 12),
});
const signal = (now: number, byAnybody = false): Signal => ({
  is: 'measured',
  counts: 'errors',
  ...countsOf('Errors', now, 1),
  of: countsOf('requests', 900, 900),
  byAnybody,
});
const calm = [signal(1)];
const jump = [signal(99)];
const scanned = [signal(99, true)];
const unknown: readonly Signal[] = [{ is: 'unknown', name: 'Errors', why: 'off', says: 'Off.' }];
const passing: readonly Signal[] = [
  { is: 'unknown', name: 'Errors', why: 'gaps', says: 'Slow down', passing: true },
];

interface Stage {
  readonly toy: Toy;
  readonly ports: Ports;
  readonly job: Job;
  readonly catalog: Catalog;
  readonly asked: Watching[];
  /** What signals tell from now on. */
  readonly tells: (signals: readonly Signal[] | Error) => void;
  readonly entries: () => Promise<readonly Entry[]>;
  readonly row: () => Promise<{ readonly value: Canary; readonly dueAt?: string } | undefined>;
  readonly wakeAfter: (minutes: number) => Promise<readonly string[]>;
}

const stageOf = (rules: Partial<CanaryRules> | 'none' = {}, more: Partial<Ports> = {}): Stage => {
  const toy = toyOf({ a: 0 });
  toy.policy = { ...toy.policy, ...(rules !== 'none' && { canary: { ...defaultCanary, ...rules } }) };
  const asked: Watching[] = [];
  let said: readonly Signal[] | Error = calm;
  const signals: NonNullable<Ports['signals']> = async (watching) => {
    asked.push(watching);
    if (said instanceof Error) throw said;
    return said;
  };
  const ports: Ports = { ...toy.ports, signals, ...more };
  const unit: Remediation = {
    ...toy.job.unit,
    evidence: () => [{ ask: 'plaintext-requests', of, clears: ['breaks-plaintext'] }],
  };
  const catalog: Catalog = { ...toy.catalog, remediation: async () => unit };
  return {
    toy,
    ports,
    catalog,
    asked,
    job: { ...toy.job, unit },
    tells: (signals2) => {
      said = signals2;
    },
    entries: async () => {
      const all: Entry[] = [];
      for await (const { value } of toy.ports.journal.list<Entry>('entry')) all.push(value);
      return all;
    },
    row: async () => toy.ports.journal.read<Canary>('canary', of),
    wakeAfter: async (minutes) => {
      toy.pass(minutes);
      return (await wake(catalog, ports)).map(({ is }) => is);
    },
  };
};
const fixed = async (stage: Stage): Promise<Run> => {
  const outcome = await reconcile(stage.job, stage.ports);
  if (outcome.is !== 'remediated') throw new Error(outcome.is);
  const row = await stage.ports.journal.read<Run>('run', outcome.run);
  if (!row) throw new Error('no run');
  return row.value;
};
const started = '2026-11-21T10:00:00.000Z';

describe('what is watched', () => {
  test('a fix with questions, from before its first put', async () => {
    const stage = stageOf();
    dieAt(stage.toy, 'put a');
    await expect(reconcile(stage.job, stage.ports)).rejects.toThrow(Crash);
    stage.toy.restart();
    expect(await stage.row()).toMatchObject({
      dueAt: '2026-11-21T10:15:00.000Z',
      value: { watches: [{ finding: findingKey(target, 'toy-dials-on'), target, opened: started }] },
    });
  });
  test('not with a policy that does not speak of it', async () => {
    const stage = stageOf('none');
    await fixed(stage);
    expect(await stage.row()).toBeUndefined();
  });
  test('not where no signals are read', async () => {
    const stage = stageOf();
    expect((await reconcile(stage.job, stage.toy.ports)).is).toBe('remediated');
    expect(await stage.row()).toBeUndefined();
  });
  test('not a fix that no log can tell anything about', async () => {
    const stage = stageOf();
    const unit = { ...stage.job.unit, evidence: () => [] };
    const outcome = await reconcile({ ...stage.job, unit }, stage.ports);
    expect(await stage.row()).toBeUndefined();
    // It shuts nobody out: nothing is to be said of it.
    expect(outcome).not.toHaveProperty('met');
  });
  test('not an undo, and not what was only asked about', async () => {
    const asks = stageOf();
    asks.toy.policy = { ...asks.toy.policy, mode: 'ask' };
    expect((await reconcile(asks.job, asks.ports)).is).toBe('approval-requested');
    expect(await asks.row()).toBeUndefined();
    const stage = stageOf();
    const run = await fixed(stage);
    await undo({ run: run.id, actor: 'ada', reason: 'x' }, stage.catalog, stage.ports);
    expect((await stage.row())?.value.watches).toHaveLength(1);
    expect(await stage.wakeAfter(15)).toEqual([]);
    expect((await stage.row())?.value.watches).toEqual([]);
    expect(stage.asked).toEqual([]);
  });
});

describe('what is not watched, and is said so', () => {
  const planOf = (impact: Impact): Plan => ({
    id: 'p',
    kind: 'remediate',
    remediation: 'toy-dials-on',
    version: 1,
    target,
    why: { id: 'x', says: 'x', data: {} },
    notes: [],
    hazards: [],
    changes: [{ set: 'dial', on: 'a', before: 0, after: 1, impact: [impact] }],
  });
  const policy = { ...toyOf({}).policy, canary: defaultCanary };
  test.each<[string, Plan, Policy, boolean, boolean]>([
    ['what shuts out plaintext, and nothing is asked of', planOf('breaks-plaintext'), policy, false, true],
    ['what redirects', planOf('redirects-clients'), policy, false, true],
    ['what takes names away', planOf('changes-endpoints'), policy, false, true],
    ['what takes old TLS away', planOf('breaks-old-tls'), policy, false, true],
    ['what shuts nobody out', planOf('restarts'), policy, false, false],
    ['what something is asked of', planOf('breaks-plaintext'), policy, true, false],
    ['what the policy does not watch', planOf('breaks-plaintext'), toyOf({}).policy, false, false],
  ])('%s', (_, plan, given, isAsked, said) => {
    const questions: readonly Question[] = isAsked ? [{ ask: 'plaintext-requests', of, clears: [] }] : [];
    const { watching, unwatched } = watchOf(plan, { policy: given, questions });
    expect(unwatched?.check).toBe(said ? 'canary-not-watched' : undefined);
    expect(watching !== undefined).toBe(isAsked);
  });
  test('what something is asked of, and no signal tells of: says what, and why', () => {
    const silent = { ask: 'tls-not-offered', of, clears: [], unwatched: 'nobody counts handshakes' } as const;
    const ports = { ...silent, ask: 'connections-to-plaintext-ports', unwatched: undefined } as const;
    const told = { ask: 'plaintext-requests', of, clears: [] } as const;
    const plan = planOf('breaks-old-tls');
    const one = watchOf(plan, { policy, questions: [silent] });
    expect(one).toEqual({
      unwatched: {
        check: 'canary-not-watched',
        says: `Not watched: clients of ${of}: nobody counts handshakes.`,
        todo: 'Ask its users after the fix.',
      },
    });
    expect(watchOf(plan, { policy, questions: [ports] }).unwatched?.says).toContain('by port');
    const both = watchOf(plan, { policy, questions: [told, silent] });
    expect(both).toMatchObject({ watching: policy.canary, unwatched: { check: 'canary-not-watched' } });
    expect(watchOf(plan, { questions: [silent] })).toEqual({});
  });
  test('a fix of which no signal tells leaves no row behind that wakes anybody', async () => {
    const stage = stageOf();
    const { unit } = stage.job;
    const evidence: NonNullable<typeof unit.evidence> = (...given) =>
      (unit.evidence?.(...given) ?? []).map((one) => ({ ...one, unwatched: 'nobody counts' }));
    const outcome = await reconcile({ ...stage.job, unit: { ...unit, evidence } }, stage.ports);
    expect(outcome).toMatchObject({ is: 'remediated' });
    expect(await stage.row()).toBeUndefined();
  });
  // Its unit asks of other resources; what is watched is what was asked of this one.
  test('a fix of which its unit asks nothing: the run says what the plan says', async () => {
    const stage = stageOf();
    const optIn = { owner: 'a', reason: 'b', since: '2020-01-01' };
    stage.toy.policy = { ...stage.toy.policy, optIns: [{ impacts: ['breaks-old-tls'], ...optIn }] };
    const { unit } = stage.job;
    const plan: typeof unit.plan = (...given) => {
      const verdict = unit.plan(...given);
      if (verdict.is !== 'non-compliant') return verdict;
      const changes = verdict.changes.map((change) => ({ ...change, impact: ['breaks-old-tls' as const] }));
      return { ...verdict, changes };
    };
    const asksNothing = { ...stage.job, unit: { ...unit, plan, evidence: () => [] } };
    const outcome = await reconcile(asksNothing, stage.ports);
    expect(outcome).toMatchObject({ is: 'remediated', met: [{ check: 'canary-not-watched' }] });
    expect(await stage.row()).toBeUndefined();
  });
});

describe('when nobody looked for a long time', () => {
  // The deployment was away for a day: what was so then undoes nothing now.
  test.each([
    [23 * 60, ['regressed'], 'canary-too-late'],
    [3 * 60, ['regressed', 'rolled-back'], undefined],
  ])('after %i minutes', async (minutes, outcomes, check) => {
    const stage = stageOf({ minutes: 120, onJump: 'undo' });
    await fixed(stage);
    stage.tells(jump);
    expect(await stage.wakeAfter(minutes)).toEqual(outcomes);
    const told = (await stage.entries()).findLast(({ outcome }) => outcome.is === 'regressed')?.outcome;
    const checks = told && 'because' in told ? told.because.map((reason) => reason.check) : [];
    expect(checks.includes('canary-too-late')).toBe(check !== undefined);
    expect(await stage.row()).toMatchObject({ value: { watches: [] } });
  });
});

describe('when it is looked at', () => {
  test('after a quarter of an hour, later less often, and once when it is over', async () => {
    const stage = stageOf({ minutes: 120 });
    await fixed(stage);
    const moments: string[] = [];
    for (let minutes = 0; minutes < 200; minutes += 5) {
      const before = stage.asked.length;
      const outcomes = await stage.wakeAfter(5);
      if (stage.asked.length > before)
        moments.push(`${minutes + 5}${outcomes.length > 0 ? ` ${outcomes[0]}` : ''}`);
    }
    expect(moments).toEqual(['15', '30', '60', '120', '135 watched']);
    expect(stage.asked.map(({ to }) => to.toISOString().slice(11, 16))).toEqual([
      '10:10',
      '10:25',
      '10:55',
      '11:55',
      '12:00',
    ]);
    expect(stage.asked[0]).toMatchObject({
      target,
      began: new Date(started),
      from: new Date(started),
      questions: [{ of }],
    });
    expect(await stage.row()).toMatchObject({ value: { watches: [] } });
    expect(await stage.row()).not.toHaveProperty('dueAt');
  });
  test('a signal that may answer later is waited for, for some hours', async () => {
    const stage = stageOf({ minutes: 60 });
    await fixed(stage);
    stage.tells(passing);
    expect(await stage.wakeAfter(80)).toEqual([]);
    expect(await stage.wakeAfter(120)).toEqual([]);
    expect(await stage.wakeAfter(300)).toEqual(['watched']);
    const [last] = (await stage.entries()).slice(-1);
    expect(last?.outcome).toMatchObject({ is: 'watched', because: [{ says: 'Errors: Slow down.' }] });
  });
  test('what is not known is said, and is not calm', async () => {
    const stage = stageOf({ minutes: 60, onJump: 'undo' });
    await fixed(stage);
    stage.tells(unknown);
    expect(await stage.wakeAfter(80)).toEqual(['watched']);
    expect((await stage.entries()).at(-1)).toMatchObject({
      cause: { by: 'wake', actor: 'canary' },
      outcome: { is: 'watched', because: [{ check: 'canary-unknown', says: 'Errors: Off.' }] },
    });
    expect(stage.toy.writes).toEqual(['a=1']);
  });
  test('the first put and the last are told apart: what was before the last is no work of the fix', async () => {
    const stage = stageOf();
    const run = await fixed(stage);
    const { journal } = stage.ports;
    const change = await journal.read<object>('change', changeKey(run.id, 0));
    const value = { ...change?.value, began: '2026-11-21T09:58:00.000Z', at: '2026-11-21T10:04:00.000Z' };
    await journal.write({ kind: 'change', key: changeKey(run.id, 0), value }, change?.revision ?? 0);
    await stage.wakeAfter(15);
    expect(stage.asked).toMatchObject([
      { began: new Date('2026-11-21T09:58:00.000Z'), from: new Date('2026-11-21T10:04:00.000Z') },
    ]);
  });
  test('a policy that does not speak of it any more ends it', async () => {
    const stage = stageOf();
    await fixed(stage);
    const { canary: _, ...rest } = stage.toy.policy;
    stage.toy.policy = rest;
    expect(await stage.wakeAfter(15)).toEqual([]);
    expect((await stage.row())?.value.watches).toEqual([]);
  });
  test('a policy that cannot be read is asked again', async () => {
    const stage = stageOf();
    await fixed(stage);
    stage.toy.pass(15);
    const broken = { ...stage.ports, policy: () => Promise.reject(new Error('away')) };
    expect((await wake(stage.catalog, broken)).map(({ is }) => is)).toEqual(['failed']);
    stage.tells(jump);
    expect(await stage.wakeAfter(0)).toEqual(['regressed']);
  });
  test('nothing where nothing is watched', async () => {
    const { catalog, ports } = stageOf();
    expect(await canary('nobody', catalog, ports)).toEqual([]);
  });
});

describe('a run that has not written', () => {
  const journalled = async (stage: Stage, more: Partial<Run> | undefined): Promise<void> => {
    const run = await fixed(stage);
    const { journal } = stage.ports;
    const row = await stage.row();
    const watches = row?.value.watches.map((one) => ({ ...one, run: 'run-other' })) ?? [];
    await journal.write({ kind: 'canary', key: of, value: { watches }, dueAt: started }, 1);
    // Somebody else had made it so already.
    const theirs = { run: 'run-other', index: 0, set: 'dial', on: 'a', before: 0, after: 1, at: started };
    const change = {
      kind: 'change' as const,
      key: changeKey('run-other', 0),
      value: { ...theirs, status: 'done', ours: false },
    };
    await journal.write(change, 0);
    if (more)
      await journal.write({ kind: 'run', key: 'run-other', value: { ...run, id: 'run-other', ...more } }, 0);
  };
  test.each<[string, Partial<Run> | undefined, number, number]>([
    ['is waited for while it is open', { status: 'open' }, 15, 1],
    ['is over with it', { status: 'halted' }, 15, 0],
    ['is waited for before it is journalled', undefined, 15, 1],
    ['never began', undefined, 24 * 60 + 1, 0],
  ])('%s', async (_, run, minutes, left) => {
    const stage = stageOf();
    await journalled(stage, run);
    stage.tells(jump);
    expect(await stage.wakeAfter(minutes)).toEqual([]);
    expect((await stage.row())?.value.watches).toHaveLength(left);
    expect(stage.asked).toEqual([]);
  });
});

describe('a jump', () => {
  test('is told once; the finding stands where it stood', async () => {
    const told: unknown[] = [];
    const stage = stageOf(
      { onJump: 'page', minutes: 60 },
      { notify: async (_, { is }) => void told.push(is) },
    );
    const run = await fixed(stage);
    stage.tells(jump);
    expect(await stage.wakeAfter(15)).toEqual(['regressed']);
    expect(await stage.wakeAfter(15)).toEqual([]);
    stage.tells(calm);
    expect(await stage.wakeAfter(60)).toEqual([]);
    expect((await stage.row())?.value.watches).toEqual([]);
    expect(told).toEqual(['remediated', 'regressed']);
    expect((await stage.entries()).at(-1)).toMatchObject({
      finding: run.finding,
      outcome: {
        is: 'regressed',
        run: run.id,
        because: [{ check: 'canary-jump', todo: expect.any(String) }],
      },
    });
    expect((await stage.ports.journal.read<Finding>('finding', run.finding))?.value.is).toBe('remediated');
    expect(stage.toy.writes).toEqual(['a=1']);
  });
  test('undoes where the policy says so, by itself and with a hold', async () => {
    const stage = stageOf({ onJump: 'undo' });
    const run = await fixed(stage);
    stage.tells(jump);
    expect(await stage.wakeAfter(15)).toEqual(['regressed', 'rolled-back']);
    expect(stage.toy.writes).toEqual(['a=1', 'a=0']);
    expect((await stage.ports.journal.read('hold', run.finding))?.value).toMatchObject({ by: 'canary' });
    expect((await stage.entries()).at(-1)).toMatchObject({
      cause: { by: 'wake', actor: 'canary' },
      outcome: { is: 'rolled-back' },
    });
    expect(await stage.wakeAfter(60)).toEqual([]);
    expect((await stage.row())?.value.watches).toEqual([]);
  });
  test('that anybody can cause undoes nothing, and that is said; what only clients can cause does', async () => {
    const stage = stageOf({ onJump: 'undo' });
    await fixed(stage);
    stage.tells(scanned);
    expect(await stage.wakeAfter(15)).toEqual(['regressed']);
    expect((await stage.entries()).at(-1)?.outcome).toMatchObject({
      because: [{ check: 'canary-jump' }, { check: 'canary-by-anybody' }],
    });
    expect(await stage.wakeAfter(15)).toEqual([]);
    expect(stage.toy.writes).toEqual(['a=1']);
    stage.tells([...scanned, ...jump]);
    expect(await stage.wakeAfter(30)).toEqual(['rolled-back']);
  });
  test('where people are only told, nothing is said of undoing', async () => {
    const stage = stageOf({ onJump: 'page' });
    await fixed(stage);
    stage.tells(scanned);
    expect(await stage.wakeAfter(15)).toEqual(['regressed']);
    expect((await stage.entries()).at(-1)?.outcome).toMatchObject({ because: [{ check: 'canary-jump' }] });
  });
  test('undoes nothing of somebody else, and says so once', async () => {
    const stage = stageOf({ onJump: 'undo' });
    await fixed(stage);
    stage.toy.dials['a'] = 7;
    stage.tells(jump);
    expect(await stage.wakeAfter(15)).toEqual(['regressed', 'refused']);
    expect(await stage.wakeAfter(15)).toEqual([]);
    expect((await stage.entries()).at(-1)?.outcome).toMatchObject({
      because: [{ check: 'canary-not-undone', says: expect.stringContaining('changed by somebody since') }],
      conflicts: [{ before: 0, became: 1, now: 7 }],
    });
    expect(stage.toy.writes).toEqual(['a=1']);
  });
  test('undoes nothing while the kill switch is on; afterwards it does', async () => {
    const stage = stageOf({ onJump: 'undo' });
    await fixed(stage);
    stage.tells(jump);
    stage.toy.policy = { ...stage.toy.policy, killSwitch: true };
    expect(await stage.wakeAfter(15)).toEqual(['regressed', 'refused']);
    stage.toy.policy = { ...stage.toy.policy, killSwitch: false };
    expect(await stage.wakeAfter(15)).toEqual(['rolled-back']);
  });
  test('waits for no calendar: what was changed may always be taken back', async () => {
    const stage = stageOf({ onJump: 'undo' });
    await fixed(stage);
    stage.tells(jump);
    const closed = { ...stage.ports, calendar: async () => ({ until: '2026-12-01T00:00:00.000Z' }) };
    stage.toy.pass(15);
    expect((await wake(stage.catalog, closed)).map(({ is }) => is)).toEqual(['regressed', 'rolled-back']);
  });
  test('in dry-run nothing is written, not even an undo', async () => {
    const stage = stageOf({ onJump: 'undo' });
    await fixed(stage);
    stage.tells(jump);
    stage.toy.policy = { ...stage.toy.policy, mode: 'dry-run' };
    expect(await stage.wakeAfter(15)).toEqual(['regressed', 'refused']);
    expect(stage.toy.writes).toEqual(['a=1']);
  });
  test('after two fixes of the same nobody guesses', async () => {
    const stage = stageOf({ onJump: 'undo' });
    const first = await fixed(stage);
    stage.toy.dials['a'] = 0;
    stage.toy.pass(5);
    const second = await fixed(stage);
    stage.tells(jump);
    expect(await stage.wakeAfter(15)).toEqual(['regressed', 'regressed']);
    const because = (await stage.entries()).flatMap(({ outcome }) =>
      outcome.is === 'regressed' ? [outcome.because.at(-1)?.says] : [],
    );
    expect(because).toEqual([
      expect.stringContaining(`${second.id} changed the same`),
      expect.stringContaining(`${first.id} changed the same`),
    ]);
    expect(stage.toy.writes).toEqual(['a=1', 'a=1']);
  });
  test('an undo that is under way is not begun again', async () => {
    const stage = stageOf({ onJump: 'undo' });
    const run = await fixed(stage);
    stage.tells(jump);
    stage.toy.pass(15);
    dieAt(stage.toy, 'put a');
    await expect(wake(stage.catalog, stage.ports)).rejects.toThrow(Crash);
    stage.toy.restart();
    const { journal } = stage.ports;
    const row = await journal.read<Finding>('finding', run.finding);
    // Nobody has looked at the finding meanwhile.
    await journal.write({ kind: 'finding', key: run.finding, value: row?.value }, row?.revision ?? 0);
    // The process died before it could remember that it had told.
    expect(await stage.wakeAfter(0)).toEqual(['regressed']);
    const undos: string[] = [];
    for await (const { value } of journal.list<Run>('run'))
      if (value.undoes === run.id) undos.push(value.status);
    expect(undos).toEqual(['open']);
    expect((await stage.row())?.value.watches).toHaveLength(1);
  });
});

test('a fix that begins while signals are read is watched as well', async () => {
  const stage = stageOf();
  await fixed(stage);
  const other = { ...stage.job.target, arn: `${target.arn}-2` };
  const signals: NonNullable<Ports['signals']> = async () => {
    const row = await stage.row();
    if (row?.value.watches.length === 1) {
      const [first] = row.value.watches;
      const watches = first ? [first, { ...first, run: 'run-late', target: other }] : [];
      await stage.ports.journal.write({ kind: 'canary', key: of, value: { watches }, dueAt: started }, 1);
    }
    return calm;
  };
  stage.toy.pass(15);
  await wake(stage.catalog, { ...stage.ports, signals });
  expect((await stage.row())?.value.watches.map(({ run }) => run)).toContain('run-late');
  expect((await stage.row())?.dueAt).toBe('2026-11-21T10:30:00.000Z');
});
