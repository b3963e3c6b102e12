import { describe, expect, test } from 'vitest';
import type { OutcomeName } from '../../../src/core/model/outcome.ts';
import { release } from '../../../src/core/approvals/holds.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { findingKey, type Entry, type Hold, type Run } from '../../../src/core/journal/records.ts';
import { undo } from '../../../src/core/engine/undo.ts';
import { wake } from '../../../src/core/engine/waker.ts';
import { Crash, target, toyOf, type Toy } from '../../kit/toy.ts';

const dials = () => ({ a: 0, b: null, c: 5 });
const on = { a: 1, b: 1, c: 1 };
const actor = 'arn:aws:iam::111122223333:user/dana';
const finding = findingKey(target, 'toy-dials-on');

const look = (toy: Toy) => reconcile(toy.job, toy.ports);
const all = async <T>(list: AsyncIterable<{ value: T }>): Promise<T[]> => {
  const values: T[] = [];
  for await (const { value } of list) values.push(value);
  return values;
};
const log = (toy: Toy) => all(toy.ports.journal.list<Entry>('entry'));
const runs = (toy: Toy) => all(toy.ports.journal.list<Run>('run'));
const remediate = async (toy: Toy): Promise<string> => {
  const outcome = await look(toy);
  if (outcome.is !== 'remediated') throw new Error(`expected remediated, not ${outcome.is}`);
  return outcome.run;
};

/** Counts every call that leaves the engine while `work` runs. */
const countCalls = async (toy: Toy, work: () => Promise<unknown>): Promise<number> => {
  let calls = 0;
  toy.at = () => {
    calls += 1;
  };
  await work();
  return calls;
};

/** The process dies at the nth call, is started again after its lease has ended, and the waker does its rounds. */
const dieAt = async (toy: Toy, nth: number, work: () => Promise<unknown>): Promise<boolean> => {
  let calls = 0;
  toy.at = () => {
    calls += 1;
    if (calls >= nth) throw new Crash(); // dead processes make no further calls
  };
  const died = await work().then(
    () => false,
    (error: unknown) => {
      if (error instanceof Crash) return true;
      throw error;
    },
  );
  toy.restart();
  return died;
};

const converge = async (toy: Toy): Promise<void> => {
  for (let round = 0; round < 5; round += 1) {
    toy.pass(25);
    await wake(toy.catalog, toy.ports);
  }
};

