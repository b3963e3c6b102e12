import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { ApprovalRequest } from '../../../src/core/model/ports.ts';
import { ssmApprovals } from '../../../src/adapters/approvals/ssm.ts';
import { ssmUndoRequested } from '../../../src/adapters/approvals/undo-requested-ssm.ts';
import { goOn } from '../../../src/entry-points/execution.ts';
import { loadAccount } from '../../../src/sandbox/account.ts';
import { startHost, type Host } from '../../../src/sandbox/host.ts';
import { filled } from '../../../src/sandbox/runbook.ts';
import { sandboxApprovals, sandboxNames, sandboxSsm } from '../../../src/sandbox/sandbox-ports.ts';

const runbook = readFileSync(join(import.meta.dirname, '../../../runbooks/approve-and-apply.yaml'), 'utf8');
const approver = 'arn:aws:iam::111122223333:role/approver';
const anna = 'arn:aws:sts::111122223333:assumed-role/approver/anna';
const bert = 'arn:aws:sts::111122223333:assumed-role/approver/bert';
const eve = 'arn:aws:sts::111122223333:assumed-role/passer-by/eve';
const owner = 'arn:aws:iam::111122223333:role/owner';
const carl = 'arn:aws:sts::111122223333:assumed-role/owner/carl';

const plan: Plan = {
  id: '0123456789abcdef0123456789abcdef',
  kind: 'remediate',
  remediation: 's3-bucket-tls-only',
  version: 1,
  target: {
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    type: 'AWS::S3::Bucket',
    id: 'orders',
    arn: 'arn:aws:s3:::orders',
  },
  changes: [{ set: 'statement', on: 'x', before: null, after: {}, impact: ['breaks-plaintext'] }],
  why: { id: 'plaintext-allowed', says: 'Plain HTTP is let through.' },
  hazards: [],
  notes: [],
};
const approvalRequest: ApprovalRequest = {
  id: 'approval-0123456789ab',
  finding: 'arn:aws:s3:::orders s3-bucket-tls-only',
  plan,
  reasons: ['The policy says ask.'],
  approvers: [approver],
  minimum: 1,
  opened: '2026-01-05T09:00:00.000Z',
  expires: '2026-01-12T09:00:00.000Z',
};

const ready = (Versions: readonly string[] = ['1']): Host =>
  startHost(
    loadAccount({
      ssm: {
        Documents: Versions.map((DocumentVersion) => ({
          Name: sandboxNames.document,
          DocumentVersion,
          Content: runbook,
        })),
      },
    }),
  );
const quiet = { [sandboxNames.function]: async () => ({ status: goOn }) };
const opened = async (host: Host, given: ApprovalRequest = approvalRequest): Promise<string> => {
  const reference = await sandboxApprovals(host).open(given);
  await host.settle(quiet);
  if (reference === undefined) throw new Error('not opened');
  return reference;
};

