import { beforeEach, describe, expect, test } from 'vitest';
import { withPorts } from '../../handlers/undo.ts';
import type { Entry, Finding, Hold, Run } from '../../src/core/journal/records.ts';
import { goOn } from '../../src/entry-points/execution.ts';
import { auto } from '../kit/deliveries.ts';
import { context, silence } from '../kit/context.ts';
import { ann, approvers, bert, eve, undoRunbook, withRunbooks } from '../kit/runbooks.ts';

beforeEach(silence);

const functionName = 'waxseal-undo';

/** What the function answers. */
const said = (...outcomes: readonly string[]) => ({ status: goOn, outcomes });

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
  const cancel = (AutomationExecutionId: string) =>
    host.write({
      operation: 'ssm:StopAutomationExecution',
      input: { AutomationExecutionId, Type: 'Cancel' },
      caller: eve,
    });
  return { ...given, run, parameters, answers, call, settle, policy, cancel };
};

const findingsOf = async ({ ports }: Scene): Promise<readonly Finding[]> => {
  const all: Finding[] = [];
  for await (const { value } of ports.journal.list<Finding>('finding')) all.push(value);
  return all;
};

const minute = 60_000;
const day = 24 * 60 * minute;

type Scene = Awaited<ReturnType<typeof scene>>;
const execution = ({ host }: Scene, id: string) => host.world().ssm.Executions.find((one) => one.id === id);
const stepsOf = (given: Scene, id: string) =>
  execution(given, id)?.steps.map(({ name, status }) => `${name} ${status}`);
/** Lines of the journal about an execution: how it ended, and why. */
const linesOf = async ({ ports }: Scene, id: string) => {
  const lines: Entry[] = [];
  for await (const { value } of ports.journal.list<Entry>('entry'))
    if (value.cause.reference === id) lines.push(value);
  return lines.map(({ outcome, cause }) => ({
    is: outcome.is,
    by: cause.actor,
    because: 'because' in outcome ? outcome.because[0] : undefined,
  }));
};
/** Until people are asked. */
const untilRequested = async (given: Scene): Promise<string> => {
  const id = given.start(undoRunbook.document, given.parameters);
  await given.settle();
  return id;
};

test('a run is taken back by the undo runbook, in the name of who started it', async () => {
  const given = await scene();
  const { agree, settle, answers, policy, ports, host } = given;
  expect(policy()).toContain('SecureTransport');
  const id = await untilRequested(given);
  expect(answers).toEqual([said()]);
  expect(stepsOf(given, id)).toEqual(['Recheck Success', 'StillWanted Success', 'Approve Waiting']);
  await agree(id);
  await settle();
  expect(answers).toEqual([said(), said('rolled-back')]);
  expect(policy()).toBeUndefined();
  host.advance(minute);
  await settle();
  expect(answers.slice(2)).toEqual([said()]);
  expect(stepsOf(given, id)?.slice(-3)).toEqual(['Undone Success', 'Settle Success', 'Verify Success']);
  expect(execution(given, id)?.status).toBe('Success');
  expect(await linesOf(given, id)).toMatchObject([{ is: 'rolled-back', by: ann }]);
  const holds: Hold[] = [];
  for await (const { value } of ports.journal.list<Hold>('hold')) holds.push(value);
  expect(holds).toMatchObject([
    { by: ann, reason: `undone: The partner is not ready. (agreed to by ${bert})` },
  ]);
});

test('calling the function at another step, or later, takes nothing back', async () => {
  const given = await scene();
  const { start, agree, parameters, settle, call, policy, host } = given;
  const foreign = { code: 'approval-foreign' };
  const executionId = start(undoRunbook.document, parameters);
  // At Recheck it looks, however often it is called, and says nothing that the journal keeps.
  expect(await call({ executionId })).toEqual(said());
  await settle();
  await expect(call({ executionId })).rejects.toMatchObject(foreign);
  expect(policy()).toContain('SecureTransport');
  await agree(executionId);
  await settle();
  // Settle: nobody is asked for anything.
  await expect(call({ executionId })).rejects.toMatchObject(foreign);
  host.advance(minute);
  await settle();
  await expect(call({ executionId })).rejects.toMatchObject(foreign);
  expect((await linesOf(given, executionId)).map(({ is }) => is)).toEqual(['rolled-back']);
});