describe('reconcile', () => {
  test('applies each change once, proves it, and logs one line', async () => {
    const toy = toyOf(dials());
    expect((await look(toy)).is).toBe('remediated');
    expect(toy.dials).toEqual(on);
    expect(toy.writes).toEqual(['a=1', 'b=1', 'c=1']);
    expect((await log(toy)).map(({ outcome }) => outcome.is)).toEqual(['remediated']);
  });

  test('a second look writes nothing, anywhere but in where the finding stands', async () => {
    const toy = toyOf(dials());
    await remediate(toy);
    expect((await look(toy)).is).toBe('compliant');
    expect((await look(toy)).is).toBe('compliant');
    expect(toy.writes).toHaveLength(3);
    expect((await log(toy)).map(({ outcome }) => outcome.is)).toEqual(['remediated', 'compliant']);
  });

  test('a compliant thing that was never bad leaves no row', async () => {
    const toy = toyOf({ ...on });
    expect((await look(toy)).is).toBe('compliant');
    expect(await toy.ports.journal.read('finding', finding)).toBeUndefined();
  });

  test('dry-run writes nothing and says so once', async () => {
    const toy = toyOf(dials());
    toy.policy = { ...toy.policy, mode: 'dry-run' };
    await look(toy);
    expect((await look(toy)).is).toBe('reported');
    expect(toy.writes).toEqual([]);
    expect(await log(toy)).toHaveLength(1);
  });

  test('somebody who changes a dial between look and put is not overwritten', async () => {
    const toy = toyOf(dials());
    toy.at = (call) => {
      if (call === 'get b') toy.dials['b'] = 7;
    };
    expect(await look(toy)).toMatchObject({ is: 'conflict', done: 1 });
    expect(toy.dials).toEqual({ a: 1, b: 7, c: 5 });
  });

  test('the kill switch stops between two puts, and what is left is done after it', async () => {
    const toy = toyOf(dials());
    toy.at = (call) => {
      if (call === 'put a done') toy.policy = { ...toy.policy, killSwitch: true };
    };
    expect((await look(toy)).is).toBe('deferred');
    expect(toy.writes).toEqual(['a=1']);
    toy.policy = { ...toy.policy, killSwitch: false };
    toy.pass(10);
    expect((await wake(toy.catalog, toy.ports)).map(({ is }) => is)).toEqual(['remediated']);
    expect(toy.writes).toEqual(['a=1', 'b=1', 'c=1']);
  });

  test('a lost answer is no lost write: it is not put again', async () => {
    const toy = toyOf(dials());
    toy.at = (call) => {
      if (call === 'put b done') throw new Error('socket hang up');
    };
    expect((await look(toy)).is).toBe('remediated');
    expect(toy.writes).toEqual(['a=1', 'b=1', 'c=1']);
  });

  test('a put that fails changes nothing further and is tried again by the waker', async () => {
    const toy = toyOf(dials());
    let refusals = 1;
    toy.at = (call) => {
      if (call === 'put b' && refusals-- > 0) throw new Error('slow down');
    };
    expect((await look(toy)).is).toBe('failed');
    expect(toy.writes).toEqual(['a=1']);
    await converge(toy);
    expect(toy.dials).toEqual(on);
    expect(toy.writes).toEqual(['a=1', 'b=1', 'c=1']);
  });

  test('two workers at once: one writes', async () => {
    const toy = toyOf(dials());
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => look(toy)));
    expect(outcomes.filter(({ is }) => is === 'remediated')).toHaveLength(1);
    expect(toy.writes).toHaveLength(3);
  });

  test('a new hazard halts a run that is half done', async () => {
    const toy = toyOf(dials());
    toy.at = (call) => {
      if (call === 'put b') throw new Crash();
    };
    await expect(look(toy)).rejects.toThrow(Crash);
    toy.restart();
    toy.hazards = true;
    toy.pass(25);
    expect(await look(toy)).toMatchObject({ is: 'halted', done: 1 });
    expect(toy.writes).toEqual(['a=1']);
  });

  test('fixed twice, it is logged twice', async () => {
    const toy = toyOf(dials());
    await remediate(toy);
    Object.assign(toy.dials, dials());
    await remediate(toy);
    expect((await log(toy)).map(({ outcome }) => outcome.is)).toEqual(['remediated', 'remediated']);
  });

  test('applied and not yet seen: that is logged, once', async () => {
    const toy = toyOf(dials());
    toy.at = (call) => {
      if (call === 'put c done') toy.dials['c'] = 5; // AWS shows the old value for a while
    };
    expect((await look(toy)).is).toBe('settling');
    expect((await log(toy)).map(({ outcome }) => outcome.is)).toEqual(['settling']);
    toy.pass(5);
    expect((await look(toy)).is).toBe('settling');
    expect(await log(toy)).toHaveLength(1);
    toy.pass(24 * 60); // and the owner is reminded once a day
    await look(toy);
    await look(toy);
    expect(await log(toy)).toHaveLength(2);
  });

  test('three times undone by others, it asks', async () => {
    const toy = toyOf(dials());
    const seen: OutcomeName[] = [];
    for (let round = 0; round < 4; round += 1) {
      seen.push((await look(toy)).is);
      if (round === 1) await look(toy); // a look that finds all well forgets nothing
      toy.dials['a'] = 0;
    }
    expect(seen).toEqual(['remediated', 'remediated', 'remediated', 'approval-requested']);
  });
});

describe('approvals', () => {
  const asking = (): Toy => {
    const toy = toyOf(dials());
    toy.policy = { ...toy.policy, mode: 'ask' };
    return toy;
  };
  const approved = { is: 'approved', by: [actor] } as const;

  test('ask once, apply when approved, use up', async () => {
    const toy = asking();
    const first = await look(toy);
    const second = await look(toy);
    expect(first).toMatchObject({ is: 'approval-requested' });
    expect(second).toMatchObject({
      is: 'approval-requested',
      approvalRequest: first.is === 'approval-requested' ? first.approvalRequest : '',
    });
    toy.decision = approved;
    expect((await look(toy)).is).toBe('remediated');
    toy.dials['a'] = 0;
    toy.decision = approved;
    expect((await look(toy)).is).toBe('approval-requested');
    expect(toy.dials['a']).toBe(0);
  });

  test('an approval for another plan than today’s is stale', async () => {
    const toy = asking();
    await look(toy);
    toy.dials['c'] = 6;
    toy.decision = approved;
    expect((await look(toy)).is).toBe('stale');
    expect(toy.writes).toEqual([]);
    toy.decision = { is: 'waiting' };
    expect((await look(toy)).is).toBe('approval-requested');
  });

  test('a rejection holds for its days', async () => {
    const toy = asking();
    await look(toy);
    toy.decision = { is: 'rejected', by: [actor], comment: 'not now' };
    expect(await look(toy)).toMatchObject({ is: 'skipped', because: [{ check: 'hold' }, {}] });
    toy.decision = { is: 'waiting' };
    toy.pass(29 * 24 * 60);
    expect((await look(toy)).is).toBe('skipped');
    toy.pass(2 * 24 * 60);
    expect((await look(toy)).is).toBe('approval-requested');
  });

  test('an approval request that nobody answers expires, and is asked anew', async () => {
    const toy = asking();
    const first = await look(toy);
    toy.pass(8 * 24 * 60);
    const second = await look(toy);
    expect(second.is).toBe('approval-requested');
    expect(second).not.toMatchObject({
      approvalRequest: first.is === 'approval-requested' ? first.approvalRequest : '',
    });
  });

  test('dry-run in the meantime: approved, and still not applied', async () => {
    const toy = asking();
    await look(toy);
    toy.decision = approved;
    toy.policy = { ...toy.policy, mode: 'dry-run' };
    expect((await look(toy)).is).toBe('reported');
    expect(toy.writes).toEqual([]);
  });
});

