import { expect, test } from 'vitest';
import type { Ports } from '../../../src/core/model/ports.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { refusedFor } from '../../../src/core/engine/refusal.ts';
import { wake } from '../../../src/core/engine/waker.ts';
import { generousLimits } from '../../../src/core/policy/limits.ts';
import { findingOf, runsOf, step } from '../../kit/toy-runs.ts';
import { toyOf, toyPlan, type Toy } from '../../kit/toy.ts';

/** A write that AWS refuses as invalid is sent once: what nobody changes is refused the next time as well. */

class Refused extends Error {}

const refusing = (code = 'refused-by-aws') => {
  const toy = toyOf({ a: 0 });
  const puts: string[] = [];
  toy.at = (call) => {
    if (call !== 'put a') return;
    puts.push(call);
    throw new Refused(code);
  };
  const more: Partial<Ports> = {
    explain: () => ({ code, says: 'AWS did not accept it.', todo: 'Report it.', retry: false }),
  };
  const look = async () => step(toy, more);
  return { toy, puts, look, more };
};
const statuses = async (toy: Toy) => (await runsOf(toy)).map(({ status }) => status);

test.each(['refused-by-aws', 'whole-refused'])('%s: it is sent once, and the run is closed', async (code) => {
  const { toy, puts, look, more } = refusing(code);
  expect(await look()).toMatchObject({ is: 'failed', failure: { code }, run: 'run-000000' });
  expect(await statuses(toy)).toEqual(['halted']);
  for (const minutes of [1, 60, 24 * 60, 5 * 24 * 60]) {
    toy.pass(minutes);
    expect(await look()).toMatchObject({ is: 'failed', failure: { code } });
    await wake(toy.catalog, { ...toy.ports, ...more });
  }
  expect(puts).toHaveLength(1);
  expect(await statuses(toy)).toEqual(['halted']);
});

test('a permission that is missing may come: the run stays open', async () => {
  const { toy, puts, look } = refusing('access-denied');
  await look();
  toy.pass(60);
  await look();
  expect(puts).toHaveLength(2);
  expect(await statuses(toy)).toEqual(['open']);
});

test('it is sent again once the resource is otherwise', async () => {
  const { toy, puts, look } = refusing();
  await look();
  toy.dials['b'] = 1;
  await look();
  expect(puts).toHaveLength(2);
});

test('it is sent again after seven days', async () => {
  const { toy, puts, look } = refusing();
  await look();
  toy.pass(7 * 24 * 60);
  await look();
  expect(puts).toHaveLength(2);
});

test('a person who applies it is not kept from it', async () => {
  const { toy, puts, look, more } = refusing();
  await look();
  await reconcile({ ...toy.job, cause: { by: 'person' } }, { ...toy.ports, ...more });
  expect(puts).toHaveLength(2);
});

test('it counts as a failure for the breaker', async () => {
  const { toy, look } = refusing();
  const breaker = { failures: 1, withinMinutes: 60, closesAfterMinutes: 60 };
  toy.policy = { ...toy.policy, limits: { ...generousLimits, breaker } };
  await look();
  toy.dials['b'] = 1;
  expect(await look()).toMatchObject({ is: 'deferred', because: [{ check: 'breaker' }, {}] });
});

test('nobody is asked to approve what was refused', async () => {
  const { toy, puts, look } = refusing();
  await look();
  toy.policy = { ...toy.policy, mode: 'ask' };
  expect((await look()).is).toBe('failed');
  toy.policy = { ...toy.policy, mode: 'dry-run' };
  expect((await look()).is).toBe('reported');
  expect(puts).toHaveLength(1);
});

test('it is forgotten once the resource is good', async () => {
  const { toy, look } = refusing();
  await look();
  expect((await findingOf(toy))?.value.refused).toMatchObject({ failure: { code: 'refused-by-aws' } });
  toy.dials['a'] = 1;
  await look();
  expect((await findingOf(toy))?.value.refused).toBeUndefined();
});

test('a hazard that foresaw it says what to do', async () => {
  const { look } = refusing();
  const said = await look();
  const todo = said.is === 'failed' ? said.failure.todo : '';
  expect(todo).toBe(
    'Report it. The same is not sent again for 7 days unless the resource changes, or somebody applies it.',
  );
  const hazards = [{ id: 'hot', says: 'Hot.', ifRefused: 'Let it cool.' }];
  const failure = { code: 'refused-by-aws', says: '', todo: 'Report it.', retry: false };
  expect(refusedFor(toyPlan({ hazards }), failure).todo).toMatch(/^Let it cool\. The same/);
});
