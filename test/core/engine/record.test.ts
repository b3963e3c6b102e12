import { describe, expect, test } from 'vitest';
import { record } from '../../../src/core/engine/record.ts';
import type { Outcome } from '../../../src/core/model/outcome.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import { findingKey, type Entry, type Finding } from '../../../src/core/journal/records.ts';
import { target, toyOf } from '../../kit/toy.ts';

const now = new Date('2026-01-05T09:00:00.000Z');
const at = now.toISOString();
const minutes = (count: number): string => new Date(now.getTime() + count * 60_000).toISOString();

const plan: Plan = {
  id: 'plan-1',
  kind: 'remediate',
  remediation: 'toy-dials',
  version: 1,
  target,
  changes: [],
  why: { id: 'off', says: 'Dials are off.' },
  hazards: [],
  notes: [],
};
const reported: Outcome = { is: 'reported', plan, because: [] };

describe('what is written down', () => {
  const world = () => {
    const here = toyOf({ a: 0 });
    const key = findingKey(here.job.target, here.job.unit.meta.id);
    const told: unknown[] = [];
    const ports = {
      ...here.ports,
      now: () => now,
      notify: async (...given: readonly unknown[]) => void told.push(given),
    };
    const row = () => ports.journal.read<Finding>('finding', key);
    const entries = async () => {
      const all: Entry[] = [];
      for await (const { value } of ports.journal.list<Entry>('entry', key)) all.push(value);
      return all;
    };
    return { ...here, ports, told, row, entries };
  };
  const until = (count: number): Outcome => ({ is: 'deferred', plan, because: [], until: minutes(count) });

  test.each<readonly [string, Outcome, number | undefined]>([
    ['nothing left to do', reported, undefined],
    ['unfinished: in a minute', { is: 'settling', plan, run: 'run-1' }, 1],
    ['deferred: not before its time', until(30), 30],
    ['deferred, but its time is over: in a minute', until(-30), 1],
  ])('%s', async (_name, outcome, due) => {
    const { job: one, ports, row } = world();
    await record(one, { outcome }, undefined, ports);
    expect((await row())?.dueAt).toBe(due === undefined ? undefined : minutes(due));
  });

  test('news is logged and told, with the owner; the same again is neither', async () => {
    const { job: one, ports, told, entries } = world();
    await record(one, { outcome: reported, marks: { owner: 'dana' } }, undefined, ports);
    await record(one, { outcome: reported, marks: { owner: 'dana' } }, undefined, ports);
    expect(told).toEqual([
      [one.target, reported, { remediation: one.unit.meta.id, cause: one.cause, owner: 'dana' }],
    ]);
    expect(await entries()).toMatchObject([{ outcome: reported, owner: 'dana', at }]);
    const another: Outcome = { ...reported, plan: { ...plan, id: 'plan-2' } };
    await record(one, { outcome: another }, undefined, ports);
    expect(told).toHaveLength(2);
  });

  test('nobody is named where nobody is', async () => {
    const { job: one, ports, told, entries } = world();
    await record(one, { outcome: reported }, undefined, ports);
    expect(told).toEqual([[one.target, reported, { remediation: one.unit.meta.id, cause: one.cause }]]);
    expect((await entries()).some((entry) => 'owner' in entry)).toBe(false);
  });

  test.each<Outcome>([
    { is: 'compliant', notes: [] },
    { is: 'gone' },
    { is: 'not-applicable', why: { id: 'x', says: 'x' } },
  ])('a good one that was never known leaves no row: $is', async (outcome) => {
    const { job: one, ports, row, told } = world();
    await record(one, { outcome }, undefined, ports);
    expect([await row(), told]).toEqual([undefined, []]);
  });

  test('another worker came in between: written after it, logged once', async () => {
    const { job: one, ports, row, entries, told } = world();
    let lost = 2;
    const journal = {
      ...ports.journal,
      write: async (...given: Parameters<typeof ports.journal.write>) => {
        if (given[0].kind !== 'finding' || lost === 0) return ports.journal.write(...given);
        lost -= 1;
        return undefined;
      },
    };
    await record(one, { outcome: reported }, undefined, { ...ports, journal });
    expect((await row())?.value.is).toBe('reported');
    expect(await entries()).toHaveLength(1);
    expect(told).toHaveLength(1);
  });
});
