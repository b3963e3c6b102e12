import { expect, test } from 'vitest';
import { hold } from '../../../src/core/approvals/holds.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { findingKey, type ChangeRecord, type Finding, type Run } from '../../../src/core/journal/records.ts';
import { undo } from '../../../src/core/engine/undo.ts';
import { wake } from '../../../src/core/engine/waker.ts';
import { Crash, target, toyOf, type Toy, dieAt } from '../../kit/toy.ts';

/** Found by the simulation: what becomes of a run whose process has died. */

/** Dies at a call; the lease of the dead is over when the next process comes. */
const diedAt = async (toy: Toy, call: string): Promise<void> => {
  dieAt(toy, call);
  await expect(reconcile(toy.job, toy.ports)).rejects.toThrow(Crash);
  toy.restart();
  toy.pass(30);
};

const runsOf = async ({ ports }: Toy): Promise<readonly Run[]> => {
  const all: Run[] = [];
  for await (const { value } of ports.journal.list<Run>('run')) all.push(value);
  return all;
};

test.each(['put a', 'put a done'])('an open run that is held meanwhile halts (died at %s)', async (call) => {
  const toy = toyOf({ a: 0 });
  await diedAt(toy, call);
  await hold({ target, remediation: 'toy-dials-on', by: 'anna', reason: 'rolled-back' }, toy.ports);
  toy.dials['a'] = 0;
  const writes = toy.writes.length;
  expect(await reconcile(toy.job, toy.ports)).toMatchObject({
    is: 'halted',
    done: 0,
    because: [{ check: 'hold' }],
  });
  expect(toy.writes.length).toBe(writes);
  expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['halted']);
});

test('a change that had arrived and was changed by somebody since is not closed as done', async () => {
  const toy = toyOf({ a: 0 });
  await diedAt(toy, 'put a done');
  // The look still finds the resource good; then somebody turns the dial.
  toy.at = (call) => {
    if (call === 'get a') toy.dials['a'] = 2;
  };
  expect(await reconcile(toy.job, toy.ports)).toMatchObject({ is: 'conflict', done: 0 });
  const [run] = await runsOf(toy);
  expect(run?.status).toBe('halted');
  const change = await toy.ports.journal.read<ChangeRecord>('change', `${run?.id}/0000`);
  expect(change?.value.status).toBe('begun');
  expect(toy.writes).toEqual(['a=1']);
});

test('a change that never arrived on a resource that somebody else has fixed is nothing to stop for', async () => {
  const toy = toyOf({ a: 0 });
  await diedAt(toy, 'put a');
  toy.dials['a'] = 1;
  expect((await reconcile(toy.job, toy.ports)).is).toBe('remediated');
  expect(toy.writes).toEqual([]);
});

/** A look that is slower than another worker, who does all this while it reads. */
const overtaken = (toy: Toy, work: () => Promise<void>): Toy['job'] => {
  const { unit, ...job } = toy.job;
  const read: typeof unit.read = async (...given) => {
    await work();
    return unit.read(...given);
  };
  return { ...job, unit: { ...unit, read } };
};

test('a look that another worker has overtaken does not write over the run that it knows nothing of', async () => {
  const toy = toyOf({ a: 0 });
  const outcome = await reconcile(
    overtaken(toy, async () => {
      await diedAt(toy, 'put a done');
    }),
    toy.ports,
  );
  // True of what it saw, and no reason to forget that a run is open.
  expect(outcome.is).toBe('compliant');
  toy.pass(30);
  expect((await wake(toy.catalog, toy.ports)).map(({ is }) => is)).toEqual(['remediated']);
  expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['done']);
});

test('nor over what that run has come to', async () => {
  const toy = toyOf({ a: 0 });
  const job = overtaken(toy, async () => {
    await reconcile(toy.job, toy.ports);
  });
  expect((await reconcile(job, toy.ports)).is).toBe('compliant');
  const row = await toy.ports.journal.read<Finding>('finding', findingKey(target, 'toy-dials-on'));
  expect(row?.value.is).toBe('remediated');
});

test.each(['remediate', 'undo'])('of what is gone nothing is finished: an open %s ends', async (kind) => {
  const toy = toyOf({ a: 0 });
  if (kind === 'undo') {
    const remediated = await reconcile(toy.job, toy.ports);
    const run = 'run' in remediated ? (remediated.run ?? '') : '';
    dieAt(toy, 'put a');
    const asked = undo({ run, actor: 'anna', reason: 'it broke' }, toy.catalog, toy.ports);
    await expect(asked).rejects.toThrow(Crash);
    toy.restart();
    toy.pass(30);
  } else await diedAt(toy, 'put a');
  // Its tags cannot be read either: there is nothing that has any.
  const lasting = { code: 'not-found', says: 'no such thing', todo: '', retry: false };
  const ports = {
    ...toy.ports,
    surroundings: async () => Promise.reject(new Error('no such thing')),
    explain: () => lasting,
  };
  const job = { ...toy.job, unit: { ...toy.job.unit, read: async () => undefined } };
  expect((await reconcile(job, ports)).is).toBe('gone');
  expect((await runsOf(toy)).map(({ status }) => status).at(-1)).toBe('halted');
});

test('an undo that may not be written forgets no open run', async () => {
  const toy = toyOf({ a: 0 });
  await diedAt(toy, 'put a done');
  toy.policy = { ...toy.policy, killSwitch: true };
  const [run] = await runsOf(toy);
  const request = { run: run?.id ?? '', actor: 'anna', reason: 'half is no good' };
  expect((await undo(request, toy.catalog, toy.ports)).is).toBe('reported');
  toy.policy = { ...toy.policy, killSwitch: false };
  expect((await wake(toy.catalog, toy.ports)).map(({ is }) => is)).toEqual(['remediated']);
});

