import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Job } from '../../../src/core/model/catalog.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import type { Remediation, Verdict } from '../../../src/core/model/remediation.ts';
import { toyOf, type Toy } from '../../kit/toy.ts';
import { findingOf, evaluating, runsOf, step } from '../../kit/toy-runs.ts';

/** What a run comes to: only the look after its last put closes it. */

describe('what the look after the last put shows', () => {
  const afterwards = (toy: Toy, verdict: (planned: Verdict) => Verdict): Job =>
    evaluating(toy, (planned) => (toy.writes.length > 0 ? verdict(planned) : planned));

  test('gone: that closes the run', async () => {
    const toy = toyOf({ a: 0 });
    const { unit } = toy.job;
    const read: Remediation['read'] = (...given) =>
      toy.writes.length > 0 ? Promise.resolve(undefined) : unit.read(...given);
    expect(await reconcile({ ...toy.job, unit: { ...unit, read } }, toy.ports)).toEqual({ is: 'gone' });
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['done']);
  });

  test('is read by the clock of the look before', async () => {
    const toy = toyOf({ a: 0 });
    const { unit } = toy.job;
    const times: unknown[] = [];
    const read: Remediation['read'] = (on, aws) => {
      times.push(aws.now?.());
      return unit.read(on, aws);
    };
    const now = toy.ports.now();
    expect((await reconcile({ ...toy.job, unit: { ...unit, read } }, toy.ports)).is).toBe('remediated');
    expect(times).toEqual([now, now]);
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
    expect((await step(toy)).is).toBe('remediated');
  });

  test('not evaluated yet: it settles, and the run stays open', async () => {
    const toy = toyOf({ a: 0 });
    const job = afterwards(toy, () => ({ is: 'pending', message: 'hot' }));
    const outcome = await reconcile(job, toy.ports);
    const [run] = await runsOf(toy);
    expect(outcome).toEqual({ is: 'settling', plan: run?.plan, run: run?.id });
    expect(run?.status).toBe('open');
    expect(await reconcile(job, toy.ports)).toMatchObject({ is: 'settling' });
    expect((await step(toy)).is).toBe('remediated');
    expect((await runsOf(toy)).map(({ status }) => status)).toEqual(['done']);
  });

  test('only people can remediate what is left: it settles', async () => {
    const toy = toyOf({ a: 0 });
    const job = afterwards(toy, () => ({ is: 'non-compliant', message: 'hot', changes: [] }));
    expect((await reconcile(job, toy.ports)).is).toBe('settling');
  });

  test('is evaluated with the policy’s settings', async () => {
    const toy = toyOf({ a: 0 });
    const evaluated: unknown[] = [];
    const { unit } = toy.job;
    const plan: Remediation['plan'] = (state, on, settings) => {
      evaluated.push(settings);
      return unit.plan(state, on, settings);
    };
    const job: Job = { ...toy.job, unit: { ...unit, plan, settings: z.looseObject({}) } };
    toy.policy = { ...toy.policy, rules: [{ settings: { 'toy-dials-on': { least: 3 } } }] };
    expect((await reconcile(job, toy.ports)).is).toBe('remediated');
    expect(evaluated).toEqual([{ least: 3 }, { least: 3 }]);
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
    expect((await step(toy)).is).toBe('remediated');
    expect(toy.writes).toEqual(['a=1', 'b=1']);
  });

  test('by somebody else’s change is halted, with how far it came', async () => {
    const toy = toyOf({ a: 0, b: 0 });
    toy.at = (call) => {
      if (call === 'get b') toy.dials['b'] = 7;
    };
    const outcome = await step(toy);
    const [run] = await runsOf(toy);
    expect(outcome).toMatchObject({ is: 'conflict', done: 1, plan: run?.plan, run: run?.id });
    expect(run).toMatchObject({ status: 'halted', closed: '2026-11-21T10:00:00.000Z' });
    expect((await findingOf(toy))?.value.run).toBe(run?.id);
  });
});
