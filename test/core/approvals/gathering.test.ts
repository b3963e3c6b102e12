import { describe, expect, test } from 'vitest';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import { slotsIn } from '../../../src/adapters/approvals/slots.ts';
import { ssmApprovals } from '../../../src/adapters/approvals/ssm.ts';
import { loadAccount } from '../../../src/sandbox/account.ts';
import { startHost } from '../../../src/sandbox/host.ts';
import { answered, open } from '../../../src/core/approvals/approval-requests.ts';
import type { Job } from '../../../src/core/model/catalog.ts';
import { gathering } from '../../../src/core/approvals/gathering.ts';
import { planOf, type Plan } from '../../../src/core/model/plan.ts';
import type { ApprovalService, ApprovalRequest, Ports } from '../../../src/core/model/ports.ts';
import type { ApprovalRecord, Finding } from '../../../src/core/journal/records.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { wake } from '../../../src/core/engine/waker.ts';
import { toyOf, target, type Toy } from '../../kit/toy.ts';

const asking = (): Toy => {
  const toy = toyOf({ a: 0 });
  toy.policy = { ...toy.policy, mode: 'ask' };
  return toy;
};

/** A service with room for so many. */
const crowded = (
  ports: Ports,
  room: { left: number },
  opened: (readonly ApprovalRequest[])[],
  most = 10,
): Ports => {
  const start = (approvalRequests: readonly ApprovalRequest[]): Promise<string | undefined> => {
    if (room.left === 0) return Promise.resolve(undefined);
    room.left -= 1;
    opened.push(approvalRequests);
    return Promise.resolve(`ref-${opened.length}`);
  };
  const approvals: ApprovalService = {
    ...ports.approvals,
    open: (approvalRequest) => start([approvalRequest]),
    together: { most, open: start },
  };
  return { ...ports, approvals };
};

const approvalRequestsOf = async ({ journal }: Ports): Promise<readonly ApprovalRecord[]> => {
  const all: ApprovalRecord[] = [];
  for await (const { value } of journal.list<ApprovalRecord>('approval-request')) all.push(value);
  return all;
};

describe('an approval request that finds no room', () => {
  test('waits in the journal as one approval request, and is opened when there is room', async () => {
    const toy = asking();
    const room = { left: 0 };
    const opened: (readonly ApprovalRequest[])[] = [];
    const ports = crowded(toy.ports, room, opened);
    expect((await reconcile(toy.job, ports)).is).toBe('approval-requested');
    toy.pass(5);
    expect((await reconcile(toy.job, ports)).is).toBe('approval-requested');
    expect(await approvalRequestsOf(ports)).toMatchObject([{ status: 'open' }]);
    expect((await approvalRequestsOf(ports))[0]?.reference).toBeUndefined();
    room.left = 1;
    toy.pass(24 * 60);
    expect((await wake(toy.catalog, crowded(toy.ports, room, opened))).map(({ is }) => is)).toEqual([
      'approval-requested',
    ]);
    const [approvalRequest, ...more] = await approvalRequestsOf(toy.ports);
    expect(more).toEqual([]);
    expect(approvalRequest).toMatchObject({ reference: 'ref-1', status: 'open' });
    expect(approvalRequest?.opened, 'the time to answer begins when people are asked').toBe(
      toy.ports.now().toISOString(),
    );
  });

  test('the waker opens what waits, and lets what was gathered be told', async () => {
    const toy = asking();
    let told = 0;
    const ports: Ports = { ...toy.ports, notifyGathered: async () => void (told += 1) };
    await wake(toy.catalog, ports);
    expect(told).toBe(1);
  });

  test('when asking fails, the waker says so and the approval request stays', async () => {
    const toy = asking();
    const room = { left: 0 };
    await reconcile(toy.job, crowded(toy.ports, room, []));
    toy.pass(60);
    const ports = crowded(toy.ports, room, []);
    const together = { most: 10, open: () => Promise.reject(new Error('denied')) };
    const outcomes = await wake(toy.catalog, { ...ports, approvals: { ...ports.approvals, together } });
    expect(outcomes.map(({ is }) => is)).toEqual(['approval-requested', 'failed']);
    expect(await approvalRequestsOf(toy.ports)).toMatchObject([{ status: 'open' }]);
  });

  test('whose plan is another by then is stale, and never opened', async () => {
    const toy = asking();
    const opened: (readonly ApprovalRequest[])[] = [];
    const room = { left: 0 };
    await reconcile(toy.job, crowded(toy.ports, room, opened));
    toy.dials['a'] = 5;
    room.left = 5;
    await reconcile(toy.job, crowded(toy.ports, room, opened));
    const approvalRequests = await approvalRequestsOf(toy.ports);
    expect(approvalRequests.map(({ status }) => status).toSorted()).toEqual(['open', 'stale']);
    expect(opened).toHaveLength(1);
  });
});

