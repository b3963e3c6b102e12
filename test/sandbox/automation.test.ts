import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { goOn } from '../../src/entry-points/execution.ts';
import { AwsFault } from '../../src/sandbox/faults.ts';
import { loadAccount } from '../../src/sandbox/account.ts';
import { startHost, type Functions, type Host, type HostOptions } from '../../src/sandbox/host.ts';
import { readRunbook } from '../../src/sandbox/runbook.ts';

const text = readFileSync(join(import.meta.dirname, '../../runbooks/approve-and-apply.yaml'), 'utf8');
const anna = 'arn:aws:iam::111122223333:user/team/anna';
const parameters = {
  AutomationAssumeRole: ['arn:aws:iam::111122223333:role/waxseal-approvals'],
  FunctionName: ['work'],
  ApprovalRequestIds: ['approval-00000001'],
  PlanIds: ['0'.repeat(32)],
  Text1: ['Please.'],
  Approvers: ['anna'],
};

const ready = (Content = text, options: HostOptions = {}): Host =>
  startHost(loadAccount({ ssm: { Documents: [{ Name: 'Ask', Content }] } }), options);
const call = (
  host: Host,
  operation: string,
  input: object,
  caller = host.caller,
): Readonly<Record<string, unknown>> | string => {
  try {
    return { ...host.call({ operation: `ssm:${operation}`, input, caller, region: host.region }) };
  } catch (error) {
    if (error instanceof AwsFault) return error.name;
    throw error;
  }
};
const start = (host: Host, over: object = {}) =>
  call(host, 'StartAutomationExecution', { DocumentName: 'Ask', Parameters: parameters, ...over });
const steps = (host: Host): readonly string[] =>
  host.world().ssm.Executions[0]?.steps.map(({ name, status }) => `${name} ${status}`) ?? [];
const status = (host: Host): string | undefined => host.world().ssm.Executions[0]?.status;
const signal = (host: Host, SignalType: string, caller = anna) =>
  call(
    host,
    'SendAutomationSignal',
    { AutomationExecutionId: host.world().ssm.Executions[0]?.id, SignalType },
    caller,
  );

/** Fails the n-th time it is called. */
const worker = (failing = 0): { functions: Functions; payloads: unknown[] } => {
  const payloads: unknown[] = [];
  const work = async (payload: unknown): Promise<object> => {
    payloads.push(payload);
    if (payloads.length === failing) throw new Error('no');
    return { status: goOn };
  };
  return { functions: { work }, payloads };
};

const asked = ['Recheck Success', 'StillWanted Success'];

