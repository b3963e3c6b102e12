import { describe, expect, test } from 'vitest';
import { countIn } from '../../../src/core/engine/counting.ts';
import { decide } from '../../../src/core/engine/decide.ts';
import { look } from '../../../src/core/engine/look.ts';
import { plan as planned } from '../../../src/core/engine/plan.ts';
import { begin } from '../../../src/core/engine/reconcile.ts';
import {
  findingKey,
  type ApprovalRecord,
  type Finding,
  type Run,
} from '../../../src/core/journal/records.ts';
import type { Ports } from '../../../src/core/model/ports.ts';
import { generousLimits } from '../../../src/core/policy/limits.ts';
import { takeLease } from '../../../src/core/engine/lease.ts';
import { Crash, target, toyOf, type Toy } from '../../kit/toy.ts';
import { dieAt, findingOf, runsOf, step } from '../../kit/toy-runs.ts';

/** How a run begins: what is journalled, and what keeps it from beginning. */

const finding = findingKey(target, 'toy-dials-on');
const actor = 'arn:aws:iam::111122223333:user/dana';

describe('a run that begins', () => {
  test('is journalled with its plan, its cause and its reasons, and closed when it is proven', async () => {
    const toy = toyOf({ a: 0 });
    let intent: readonly Run[] = [];
    const { journal } = toy.ports;
    const read: typeof journal.read = async (kind, key) => {
      if (kind === 'change') intent = await runsOf(toy);
      return journal.read(kind, key);
    };
    const outcome = await step(toy, { journal: { ...journal, read } });
    if (outcome.is !== 'remediated') throw new Error(outcome.is);
    const run = {
      id: outcome.run,
      finding,
      plan: outcome.plan,
      cause: { by: 'event', reference: 'e-1' },
      reasons: [{ check: 'mode', says: 'The policy says auto: apply.' }],
      opened: '2026-11-21T10:00:00.000Z',
    };
    expect(outcome.run).toMatch(/^run-\d{6}$/);
    expect(intent, 'before the first look at a field').toEqual([{ ...run, status: 'open' }]);
    expect(await runsOf(toy)).toEqual([{ ...run, status: 'done', closed: '2026-11-21T10:00:00.000Z' }]);
  });

  test('makes the finding its own before the first put, due again in five minutes should we die', async () => {
    const toy = toyOf({ a: 0 });
    await dieAt(toy, 'put a');
    const [run] = await runsOf(toy);
    const row = await findingOf(toy);
    expect(row).toMatchObject({ value: { is: 'settling', run: run?.id }, dueAt: '2026-11-21T10:05:00.000Z' });
    expect(row?.value).not.toHaveProperty('plan');
  });

  test('with an approval: names the approval request and who approved, and the finding has no approval request any more', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'ask' };
    const asked = await step(toy);
    if (asked.is !== 'approval-requested') throw new Error(asked.is);
    toy.decision = { is: 'approved', by: [actor] };
    const outcome = await step(toy);
    if (outcome.is !== 'remediated') throw new Error(outcome.is);
    expect(await runsOf(toy)).toMatchObject([
      {
        approvalRequest: asked.approvalRequest,
        approvedBy: [actor],
        reasons: [{ check: 'approval', says: `Approved by ${actor}.` }, { check: 'mode' }],
      },
    ]);
    expect((await findingOf(toy))?.value).not.toHaveProperty('approvalRequest');
    expect(
      (await toy.ports.journal.read<ApprovalRecord>('approval-request', asked.approvalRequest))?.value,
    ).toMatchObject({
      status: 'used',
      run: outcome.run,
      by: [actor],
    });
  });

  describe('without one, when the policy has come to auto', () => {
    const waiting = async () => {
      const toy = toyOf({ a: 0 });
      toy.policy = { ...toy.policy, mode: 'ask' };
      const asked = await step(toy);
      if (asked.is !== 'approval-requested') throw new Error(asked.is);
      toy.policy = { ...toy.policy, mode: 'auto' };
      const withdrawn: string[] = [];
      const withdraw: Ports['approvals']['withdraw'] = async (reference, why) => {
        withdrawn.push(why);
        await toy.ports.approvals.withdraw(reference, why);
      };
      const approvals = { ...toy.ports.approvals, withdraw };
      const requestOf = async () =>
        (await toy.ports.journal.read<ApprovalRecord>('approval-request', asked.approvalRequest))?.value;
      return { toy, asked, withdrawn, ports: { approvals }, requestOf };
    };

    test('the approval request is withdrawn', async () => {
      const { toy, ports, withdrawn, requestOf } = await waiting();
      expect((await step(toy, ports)).is).toBe('remediated');
      expect((await findingOf(toy))?.value).not.toHaveProperty('approvalRequest');
      expect((await requestOf())?.status).toBe('stale');
      expect(toy.decision, 'nobody can approve it any more').toEqual({ is: 'expired' });
      expect(withdrawn).toEqual(['It is applied without an approval.']);
      expect((await runsOf(toy))[0]?.reasons.map(({ check }) => check)).not.toContain('withdrawal');
    });

    test('only once the run has begun, and before its first put', async () => {
      const { toy, ports, withdrawn } = await waiting();
      const before: unknown[] = [];
      toy.at = (call) => {
        if (call === 'put a') before.push(...withdrawn);
      };
      await step(toy, ports);
      expect(before).toHaveLength(1);
    });

    test.each<readonly [string, (toy: Toy) => Promise<Partial<Ports>>]>([
      [
        'lease',
        async (toy) => {
          await takeLease(toy.job.resource.root(target), toy.ports);
          return {};
        },
      ],
      [
        'limits',
        async (toy) => {
          const limits = { ...generousLimits, concurrentRuns: 1 };
          toy.policy = { ...toy.policy, limits };
          const { journal } = toy.ports;
          const read: typeof journal.read = async (kind, key) => {
            // Another run takes the last place after the gate has looked.
            if (kind === 'lease')
              await countIn({ run: 'r', account: 'x', remediation: 'other', changes: 1 }, limits, toy.ports);
            return journal.read(kind, key);
          };
          return { journal: { ...journal, read } };
        },
      ],
    ])('what is deferred by the %s still waits for its answer', async (check, keep) => {
      const { toy, asked, ports, withdrawn, requestOf } = await waiting();
      const kept = { ...ports, ...(await keep(toy)) };
      expect(await step(toy, kept)).toMatchObject({ is: 'deferred', because: [{ check }] });
      expect(withdrawn).toEqual([]);
      expect((await requestOf())?.status).toBe('open');
      expect((await findingOf(toy))?.value.approvalRequest).toBe(asked.approvalRequest);
    });

    test('by whoever finishes the run, when it died before that', async () => {
      const { toy, ports, withdrawn, requestOf } = await waiting();
      const dying = async () => {
        throw new Crash('withdraw');
      };
      await expect(step(toy, { approvals: { ...toy.ports.approvals, withdraw: dying } })).rejects.toThrow(
        Crash,
      );
      toy.restart();
      toy.pass(21);
      expect((await step(toy, ports)).is).toBe('remediated');
      expect(withdrawn).toHaveLength(1);
      expect((await requestOf())?.status).toBe('stale');
      expect((await findingOf(toy))?.value).not.toHaveProperty('approvalRequest');
    });

    test('a request that cannot be withdrawn keeps nothing from being applied, and is told', async () => {
      const { toy, requestOf } = await waiting();
      const withdraw = async () => {
        throw new Error('AWS says no');
      };
      const ports = { approvals: { ...toy.ports.approvals, withdraw } };
      expect((await step(toy, ports)).is).toBe('remediated');
      expect(await runsOf(toy)).toMatchObject([
        {
          status: 'done',
          reasons: [{ check: 'mode' }, { check: 'withdrawal', says: expect.stringContaining('AWS says no') }],
        },
      ]);
      expect((await requestOf())?.status).toBe('stale');

      toy.decision = { is: 'approved', by: [actor] };
      expect((await step(toy, ports)).is, 'a late approval does nothing').toBe('compliant');
      toy.dials['a'] = 0;
      toy.policy = { ...toy.policy, mode: 'ask' };
      expect((await step(toy, ports)).is, 'nor later, when the same is planned again').toBe(
        'approval-requested',
      );
      expect(await runsOf(toy)).toHaveLength(1);
      expect(toy.writes).toEqual(['a=1']);
    });
  });

  test('with an approval that was used meanwhile writes nothing', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'ask' };
    const asked = await step(toy);
    if (asked.is !== 'approval-requested') throw new Error(asked.is);
    const row = await toy.ports.journal.read<ApprovalRecord>('approval-request', asked.approvalRequest);
    if (!row) throw new Error('no approval request');
    const seen = planned(toy.job, await look(toy.job, toy.ports));
    if (!seen.plan) throw new Error('no plan');
    const { plan } = seen;
    const used: ApprovalRecord = { ...row.value, status: 'used', run: 'run-other' };
    await toy.ports.journal.write(
      { kind: 'approval-request', key: asked.approvalRequest, value: used },
      row.revision,
    );
    const decision = await decide(toy.job, plan, seen, toy.ports, {
      finding: undefined,
      approvedBy: [actor],
    });
    const approved = { approvalRequest: row.value, by: [actor] };
    const known = (await findingOf(toy))?.value;
    expect(await begin(toy.job, seen, decision, { plan, finding: known, approved }, toy.ports)).toMatchObject(
      {
        outcome: {
          is: 'refused',
          because: [
            {
              check: 'approval-used',
              says: 'This approval has been used already; an approval counts once.',
            },
          ],
        },
      },
    );
    expect(await runsOf(toy)).toEqual([]);
    expect(toy.writes).toEqual([]);
  });

  const busy = {
    check: 'lease',
    says: 'Another worker is writing to this resource; it is checked again afterwards.',
  };

  test('while another holds the lease waits for its end', async () => {
    const toy = toyOf({ a: 0 });
    await takeLease(target.arn, toy.ports);
    expect(await step(toy)).toMatchObject({
      is: 'deferred',
      because: [busy],
      until: '2026-11-21T10:20:00.000Z',
    });
    expect(await runsOf(toy)).toEqual([]);
    toy.pass(20);
    expect((await step(toy)).is).toBe('remediated');
  });

  test('gives the lease back, also when it fails', async () => {
    const toy = toyOf({ a: 0 });
    toy.at = (call) => {
      if (call === 'put a') throw new Error('Access denied');
    };
    expect((await step(toy)).is).toBe('failed');
    toy.restart();
    expect((await step(toy)).is).toBe('remediated');
  });

  test.each<readonly [string, Partial<Finding> | undefined]>([
    ['has begun a run', { run: 'run-other' }],
    ['has written the row in the same moment', undefined],
  ])('when another worker %s for the finding stands back', async (_name, other) => {
    const toy = toyOf({ a: 0 });
    const { journal } = toy.ports;
    let reads = 0;
    const value: Finding = {
      remediation: 'toy-dials-on',
      target,
      is: 'settling',
      lastSeen: '2026-11-21T10:00:00.000Z',
      approvalRequests: 0,
      attempts: 0,
      reverted: [],
      ...other,
    };
    const read: typeof journal.read = async (kind, key) => {
      const before = await journal.read<never>(kind, key);
      if (kind !== 'finding') return before;
      reads += 1;
      if (reads !== 2) return before;
      await journal.write({ kind: 'finding', key, value }, 0);
      return other ? journal.read(kind, key) : before;
    };
    expect(await step(toy, { journal: { ...journal, read } })).toMatchObject({
      is: 'deferred',
      because: [busy],
      until: '2026-11-21T10:05:00.000Z',
    });
    expect(toy.writes).toEqual([]);
    expect(await runsOf(toy)).toEqual([]);
  });
});
