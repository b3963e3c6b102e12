import {
  AutomationExecutionStatus as Status,
  type AutomationExecution,
  type StepExecution,
} from '@aws-sdk/client-ssm';
import { describe, expect, test } from 'vitest';
import { decisionOf } from '../../../src/adapters/approvals/decision.ts';
import { ssmExecutions } from '../../../src/adapters/approvals/executions-ssm.ts';
import { loadAccount } from '../../../src/sandbox/account.ts';
import { startHost } from '../../../src/sandbox/host.ts';
import { sandboxSsm } from '../../../src/sandbox/sandbox-ports.ts';

/** Executions as SSM may tell of them, in every state that its model names. */
const id = '11112222-3333-4444-5555-666677778888';
const ann = 'arn:aws:sts::111122223333:assumed-role/approver/ann';

const read = async (given: Partial<AutomationExecution>) => {
  const execution = {
    AutomationExecutionId: id,
    DocumentName: 'Ask',
    DocumentVersion: '1',
    ExecutedBy: 'arn:aws:sts::111122223333:assumed-role/waxseal-remediate/x',
    Parameters: {},
    ...given,
  };
  const host = { ...startHost(loadAccount({})), call: () => ({ AutomationExecution: execution }) };
  return ssmExecutions(sandboxSsm(host), { document: 'Ask', version: '1' })(id);
};

const over: readonly string[] = [
  'Cancelled',
  'ChangeCalendarOverrideRejected',
  'CompletedWithFailure',
  'CompletedWithSuccess',
  'Exited',
  'Failed',
  'Rejected',
  'Success',
  'TimedOut',
];
const statuses = Object.values(Status);

describe('whatever is not over goes on', () => {
  test.each(statuses)('an execution that is %s', async (AutomationExecutionStatus) => {
    const { running, cancelling } = await read({ AutomationExecutionStatus });
    const isCancelling = AutomationExecutionStatus === 'Cancelling';
    expect({ running, cancelling }).toEqual({
      running: !over.includes(AutomationExecutionStatus) && !isCancelling,
      cancelling: isCancelling,
    });
  });

  test('one without a status is not known to go on', async () => {
    expect(await read({})).toMatchObject({ running: false, cancelling: false });
  });

  test('every status that is over is one that AWS has', () => {
    expect(over.filter((status) => !statuses.some((one) => one === status))).toEqual([]);
  });
});

describe('the step that it is at', () => {
  const step = (StepName: string, StepStatus: StepExecution['StepStatus']): StepExecution => ({
    StepName,
    StepStatus,
    Action: StepName === 'Approve' ? 'aws:approve' : 'aws:invokeLambdaFunction',
  });
  const at = async (...StepExecutions: readonly StepExecution[]) =>
    (await read({ AutomationExecutionStatus: 'InProgress', StepExecutions: [...StepExecutions] })).step;

  test('steps that have not begun are listed, and it is at none of them', async () => {
    expect(
      await at(step('Recheck', 'InProgress'), step('Approve', 'Pending'), step('Record', 'Pending')),
    ).toBe('Recheck');
  });
  test('one that waits is under way', async () => {
    expect(await at(step('Recheck', 'Success'), step('Approve', 'Waiting'))).toBe('Approve');
  });
  test.each(over)('one that is %s is not', async (status) => {
    const StepStatus = statuses.find((one) => one === status);
    expect(await at(step('Recheck', StepStatus))).toBeUndefined();
  });
});

describe('a function that threw', () => {
  const failed = (Payload: string): StepExecution => ({
    StepName: 'Recheck',
    StepStatus: 'Success',
    Outputs: { FunctionError: ['Unhandled'], Payload: [Payload] },
  });
  test.each([
    ['{"errorType":"WaxsealError","errorMessage":"The run is not there."}', 'The run is not there.'],
    ['no JSON', 'The function failed.'],
    ['null', 'The function failed.'],
  ])('has failed, though AWS calls its step a success: %s', async (payload, failure) => {
    const { ended } = await read({
      AutomationExecutionStatus: 'InProgress',
      StepExecutions: [failed(payload)],
    });
    expect(ended).toEqual([{ name: 'Recheck', status: 'Failed', failure }]);
  });
});

describe('the decision', () => {
  const decided = (
    AutomationExecutionStatus: AutomationExecution['AutomationExecutionStatus'],
    StepStatus: StepExecution['StepStatus'],
    decision?: string,
  ) =>
    decisionOf(id, {
      AutomationExecutionStatus,
      StepExecutions: [
        {
          Action: 'aws:approve',
          StepName: 'Approve',
          StepStatus,
          ...(decision !== undefined && {
            Outputs: { ApproverDecisions: [JSON.stringify({ approver: ann, decision })] },
          }),
        },
      ],
    }).is;

  test.each(statuses)('an approval under way in an execution that is %s waits, or is over', (status) => {
    const ended = over.includes(status) || status === 'Cancelling';
    expect(decided(status, 'Waiting')).toBe(ended ? 'expired' : 'waiting');
  });

  test.each([
    ['InProgress', 'Success', 'Approved', 'approved'],
    ['Waiting', 'Success', 'Approved', 'approved'],
    ['RunbookInProgress', 'Success', 'Approved', 'approved'],
    ['Success', 'Success', 'Approved', 'approved'],
    ['Cancelling', 'Success', 'Approved', 'expired'],
    ['Cancelled', 'Success', 'Approved', 'expired'],
    ['Rejected', 'Success', 'Approved', 'expired'],
    ['InProgress', 'Failed', 'Rejected', 'rejected'],
    ['Rejected', 'Rejected', 'Rejected', 'rejected'],
    ['Failed', 'Failed', undefined, 'expired'],
    ['InProgress', 'TimedOut', undefined, 'expired'],
  ] as const)('%s, the step %s, %s: %s', (status, stepStatus, decision, is) => {
    expect(decided(status, stepStatus, decision)).toBe(is);
  });
});
