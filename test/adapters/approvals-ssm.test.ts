import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/core/plan.ts';
import type { Ask } from '../../src/core/ports.ts';
import { ssmApprovals } from '../../src/adapters/approvals-ssm.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost, type Host } from '../../src/sandbox/host.ts';
import { sandboxApprovals, sandboxNames, sandboxSsm } from '../../src/sandbox/ports.ts';

const runbook = readFileSync(join(import.meta.dirname, '../../runbooks/approve-and-apply.yaml'), 'utf8');
const approver = 'arn:aws:iam::111122223333:role/approver';
const anna = 'arn:aws:sts::111122223333:assumed-role/approver/anna';
const bert = 'arn:aws:sts::111122223333:assumed-role/approver/bert';
const eve = 'arn:aws:sts::111122223333:assumed-role/passer-by/eve';

const plan: Plan = {
  id: '0123456789abcdef0123456789abcdef',
  kind: 'fix',
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
const ask: Ask = {
  id: 'ask-0123456789ab',
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
const quiet = { [sandboxNames.function]: async () => ({}) };
const opened = async (host: Host, given: Ask = ask): Promise<string> => {
  const reference = await sandboxApprovals(host).open(given);
  await host.settle(quiet);
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
    const reference = await opened(host, { ...ask, minimum: 2 });
    const decision = () => sandboxApprovals(host).decision(reference);
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    await sandboxApprovals(host, anna).signal(reference, 'approve', '');
    expect(await decision()).toEqual({ is: 'waiting' });
    await sandboxApprovals(host, bert).signal(reference, 'approve', '');
    expect(await decision()).toMatchObject({ is: 'approved', by: [anna, bert] });
  });

  test('one rejection is enough', async () => {
    const host = ready();
    const reference = await opened(host, { ...ask, minimum: 2 });
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
    await opened(host, { ...ask, reasons });
    const message = host.world().ssm.Executions[0]?.parameters['Message']?.[0] ?? '';
    expect(message).toContain(plan.id);
    expect(message).not.toMatch(/\{\{|\}\}/);
    expect(message.length).toBeLessThanOrEqual(4096);
  });
});