describe('approvals by SSM Automation', () => {
  test('opening twice starts once', async () => {
    const host = ready();
    expect(await opened(host)).toBe(await opened(host));
    expect(host.world().ssm.Executions).toHaveLength(1);
  });

  test('nobody has answered yet', async () => {
    const host = ready();
    expect(await sandboxApprovals(host).decision(await opened(host))).toEqual({ is: 'waiting' });
  });

  test('an approver approves, and is named', async () => {
    const host = ready();
    const reference = await opened(host);
    await sandboxApprovals(host, anna).signal(reference, 'approve', 'Logs are clean.');
    const decision = await sandboxApprovals(host).decision(reference);
    expect(decision).toEqual({ is: 'approved', by: [anna], comment: 'Logs are clean.' });
  });

  test('one of two is not enough, and the same one twice is one', async () => {
    const host = ready();
    const reference = await opened(host, { ...approvalRequest, approvers: [approver, owner], minimum: 2 });
    const decision = () => sandboxApprovals(host).decision(reference);
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    expect(await decision()).toEqual({ is: 'waiting' });
    await sandboxApprovals(host, carl).signal(reference, 'approve', '');
    expect(await decision()).toMatchObject({ is: 'approved', by: [anna, carl] });
  });

  test('two sessions of one role are one approver, unless the policy counts sessions', async () => {
    const host = ready();
    const reference = await opened(host, { ...approvalRequest, approvers: [approver, owner], minimum: 2 });
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    await sandboxApprovals(host, bert).signal(reference, 'approve', '');
    await expect(sandboxApprovals(host).decision(reference)).rejects.toMatchObject({
      code: 'approval-by-too-few',
      says: expect.stringContaining('2 are needed'),
    });
    const { document, version } = sandboxNames;
    const given = { client: sandboxSsm(host), document, version, function: 'f', role: 'r' };
    const counting = ssmApprovals({
      ...given,
      rules: async () => ({ approvers: [approver, owner], minimum: 2, countSessions: true }),
    });
    expect(await counting.decision(reference)).toMatchObject({ is: 'approved', by: [anna, bert] });
  });

  describe('the policy names others than it did when people were asked', () => {
    const { document, version } = sandboxNames;
    const under = (host: Host, approvers: readonly string[], minimum = 1) =>
      ssmApprovals({
        client: sandboxSsm(host),
        document,
        version,
        function: 'f',
        role: 'r',
        rules: async () => ({ approvers, minimum }),
      });

    test.each<readonly [string, readonly string[], number]>([
      ['who approved is not among them', [owner], 1],
      ['it names nobody', [], 1],
      ['it wants more of them', [approver, owner], 2],
    ])('%s: the approval is void', async (_, approvers, minimum) => {
      const host = ready();
      const reference = await opened(host);
      await sandboxApprovals(host, anna).signal(reference, 'approve', '');
      expect(await under(host, approvers, minimum).decision(reference)).toMatchObject({
        is: 'void',
        by: [anna],
        says: expect.stringContaining(`was approved by ${anna}`),
      });
    });

    test('those who approved are still among them, and a rejection stands', async () => {
      const host = ready();
      const reference = await opened(host);
      expect(await under(host, [owner]).decision(reference)).toEqual({ is: 'waiting' });
      await sandboxApprovals(host, anna).signal(reference, 'approve', '');
      expect(await under(host, [approver, owner]).decision(reference)).toMatchObject({ is: 'approved' });
    });
  });

  test('one rejection is enough', async () => {
    const host = ready();
    const reference = await opened(host, { ...approvalRequest, minimum: 2 });
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    await sandboxApprovals(host, bert).signal(reference, 'reject', 'Not now.');
    const decision = await sandboxApprovals(host).decision(reference);
    expect(decision).toEqual({ is: 'rejected', by: [bert], comment: 'Not now.' });
  });

  test('AWS takes no signal of somebody who is no approver', async () => {
    const host = ready();
    const reference = await opened(host);
    const signalled = sandboxApprovals(host, eve).signal(reference, 'approve', '');
    await expect(signalled).rejects.toMatchObject({ name: 'InvalidAutomationSignalException' });
    expect(await sandboxApprovals(host).decision(reference)).toEqual({ is: 'waiting' });
  });

  test('after thirty days SSM itself has given up', async () => {
    const host = ready();
    const reference = await opened(host);
    host.advance(30 * 86_400_000);
    await host.settle(quiet);
    expect(await sandboxApprovals(host).decision(reference)).toEqual({ is: 'expired' });
  });

  test('withdrawn: nobody can approve it, and withdrawing again is fine', async () => {
    const host = ready();
    const reference = await opened(host);
    await sandboxApprovals(host).withdraw(reference, 'stale');
    await sandboxApprovals(host).withdraw(reference, 'stale');
    expect(await sandboxApprovals(host).decision(reference)).toEqual({ is: 'expired' });
    await expect(sandboxApprovals(host, anna).signal(reference, 'approve', '')).rejects.toThrow('wait');
  });

  test('an execution that SSM has forgotten is over', async () => {
    const unknown = '00000000-0000-0000-0000-000000000000';
    expect(await sandboxApprovals(ready()).decision(unknown)).toEqual({ is: 'expired' });
  });

  test.each([
    ['another document', { document: 'Other', version: '1' }],
    ['another version', { document: sandboxNames.document, version: '2' }],
  ])('an approval under %s does not count', async (_what, { document, version }) => {
    const host = ready();
    const reference = await opened(host);
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    const client = sandboxSsm(host);
    const strict = ssmApprovals({ client, document, version, function: 'f', role: 'r' });
    await expect(strict.decision(reference)).rejects.toMatchObject({ code: 'approval-foreign' });
  });

  test('an approval without readable approvers does not count', async () => {
    const host = ready();
    const reference = await opened(host);
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    const client = sandboxSsm({
      ...host,
      call: (request) => JSON.parse(JSON.stringify(host.call(request)).replaceAll('approver', 'x')),
    });
    const { document, version } = sandboxNames;
    const blind = ssmApprovals({ client, document, version, function: 'f', role: 'r' });
    await expect(blind.decision(reference)).rejects.toMatchObject({ code: 'approval-unreadable' });
  });

  test('what approvers read is short enough, names the plan, and fills no placeholder', async () => {
    const host = ready();
    const reasons = ['{{ automation:EXECUTION_ID }}', 'x'.repeat(5000)];
    await opened(host, { ...approvalRequest, reasons });
    const [execution] = host.world().ssm.Executions;
    const step = execution?.runbook.mainSteps.find(({ action }) => action === 'aws:approve');
    if (!execution || step?.action !== 'aws:approve') throw new Error('no approval');
    const message = String(filled(step.inputs.Message, execution.values));
    expect(message).toContain(plan.id);
    expect(message).toContain(
      `https://console.aws.amazon.com/systems-manager/automation/execution/${execution.id}`,
    );
    expect(message).toContain(`waxseal approve ${approvalRequest.id}`);
    expect(message).toContain(`--automation-execution-id ${execution.id} --signal-type Approve`);
    expect(message).not.toMatch(/\{\{|\}\}/);
    expect(message.length).toBeLessThanOrEqual(4096);
    expect(execution.steps.at(-1)).toMatchObject({ name: 'Approve', status: 'Waiting' });
  });

  test('whoever started the execution cannot approve it, under whatever session name', async () => {
    const host = ready();
    const requester = 'arn:aws:iam::111122223333:role/waxseal';
    const other = 'arn:aws:sts::111122223333:assumed-role/waxseal/somebody';
    const reference = await opened(host, { ...approvalRequest, approvers: [requester, approver] });
    await sandboxApprovals(host, other).signal(reference, 'approve', '');
    const decision = sandboxApprovals(host).decision(reference);
    await expect(decision).rejects.toMatchObject({ code: 'approval-by-requester' });
  });

  test('of two approvals one by the requester: not enough', async () => {
    const host = ready();
    const requester = 'arn:aws:iam::111122223333:role/waxseal';
    const other = 'arn:aws:sts::111122223333:assumed-role/waxseal/somebody';
    const reference = await opened(host, {
      ...approvalRequest,
      minimum: 2,
      approvers: [requester, approver],
    });
    await sandboxApprovals(host, other).signal(reference, 'approve', '');
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    const decision = sandboxApprovals(host).decision(reference);
    await expect(decision).rejects.toMatchObject({ code: 'approval-by-requester' });
  });

  test('a duplicate signal after the decision is refused and changes nothing', async () => {
    const host = ready();
    const reference = await opened(host);
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    await host.settle(quiet);
    await expect(sandboxApprovals(host, anna).signal(reference, 'approve', '')).rejects.toThrow('wait');
    expect(await sandboxApprovals(host).decision(reference)).toMatchObject({ is: 'approved', by: [anna] });
  });

  test('a digest is one execution, and one answer', async () => {
    const host = ready();
    const service = sandboxApprovals(host);
    const others = ['a', 'b', 'c'].map((id) => ({ ...approvalRequest, id: `approval-00000000000${id}` }));
    const reference = (await service.together?.open(others)) ?? '';
    expect(await service.together?.open(others.toReversed())).toBe(reference);
    await host.settle(quiet);
    expect(host.world().ssm.Executions[0]?.parameters['ApprovalRequestIds']).toEqual(
      others.map(({ id }) => id),
    );
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    expect(await service.decision(reference)).toMatchObject({ is: 'approved' });
  });
});

