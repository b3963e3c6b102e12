import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ssmExecutions, type ReadExecution } from '../../src/adapters/approvals/executions-ssm.ts';
import { parsePolicy } from '../../src/adapters/policy/file.ts';
import { reconcile } from '../../src/core/engine/reconcile.ts';
import type { ApprovalRequest, Ports } from '../../src/core/model/ports.ts';
import type { ApprovalRecord, Entry } from '../../src/core/journal/records.ts';
import { wake } from '../../src/core/engine/waker.ts';
import { applyApproved } from '../../src/entry-points/approved.ts';
import { goOn } from '../../src/entry-points/execution.ts';
import { catalog } from '../../src/services/index.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost, type Functions, type Host } from '../../src/sandbox/host.ts';
import { sandboxApprovals, sandboxNames, sandboxPorts, sandboxSsm } from '../../src/sandbox/sandbox-ports.ts';

/** The very runbook, the very entry point, a digest of three plans, and people. */
const text = readFileSync(join(import.meta.dirname, '../../runbooks/approve-and-apply.yaml'), 'utf8');
const anna = 'arn:aws:sts::111122223333:assumed-role/approver/anna';
const buckets = ['invoices', 'orders', 'returns'];
const policyText = `version: 1
mode: ask
ownerTags: [team]
approvals:
  approvers: ['arn:aws:iam::111122223333:role/approver']
  minimum: 1
  expiresAfterDays: 7
  rejectionHoldsDays: 30
`;

let host: Host;
let ports: Ports;
let policy: string;
let functions: Functions;
let execution: ReadExecution;

beforeEach(async () => {
  host = startHost(
    loadAccount({
      s3: { Buckets: buckets.map((Name) => ({ Name, TagSet: [{ Key: 'team', Value: 'shop' }] })) },
      ssm: { Documents: [{ Name: sandboxNames.document, DocumentVersion: '1', Content: text }] },
    }),
  );
  policy = policyText;
  // Nothing comes by itself, so that the waker opens what waits in one digest.
  const approvals = {
    ...sandboxApprovals(host),
    open: (_ask: ApprovalRequest) => Promise.resolve(undefined),
  };
  ports = sandboxPorts(host, { policy: () => parsePolicy(policy, 'policy'), catalog, approvals });
  const runbook = { document: sandboxNames.document, version: sandboxNames.version };
  execution = ssmExecutions(sandboxSsm(host), runbook);
  functions = { [sandboxNames.function]: (event) => applyApproved(event, { catalog, ports, execution }) };

  const unit = await catalog.remediation('s3-bucket-tls-only');
  const resource = await catalog.resource(unit.meta.resourceType);
  const location = { account: host.account, region: host.region, partition: host.partition };
  for (const id of buckets) {
    const target = await resource.resolve(id, location, ports.clouds.look(location));
    if (!target) throw new Error('no bucket');
    await reconcile({ unit, resource, target, cause: { by: 'event' } }, ports);
  }
  host.advance(5 * 60_000);
  await wake(catalog, ports);
  await host.settle(functions);
});

const approvalRequests = async (): Promise<readonly ApprovalRecord[]> => {
  const all: ApprovalRecord[] = [];
  for await (const { value } of ports.journal.list<ApprovalRecord>('approval-request')) all.push(value);
  return all.toSorted((a, b) => (a.target.id < b.target.id ? -1 : 1));
};
const statuses = async () => (await approvalRequests()).map(({ status }) => status);
const executions = () => host.world().ssm.Executions;
const steps = () => executions()[0]?.steps.map(({ name, status }) => `${name} ${status}`) ?? [];
const signal = async (answer: 'approve' | 'reject'): Promise<void> => {
  await sandboxApprovals(host, anna).signal(executions()[0]?.id ?? '', answer, 'why');
  await host.settle(functions);
};
const remediatedBuckets = () =>
  host
    .world()
    .s3.Buckets.filter(({ Policy }) => Policy)
    .map(({ Name }) => Name);
const makeWebsite = (Bucket: string): object =>
  host.write({
    operation: 's3:PutBucketWebsite',
    input: { Bucket, WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } },
  });

