import { describe, expect, test } from 'vitest';
import { answered, requestedNow, open, use } from '../../../src/core/approvals/approval-requests.ts';
import type { Job } from '../../../src/core/model/catalog.ts';
import { planOf, type Plan } from '../../../src/core/model/plan.ts';
import { seenEvidence } from '../../kit/facts.ts';
import type { ApprovalRequest, ApprovalState, Ports } from '../../../src/core/model/ports.ts';
import {
  findingKey,
  type ApprovalRecord,
  type Finding,
  type Hold,
} from '../../../src/core/journal/records.ts';
import type { Remediation } from '../../../src/core/model/remediation.ts';
import { target, toyOf, type Toy } from '../../kit/toy.ts';

/** An approval from asking to using it up: what people are asked, and what each answer closes. */

const key = findingKey(target, 'toy-dials-on');
const ada = 'arn:aws:iam::111122223333:user/ada';
const now = '2026-11-21T10:00:00.000Z';
const inDays = (days: number): string => new Date(Date.parse(now) + days * 86_400_000).toISOString();

const planFor = ({ job }: Toy, on = 'a'): Plan =>
  planOf(job.unit, target, {
    is: 'non-compliant',
    message: 'off',
    changes: [{ set: 'dial', on, before: 0, after: 1, impact: ['none'] }],
  });
const findingWith = (more: Partial<Finding> = {}): Finding => ({
  remediation: 'toy-dials-on',
  target,
  is: 'approval-requested',
  lastSeen: now,
  approvalRequests: 1,
  attempts: 0,
  reverted: [],
  ...more,
});
const decision = {
  answer: 'ask' as const,
  reasons: [{ check: 'mode', says: 'The policy says ask.' }],
};
const approvalRequestOf = async ({ ports }: Toy, id: string) =>
  (await ports.journal.read<ApprovalRecord>('approval-request', id))?.value;

/** What the approving service was told. */
const withService = (toy: Toy, more: Partial<Ports['approvals']> = {}) => {
  const opened: ApprovalRequest[] = [];
  const withdrawn: (readonly string[])[] = [];
  const ports: Ports = {
    ...toy.ports,
    approvals: {
      ...toy.ports.approvals,
      open: async (approvalRequest) => {
        opened.push(approvalRequest);
        return `ref-${opened.length}`;
      },
      withdraw: async (...given) => void withdrawn.push(given),
      ...more,
    },
  };
  return { ports, opened, withdrawn };
};