describe('an undo asked for through SSM', () => {
  const rules = { approvers: [approver, owner], minimum: 1 };
  const undoRunbook = readFileSync(join(import.meta.dirname, '../../../runbooks/undo.yaml'), 'utf8');
  const runbookOf = (host: Host) => ({ client: sandboxSsm(host), document: 'Waxseal-Undo', version: '1' });
  const started = async (
    approvers: readonly string[] = [approver, owner],
    minimum = '1',
  ): Promise<{ readonly host: Host; readonly reference: string }> => {
    const host = startHost(
      loadAccount({ ssm: { Documents: [{ Name: 'Waxseal-Undo', Content: undoRunbook }] } }),
    );
    const input = {
      DocumentName: 'Waxseal-Undo',
      Parameters: {
        AutomationAssumeRole: ['arn:aws:iam::111122223333:role/waxseal-approvals'],
        FunctionName: [sandboxNames.function],
        RunId: ['run-0001'],
        Reason: ['The tills fail.'],
        Approvers: [...approvers],
        MinRequiredApprovals: [minimum],
      },
    };
    host.call({ operation: 'ssm:StartAutomationExecution', input, caller: carl, region: host.region });
    await host.settle(quiet);
    return { host, reference: host.world().ssm.Executions[0]?.id ?? '' };
  };

  test('says which run, why and who, and waits', async () => {
    const { host, reference } = await started();
    expect(await ssmUndoRequested(runbookOf(host))(reference, rules)).toEqual({
      run: 'run-0001',
      reason: 'The tills fail.',
      requester: carl,
      decision: { is: 'waiting' },
    });
  });

  test('approved by somebody else', async () => {
    const { host, reference } = await started();
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    expect(await ssmUndoRequested(runbookOf(host))(reference, rules)).toMatchObject({
      decision: { is: 'approved', by: [anna] },
    });
  });

  test('approved by the requester: not approved', async () => {
    const { host, reference } = await started();
    await sandboxApprovals(host, carl).signal(reference, 'approve', '');
    await expect(ssmUndoRequested(runbookOf(host))(reference, rules)).rejects.toMatchObject({
      code: 'approval-by-requester',
    });
  });

  const sso = 'AWSReservedSSO_Approver_0123456789abcdef';
  const withPath = `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/${sso}`;
  test('approved by a role of Identity Center, which the policy names with its path', async () => {
    const { host, reference } = await started([withPath, owner]);
    const ada = `arn:aws:sts::111122223333:assumed-role/${sso}/ada@example.com`;
    await sandboxApprovals(host, ada).signal(reference, 'approve', '');
    const named = { approvers: [withPath], minimum: 1 };
    expect(await ssmUndoRequested(runbookOf(host))(reference, named)).toMatchObject({
      decision: { is: 'approved', by: [ada] },
    });
  });

  test('approved by two sessions of one role, where two are needed: not approved, unless sessions count', async () => {
    const { host, reference } = await started([approver, owner], '2');
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    await sandboxApprovals(host, bert).signal(reference, 'approve', '');
    const two = { ...rules, minimum: 2 };
    const read = ssmUndoRequested(runbookOf(host));
    await expect(read(reference, two)).rejects.toMatchObject({ code: 'approval-by-too-few' });
    expect(await read(reference, { ...two, countSessions: true })).toMatchObject({
      decision: { is: 'approved' },
    });
  });

  test('whoever starts it asks for one approval; the policy still wants two different ones', async () => {
    const { host, reference } = await started([approver, owner]);
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    await expect(
      ssmUndoRequested(runbookOf(host))(reference, { ...rules, minimum: 2 }),
    ).rejects.toMatchObject({
      code: 'approval-foreign',
    });
  });

  test('approved by whom the policy does not name: not approved', async () => {
    const { host, reference } = await started();
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    const strict = { approvers: ['arn:aws:iam::111122223333:role/security'], minimum: 1 };
    await expect(ssmUndoRequested(runbookOf(host))(reference, strict)).rejects.toMatchObject({
      code: 'approval-foreign',
    });
  });

  test('an execution of the other runbook undoes nothing', async () => {
    const host = ready();
    const reference = await opened(host);
    await expect(ssmUndoRequested(runbookOf(host))(reference, rules)).rejects.toMatchObject({
      code: 'approval-foreign',
    });
  });
});