/** Findings of a toy each with an approval request in the journal. */
const requestFor = async (
  toy: Toy,
  ports: Ports,
  index: number,
): Promise<{ job: Job; plan: Plan; id: string }> => {
  const { unit } = toy.job;
  const own = { ...target, id: `toy-${index}`, arn: `${target.arn}-${index}` };
  const change = { set: 'dial', on: 'a', before: 0, after: 1, impact: ['none'] as const };
  const plan = planOf(unit, own, { is: 'non-compliant', message: 'off', changes: [change] });
  const job: Job = { ...toy.job, target: own };
  const decision = { answer: 'ask' as const, reasons: [] };
  const id = await open(job, plan, decision, { finding: undefined, policy: toy.policy }, ports);
  return { job, plan, id };
};

describe('asks with one answer', () => {
  const threeApprovalRequests = async () => {
    const toy = asking();
    const opened: (readonly ApprovalRequest[])[] = [];
    const ports = crowded(toy.ports, { left: 1 }, opened);
    const round = gathering(ports);
    const approvalRequests = [];
    for (const index of [0, 1, 2]) approvalRequests.push(await requestFor(toy, round.ports, index));
    expect(opened).toEqual([]);
    expect(await round.open()).toBe(3);
    expect(opened.map((some) => some.length)).toEqual([3]);
    return { toy, ports, approvalRequests };
  };
  const look = (
    { job, plan, id }: { job: Job; plan: Plan; id: string },
    today: Plan | undefined,
    ports: Ports,
  ) => {
    const finding: Finding = {
      remediation: plan.remediation,
      target: job.target,
      is: 'approval-requested',
      lastSeen: '',
      approvalRequests: 1,
      attempts: 0,
      reverted: [],
      approvalRequest: id,
    };
    return answered(finding, today, undefined, ports);
  };

  test('one that is stale is closed by itself, and the question stays for the others; the last one withdraws it', async () => {
    const { ports, approvalRequests } = await threeApprovalRequests();
    const withdrawn: string[] = [];
    const watched: Ports = {
      ...ports,
      approvals: { ...ports.approvals, withdraw: async (reference) => void withdrawn.push(reference) },
    };
    for (const [index, approvalRequest] of approvalRequests.entries()) {
      expect(withdrawn).toEqual([]);
      expect((await look(approvalRequest, undefined, watched)).is, `ask ${index}`).toBe('closed');
    }
    expect(withdrawn).toEqual(['ref-1']);
  });

  test('an approval is for each of them, and each counts once', async () => {
    const { toy, ports, approvalRequests } = await threeApprovalRequests();
    toy.decision = { is: 'approved', by: ['arn:aws:iam::111122223333:user/dana'] };
    const [first, second] = approvalRequests;
    if (!first || !second) throw new Error('no approval requests');
    expect((await look(first, first.plan, ports)).is).toBe('approved');
    expect((await look(second, { ...second.plan, id: 'another' }, ports)).is).toBe('stale');
  });

  test('other approvers are another question', async () => {
    const toy = asking();
    const opened: (readonly ApprovalRequest[])[] = [];
    const round = gathering(crowded(toy.ports, { left: 9 }, opened));
    await requestFor(toy, round.ports, 0);
    toy.policy = { ...toy.policy, approvals: { ...toy.policy.approvals, minimum: 2 } };
    await requestFor(toy, round.ports, 1);
    expect(await round.open()).toBe(2);
    expect(opened.map((some) => some.length)).toEqual([1, 1]);
  });
});