describe('the runbook that asks and applies', () => {
  test('approved: looks again, waits, applies, and ends there', async () => {
    const host = ready();
    const { functions, payloads } = worker();
    start(host);
    await host.settle(functions);
    expect(steps(host)).toEqual([...asked, 'Approve Waiting']);
    expect(signal(host, 'Approve')).toEqual({});
    await host.settle(functions);
    const applied = [...asked, 'Approve Success', 'HasCalendar Success', 'Apply Success', 'Applied Success'];
    expect(steps(host)).toEqual([...applied, 'Settle InProgress']);
    host.advance(60_000);
    await host.settle(functions);
    expect(steps(host)).toEqual([...applied, 'Settle Success', 'Verify Success']);
    expect(status(host)).toBe('Success');
    const executionId = host.world().ssm.Executions[0]?.id;
    expect(payloads).toEqual([{ executionId }, { executionId }, { executionId }]);
  });

  test('rejected: applies nothing, records it, and has failed', async () => {
    const host = ready();
    const { functions } = worker();
    start(host);
    await host.settle(functions);
    signal(host, 'Reject');
    await host.settle(functions);
    expect(steps(host)).toEqual([...asked, 'Approve Failed', 'Record Success']);
    expect(status(host)).toBe('Failed');
    expect(signal(host, 'Approve')).toBe('InvalidAutomationSignalException');
  });

  test('outdated before anybody was asked: nobody is', async () => {
    const host = ready();
    const { functions } = worker(1);
    start(host);
    await host.settle(functions);
    expect(steps(host)).toEqual(['Recheck Failed', 'Record Success']);
    expect(status(host)).toBe('Failed');
  });

  describe('a function that threw, and whose step AWS calls a success', () => {
    const succeed = { functionErrors: 'succeed' } as const;

    test('at Recheck: nobody is asked', async () => {
      const host = ready(text, succeed);
      start(host);
      await host.settle(worker(1).functions);
      expect(steps(host)).toEqual([...asked, 'Record Success']);
      expect(host.world().ssm.Executions[0]?.steps[0]?.outputs).toMatchObject({
        FunctionError: ['Unhandled'],
      });
    });

    test('at Apply: it is recorded, and not taken for applied', async () => {
      const host = ready(text, succeed);
      const { functions } = worker(2);
      start(host);
      await host.settle(functions);
      signal(host, 'Approve');
      await host.settle(functions);
      expect(steps(host).slice(-3)).toEqual(['Apply Success', 'Applied Success', 'Record Success']);
    });
  });

  test('a function that says nothing has not said to go on', async () => {
    const host = ready();
    start(host);
    await host.settle({ work: async () => ({ outcomes: [] }) });
    expect(steps(host)).toEqual([...asked, 'Record Success']);
  });

  test('an apply that fails is recorded', async () => {
    const host = ready();
    const { functions } = worker(2);
    start(host);
    await host.settle(functions);
    signal(host, 'Approve');
    await host.settle(functions);
    const before = [...asked, 'Approve Success', 'HasCalendar Success'];
    expect(steps(host)).toEqual([...before, 'Apply Failed', 'Record Success']);
    expect(status(host)).toBe('Failed');
  });

  test('out of time: applies nothing, and records it', async () => {
    const host = ready();
    const { functions } = worker();
    start(host);
    await host.settle(functions);
    host.advance(2_592_000_000 - 1);
    expect(status(host)).toBe('Waiting');
    host.advance(1);
    await host.settle(functions);
    expect(steps(host)).toEqual([...asked, 'Approve TimedOut', 'Record Success']);
    expect(status(host)).toBe('TimedOut');
  });
});

describe('change calendars', () => {
  const withCalendar = (OpensAt?: string): Host =>
    startHost(
      loadAccount({
        ssm: {
          Documents: [{ Name: 'Ask', Content: text }],
          Calendars: [{ Name: 'freeze', State: 'CLOSED', ...(OpensAt !== undefined && { OpensAt }) }],
        },
      }),
    );
  const given = { Parameters: { ...parameters, Calendar: ['given'], CalendarNames: ['freeze'] } };
  const approved = async (host: Host): Promise<ReturnType<typeof worker>> => {
    const work = worker();
    start(host, given);
    await host.settle(work.functions);
    signal(host, 'Approve');
    await host.settle(work.functions);
    return work;
  };

  test('a closed one is waited for, and nothing is applied before it opens', async () => {
    const host = withCalendar('2026-01-06T09:00:00.000Z');
    const { functions, payloads } = await approved(host);
    expect(steps(host).at(-1)).toBe('CalendarOpen InProgress');
    host.advance(3_600_000);
    await host.settle(functions);
    expect(payloads).toHaveLength(1);
    host.advance(24 * 3_600_000);
    await host.settle(functions);
    expect(steps(host).slice(-2)).toEqual(['Applied Success', 'Settle InProgress']);
  });

  test('one that stays closed: after seven days it is recorded, and nothing applied', async () => {
    const host = withCalendar();
    const { functions } = await approved(host);
    host.advance(604_800_000);
    await host.settle(functions);
    expect(steps(host).slice(-2)).toEqual(['CalendarOpen TimedOut', 'Record Success']);
    expect(status(host)).toBe('TimedOut');
  });
});

