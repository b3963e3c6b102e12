import { describe, expect, test } from 'vitest';
import { advance, type Marks } from '../../../src/core/engine/findings.ts';
import { record } from '../../../src/core/engine/record.ts';
import type { Outcome } from '../../../src/core/model/outcome.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { findingKey, type Entry, type Finding } from '../../../src/core/journal/records.ts';
import type { Remediation } from '../../../src/core/model/remediation.ts';
import { target, toyOf, type Toy, toyPlan } from '../../kit/toy.ts';

/** When a finding is looked at again and why, what is said again, and whose word stands. */

const key = findingKey(target, 'toy-dials-on');
const start = Date.parse('2026-11-21T10:00:00Z');
const minutes = (count: number): string => new Date(start + count * 60_000).toISOString();
const change = { set: 'dial', on: 'a', before: 0, after: 1, impact: ['none'] as const };
const plan = toyPlan({ changes: [change] });
const reported: Outcome = { is: 'reported', plan, because: [] };
const settling: Outcome = { is: 'settling', plan, run: 'run-1' };
const rowOf = ({ ports }: Toy) => ports.journal.read<Finding>('finding', key);
const entriesOf = async ({ ports }: Toy): Promise<readonly string[]> => {
  const all: string[] = [];
  for await (const { value } of ports.journal.list<Entry>('entry')) all.push(value.outcome.is);
  return all;
};
const finding = (more: Partial<Finding> = {}): Finding => ({
  remediation: 'toy-dials-on',
  target,
  is: 'settling',
  lastSeen: minutes(-60),
  approvalRequests: 0,
  attempts: 0,
  reverted: [],
  ...more,
});

describe('said again', () => {
  const after = async (outcome: Outcome, ...waits: readonly number[]): Promise<readonly string[]> => {
    const toy = toyOf({});
    await record(toy.job, { outcome }, undefined, toy.ports);
    for (const wait of waits) {
      toy.pass(wait);
      await record(toy.job, { outcome }, undefined, toy.ports);
    }
    return entriesOf(toy);
  };
  const day = 24 * 60;
  const pending: Outcome = { is: 'pending', why: { id: 'hot', says: 'Hot.' } };

  test.each<readonly [string, Outcome, readonly number[], number]>([
    ['what waits for somebody, after a day', settling, [day], 2],
    ['not before the day is over', settling, [day - 1], 1],
    ['a day after it was said, not after it was looked at', settling, [day / 2, day / 2], 2],
    ['once a day', settling, [day, day - 1, 1], 3],
    ['also what AWS is at work on', pending, [day], 2],
    ['not what was only reported', reported, [3 * day], 1],
  ])('%s', async (_name, outcome, waits, count) => {
    expect(await after(outcome, ...waits)).toHaveLength(count);
  });

  test('when it was said is remembered', () => {
    const { job } = toyOf({});
    const first = advance(undefined, job, settling, {}, new Date(start));
    expect(first.logged).toBe(minutes(0));
    const again = advance(first, job, settling, {}, new Date(start + 60_000));
    expect([again.logged, again.lastSeen]).toEqual([minutes(0), minutes(1)]);
    const { logged: _logged, ...never } = first;
    expect(advance(never, job, settling, {}, new Date(start + 9 * 86_400_000))).not.toHaveProperty('logged');
  });
});