describe('asking', () => {
  test('tells people everything that they decide by', async () => {
    const toy = toyOf({ a: 0 });
    const policy = {
      ...toy.policy,
      approvals: { approvers: [ada], minimum: 2, expiresAfterDays: 3, rejectionHoldsDays: 30 },
    };
    const evidence = seenEvidence;
    const { ports, opened } = withService(toy);
    const plan = planFor(toy);
    const id = await open(
      toy.job,
      plan,
      { ...decision, evidence },
      { finding: undefined, policy, owner: 'team-x' },
      ports,
    );
    const approvalRequest = {
      id,
      finding: key,
      remediation: 'toy-dials-on',
      target,
      plan,
      reasons: ['The policy says ask.'],
      approvers: [ada],
      minimum: 2,
      opened: now,
      expires: inDays(3),
      owner: 'team-x',
      evidence,
      reversible: true,
      status: 'open',
    };
    expect(id).toMatch(/^approval-[0-9a-f]{12}$/);
    expect(opened).toEqual([approvalRequest]);
    expect(await approvalRequestOf(toy, id)).toEqual({ ...approvalRequest, reference: 'ref-1' });
  });

  test('without a policy: nobody in particular, one answer, a week', async () => {
    const toy = toyOf({ a: 0 });
    const { ports, opened } = withService(toy);
    await open(toy.job, planFor(toy), decision, { finding: undefined, policy: undefined }, ports);
    expect(opened).toMatchObject([{ approvers: [], minimum: 1, expires: inDays(7) }]);
    expect(opened[0]).not.toHaveProperty('owner');
    expect(opened[0]).not.toHaveProperty('sources');
  });

  test('shows the change in code for the first three changes of what code made', async () => {
    const toy = toyOf({ a: 0 });
    const source: Remediation['source'] = ({ on }) => ({ cloudformation: on, cdk: on, terraform: on });
    const job: Job = { ...toy.job, unit: { ...toy.job.unit, source } };
    const ownedBy = { by: 'terraform', name: 'stack', says: 'Terraform made it.' };
    const { changes, ...plan } = planFor(toy);
    const four = {
      ...plan,
      ownedBy,
      changes: ['a', 'b', 'c', 'd'].flatMap((on) => changes.map((one) => ({ ...one, on }))),
    };
    const { ports, opened } = withService(toy);
    await open(job, four, decision, { finding: undefined, policy: undefined }, ports);
    expect(opened[0]?.sources).toEqual(
      ['a', 'b', 'c'].map((on) => ({ set: 'dial', on, cloudformation: on, cdk: on, terraform: on })),
    );
  });

  test('again with the same plan, after a crash, asks nothing new', async () => {
    const toy = toyOf({ a: 0 });
    const { ports, opened } = withService(toy);
    const again = () =>
      open(toy.job, planFor(toy), decision, { finding: undefined, policy: undefined }, ports);
    expect(await again()).toBe(await again());
    expect(opened).toHaveLength(1);
  });

  test('for another plan, or anew for the same, is another ask', async () => {
    const toy = toyOf({ a: 0 });
    const { ports } = withService(toy);
    const approvalRequest = (plan: Plan, finding: Finding | undefined) =>
      open(toy.job, plan, decision, { finding, policy: undefined }, ports);
    const ids = [
      await approvalRequest(planFor(toy), undefined),
      await approvalRequest(planFor(toy, 'b'), undefined),
      await approvalRequest(planFor(toy), findingWith({ approvalRequests: 1 })),
      await approvalRequest(planFor(toy), findingWith({ approvalRequests: 2 })),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  test('what was answered already is not opened again', async () => {
    const toy = toyOf({ a: 0 });
    const { ports } = withService(toy, { open: async () => undefined });
    const asking = { finding: undefined, policy: undefined };
    const id = await open(toy.job, planFor(toy), decision, asking, ports);
    const row = await toy.ports.journal.read<ApprovalRecord>('approval-request', id);
    if (!row) throw new Error('no approval request');
    const closed: ApprovalRecord = { ...row.value, status: 'stale' };
    await toy.ports.journal.write({ kind: 'approval-request', key: id, value: closed }, row.revision);
    const { ports: roomy, opened } = withService(toy);
    expect(await open(toy.job, planFor(toy), decision, asking, roomy)).toBe(id);
    expect(opened).toEqual([]);
  });

  test('the time to answer begins when people are asked', () => {
    const toy = toyOf({});
    const approvalRequest: ApprovalRecord = {
      id: 'approval-1',
      finding: key,
      remediation: 'toy-dials-on',
      target,
      plan: planFor(toy),
      reasons: [],
      approvers: [],
      minimum: 1,
      opened: now,
      expires: inDays(3),
      status: 'open',
    };
    expect(requestedNow(approvalRequest, new Date(inDays(2)))).toEqual({
      ...approvalRequest,
      opened: inDays(2),
      expires: inDays(5),
    });
  });
});

describe('an answer', () => {
  /** An approval request that is before people, and what the service says of it. */
  const asked = async (answer: ApprovalState = { is: 'waiting' }, change: Partial<ApprovalRecord> = {}) => {
    const toy = toyOf({ a: 0 });
    toy.decision = answer;
    const service = withService(toy);
    const plan = planFor(toy);
    const id = await open(toy.job, plan, decision, { finding: undefined, policy: undefined }, service.ports);
    const row = await toy.ports.journal.read<ApprovalRecord>('approval-request', id);
    if (!row) throw new Error('no approval request');
    await toy.ports.journal.write(
      { kind: 'approval-request', key: id, value: { ...row.value, ...change } },
      row.revision,
    );
    const read = (today: Plan | undefined = plan, policy = toy.policy) =>
      answered(findingWith({ approvalRequest: id }), today, policy, service.ports);
    return { toy, ...service, plan, id, read };
  };
  const other = (toy: Toy): Plan => planFor(toy, 'z');
  const holdOf = async ({ ports }: Toy) => (await ports.journal.read<Hold>('hold', key))?.value;

  test.each<readonly [string, Finding | undefined]>([
    ['no finding', undefined],
    ['a finding that never asked', findingWith()],
    ['an approval request that is not in the journal', findingWith({ approvalRequest: 'approval-lost' })],
  ])('none: %s', async (_name, finding) => {
    const toy = toyOf({ a: 0 });
    expect(await answered(finding, planFor(toy), toy.policy, toy.ports)).toEqual({ is: 'none' });
  });

  test('not yet: it waits', async () => {
    const { read, toy, id } = await asked();
    expect(await read()).toEqual({ is: 'waiting', approvalRequest: await approvalRequestOf(toy, id) });
    expect(await approvalRequestOf(toy, id)).toMatchObject({ status: 'open' });
  });

  test('yes: with who said so', async () => {
    const { read, toy, id } = await asked({ is: 'approved', by: [ada] });
    expect(await read()).toEqual({
      is: 'approved',
      approvalRequest: await approvalRequestOf(toy, id),
      by: [ada],
    });
  });

  test('yes, by somebody whom the policy does not name any more: stale, closed, and why', async () => {
    const said = { is: 'void', by: ['ann'], says: 'Approved by ann.' } as const;
    const { read, toy, id } = await asked(said);
    const before = await approvalRequestOf(toy, id);
    const because = [{ check: 'approvers', says: 'Approved by ann.' }];
    expect(await read()).toEqual({ is: 'stale', approvalRequest: before, because });
    expect(await approvalRequestOf(toy, id)).toMatchObject({ status: 'stale', by: ['ann'], closed: now });
  });

  test('yes, to another plan than today’s: stale, and closed', async () => {
    const { read, toy, id, withdrawn } = await asked({ is: 'approved', by: [ada] });
    const before = await approvalRequestOf(toy, id);
    expect(await read(other(toy))).toEqual({ is: 'stale', approvalRequest: before });
    expect(await approvalRequestOf(toy, id)).toEqual({ ...before, status: 'stale', closed: now });
    expect(withdrawn, 'there is nothing left to withdraw').toEqual([]);
  });

  test.each<readonly [string, (toy: Toy) => Plan | undefined]>([
    ['another plan', other],
    ['none', () => undefined],
  ])('not yet, and today’s plan is %s: nobody should answer any more', async (_name, today) => {
    const { toy, ports, id, withdrawn } = await asked();
    const finding = findingWith({ approvalRequest: id });
    expect(await answered(finding, today(toy), toy.policy, ports)).toEqual({ is: 'closed' });
    expect(await approvalRequestOf(toy, id)).toMatchObject({ status: 'stale', closed: now });
    expect(withdrawn).toEqual([['ref-1', 'The plan has changed.']]);
  });

  test.each<readonly [string, 'expired' | 'stale', number, (toy: Toy, plan: Plan) => Plan]>([
    ['another plan', 'stale', 0, other],
    ['too late', 'expired', 7, (_toy, plan) => plan],
  ])(
    '%s, and the question is not taken back: closed all the same, with why',
    async (_, status, days, today) => {
      const { toy, ports, id, plan } = await asked();
      toy.pass(days * 24 * 60);
      const withdraw = async () => {
        throw new Error('AWS says no');
      };
      const refusing = { ...ports, approvals: { ...ports.approvals, withdraw } };
      const finding = findingWith({ approvalRequest: id });
      expect(await answered(finding, today(toy, plan), toy.policy, refusing)).toEqual({ is: 'closed' });
      expect(await approvalRequestOf(toy, id)).toMatchObject({ status, notWithdrawn: 'Error: AWS says no' });
    },
  );

  test.each<readonly [string, Extract<ApprovalState, { is: 'rejected' }>, string, string]>([
    ['by somebody, with words', { is: 'rejected', by: [ada], comment: 'not now' }, ada, 'rejected: not now'],
    ['by two, without', { is: 'rejected', by: [ada, 'bob'] }, `${ada}, bob`, 'rejected'],
    ['by nobody that is named', { is: 'rejected', by: [] }, 'an approver', 'rejected'],
  ])('no, %s: it holds for the days of the policy', async (_name, answer, by, reason) => {
    const { read, toy, id, plan } = await asked(answer);
    const approvals = { ...toy.policy.approvals, rejectionHoldsDays: 5 };
    expect(await read(plan, { ...toy.policy, approvals })).toEqual({ is: 'closed' });
    expect(await approvalRequestOf(toy, id)).toMatchObject({
      status: 'rejected',
      by: answer.by,
      closed: now,
    });
    expect(await holdOf(toy)).toMatchObject({ by, reason, until: inDays(5), remediation: 'toy-dials-on' });
  });

  test('no, where the policy cannot be read: it holds for thirty days', async () => {
    const { toy, ports, id, plan } = await asked({ is: 'rejected', by: [ada] });
    expect(await answered(findingWith({ approvalRequest: id }), plan, undefined, ports)).toEqual({
      is: 'closed',
    });
    expect((await holdOf(toy))?.until).toBe(inDays(30));
  });

  test.each<readonly [string, ApprovalState, number, string, readonly (readonly string[])[]]>([
    ['to the service', { is: 'expired' }, 0, 'closed', []],
    ['to the journal, at its moment', { is: 'waiting' }, 7, 'closed', [['ref-1', 'expired']]],
    ['approved after its time', { is: 'approved', by: [ada] }, 7, 'closed', [['ref-1', 'expired']]],
    ['not before its time', { is: 'waiting' }, 6.9, 'waiting', []],
  ])('none in time: %s', async (_name, answer, days, is, told) => {
    const { read, toy, id, withdrawn } = await asked(answer);
    toy.pass(days * 24 * 60);
    expect((await read()).is).toBe(is);
    expect((await approvalRequestOf(toy, id))?.status).toBe(is === 'closed' ? 'expired' : 'open');
    expect(withdrawn).toEqual(told);
  });

  test.each(['rejected', 'expired', 'stale'] as const)('%s before: closed', async (status) => {
    const { read, toy, id } = await asked({ is: 'approved', by: [ada] }, { status });
    const before = await approvalRequestOf(toy, id);
    expect(await read()).toEqual({ is: 'closed' });
    expect(await approvalRequestOf(toy, id)).toEqual(before);
  });

  describe('that was used', () => {
    const used = (more: Partial<ApprovalRecord> = {}) =>
      asked({ is: 'approved', by: [ada] }, { status: 'used', run: 'run-1', by: [ada], ...more });

    test('for a run that has begun: closed', async () => {
      const { read, toy } = await used();
      await toy.ports.journal.write({ kind: 'run', key: 'run-1', value: {} }, 0);
      expect(await read()).toEqual({ is: 'closed' });
    });
    test('for a run that never began: it still counts, for that run alone', async () => {
      const { read, toy, id } = await used();
      expect(await read()).toEqual({
        is: 'approved',
        approvalRequest: await approvalRequestOf(toy, id),
        by: [ada],
        run: 'run-1',
      });
      expect(await read(other(toy))).toEqual({
        is: 'stale',
        approvalRequest: await approvalRequestOf(toy, id),
      });
    });
    test('for nobody knows what: closed', async () => {
      const { toy, ports, id, plan } = await asked({ is: 'approved', by: [ada] }, { status: 'used' });
      expect(await answered(findingWith({ approvalRequest: id }), plan, toy.policy, ports)).toEqual({
        is: 'closed',
      });
    });
  });

  describe('to an approval request that waits for its turn', () => {
    const queued = async () => {
      const toy = toyOf({ a: 0 });
      const { ports, withdrawn } = withService(toy, { open: async () => undefined });
      const plan = planFor(toy);
      const id = await open(toy.job, plan, decision, { finding: undefined, policy: undefined }, ports);
      return { toy, ports, plan, id, withdrawn };
    };

    test('is not looked for', async () => {
      const { toy, ports, plan, id } = await queued();
      toy.decision = { is: 'approved', by: [ada] };
      const queue = await answered(findingWith({ approvalRequest: id }), plan, toy.policy, ports);
      expect(queue).toEqual({ is: 'queued', approvalRequest: await approvalRequestOf(toy, id) });
    });
    test('is not needed when the plan is another', async () => {
      const { toy, ports, id, withdrawn } = await queued();
      const queue = await answered(findingWith({ approvalRequest: id }), other(toy), toy.policy, ports);
      expect(queue).toEqual({ is: 'closed' });
      expect(await approvalRequestOf(toy, id)).toMatchObject({ status: 'stale', closed: now });
      expect(withdrawn).toEqual([]);
    });
    test('opens when there is room, under the same name', async () => {
      const { toy, plan, id } = await queued();
      const { ports, opened } = withService(toy);
      toy.pass(24 * 60);
      const row = await approvalRequestOf(toy, id);
      const asking = {
        finding: findingWith({ approvalRequest: id, approvalRequests: 9 }),
        policy: undefined,
        queued: row,
      };
      expect(await open(toy.job, plan, decision, asking, ports)).toBe(id);
      expect(opened).toHaveLength(1);
      expect(await approvalRequestOf(toy, id)).toMatchObject({
        reference: 'ref-1',
        opened: inDays(1),
        expires: inDays(8),
      });
    });
  });

  test('one question about several plans is withdrawn only when none of them waits', async () => {
    const { toy, ports, id, withdrawn } = await asked(
      { is: 'waiting' },
      { with: ['approval-b', 'approval-c'] },
    );
    const first = await approvalRequestOf(toy, id);
    const beside = async (name: string, more: Partial<ApprovalRecord>): Promise<void> => {
      const row = await toy.ports.journal.read('approval-request', name);
      const value = { ...first, id: name, ...more };
      await toy.ports.journal.write({ kind: 'approval-request', key: name, value }, row?.revision ?? 0);
    };
    const closing = async (): Promise<number> => {
      const row = await toy.ports.journal.read<ApprovalRecord>('approval-request', id);
      await toy.ports.journal.write({ kind: 'approval-request', key: id, value: first }, row?.revision ?? 0);
      await answered(findingWith({ approvalRequest: id }), undefined, toy.policy, ports);
      return withdrawn.length;
    };
    await beside('approval-c', { status: 'open' });
    expect(await closing(), 'one waits for the same answer').toBe(0);
    await beside('approval-c', { status: 'open', reference: 'ref-other' });
    expect(await closing(), 'that one waits for another').toBe(1);
    await beside('approval-c', { status: 'rejected' });
    expect(await closing(), 'none waits').toBe(2);
  });
});

describe('using an approval up', () => {
  const opened = async () => {
    const toy = toyOf({ a: 0 });
    const { ports } = withService(toy);
    const id = await open(toy.job, planFor(toy), decision, { finding: undefined, policy: undefined }, ports);
    const approvalRequest = await approvalRequestOf(toy, id);
    if (!approvalRequest) throw new Error('no approval request');
    return { toy, approvalRequest };
  };

  test('counts once; for the same run it still counts after a crash', async () => {
    const { toy, approvalRequest } = await opened();
    expect(await use(approvalRequest, 'run-1', { by: [ada] }, toy.ports)).toBe(true);
    expect(await approvalRequestOf(toy, approvalRequest.id)).toEqual({
      ...approvalRequest,
      status: 'used',
      run: 'run-1',
      by: [ada],
      closed: now,
    });
    expect(await use(approvalRequest, 'run-1', { by: [ada] }, toy.ports)).toBe(true);
    expect(await use(approvalRequest, 'run-2', { by: [ada] }, toy.ports)).toBe(false);
  });

  test('of two at once, one has it', async () => {
    const { toy, approvalRequest } = await opened();
    const all = await Promise.all(
      ['run-1', 'run-2'].map((run) => use(approvalRequest, run, { by: [ada] }, toy.ports)),
    );
    expect(all.filter(Boolean)).toHaveLength(1);
  });

  test('what is not in the journal cannot be used', async () => {
    const { toy, approvalRequest } = await opened();
    expect(await use({ ...approvalRequest, id: 'approval-lost' }, 'run-1', { by: [ada] }, toy.ports)).toBe(
      false,
    );
  });
});