test('put back before it was proven: the run ends, is named, and the next look plans afresh', async () => {
  const toy = toyOf(dials());
  let reads = 0;
  toy.at = (call) => {
    if (call === 'read' && (reads += 1) === 2) throw new Crash(call);
  };
  await look(toy).catch(() => undefined);
  toy.restart();
  Object.assign(toy.dials, dials());
  // AWS may only be slow to show what we wrote.
  toy.pass(5);
  expect((await look(toy)).is).toBe('settling');
  toy.pass(30);
  expect(await look(toy)).toMatchObject({ is: 'halted', done: 3, because: [{ check: 'reverted' }] });
  expect((await look(toy)).is).toBe('remediated');
  expect((await runs(toy)).map(({ status }) => status)).toEqual(['halted', 'done']);
});

describe('undo', () => {
  const request = (run: string) => ({ run, actor, reason: 'broke the scanner' });

  test('gives every dial back, holds, and stays undone until released', async () => {
    const toy = toyOf(dials());
    const run = await remediate(toy);
    expect((await undo(request(run), toy.catalog, toy.ports)).is).toBe('rolled-back');
    expect(toy.dials).toEqual(dials());
    expect((await look(toy)).is).toBe('skipped');
    await release({ finding, actor }, toy.ports);
    expect((await wake(toy.catalog, toy.ports)).map(({ is }) => is)).toEqual(['remediated']);
  });

  test('refuses all of it when one field was changed since, and shows the three values', async () => {
    const toy = toyOf(dials());
    const run = await remediate(toy);
    toy.dials['b'] = 9;
    expect(await undo(request(run), toy.catalog, toy.ports)).toMatchObject({
      is: 'refused',
      conflicts: [{ set: 'dial', on: 'b', before: null, became: 1, now: 9 }],
    });
    expect(toy.dials).toEqual({ a: 1, b: 9, c: 1 });
    expect(await toy.ports.journal.read<Hold>('hold', finding)).toBeUndefined();
  });

  test('twice is refused; an undo can be undone', async () => {
    const toy = toyOf(dials());
    const run = await remediate(toy);
    const back = await undo(request(run), toy.catalog, toy.ports);
    expect((await undo(request(run), toy.catalog, toy.ports)).is).toBe('refused');
    if (back.is !== 'rolled-back') throw new Error(back.is);
    // It is a fix again: with the gate of one, and no longer held.
    toy.policy = { ...toy.policy, mode: 'ask' };
    const refused = await undo(request(back.run), toy.catalog, toy.ports);
    expect(refused).toMatchObject({
      is: 'refused',
      because: [{ check: 'needs-approval' }, { check: 'mode' }],
    });
    expect((await look(toy)).is).toBe('skipped');
    toy.policy = { ...toy.policy, mode: 'auto' };
    const again = await undo(request(back.run), toy.catalog, toy.ports);
    expect(again).toMatchObject({ is: 'remediated', plan: { kind: 'remediate' } });
    expect(toy.dials).toEqual(on);
    expect((await look(toy)).is).toBe('compliant');
    expect((await runs(toy)).map(({ status }) => status)).toEqual(['rolled-back', 'rolled-back', 'done']);
  });

  test('of a run that is still open closes it, whatever becomes of the undo', async () => {
    const toy = toyOf(dials());
    let reads = 0;
    toy.at = (call) => {
      if (call === 'read' && (reads += 1) === 2) throw new Crash(call);
    };
    await look(toy).catch(() => undefined);
    toy.restart();
    const [run] = await runs(toy);
    expect(run?.status).toBe('open');
    toy.pass(30);
    toy.at = (call) => {
      if (call === 'put b done') toy.dials['a'] = 7;
    };
    expect((await undo(request(run?.id ?? ''), toy.catalog, toy.ports)).is).toBe('conflict');
    toy.pass(30);
    expect((await look(toy)).is).toBe('skipped');
    expect((await runs(toy)).map(({ status }) => status)).toEqual(['halted', 'halted']);
  });

  test('does not take back what was already so when we came', async () => {
    const toy = toyOf(dials());
    toy.at = (call) => {
      if (call === 'get b') toy.dials['b'] = 1;
    };
    const run = await remediate(toy);
    await undo(request(run), toy.catalog, toy.ports);
    expect(toy.dials).toEqual({ a: 0, b: 1, c: 5 });
  });

  test('takes back the part of a run that was done', async () => {
    const toy = toyOf(dials());
    toy.at = (call) => {
      if (call === 'get c') toy.dials['c'] = 8;
    };
    expect((await look(toy)).is).toBe('conflict');
    const [run] = await runs(toy);
    expect((await undo(request(run?.id ?? ''), toy.catalog, toy.ports)).is).toBe('rolled-back');
    expect(toy.dials).toEqual({ a: 0, b: null, c: 8 });
  });

  test.each([
    ['the fix', (toy: Toy) => toy.writes.length === 1],
    ['the undo', (toy: Toy) => toy.writes.length === 2],
  ])('what somebody wrote right after %s comes back by no undo of an undo', async (_name, here) => {
    const toy = toyOf({ a: 0 });
    let written = false;
    toy.at = (call) => {
      if (written || call !== 'get a' || !here(toy)) return;
      written = true;
      toy.dials['a'] = 7;
    };
    const fix = await look(toy);
    const back = await undo(request('run' in fix ? (fix.run ?? '') : ''), toy.catalog, toy.ports);
    if (back.is !== 'rolled-back') throw new Error(`expected undone, not ${back.is}`);
    const before = { ...toy.dials };
    expect(await undo(request(back.run), toy.catalog, toy.ports)).toMatchObject({
      is: 'refused',
      because: [{ check: 'not-as-planned' }],
    });
    expect(toy.dials).toEqual(before);
  });

  test('the kill switch stops an undo too', async () => {
    const toy = toyOf(dials());
    const run = await remediate(toy);
    toy.policy = { ...toy.policy, killSwitch: true };
    expect((await undo(request(run), toy.catalog, toy.ports)).is).toBe('reported');
    expect(toy.dials).toEqual(on);
  });

  test('an unknown run is an error with a remedy', async () => {
    const toy = toyOf(dials());
    await expect(undo(request('run-x'), toy.catalog, toy.ports)).rejects.toThrow('There is no run run-x');
  });
});