describe('a round', () => {
  const recorded = async (toy: Toy, room: { left: number }, most: number, count: number) => {
    const opened: (readonly ApprovalRequest[])[] = [];
    const ports = crowded(toy.ports, room, opened, most);
    const round = gathering(ports);
    const approvalRequests = [];
    for (let index = 0; index < count; index += 1)
      approvalRequests.push(await requestFor(toy, round.ports, index));
    return { opened, round, approvalRequests, ports };
  };

  test('puts as many together as the service takes, in their order; each knows the others', async () => {
    const toy = asking();
    const { opened, round, approvalRequests, ports } = await recorded(toy, { left: 9 }, 2, 5);
    toy.pass(60);
    expect(await round.open()).toBe(5);
    const ids = approvalRequests.map(({ id }) => id);
    expect(opened.map((some) => some.map(({ id }) => id))).toEqual([
      ids.slice(0, 2),
      ids.slice(2, 4),
      ids.slice(4),
    ]);
    const [a, b, c, d, e] = ids;
    const rows = new Map(
      (await approvalRequestsOf(ports)).map((approvalRequest) => [approvalRequest.id, approvalRequest]),
    );
    expect(ids.map((id) => [rows.get(id)?.reference, rows.get(id)?.with])).toEqual([
      ['ref-1', [b]],
      ['ref-1', [a]],
      ['ref-2', [d]],
      ['ref-2', [c]],
      ['ref-3', undefined],
    ]);
    expect(rows.get(e ?? '')).not.toHaveProperty('with');
    expect(new Set([...rows.values()].map((approvalRequest) => approvalRequest.opened))).toEqual(
      new Set(['2026-11-21T11:00:00.000Z']),
    );
  });

  test('stops where there is no room, and says how many were opened', async () => {
    const { opened, round } = await recorded(asking(), { left: 1 }, 2, 5);
    expect(await round.open()).toBe(2);
    expect(opened).toHaveLength(1);
  });

  test('passes over what was closed or opened meanwhile', async () => {
    const { opened, round, approvalRequests, ports } = await recorded(asking(), { left: 9 }, 10, 4);
    const change = async (index: number, more: Partial<ApprovalRecord>): Promise<void> => {
      const key = approvalRequests[index]?.id ?? '';
      const row = await ports.journal.read<ApprovalRecord>('approval-request', key);
      await ports.journal.write(
        { kind: 'approval-request', key, value: { ...row?.value, ...more } },
        row?.revision ?? 0,
      );
    };
    await change(0, { status: 'stale' });
    await change(2, { reference: 'ref-other' });
    expect(await round.open()).toBe(2);
    expect(opened.map((some) => some.map(({ id }) => id))).toEqual([
      [approvalRequests[1]?.id, approvalRequests[3]?.id],
    ]);
    expect(await round.open(), 'and what it has opened itself').toBe(0);
    expect(opened).toHaveLength(1);
  });

  test('people in another order are the same people; another partition is another question', async () => {
    const toy = asking();
    const opened: (readonly ApprovalRequest[])[] = [];
    const round = gathering(crowded(toy.ports, { left: 9 }, opened));
    const { approvals } = toy.policy;
    const approvalRequest = async (
      index: number,
      approvers: readonly string[],
      partition = 'aws',
    ): Promise<void> => {
      const { unit } = toy.job;
      const own = { ...target, partition, id: `toy-${index}`, arn: `${target.arn}-${index}` };
      const change = { set: 'dial', on: 'a', before: 0, after: 1, impact: ['none'] as const };
      const plan = planOf(unit, own, { is: 'non-compliant', message: 'off', changes: [change] });
      const policy = { ...toy.policy, approvals: { ...approvals, approvers } };
      await open(
        { ...toy.job, target: own },
        plan,
        { answer: 'ask', reasons: [] },
        { finding: undefined, policy },
        round.ports,
      );
    };
    await approvalRequest(0, ['ada', 'bob']);
    await approvalRequest(1, ['bob', 'ada']);
    await approvalRequest(2, ['ada']);
    await approvalRequest(3, ['ada', 'bob'], 'aws-cn');
    expect(await round.open()).toBe(4);
    expect(opened.map((some) => some.length)).toEqual([2, 1, 1]);
  });

  test('where the service takes none together, each is opened by itself', async () => {
    const toy = asking();
    const round = gathering(toy.ports);
    await requestFor(toy, round.ports, 0);
    expect(await approvalRequestsOf(toy.ports)).toMatchObject([
      { reference: expect.stringMatching(/^ref-/) },
    ]);
    expect(await round.open()).toBe(0);
  });
});

