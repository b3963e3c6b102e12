import { beforeEach, expect, test } from 'vitest';
import { withPorts } from '../../handlers/undo.ts';
import type { Hold, Run } from '../../src/core/records.ts';
import { auto } from '../entrances/deliveries.ts';
import { context, silence } from './context.ts';
import { ann, approvers, bert, eve, undoRunbook, withRunbooks } from './runbooks.ts';

beforeEach(silence);

const functionName = 'waxseal-undo';

const scene = async () => {
  const given = withRunbooks({ ...auto, approvals: approvers.approvals });
  const { host, ports } = given;
  await given.ask();
  const runs: Run[] = [];
  for await (const { value } of ports.journal.list<Run>('run')) runs.push(value);
  const run = runs[0]?.id ?? '';
  const parameters = {
    AutomationAssumeRole: ['arn:aws:iam::111122223333:role/waxseal-undo'],
    FunctionName: [functionName],
    RunId: [run],
    Reason: ['The partner is not ready.'],
    Approvers: ['approver', 'other-approver', 'passer-by'].map(
      (role) => `arn:aws:iam::111122223333:role/${role}`,
    ),
  };
  const answers: unknown[] = [];
  const call = (event: unknown) => withPorts(ports, given.undoing)(event, context);
  const settle = () =>
    host.settle({
      [functionName]: async (event) => {
        const answer = await call(event);
        answers.push(answer);
        return answer;
      },
    });
  const policy = () => host.world().s3.Buckets.find(({ Name }) => Name === 'invoices')?.Policy;
  return { ...given, run, parameters, answers, call, settle, policy };
};

test('a run is taken back by the undo runbook, in the name of who started it', async () => {
  const { start, agree, parameters, settle, answers, policy, ports, host } = await scene();
  expect(policy()).toContain('SecureTransport');
  const id = start(undoRunbook.document, parameters);
  await settle();
  expect(answers).toEqual([]);
  await agree(id);
  await settle();
  expect(answers).toEqual([{ outcomes: ['undone'] }]);
  expect(policy()).toBeUndefined();
  expect(host.world().ssm.Executions[0]?.status).toBe('Success');
  const holds: Hold[] = [];
  for await (const { value } of ports.journal.list<Hold>('hold')) holds.push(value);
  expect(holds).toMatchObject([
    { by: ann, reason: `undone: The partner is not ready. (agreed to by ${bert})` },
  ]);
});

test('calling the function again, or later, takes nothing back', async () => {
  const { start, agree, parameters, settle, call, answers, policy } = await scene();
  const executionId = start(undoRunbook.document, parameters);
  await expect(call({ executionId })).rejects.toMatchObject({ code: 'approval-foreign' });
  expect(policy()).toContain('SecureTransport');
  await agree(executionId);
  await settle();
  await expect(call({ executionId })).rejects.toMatchObject({ code: 'approval-foreign' });
  const second = start(undoRunbook.document, parameters);
  await agree(second);
  await settle();
  expect(answers).toEqual([{ outcomes: ['undone'] }, { outcomes: ['refused'] }]);
});

test.each([
  ['who started it', ann, 'approval-by-asker'],
  ['somebody whom only the starter named', eve, 'approval-foreign'],
])('the word of %s does not count', async (_who, who, code) => {
  const { start, agree, parameters, host, call, policy } = await scene();
  const executionId = start(undoRunbook.document, parameters);
  await agree(executionId, who);
  await expect(call({ executionId })).rejects.toMatchObject({ code });
  await host.settle({ [functionName]: call });
  expect(host.world().ssm.Executions[0]?.status).toBe('Failed');
  expect(policy()).toContain('SecureTransport');
});

test.each<[string, (given: Awaited<ReturnType<typeof scene>>) => unknown, string]>([
  ['a run and a reason, without SSM', ({ run }) => ({ run, reason: 'I want it' }), 'bad-execution'],
  [
    'an actor beside the execution',
    ({ start, parameters }) => ({
      executionId: start(undoRunbook.document, parameters),
      actor: 'arn:aws:iam::111122223333:root',
    }),
    'bad-execution',
  ],
  ['an execution that SSM does not know', () => ({ executionId: '00000000-none' }), 'unknown-execution'],
  [
    "an execution of somebody else's document",
    ({ start, parameters }) => ({ executionId: start('Somebody-Elses-Undo', parameters) }),
    'approval-foreign',
  ],
])('%s is refused', async (_what, event, code) => {
  const given = await scene();
  await expect(given.call(event(given))).rejects.toMatchObject({ code });
  expect(given.policy()).toContain('SecureTransport');
});

test('without a runbook nobody is heard', async () => {
  const { ports, start, parameters } = await scene();
  const executionId = start(undoRunbook.document, parameters);
  await expect(withPorts(ports)({ executionId }, context)).rejects.toMatchObject({ code: 'no-runbook' });
});