test.each<[string, (given: Scene) => unknown, string]>([
  [
    'has been undone already',
    async (given) => {
      const id = await untilRequested(given);
      await given.agree(id);
      await given.settle();
    },
    'has been undone already',
  ],
  [
    'was changed by somebody since',
    ({ host, policy }) =>
      host.write({
        operation: 's3:PutBucketPolicy',
        input: { Bucket: 'invoices', Policy: policy()?.replace('"s3:*"', '"s3:GetObject"') },
        caller: eve,
      }),
    'were changed by somebody since',
  ],
  [
    'has left nothing behind',
    ({ host }) =>
      host.write({ operation: 's3:DeleteBucketPolicy', input: { Bucket: 'invoices' }, caller: eve }),
    'Nothing that',
  ],
])('nobody is asked about a run that %s, and that is written down', async (_what, before, says) => {
  const given = await scene();
  await before(given);
  const as = given.policy();
  const id = await untilRequested(given);
  expect(stepsOf(given, id)).toEqual(['Recheck Failed', 'Record Success']);
  expect(execution(given, id)?.status).toBe('Failed');
  expect(execution(given, id)?.steps[0]?.failure).toContain(says);
  expect(await linesOf(given, id)).toMatchObject([
    { is: 'refused', by: ann, because: { check: 'undo-not-finished', says: expect.stringContaining(says) } },
  ]);
  expect(given.policy()).toBe(as);
});

test.each([
  ['who started it', ann, 'approval-by-requester'],
  ['somebody whom only the starter named', eve, 'approval-foreign'],
])('the word of %s does not count', async (_who, who, code) => {
  const given = await scene();
  const { agree, settle, call, policy } = given;
  const executionId = await untilRequested(given);
  await agree(executionId, who);
  await expect(call({ executionId })).rejects.toMatchObject({ code });
  await settle();
  expect(execution(given, executionId)?.status).toBe('Failed');
  expect(policy()).toContain('SecureTransport');
  expect(await linesOf(given, executionId)).toMatchObject([
    { is: 'refused', because: { check: 'undo-not-finished', says: expect.stringContaining('at step Undo') } },
  ]);
});

describe('what was not taken back is written down and told, once', () => {
  // A calendar that SSM does not know never opens.
  const calendar = { Calendar: ['given'], CalendarNames: ['freeze'] };
  test.each<[string, (given: Scene, id: string) => unknown, object, string, string, string]>([
    [
      'rejected',
      ({ refuse }, id) => refuse(id, 'Not today.'),
      {},
      'undo-rejected',
      `by ${bert}: Not today.`,
      'Failed',
    ],
    [
      'answered by nobody',
      ({ host }) => host.advance(8 * day),
      {},
      'undo-timed-out',
      'nobody answered in time',
      'TimedOut',
    ],
    [
      'cancelled',
      ({ cancel }, id) => cancel(id),
      {},
      'undo-cancelled',
      'cancelled at step Approve',
      'Cancelled',
    ],
    [
      'kept from its calendar',
      async ({ agree, host, settle }, id) => {
        await agree(id);
        await settle();
        host.advance(8 * day);
      },
      calendar,
      'undo-timed-out',
      'step CalendarOpen ran out of time',
      'TimedOut',
    ],
  ])('%s', async (_how, happens, more, check, says, status) => {
    const given = await scene();
    const { start, parameters, settle, call, policy, ports, answers } = given;
    const id = start(undoRunbook.document, { ...parameters, ...more });
    await settle();
    await happens(given, id);
    // Whoever calls it twice is told once.
    const [last] = execution(given, id)?.steps.slice(-1) ?? [];
    if (last?.name === 'Record') expect(await call({ executionId: id })).toEqual(said('refused'));
    await settle();
    expect(answers.at(-1)).toEqual({ status: goOn, outcomes: last?.name === 'Record' ? [] : ['refused'] });
    expect(stepsOf(given, id)?.at(-1)).toBe('Record Success');
    expect(execution(given, id)?.status).toBe(status);
    expect(await linesOf(given, id)).toMatchObject([
      { is: 'refused', by: ann, because: { check, says: expect.stringContaining(says) } },
    ]);
    expect(ports.notices().filter(({ outcome }) => outcome.is === 'refused')).toHaveLength(1);
    expect(policy()).toContain('SecureTransport');
    const [finding] = await findingsOf(given);
    expect(finding?.is).toBe('remediated');
  });
});

test('what somebody sets again right after the undo is seen by its last look', async () => {
  const given = await scene();
  const { agree, settle, host, policy } = given;
  const fixed = policy();
  const id = await untilRequested(given);
  await agree(id);
  await settle();
  host.write({ operation: 's3:PutBucketPolicy', input: { Bucket: 'invoices', Policy: fixed }, caller: eve });
  host.advance(minute);
  await settle();
  expect(stepsOf(given, id)?.slice(-2)).toEqual(['Verify Failed', 'Record Success']);
  expect(execution(given, id)?.status).toBe('Failed');
  const lines = await linesOf(given, id);
  expect(lines.map(({ is }) => is)).toEqual(['rolled-back', 'refused']);
  expect(lines[1]?.because?.says).toContain('1 of the fields that it had set are not as they were before it');
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