describe('looked at again', () => {
  const cloudTrail: Ports['cloudTrail'] = async () => [];
  const recorded = async (outcome: Outcome, before?: Finding, unit?: Remediation) => {
    const toy = toyOf({});
    if (before) await toy.ports.journal.write({ kind: 'finding', key, value: before }, 0);
    const job = { ...toy.job, ...(unit && { unit }) };
    await record(job, { outcome }, before, { ...toy.ports, cloudTrail });
    const row = await rowOf(toy);
    return { lookBack: row?.value.lookBack, dueAt: row?.dueAt };
  };
  const later = minutes(20);
  const back = { lookBack: { at: later, runs: ['run-1'] }, dueAt: later };
  const because = [{ check: 'x', says: 'x' }];

  test.each<readonly [string, Outcome, object]>([
    ['a run that is proven, in AWS’s log', { is: 'remediated', plan, run: 'run-1' }, back],
    ['an undo', { is: 'rolled-back', plan, run: 'run-1' }, back],
    ['a run that was stopped by somebody', { is: 'conflict', plan, run: 'run-1', done: 1, because }, back],
    ['a run that was halted', { is: 'halted', plan, run: 'run-1', done: 1, because }, back],
    [
      'a step: soon, and its log later',
      { is: 'progressed', plan, run: 'run-1' },
      { ...back, dueAt: minutes(1) },
    ],
    ['what settles has not been written for certain', settling, { lookBack: undefined, dueAt: minutes(1) }],
    ['what wrote nothing', reported, { lookBack: undefined, dueAt: undefined }],
  ])('%s', async (_name, outcome, expected) => {
    expect(await recorded(outcome)).toEqual(expected);
  });

  test('not where AWS compares by itself for every field', async () => {
    const { unit } = toyOf({}).job;
    const { dial } = unit.fields;
    if (!dial) throw new Error('no dial');
    const comparing: Remediation = {
      ...unit,
      fields: { dial: { ...dial, comparesAndSets: true }, knob: dial },
    };
    const remediated = (on: Plan): Outcome => ({ is: 'remediated', plan: on, run: 'run-1' });
    expect(await recorded(remediated(plan), undefined, comparing)).toEqual({
      lookBack: undefined,
      dueAt: undefined,
    });
    const mixed = { ...plan, changes: [change, { ...change, set: 'knob' }] };
    expect(await recorded(remediated(mixed), undefined, comparing)).toEqual(back);
    const lost = { ...plan, changes: [{ ...change, set: 'lost' }] };
    expect(await recorded(remediated(lost), undefined, comparing)).toEqual(back);
  });

  test('runs of earlier looks are asked about as well, each once', async () => {
    const before = finding({ lookBack: { at: minutes(5), runs: ['run-0', 'run-1'] } });
    expect(await recorded({ is: 'remediated', plan, run: 'run-1' }, before)).toEqual({
      lookBack: { at: later, runs: ['run-0', 'run-1'] },
      dueAt: later,
    });
    expect(await recorded(reported, before), 'and not forgotten').toEqual({
      lookBack: { at: minutes(5), runs: ['run-0', 'run-1'] },
      dueAt: minutes(5),
    });
  });

  test('where the log cannot be read, nothing is to be looked for', async () => {
    const toy = toyOf({});
    await record(toy.job, { outcome: { is: 'remediated', plan, run: 'run-1' } }, undefined, toy.ports);
    expect((await rowOf(toy))?.value).not.toHaveProperty('lookBack');
  });
});

describe('overtaken by another worker', () => {
  /** The row says that `run-9` is the finding's; the look knew of another, or of none. */
  const written = async (
    before: Finding,
    { marks, known }: { marks?: Marks; known?: Finding },
    outcome: Outcome = { is: 'compliant', notes: [] },
  ): Promise<boolean> => {
    const toy = toyOf({});
    await toy.ports.journal.write({ kind: 'finding', key, value: before }, 0);
    await record(toy.job, { outcome, ...(marks && { marks }) }, known, toy.ports);
    return (await rowOf(toy))?.revision === 2;
  };
  const theirs = finding({ run: 'run-9' });

  test.each<readonly [string, Finding, { marks?: Marks; known?: Finding }, boolean]>([
    ['a run that the look knew nothing of', theirs, {}, false],
    ['another run than the look knew', theirs, { known: finding({ run: 'run-1' }) }, false],
    ['the run that it knew', theirs, { known: theirs }, true],
    ['the run that it has finished itself', theirs, { marks: { run: 'run-9' } }, true],
    ['the run that it began, whatever came of it', theirs, { marks: { began: 'run-9' } }, true],
    ['no run at all', finding(), { known: finding({ run: 'run-1' }) }, true],
  ])('%s', async (_name, before, given, expected) => {
    expect(await written(before, given)).toBe(expected);
  });

  test('whoever only claimed it may die: somebody comes back when the lease is over', async () => {
    const toy = toyOf({});
    await record(toy.job, { outcome: reported, marks: { claimed: true } }, undefined, toy.ports);
    expect((await rowOf(toy))?.dueAt).toBe(minutes(20));
    const other = toyOf({});
    await record(other.job, { outcome: settling, marks: { claimed: true } }, undefined, other.ports);
    expect((await rowOf(other))?.dueAt, 'or sooner').toBe(minutes(1));
  });
});