describe('dying at every call', () => {
  test('of a fix: everything is finished, and written once', async () => {
    const counted = toyOf(dials());
    const total = await countCalls(counted, () => look(counted));
    expect(total).toBeGreaterThan(30);
    for (let nth = 1; nth <= total; nth += 1) {
      const toy = toyOf(dials());
      expect(await dieAt(toy, nth, () => look(toy))).toBe(true);
      for (const [name, before] of Object.entries(dials()))
        expect([1, before], 'a dial is as it was or as planned').toContain(toy.dials[name]);
      await look(toy); // the event is delivered again
      await converge(toy);
      expect(toy.dials, `died at call ${nth}`).toEqual(on);
      expect(toy.writes, `died at call ${nth}`).toHaveLength(3);
      const [run, ...others] = (await runs(toy)).filter(({ status }) => status === 'done');
      expect(others).toHaveLength(0);
      expect((await undo({ run: run?.id ?? '', actor, reason: 'r' }, toy.catalog, toy.ports)).is).toBe(
        'rolled-back',
      );
      expect(toy.dials, `undone after dying at call ${nth}`).toEqual(dials());
    }
  });

  test('of an approved fix: the approval counts once and is not lost', async () => {
    const prepared = async () => {
      const toy = toyOf(dials());
      toy.policy = { ...toy.policy, mode: 'ask' };
      await look(toy);
      toy.decision = { is: 'approved', by: [actor] };
      return toy;
    };
    const counted = await prepared();
    const total = await countCalls(counted, () => look(counted));
    for (let nth = 1; nth <= total; nth += 1) {
      const toy = await prepared();
      await dieAt(toy, nth, () => look(toy));
      await converge(toy);
      expect(toy.dials, `died at call ${nth}`).toEqual(on);
      expect(toy.writes, `died at call ${nth}`).toHaveLength(3);
    }
  });

  test('of an undo: it is finished, and the fix does not come back', async () => {
    const prepared = async () => {
      const toy = toyOf(dials());
      const run = await remediate(toy);
      return { toy, takeBack: () => undo({ run, actor, reason: 'r' }, toy.catalog, toy.ports) };
    };
    const counted = await prepared();
    const total = await countCalls(counted.toy, counted.takeBack);
    for (let nth = 1; nth <= total; nth += 1) {
      const { toy, takeBack } = await prepared();
      await dieAt(toy, nth, takeBack);
      await converge(toy);
      toy.pass(25);
      await takeBack(); // the person tries again; refused when it is done already
      await converge(toy);
      await look(toy);
      expect(toy.dials, `died at call ${nth}`).toEqual(dials());
    }
  });
});