test('a run is a step of a migration only when all its changes have arrived', async () => {
  const toy = toyOf({ a: 0 });
  await diedAt(toy, 'put a done');
  // The look still finds the resource good; then somebody turns the dial back, and another one too.
  toy.at = (call) => {
    if (call === 'get a') Object.assign(toy.dials, { a: 0, b: 5 });
  };
  expect((await reconcile(toy.job, toy.ports)).is).toBe('settling');
  expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['open']);
  toy.at = () => {};
  toy.pass(30);
  expect((await wake(toy.catalog, toy.ports)).map(({ is }) => is)).toEqual(['progressed']);
  toy.pass(30);
  expect((await wake(toy.catalog, toy.ports)).map(({ is }) => is)).toEqual(['remediated']);
  expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['done', 'done']);
});

test('a look between a claim and its run does not keep that run from being looked at again', async () => {
  const toy = toyOf({ a: 0 });
  let claimed = 0;
  let looked: Promise<unknown> = Promise.resolve();
  const { journal } = toy.ports;
  const ports = {
    ...toy.ports,
    journal: {
      ...journal,
      write: async (...given: Parameters<typeof journal.write>) => {
        const [row] = given;
        // The claim is written; before the run is, another worker finds the thing gone.
        if (row.kind === 'run' && (claimed += 1) === 1) {
          const gone = { ...toy.job, unit: { ...toy.job.unit, read: async () => undefined } };
          looked = reconcile(gone, toy.ports);
          await looked;
        }
        return journal.write(...given);
      },
    },
  };
  toy.at = (call) => {
    if (call === 'get a') throw new Crash(call);
  };
  await expect(reconcile(toy.job, ports)).rejects.toThrow(Crash);
  expect(await looked).toMatchObject({ is: 'gone' });
  toy.restart();
  toy.pass(30);
  expect((await wake(toy.catalog, toy.ports)).map(({ is }) => is)).toEqual(['remediated']);
  toy.pass(600);
  expect(await wake(toy.catalog, toy.ports)).toEqual([]);
  expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['done']);
});

test('a change that had arrived is known as ours, although the first look after it is an old one', async () => {
  const toy = toyOf({ a: 0 });
  await diedAt(toy, 'put a done');
  let gets = 0;
  toy.at = (call) => {
    if (call === 'get a') toy.dials['a'] = (gets += 1) === 1 ? 0 : 1;
  };
  expect((await reconcile(toy.job, toy.ports)).is).toBe('remediated');
  const [run] = await runsOf(toy);
  const change = await toy.ports.journal.read<ChangeRecord>('change', `${run?.id}/0000`);
  expect(change?.value).toMatchObject({ status: 'done', became: 1 });
});

test('a run whose changes are made, and of which only people can remediate the rest, ends', async () => {
  const toy = toyOf({ a: 0 });
  let plans = 0;
  const plan = (...given: Parameters<typeof toy.job.unit.plan>) => {
    plans += 1;
    return plans === 1
      ? toy.job.unit.plan(...given)
      : { is: 'non-compliant' as const, message: 'off', changes: [] };
  };
  const job = { ...toy.job, unit: { ...toy.job.unit, plan } };
  // AWS may still be at it: for a while nobody concludes anything.
  expect((await reconcile(job, toy.ports)).is).toBe('settling');
  toy.pass(20);
  expect((await reconcile(job, toy.ports)).is).toBe('settling');
  toy.pass(20);
  expect(await reconcile(job, toy.ports)).toMatchObject({
    is: 'halted',
    done: 1,
    because: [{ check: 'left-to-people', says: 'All changes were made. Dials are off.' }],
  });
  expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['halted']);
  expect((await reconcile(job, toy.ports)).is).toBe('manual-action-needed');
});

test('a run that another one took the place of while it was being begun does not stay open', async () => {
  const toy = toyOf({ a: 0 });
  let begun = 0;
  const { journal } = toy.ports;
  const write: typeof journal.write = async (...given) => {
    const [row] = given;
    if (row.kind === 'run' && (begun += 1) === 1) {
      // The process slept for longer than its lease; another one works, and meets an error at its put.
      toy.pass(30);
      toy.at = (call) => {
        if (call === 'put a') throw new Error('slow down');
      };
      await reconcile(toy.job, toy.ports);
      toy.at = () => {};
    }
    return journal.write(...given);
  };
  await reconcile(toy.job, { ...toy.ports, journal: { ...journal, write } });
  expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['halted', 'open']);
  toy.pass(30);
  expect((await wake(toy.catalog, toy.ports)).map(({ is }) => is)).toEqual(['remediated']);
  expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['halted', 'done']);
});

test('an undo that takes the place of an open one leaves none open', async () => {
  const toy = toyOf({ a: 0 });
  const remediated = await reconcile(toy.job, toy.ports);
  const request = {
    run: 'run' in remediated ? (remediated.run ?? '') : '',
    actor: 'anna',
    reason: 'it broke',
  };
  dieAt(toy, 'put a');
  await expect(undo(request, toy.catalog, toy.ports)).rejects.toThrow(Crash);
  toy.restart();
  toy.pass(30);
  expect((await undo(request, toy.catalog, toy.ports)).is).toBe('rolled-back');
  expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['rolled-back', 'halted', 'done']);
});
