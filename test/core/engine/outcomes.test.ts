import { describe, expect, test } from 'vitest';
import type { Job } from '../../../src/core/model/catalog.ts';
import type { Outcome } from '../../../src/core/model/outcome.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { findingKey, type ApprovalRecord, type Finding } from '../../../src/core/journal/records.ts';
import type { Remediation, Verdict } from '../../../src/core/model/remediation.ts';
import { target, toyOf, type Toy } from '../../kit/toy.ts';

/** What one look answers, and what the finding remembers of it. */

const finding = findingKey(target, 'toy-dials-on');
const findingOf = async ({ ports }: Toy) => (await ports.journal.read<Finding>('finding', finding))?.value;
const approvalRequestsOf = async ({ ports }: Toy): Promise<readonly ApprovalRecord[]> => {
  const all: ApprovalRecord[] = [];
  for await (const { value } of ports.journal.list<ApprovalRecord>('approval-request')) all.push(value);
  return all;
};
const evaluating = (toy: Toy, verdict: Verdict): Job => ({
  ...toy.job,
  unit: { ...toy.job.unit, plan: () => verdict },
});
const step = (toy: Toy, more: Partial<Ports> = {}) => reconcile(toy.job, { ...toy.ports, ...more });
const asking = (): Toy => {
  const toy = toyOf({ a: 0 });
  toy.policy = { ...toy.policy, mode: 'ask' };
  return toy;
};

describe('without changes', () => {
  const hot = { id: 'hot', says: 'The thing is hot.', todo: 'Let it cool.' };

  test.each<readonly [Verdict, Outcome]>([
    [{ is: 'compliant' }, { is: 'compliant', notes: [] }],
    [
      { is: 'compliant', notes: [{ message: 'hot' }] },
      { is: 'compliant', notes: [hot] },
    ],
    [
      { is: 'not-applicable', message: 'hot' },
      { is: 'not-applicable', why: hot },
    ],
    [
      { is: 'pending', message: 'hot' },
      { is: 'pending', why: hot },
    ],
    [
      { is: 'unknown', message: 'hot', data: { by: 1 } },
      { is: 'unknown', why: { ...hot, data: { by: 1 } } },
    ],
  ])('a verdict is told in the words of its remediation: %j', async (verdict, outcome) => {
    const toy = toyOf({ a: 0 });
    expect(await reconcile(evaluating(toy, verdict), toy.ports)).toEqual(outcome);
  });

  test('what only people can remediate is advice, with the plan that has no changes', async () => {
    const toy = toyOf({ a: 0 });
    const outcome = await reconcile(
      evaluating(toy, { is: 'non-compliant', message: 'hot', changes: [] }),
      toy.ports,
    );
    expect(outcome).toMatchObject({ is: 'manual-action-needed', plan: { why: hot, changes: [] } });
    expect(toy.writes).toEqual([]);
  });

  test('what is gone is gone', async () => {
    const toy = toyOf({ a: 0 });
    const unit: Remediation = { ...toy.job.unit, read: async () => undefined };
    expect(await reconcile({ ...toy.job, unit }, toy.ports)).toEqual({ is: 'gone' });
  });
});

test('the owner is remembered with the finding', async () => {
  const toy = toyOf({ a: 0 });
  toy.policy = { ...toy.policy, mode: 'dry-run' };
  await step(toy, { surroundings: async () => ({ tags: {}, owner: 'team-x' }) });
  expect((await findingOf(toy))?.owner).toBe('team-x');
  const other = toyOf({ a: 0 });
  other.policy = { ...other.policy, mode: 'dry-run' };
  await step(other);
  expect(await findingOf(other)).not.toHaveProperty('owner');
});

test('rule parameters that an event brought are remembered for looks that bring none', async () => {
  const toy = toyOf({ a: 0 });
  toy.policy = { ...toy.policy, mode: 'dry-run' };
  const seen: unknown[] = [];
  const fromRule: Remediation['fromRule'] = (parameters) => {
    seen.push(parameters);
    return {};
  };
  const job: Job = { ...toy.job, unit: { ...toy.job.unit, fromRule } };
  await reconcile(job, toy.ports);
  await reconcile({ ...job, ruleParameters: { least: '1' } }, toy.ports);
  await reconcile(job, toy.ports);
  await reconcile({ ...job, ruleParameters: { least: '2' } }, toy.ports);
  expect(seen).toEqual([{ least: '1' }, { least: '1' }, { least: '2' }]);
});

