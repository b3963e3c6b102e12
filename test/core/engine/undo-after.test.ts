import { describe, expect, test } from 'vitest';
import type { Ports } from '../../../src/core/model/ports.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { findingKey, type Entry, type Finding } from '../../../src/core/journal/records.ts';
import { noteNotRolledBack, verifyUndo, type UndoCause } from '../../../src/core/engine/undo-after.ts';
import { undo, whyNotRolledBack } from '../../../src/core/engine/undo.ts';
import { Crash, target, toyOf, type Toy, dieAt } from '../../kit/toy.ts';

/** Before and after an undo that people agreed to: whether it can be, whether it was, and why it was not. */

const finding = findingKey(target, 'toy-dials-on');
const cause: UndoCause = { by: 'person', actor: 'ada', reference: 'execution-1' };
const remediated = async (toy: Toy): Promise<string> => {
  const outcome = await reconcile(toy.job, toy.ports);
  if (outcome.is !== 'remediated') throw new Error(outcome.is);
  return outcome.run;
};
const takeBack = (toy: Toy, run: string, reference?: string) =>
  undo(
    { run, actor: 'ada', reason: 'r', ...(reference !== undefined && { reference }) },
    toy.catalog,
    toy.ports,
  );
const entriesOf = async ({ ports }: Toy): Promise<readonly Entry[]> => {
  const all: Entry[] = [];
  for await (const { value } of ports.journal.list<Entry>('entry')) all.push(value);
  return all;
};
const noSuchRun = { code: 'unknown-run', says: 'There is no run run-x in this journal.' };

describe('before: why it would be refused', () => {
  test('not at all', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    const calls: string[] = [];
    toy.at = (call) => void calls.push(call);
    expect(await whyNotRolledBack(run, toy.catalog, toy.ports)).toBeUndefined();
    expect(calls.filter((call) => /^(write|put)/.test(call))).toEqual([]);
  });

  test('because somebody has changed it since', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    toy.dials['a'] = 9;
    expect(await whyNotRolledBack(run, toy.catalog, toy.ports)).toMatchObject({
      is: 'refused',
      because: [{ check: 'changed-since' }],
      conflicts: [{ on: 'a', before: 0, became: 1, now: 9 }],
    });
    await expect(whyNotRolledBack('run-x', toy.catalog, toy.ports)).rejects.toMatchObject(noSuchRun);
  });
});

describe('after: one more look', () => {
  test('everything stands as before: nothing to say', async () => {
    const toy = toyOf({ a: 0, b: null });
    const run = await remediated(toy);
    await takeBack(toy, run);
    expect(await verifyUndo(run, cause, toy.catalog, toy.ports)).toBeUndefined();
  });

  test('somebody has set it again: how many fields, and what to do', async () => {
    const toy = toyOf({ a: 0, b: null, c: 5 });
    const run = await remediated(toy);
    await takeBack(toy, run);
    Object.assign(toy.dials, { a: 1, b: 8 });
    expect(await verifyUndo(run, cause, toy.catalog, toy.ports)).toEqual({
      is: 'refused',
      because: [
        {
          check: 'undo-not-seen',
          says: `${run} was undone, and now 2 of the fields that it had set are not as they were before it.`,
          todo: 'Find out who or what sets them (infrastructure code, a controller): waxseal history and CloudTrail.',
        },
      ],
    });
  });

  test('not finished yet: it is finished', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    const run = await remediated(toy);
    dieAt(toy, 'put a');
    await expect(takeBack(toy, run)).rejects.toThrow(Crash);
    toy.restart();
    toy.pass(21);
    expect(await verifyUndo(run, cause, toy.catalog, toy.ports)).toMatchObject({ is: 'rolled-back' });
    expect(toy.dials).toEqual({ a: 0, b: 0 });
    expect((await entriesOf(toy)).at(-1)?.cause).toEqual(cause);
  });

  test('of a run that is not in the journal', async () => {
    const toy = toyOf({});
    await expect(verifyUndo('run-x', cause, toy.catalog, toy.ports)).rejects.toMatchObject(noSuchRun);
  });
});

describe('why it was not', () => {
  const because = { check: 'rejected', says: 'Bob rejected it.' };
  const noted = async (toy: Toy, run: string) => {
    const told: unknown[] = [];
    const ports: Ports = { ...toy.ports, notify: async (...given) => void told.push(given) };
    return { outcome: await noteNotRolledBack(run, because, cause, ports), told };
  };

  test('is written down and told, with the owner; the finding stands where it stood', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    const row = await toy.ports.journal.read<Finding>('finding', finding);
    const value = { ...row?.value, owner: 'team-x' };
    await toy.ports.journal.write({ kind: 'finding', key: finding, value }, row?.revision ?? 0);
    toy.pass(5);
    const { outcome, told } = await noted(toy, run);
    expect(outcome).toEqual({ is: 'refused', because: [because] });
    expect((await entriesOf(toy)).at(-1)).toEqual({
      finding,
      remediation: 'toy-dials-on',
      target,
      at: '2026-11-21T10:05:00.000Z',
      cause,
      outcome,
      owner: 'team-x',
    });
    expect(told).toEqual([[target, outcome, { remediation: 'toy-dials-on', cause, owner: 'team-x' }]]);
    expect((await toy.ports.journal.read<Finding>('finding', finding))?.value).toEqual(value);
  });

  test('names nobody where nobody is known', async () => {
    const toy = toyOf({ a: 0 });
    const { told } = await noted(toy, await remediated(toy));
    expect(told).toEqual([
      [target, { is: 'refused', because: [because] }, { remediation: 'toy-dials-on', cause }],
    ]);
    expect((await entriesOf(toy)).some((entry) => 'owner' in entry)).toBe(false);
  });

  test('is said once for one execution', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    await noted(toy, run);
    expect(await noted(toy, run)).toEqual({ outcome: undefined, told: [] });
    expect(
      await noteNotRolledBack(run, because, { ...cause, reference: 'execution-2' }, toy.ports),
    ).toBeDefined();
  });

  test.each<readonly [string, string | undefined, boolean]>([
    ['what the same execution had ended in says it already', 'execution-1', true],
    ['another execution says nothing of this one', 'execution-0', false],
    ['nor does what somebody did by hand', undefined, false],
  ])('%s', async (_name, reference, silent) => {
    const toy = toyOf({ a: 0, b: 0 });
    const run = await remediated(toy);
    toy.at = (call) => {
      if (call === 'put b done') toy.dials['a'] = 7;
    };
    expect((await takeBack(toy, run, reference)).is).toBe('conflict');
    toy.restart();
    const { outcome } = await noted(toy, run);
    expect(outcome === undefined).toBe(silent);
  });

  test('what the log says of another resource says nothing of this one', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    const other = { finding: 'other', cause, outcome: { is: 'refused', because: [] } };
    await toy.ports.journal.write({ kind: 'entry', key: 'other 2026 1', value: other }, 0);
    expect((await noted(toy, run)).outcome).toBeDefined();
  });

  test('an undo that succeeded says nothing of why its execution did not', async () => {
    const toy = toyOf({ a: 0 });
    const run = await remediated(toy);
    expect((await takeBack(toy, run, 'execution-1')).is).toBe('rolled-back');
    expect((await noted(toy, run)).outcome).toBeDefined();
  });

  test('of a run that is not in the journal', async () => {
    const toy = toyOf({});
    await expect(noteNotRolledBack('run-x', because, cause, toy.ports)).rejects.toMatchObject(noSuchRun);
  });
});