describe('day one, with ten thousand findings', () => {
  const runbook = `schemaVersion: '0.3'
assumeRole: '{{ AutomationAssumeRole }}'
parameters:
${[
  'AutomationAssumeRole',
  'FunctionName',
  'Console',
  'MinRequiredApprovals',
  'Text1',
  'Text2',
  'Text3',
  'Text4',
  'Text5',
  'Text6',
]
  .map((name) => `  ${name}: { type: String, default: '' }`)
  .join('\n')}
  ApprovalRequestIds: { type: StringList, maxItems: 10 }
  PlanIds: { type: StringList, maxItems: 10 }
  Approvers: { type: StringList }
mainSteps:
  - name: Approve
    action: aws:approve
    timeoutSeconds: 2592000
    inputs: { Approvers: '{{ Approvers }}', Message: '{{ Text1 }}' }
`;

  test('a few executions, one message each, one start a second; the rest waits and comes in digests', async () => {
    const { sandboxSsm } = await import('../../../src/sandbox/sandbox-ports.ts');
    const host = startHost(loadAccount({ ssm: { Documents: [{ Name: 'Ask', Content: runbook }] } }));
    const client = sandboxSsm(host);
    const journal = openSqliteJournal(':memory:');
    const limit = 20;
    let asked = 0;
    const count = async (): Promise<number> => {
      const { runningExecutions } = await import('../../../src/adapters/approvals/execution.ts');
      asked += 1;
      return runningExecutions({ client, document: 'Ask' })();
    };
    const pause = (milliseconds: number): Promise<void> => Promise.resolve(host.advance(milliseconds));
    const slots = slotsIn({ journal, now: host.now, pause, count, limit });
    const approvals = ssmApprovals({
      client,
      document: 'Ask',
      version: '1',
      role: 'r',
      function: 'f',
      slots,
    });
    const toy = asking();
    toy.policy = { ...toy.policy, approvals: { ...toy.policy.approvals, approvers: ['anna'] } };
    const ports: Ports = { ...toy.ports, now: host.now, journal, approvals };
    const executions = () => host.world().ssm.Executions;
    const starts = (): readonly string[] =>
      host.calls().flatMap(({ operation, at }) => (operation === 'ssm:StartAutomationExecution' ? [at] : []));

    for (let index = 0; index < 10_000; index += 1) {
      await requestFor(toy, ports, index);
      host.advance(10);
    }
    expect(executions(), 'singles leave half of the room').toHaveLength(limit / 2);

    const round = async (): Promise<number> => {
      const gathered = gathering(ports);
      let taken = 0;
      for (const approvalRequest of await approvalRequestsOf(ports)) {
        if (approvalRequest.reference !== undefined || taken >= 300) continue;
        taken += 1;
        await gathered.ports.approvals.open(approvalRequest);
      }
      return gathered.open();
    };
    host.advance(300_000);
    expect(await round()).toBe((limit / 2) * 10);
    expect(executions()).toHaveLength(limit);
    host.advance(300_000);
    expect(await round(), 'full').toBe(0);
    expect(asked, 'AWS is hardly asked how many run').toBeLessThan(10);

    // Somebody answers one: one place is free, for ten plans.
    const [first] = executions();
    const input = { AutomationExecutionId: first?.id, SignalType: 'Reject' };
    host.call({
      operation: 'ssm:SendAutomationSignal',
      input,
      caller: 'arn:aws:iam::111122223333:user/anna',
      region: host.region,
    });
    host.advance(300_000);
    expect(await round()).toBe(10);
    expect(executions()).toHaveLength(limit + 1);

    const moments = starts().map((at) => Date.parse(at));
    expect(moments).toHaveLength(limit + 1);
    const gaps = moments.slice(1).map((at, index) => at - (moments[index] ?? 0));
    expect(Math.min(...gaps), 'at most one start in a second').toBeGreaterThanOrEqual(1000);
    expect(host.calls().filter(({ operation }) => operation.startsWith('sns:'))).toEqual([]);
  }, 60_000);
});