test('what fails is an outcome, with its remedy, and the waker tries again', async () => {
  const toy = toyOf({ a: 0 });
  toy.at = (call) => {
    if (call === 'read') throw new Error('Slow down');
  };
  expect(await step(toy)).toEqual({
    is: 'failed',
    failure: { code: 'toy', says: 'Error: Slow down', todo: '', retry: true },
  });
  toy.restart();
  expect(await findingOf(toy)).toMatchObject({ is: 'failed' });
});

describe('what the gate answers', () => {
  test('skip: an exemption', async () => {
    const toy = toyOf({ a: 0 });
    const exemption = { owner: 'ada', reason: 'legacy', expires: '2026-12-31' };
    toy.policy = { ...toy.policy, exemptions: [exemption] };
    expect(await step(toy)).toMatchObject({
      is: 'skipped',
      plan: { kind: 'remediate' },
      because: [{ check: 'exemption' }, { check: 'mode' }],
    });
  });

  test('report: dry-run, with the plan and the reason', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'dry-run' };
    expect(await step(toy)).toMatchObject({
      is: 'reported',
      plan: { changes: [{ on: 'a', before: 0, after: 1 }] },
      because: [{ check: 'mode', says: 'The policy says dry-run: report only.' }],
    });
  });

  test('ask: with the policy’s approvers and the owner', async () => {
    const toy = asking();
    toy.policy = { ...toy.policy, approvals: { ...toy.policy.approvals, approvers: ['ada'] } };
    const outcome = await step(toy, { surroundings: async () => ({ tags: {}, owner: 'team-x' }) });
    const [approvalRequest] = await approvalRequestsOf(toy);
    expect(outcome).toMatchObject({
      is: 'approval-requested',
      approvalRequest: approvalRequest?.id,
      because: [{ check: 'mode' }],
    });
    expect(approvalRequest).toMatchObject({ approvers: ['ada'], owner: 'team-x' });
    expect((await findingOf(toy))?.approvalRequest).toBe(approvalRequest?.id);
  });
});

describe('an approval request that is over', () => {
  test('is forgotten when the resource is good again', async () => {
    const toy = asking();
    await step(toy);
    toy.dials['a'] = 1;
    expect((await step(toy)).is).toBe('compliant');
    expect(await findingOf(toy)).not.toHaveProperty('approvalRequest');
    expect(await approvalRequestsOf(toy)).toMatchObject([{ status: 'stale' }]);
  });

  test('is told as stale when it was approved for another plan, and forgotten', async () => {
    const toy = asking();
    const first = await step(toy);
    toy.dials['a'] = 5;
    toy.decision = { is: 'approved', by: ['ada'] };
    expect(await step(toy)).toMatchObject({
      is: 'stale',
      plan: { changes: [{ before: 5 }] },
      approvalRequest: first.is === 'approval-requested' ? first.approvalRequest : '',
    });
    expect(await findingOf(toy)).not.toHaveProperty('approvalRequest');
  });

  test('is forgotten when it was rejected, and nothing is asked while that holds', async () => {
    const toy = asking();
    await step(toy);
    toy.decision = { is: 'rejected', by: ['ada'], comment: 'not now' };
    expect(await step(toy)).toMatchObject({
      is: 'skipped',
      because: [
        { check: 'hold', says: 'On hold until 2026-12-21T10:00:00.000Z, by ada: rejected: not now' },
        {},
      ],
    });
    expect(await findingOf(toy)).not.toHaveProperty('approvalRequest');
  });

  test('that expired is forgotten when the policy has come to dry-run', async () => {
    const toy = asking();
    await step(toy);
    toy.decision = { is: 'expired' };
    toy.policy = { ...toy.policy, mode: 'dry-run' };
    expect((await step(toy)).is).toBe('reported');
    expect(await findingOf(toy)).not.toHaveProperty('approvalRequest');
  });

  test('that waits is remembered in dry-run: it may be answered yet', async () => {
    const toy = asking();
    await step(toy);
    toy.policy = { ...toy.policy, mode: 'dry-run' };
    expect((await step(toy)).is).toBe('reported');
    expect((await findingOf(toy))?.approvalRequest).toMatch(/^approval-/);
  });
});
