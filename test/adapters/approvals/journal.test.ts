import { beforeEach, describe, expect, test } from 'vitest';
import { journalApprovals } from '../../../src/adapters/approvals/journal.ts';
import { openSqliteJournal } from '../../../src/adapters/journal/sqlite.ts';
import type { Journal } from '../../../src/core/journal/journal.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { ApprovalRequest } from '../../../src/core/model/ports.ts';

const plan: Plan = {
  id: 'p1',
  kind: 'remediate',
  remediation: 'any',
  version: 1,
  target: { account: '111122223333', region: 'eu-west-1', partition: 'aws', type: 'T', id: 'i', arn: 'a' },
  changes: [],
  why: { id: 'why', says: 'why' },
  hazards: [],
  notes: [],
};
const approvalRequest: ApprovalRequest = {
  id: 'approval-1',
  finding: 'a any',
  plan,
  reasons: [],
  approvers: [],
  minimum: 1,
  opened: '2026-01-01T00:00:00.000Z',
  expires: '2026-01-08T00:00:00.000Z',
};
const [ann, bob] = ['arn:aws:iam::111122223333:user/ann', 'arn:aws:iam::111122223333:user/bob'] as const;

let journal: Journal;
let time: string;
let who: string;
const service = () =>
  journalApprovals({ journal, now: () => new Date(time), caller: () => Promise.resolve(who) });

beforeEach(() => {
  journal = openSqliteJournal(':memory:');
  time = '2026-01-02T00:00:00.000Z';
  who = ann;
  return () => journal.close();
});

/** Opens the approval request and lets people speak one after the other; answers what it ends in. */
const after = async (
  asked: ApprovalRequest,
  ...said: readonly (readonly [string, 'approve' | 'reject', string?])[]
) => {
  const reference = (await service().open(asked)) ?? '';
  for (const [by, answer, comment = ''] of said) {
    who = by;
    await service().signal(reference, answer, comment);
  }
  return service().decision(reference);
};

describe('the policy names others than it did when people were asked', () => {
  const under = (approvers: readonly string[], minimum = 1) =>
    journalApprovals({
      journal,
      now: () => new Date(time),
      caller: () => Promise.resolve(who),
      rules: async () => ({ approvers, minimum }),
    });

  test('who was taken from the list approves nothing any more; who was put on it does', async () => {
    await service().open({ ...approvalRequest, approvers: [ann] });
    await expect(under([bob]).signal('approval-1', 'approve', '')).rejects.toMatchObject({
      code: 'not-an-approver',
      todo: expect.stringContaining(bob),
    });
    who = bob;
    await under([bob]).signal('approval-1', 'approve', '');
    expect(await under([bob]).decision('approval-1')).toEqual({ is: 'approved', by: [bob] });
  });

  test('an approval that was given before counts no more', async () => {
    await after({ ...approvalRequest, approvers: [ann] }, [ann, 'approve']);
    expect(await under([bob]).decision('approval-1')).toEqual({ is: 'waiting' });
  });

  test('a rejection that was given before stands', async () => {
    await after({ ...approvalRequest, approvers: [ann] }, [ann, 'reject', 'no']);
    expect(await under([bob]).decision('approval-1')).toMatchObject({ is: 'rejected' });
  });

  test('it wants more of them', async () => {
    await after({ ...approvalRequest, approvers: [ann] }, [ann, 'approve']);
    expect(await under([ann, bob], 2).decision('approval-1')).toEqual({ is: 'waiting' });
  });

  test('it names nobody: those who were asked decide', async () => {
    await service().open({ ...approvalRequest, approvers: [ann] });
    who = bob;
    await expect(under([]).signal('approval-1', 'approve', '')).rejects.toMatchObject({
      code: 'not-an-approver',
    });
  });
});