describe('what SSM refuses', () => {
  const token = '12345678-1234-1234-1234-123456789012';
  test.each<[string, object, string]>([
    ['an unknown runbook', { DocumentName: 'Other' }, 'AutomationDefinitionNotFoundException'],
    ['an unknown version', { DocumentVersion: '7' }, 'AutomationDefinitionVersionNotFoundException'],
    [
      'a missing parameter',
      { Parameters: { ...parameters, ApprovalRequestIds: undefined } },
      'InvalidAutomationExecutionParametersException',
    ],
    [
      'an unknown parameter',
      { Parameters: { ...parameters, Force: ['true'] } },
      'InvalidAutomationExecutionParametersException',
    ],
    [
      'a function name of another shape',
      { Parameters: { ...parameters, FunctionName: ['a b'] } },
      'InvalidAutomationExecutionParametersException',
    ],
    [
      'no approvers',
      { Parameters: { ...parameters, Approvers: [] } },
      'InvalidAutomationExecutionParametersException',
    ],
    [
      'eleven approvers',
      { Parameters: { ...parameters, Approvers: Array.from({ length: 11 }, String) } },
      'InvalidAutomationExecutionParametersException',
    ],
    [
      'a value of more than 512 characters',
      { Parameters: { ...parameters, Text1: ['x'.repeat(513)] } },
      'ValidationException',
    ],
    ['a token that is no UUID', { ClientToken: 'again' }, 'ValidationException'],
  ])('%s', (_what, over, name) => {
    expect(start(ready(), over)).toBe(name);
  });

  test('a token again with the same request is the same execution, with another one an error', () => {
    const host = ready();
    const first = start(host, { ClientToken: token });
    expect(start(host, { ClientToken: token })).toEqual(first);
    const Parameters = { ...parameters, Text1: ['Another.'] };
    expect(start(host, { ClientToken: token, Parameters })).toBe('IdempotentParameterMismatch');
    expect(host.world().ssm.Executions).toHaveLength(1);
  });

  test('signals of strangers, and to what does not wait', async () => {
    const host = ready();
    start(host);
    expect(signal(host, 'Approve')).toBe('InvalidAutomationSignalException');
    await host.settle(worker().functions);
    expect(signal(host, 'Approve', 'arn:aws:iam::111122223333:user/bert')).toBe(
      'InvalidAutomationSignalException',
    );
    expect(signal(host, 'Approve')).toEqual({});
  });

  test('stopping twice', async () => {
    const host = ready();
    const { AutomationExecutionId } = { AutomationExecutionId: '', ...Object(start(host)) };
    await host.settle(worker().functions);
    expect(call(host, 'StopAutomationExecution', { AutomationExecutionId })).toEqual({});
    await host.settle(worker().functions);
    expect(steps(host)).toEqual([...asked, 'Approve Cancelled', 'Record Success']);
    expect(status(host)).toBe('Cancelled');
    expect(call(host, 'StopAutomationExecution', { AutomationExecutionId })).toBe(
      'InvalidAutomationStatusUpdateException',
    );
    expect(call(host, 'StopAutomationExecution', { AutomationExecutionId: 'x' })).toBe(
      'AutomationExecutionNotFoundException',
    );
  });
});

describe('runbooks that the sandbox does not run', () => {
  const step = (over: string): string =>
    `schemaVersion: '0.3'\nmainSteps:\n  - { name: a, action: 'aws:invokeLambdaFunction', inputs: { FunctionName: f, InputPayload: {} }${over} }`;
  test.each([
    ['another schema', "schemaVersion: '2.2'\nmainSteps: []"],
    ['no steps', "schemaVersion: '0.3'\nmainSteps: []"],
    ['an unknown action', "schemaVersion: '0.3'\nmainSteps: [{ name: a, action: 'aws:sleep', inputs: {} }]"],
    ['an unknown member', step(', retries: 3')],
    ['a way to nowhere', step(", onFailure: 'step:Missing'")],
    ['a next step that is none', step(', nextStep: Missing')],
    ['a way that is none', step(', onFailure: Retry')],
    ['an unknown placeholder', step(", description: '{{ PlanID }}'")],
  ])('%s', (_what, content) => {
    expect(() => readRunbook('test', content)).toThrow('cannot run runbook test');
  });
  test('ours is run', () => {
    expect(readRunbook('ours', text).mainSteps.map(({ name }) => name)).toEqual([
      'Recheck',
      'StillWanted',
      'Approve',
      'HasCalendar',
      'CalendarOpen',
      'Apply',
      'Applied',
      'Settle',
      'Verify',
      'Record',
    ]);
  });
});
