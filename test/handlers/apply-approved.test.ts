import { beforeEach, expect, test } from 'vitest';
import { withPorts } from '../../handlers/apply-approved.ts';
import type { ApprovalRecord } from '../../src/core/journal/records.ts';
import { goOn } from '../../src/entry-points/execution.ts';
import { sandboxNames } from '../../src/sandbox/sandbox-ports.ts';
import { context, silence } from '../kit/context.ts';
import { withRunbooks } from '../kit/runbooks.ts';

beforeEach(silence);

const scene = () => {
  const given = withRunbooks();
  const handler = withPorts(given.ports, given.approvals);
  const call = (event: unknown) => handler(event, context);
  const settle = () => given.host.settle({ [sandboxNames.function]: call });
  return { ...given, call, settle };
};
const puts = ({ host }: ReturnType<typeof scene>) =>
  host.writes().filter(({ operation }) => operation.startsWith('s3:'));

test('the whole way: asked, approved in SSM, applied by the runbook, once', async () => {
  const given = scene();
  const { ask, approve, settle, host, call, execution } = given;
  await ask();
  await settle();
  expect(puts(given)).toEqual([]);
  await approve();
  await settle();
  expect(puts(given)).toHaveLength(1);
  host.advance(10 * 60_000);
  await settle();
  expect(host.world().ssm.Executions[0]?.status).toBe('Success');
  await expect(call({ executionId: execution() })).rejects.toMatchObject({ code: 'approval-foreign' });
  expect(puts(given)).toHaveLength(1);
});

test('calling the function is no approval: while SSM waits for one it is not heard', async () => {
  const given = scene();
  await given.ask();
  await given.settle();
  const call = given.call({ executionId: given.execution() });
  await expect(call).rejects.toMatchObject({ code: 'approval-foreign' });
  expect(puts(given)).toEqual([]);
});

test('the first step may come before our own note of the execution', async () => {
  const given = scene();
  await given.ask();
  const { journal } = given.ports;
  for await (const { key, value, revision } of journal.list<ApprovalRecord>('approval-request')) {
    const { reference: _, ...unnoted } = value;
    await journal.write({ kind: 'approval-request', key, value: unnoted }, revision);
  }
  expect(await given.call({ executionId: given.execution() })).toEqual({ status: goOn, outcomes: [] });
  expect(given.host.world().ssm.Executions).toHaveLength(1);
});

const anything = (given: ReturnType<typeof scene>) => given.execution();
test.each<[string, (given: ReturnType<typeof scene>) => unknown, string]>([
  ['nothing', () => ({}), 'bad-execution'],
  ['null', () => null, 'bad-execution'],
  ['a text', anything, 'bad-execution'],
  ['a list', (given) => [anything(given)], 'bad-execution'],
  ['an id that is none', () => ({ executionId: 'a b' }), 'bad-execution'],
  ['a number', () => ({ executionId: 7 }), 'bad-execution'],
  [
    'an approval of its own',
    (given) => ({ executionId: anything(given), approved: true, by: ['me'] }),
    'bad-execution',
  ],
  [
    'an approval request instead of an execution',
    () => ({ approvalRequestId: 'approval-0123456789ab' }),
    'bad-execution',
  ],
  ['an execution that SSM does not know', () => ({ executionId: '00000000-none' }), 'unknown-execution'],
  [
    "an execution of somebody else's document, with our very parameters",
    ({ host, start }) => {
      const { parameters = {} } = host.world().ssm.Executions[0] ?? {};
      return { executionId: start('Somebody-Elses', parameters) };
    },
    'approval-foreign',
  ],
])('%s is refused', async (_what, event, code) => {
  const given = scene();
  await given.ask();
  await expect(given.call(event(given))).rejects.toMatchObject({ code });
  expect(puts(given)).toEqual([]);
});

test.each<
  [string, (of: { ApprovalRequestIds?: readonly string[] }) => Readonly<Record<string, readonly string[]>>]
>([
  ['the same ask', () => ({})],
  ['no approval request of ours', () => ({ ApprovalRequestIds: ['approval-ffffffffffff'] })],
])('another execution of our document for %s applies nothing', async (_what, changed) => {
  const given = scene();
  await given.ask();
  const { parameters = {} } = given.host.world().ssm.Executions[0] ?? {};
  const executionId = given.start(sandboxNames.document, { ...parameters, ...changed(parameters) });
  expect(await given.call({ executionId })).toEqual({ status: goOn, outcomes: [] });
  await given.settle();
  await given.agree(executionId);
  await given.settle();
  expect(puts(given)).toEqual([]);
});

test('without a runbook nobody is heard', async () => {
  const { ports, ask, execution } = scene();
  await ask();
  const call = withPorts(ports)({ executionId: execution() }, context);
  await expect(call).rejects.toMatchObject({ code: 'no-runbook' });
});
