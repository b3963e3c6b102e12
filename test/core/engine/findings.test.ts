import { describe, expect, test } from 'vitest';
import { advance, backoffMinutes, revertsOf, type Marks } from '../../../src/core/engine/findings.ts';
import type { Outcome } from '../../../src/core/model/outcome.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Finding } from '../../../src/core/journal/records.ts';
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
const before: Finding = {
  remediation: 'toy-dials',
  target,
  is: 'reported',
  since: '2026-01-01T00:00:00.000Z',
  lastSeen: '2026-01-04T00:00:00.000Z',
  approvalRequests: 2,
  attempts: 3,
  reverted: [],
};
const { job } = toyOf({ a: 0 });
const next = (outcome: Outcome, from: Finding | undefined = before, marks: Marks = {}): Finding =>
  advance(from, job, outcome, marks, now);
const reported: Outcome = { is: 'reported', plan, because: [] };
const remediated: Outcome = { is: 'remediated', plan, run: 'run-1' };

describe('where a finding stands', () => {
  test('only what there is: nothing is written as undefined', () => {
    const first = advance(undefined, job, { is: 'compliant', notes: [] }, {}, now);
    for (const key of ['owner', 'ruleParameters', 'since', 'plan', 'run', 'approvalRequest'])
      expect(first).not.toHaveProperty(key);
    expect(first).toMatchObject({ approvalRequests: 0, attempts: 0, reverted: [], lastSeen: at });
  });

  test('owner and rule parameters are kept until somebody says otherwise', () => {
    const known = { ...before, owner: 'dana', ruleParameters: { a: '1' } };
    expect(next(reported, known)).toMatchObject({ owner: 'dana', ruleParameters: { a: '1' } });
    expect(next(reported, known, { owner: 'ada' }).owner).toBe('ada');
    const logged = advance(known, { ...job, ruleParameters: { b: '2' } }, reported, {}, now);
    expect(logged.ruleParameters).toEqual({ b: '2' });
    expect(next(reported)).not.toHaveProperty('owner');
    expect(next(reported)).not.toHaveProperty('ruleParameters');
  });

  test('since: from the first sight of a non-compliant resource until it is good', () => {
    expect(next(reported).since).toBe(before.since);
    expect(advance(undefined, job, reported, {}, now).since).toBe(at);
    const good: readonly Outcome[] = [
      remediated,
      { is: 'compliant', notes: [] },
      { is: 'gone' },
      { is: 'not-applicable', why: { id: 'x', says: 'x' } },
    ];
    for (const outcome of good) expect(next(outcome)).not.toHaveProperty('since');
  });

  test('run and ask: kept, replaced, or no longer', () => {
    const known = { ...before, run: 'run-0', approvalRequest: 'approval-0' };
    expect(next(reported, known)).toMatchObject({
      run: 'run-0',
      approvalRequest: 'approval-0',
      approvalRequests: 2,
    });
    expect(next(reported, known, { run: 'run-1', approvalRequest: 'approval-1' })).toMatchObject({
      run: 'run-1',
      approvalRequest: 'approval-1',
      approvalRequests: 3,
    });
    expect(next(reported, known, { approvalRequest: 'approval-0' }).approvalRequests).toBe(2);
    const none = next(reported, known, { run: null, approvalRequest: null });
    expect(none).not.toHaveProperty('run');
    expect(none).not.toHaveProperty('approvalRequest');
    expect(none.approvalRequests).toBe(2);
  });

  test('attempts count the same answer in a row', () => {
    expect(next(reported).attempts).toBe(4);
    expect(next(remediated).attempts).toBe(0);
    expect(next(reported).plan).toBe('plan-1');
    expect(next({ is: 'gone' })).not.toHaveProperty('plan');
  });

  test('a failure or an undo of ours is nobody putting it back', () => {
    const good: Finding = { ...before, is: 'remediated' };
    expect(next(reported, good).reverted).toEqual([at]);
    const failure = { code: 'x', says: 'x', todo: 'x', retry: true };
    expect(next({ is: 'failed', failure }, good).reverted).toEqual([]);
    expect(next({ is: 'rolled-back', plan, run: 'run-1' }, good).reverted).toEqual([]);
    expect(next({ is: 'compliant', notes: [] }, { ...good, reverted: [at] }).reverted).toEqual([at]);
  });
});

describe('how often it was put back', () => {
  const week = 7 * 24 * 60;
  test('within a week, to the millisecond', () => {
    const reverted = [minutes(-week), minutes(-week + 1)];
    expect(revertsOf({ ...before, reverted }, now)).toEqual([minutes(-week + 1)]);
    expect(revertsOf(undefined, now)).toEqual([]);
  });
  test.each([
    ['remediated', undefined, 1],
    ['compliant', 'run-1', 1],
    ['compliant', undefined, 0],
    ['reported', 'run-1', 0],
    ['rolled-back', 'run-1', 0],
  ] as const)('%s with run %s', (is, run, count) => {
    expect(revertsOf({ ...before, is, ...(run && { run }) }, now)).toHaveLength(count);
  });
});

test('1 minute, doubling to 6 hours', () => {
  expect([0, 1, 2, 8, 9, 10, 5000].map(backoffMinutes)).toEqual([1, 2, 4, 256, 360, 360, 360]);
});