describe('three plans, one question', () => {
  test('are asked once, and name each other', async () => {
    expect(executions()).toHaveLength(1);
    expect(steps()).toEqual(['Recheck Success', 'StillWanted Success', 'Approve Waiting']);
    expect((await approvalRequests()).map((approvalRequest) => approvalRequest.with?.length)).toEqual([
      2, 2, 2,
    ]);
    const message = Object.entries(executions()[0]?.parameters ?? {})
      .filter(([name]) => name.startsWith('Text'))
      .flatMap(([, value]) => value)
      .join('');
    for (const bucket of buckets) expect(message).toContain(`arn:aws:s3:::${bucket}`);
  });

  test('approved: all are applied, and looked at once more', async () => {
    await signal('approve');
    expect(remediatedBuckets()).toEqual(buckets);
    expect(await statuses()).toEqual(['used', 'used', 'used']);
    host.advance(60_000);
    await host.settle(functions);
    expect(steps().at(-1)).toBe('Verify Success');
    expect(executions()[0]?.status).toBe('Success');
  });

  test('one has changed meanwhile: the others are applied, and the step says which was stale', async () => {
    makeWebsite('orders');
    await signal('approve');
    expect(remediatedBuckets()).toEqual(['invoices', 'returns']);
    expect(await statuses()).toContain('stale');
    const apply = executions()[0]?.steps.find(({ name }) => name === 'Apply');
    const stale = (await approvalRequests()).find(({ status }) => status === 'stale');
    expect(apply).toMatchObject({ status: 'Failed' });
    expect(apply?.failure).toContain(`${stale?.id} is stale`);
    expect(executions()[0]?.status).toBe('Failed');
  });

  test('one is stale before anybody has answered: the question stays for the others', async () => {
    makeWebsite('orders');
    host.advance(5 * 60_000);
    await wake(catalog, ports);
    await host.settle(functions);
    expect(executions()[0]?.status).toBe('Waiting');
    await signal('approve');
    expect(remediatedBuckets()).toEqual(['invoices', 'returns']);
  });

  test('one is stale when the runbook begins: people are asked about the others', async () => {
    // Somebody has changed it after our note and before the first step.
    makeWebsite('orders');
    const event = { executionId: executions()[0]?.id ?? '' };
    const at = { ...(await execution(event.executionId)), step: 'Recheck', running: true };
    const answer = await applyApproved(event, { catalog, ports, execution: async () => at });
    expect(answer.status).toBe(goOn);
    expect(answer.outcomes.map(({ is }) => is).toSorted()).toContain('approval-requested');
  });

  test('rejected: none is applied, all are on hold', async () => {
    await signal('reject');
    expect(remediatedBuckets()).toEqual([]);
    expect(await statuses()).toEqual(['rejected', 'rejected', 'rejected']);
    expect(steps()).toEqual(['Recheck Success', 'StillWanted Success', 'Approve Failed', 'Record Success']);
  });

  test('the kill switch thrown in between: approved, and nothing is written', async () => {
    policy = `${policyText}killSwitch: true\n`;
    await signal('approve');
    expect(remediatedBuckets()).toEqual([]);
  });

  test('cancelled in the console: recorded at once, nothing applied', async () => {
    host.write({
      operation: 'ssm:StopAutomationExecution',
      input: { AutomationExecutionId: executions()[0]?.id, Type: 'Cancel' },
      caller: anna,
    });
    await host.settle(functions);
    expect(executions()[0]?.status).toBe('Cancelled');
    expect(remediatedBuckets()).toEqual([]);
    expect((await statuses()).filter((status) => status === 'expired')).toHaveLength(3);
  });

  test('a signal again, and the function called again, apply nothing again', async () => {
    await signal('approve');
    const writes = host.writes().filter(({ operation }) => operation.startsWith('s3:Put')).length;
    await expect(signal('approve')).rejects.toMatchObject({ name: 'InvalidAutomationSignalException' });
    host.advance(60_000);
    await host.settle(functions);
    const work = functions[sandboxNames.function];
    await expect(work?.({ executionId: executions()[0]?.id ?? '' })).rejects.toMatchObject({
      code: 'approval-foreign',
    });
    expect(host.writes().filter(({ operation }) => operation.startsWith('s3:Put'))).toHaveLength(writes);
  });

  test('an execution that somebody starts for asks of ours applies nothing, whoever approves it', async () => {
    const mine = { ...executions()[0]?.parameters, Approvers: ['arn:aws:iam::111122223333:role/eve'] };
    const eve = 'arn:aws:sts::111122223333:assumed-role/eve/eve';
    const started = host.write({
      operation: 'ssm:StartAutomationExecution',
      input: { DocumentName: sandboxNames.document, Parameters: mine },
      caller: 'arn:aws:sts::111122223333:assumed-role/accomplice/x',
    });
    const id = 'AutomationExecutionId' in started ? String(started.AutomationExecutionId) : '';
    await host.settle(functions);
    await sandboxApprovals(host, eve).signal(id, 'approve', '');
    await host.settle(functions);
    expect(remediatedBuckets()).toEqual([]);
    expect(await statuses()).toEqual(['open', 'open', 'open']);
  });

  test('what happened is in the log', async () => {
    await signal('approve');
    const said: string[] = [];
    for await (const { value } of ports.journal.list<Entry>('entry')) said.push(value.outcome.is);
    expect(said.toSorted()).toEqual([
      'approval-requested',
      'approval-requested',
      'approval-requested',
      'remediated',
      'remediated',
      'remediated',
    ]);
  });
});