describe('an approval request', () => {
  test('waits', async () => {
    expect(await after(approvalRequest)).toEqual({ is: 'waiting' });
  });
  test('is approved by one person, whose words are kept', async () => {
    const said = await after(approvalRequest, [ann, 'approve', 'clients checked']);
    expect(said).toEqual({ is: 'approved', by: [ann], comment: 'clients checked' });
  });
  test('is rejected by one person, whatever others said', async () => {
    expect(await after({ ...approvalRequest, minimum: 2 }, [ann, 'approve'], [bob, 'reject', 'no'])).toEqual({
      is: 'rejected',
      by: [bob],
      comment: 'no',
    });
  });
  test('needs as many people as the policy says, and nobody counts twice', async () => {
    expect(await after({ ...approvalRequest, minimum: 2 }, [ann, 'approve'], [ann, 'approve'])).toEqual({
      is: 'waiting',
    });
    who = bob;
    await service().signal('approval-1', 'approve', '');
    expect(await service().decision('approval-1')).toEqual({ is: 'approved', by: [ann, bob] });
  });
  test('expires', async () => {
    await after(approvalRequest);
    time = approvalRequest.expires;
    expect(await service().decision('approval-1')).toEqual({ is: 'expired' });
    await expect(service().signal('approval-1', 'approve', '')).rejects.toMatchObject({
      code: 'approval-request-closed',
    });
  });
  test('stays approved when its time runs out afterwards', async () => {
    await after(approvalRequest, [ann, 'approve']);
    time = '2026-02-01T00:00:00.000Z';
    expect(await service().decision('approval-1')).toMatchObject({ is: 'approved' });
  });
  test('that is withdrawn cannot be approved, and is not approved any more', async () => {
    await after(approvalRequest, [ann, 'approve']);
    await service().withdraw('approval-1', 'The plan has changed.');
    expect(await service().decision('approval-1')).toEqual({ is: 'expired' });
    who = bob;
    await expect(service().signal('approval-1', 'approve', '')).rejects.toMatchObject({
      code: 'approval-request-closed',
    });
  });
  test('opened again keeps what was said', async () => {
    await after(approvalRequest, [ann, 'approve']);
    expect(await after({ ...approvalRequest, approvers: [bob] })).toMatchObject({ is: 'approved' });
  });
  test('that was decided takes no other word', async () => {
    await after(approvalRequest, [ann, 'approve']);
    who = bob;
    await expect(service().signal('approval-1', 'reject', '')).rejects.toMatchObject({
      code: 'approval-request-closed',
    });
    expect(await service().decision('approval-1')).toMatchObject({ is: 'approved' });
  });
  test('that nobody opened is named as unknown', async () => {
    await expect(service().decision('approval-9')).rejects.toMatchObject({
      code: 'approval-request-unknown',
    });
  });
  test('refuses those who are not approvers', async () => {
    const asked = after({ ...approvalRequest, approvers: [bob] }, [ann, 'approve']);
    await expect(asked).rejects.toMatchObject({
      code: 'not-an-approver',
      says: expect.stringContaining(ann),
    });
    expect(await service().decision('approval-1')).toEqual({ is: 'waiting' });
  });
  test('loses no word when two people speak at the same moment', async () => {
    await after({ ...approvalRequest, minimum: 2 });
    await Promise.all(
      [ann, bob].map((by) =>
        journalApprovals({ journal, now: () => new Date(time), caller: () => Promise.resolve(by) }).signal(
          'approval-1',
          'approve',
          '',
        ),
      ),
    );
    const decision = await service().decision('approval-1');
    expect(decision.is === 'approved' && decision.by.toSorted()).toEqual([ann, bob]);
  });
});

describe('two sessions of one role', () => {
  const role = 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123';
  const session = (name: string) => `arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Ops_0123/${name}`;
  const asked = { ...approvalRequest, approvers: [role, bob], minimum: 2 };

  test('are one approver; the second is somebody else', async () => {
    const said = await after(asked, [session('ann'), 'approve'], [session('carl'), 'approve']);
    expect(said).toEqual({ is: 'waiting' });
    who = bob;
    await service().signal('approval-1', 'approve', '');
    expect(await service().decision('approval-1')).toMatchObject({ is: 'approved' });
  });

  test('are two where the policy says that sessions count', async () => {
    await after(asked, [session('ann'), 'approve'], [session('carl'), 'approve']);
    const counting = journalApprovals({
      journal,
      now: () => new Date(time),
      caller: () => Promise.resolve(who),
      rules: async () => ({ approvers: [], minimum: 1, countSessions: true }),
    });
    expect(await counting.decision('approval-1')).toMatchObject({ is: 'approved' });
  });

  test('a rejection of one stands, whatever the other says', async () => {
    const said = await after(asked, [session('ann'), 'approve'], [session('carl'), 'reject', 'no']);
    expect(said).toMatchObject({ is: 'rejected', by: [session('carl')] });
  });
});
