import { describe, expect, test } from 'vitest';
import { approvalsNamed } from '../../src/cli/runtime/approvals.ts';
import type { ApprovalService } from '../../src/core/model/ports.ts';
import {
  ada,
  arnOf,
  autoPolicy,
  flat,
  me,
  plainBuckets,
  terminalAt,
  type Terminal,
} from '../kit/terminal.ts';

const requestAbout = async ({ run, file }: Terminal, policy = autoPolicy): Promise<string> => {
  file('waxseal.yaml', policy);
  const { out } = await run(['apply', '--resource', arnOf('website')]);
  return /waxseal approve (approval-\w+)/.exec(out)?.[1] ?? '';
};
const anybody = autoPolicy.replace(/approvals:[\s\S]*$/, '');

describe('where approvals are given', () => {
  test.each([
    [undefined, {}, { in: 'journal' }],
    [undefined, { WAXSEAL_APPROVALS: 'ssm:Runbook:3' }, { in: 'ssm', document: 'Runbook', version: '3' }],
    ['ssm:Runbook', {}, { in: 'ssm', document: 'Runbook', version: '' }],
    ['journal', { WAXSEAL_APPROVALS: 'ssm:Runbook' }, { in: 'journal' }],
  ])('%s %j', (approvals, env, expected) => {
    expect(approvalsNamed({ env }, approvals === undefined ? {} : { approvals })).toEqual(expected);
  });

  test.each(['ssm', 'ssm:', 'sqs:Runbook', 'ssm:a:b:c'])(
    '"%s" is refused before anything is done',
    async (typed) => {
      const { run } = terminalAt(plainBuckets);
      const { exit, err } = await run(['report', '--approvals', typed]);
      expect(exit).toBe(2);
      expect(flat(err)).toContain('does not say where approvals are given');
    },
  );
});

describe('who may answer', () => {
  test('nobody approves their own request, whoever else may; another person does', async () => {
    const terminal = terminalAt(plainBuckets);
    const approvalRequest = await requestAbout(terminal, anybody);
    const own = await terminal.run(['approve', approvalRequest]);
    expect(own.exit).toBe(5);
    expect(flat(own.err)).toContain('nobody approves their own request');
    expect(terminal.sandbox.writes()).toEqual([]);
    terminal.signIn(ada);
    expect((await terminal.run(['approve', approvalRequest])).exit).toBe(0);
  });

  test('somebody whom the policy names alone may', async () => {
    const terminal = terminalAt(plainBuckets);
    const alone = `${anybody}approvals:\n  approvers: ['${me}']\n`;
    const approvalRequest = await requestAbout(terminal, alone);
    expect((await terminal.run(['approve', approvalRequest])).exit).toBe(0);
    expect(terminal.sandbox.writes()).toHaveLength(1);
  });

  test('another session of the same role is no other person, unless the policy counts sessions', async () => {
    const terminal = terminalAt(plainBuckets);
    const approvalRequest = await requestAbout(terminal, anybody);
    terminal.signIn(me.replace(/[^/]+$/, 'in-another-session'));
    const own = await terminal.run(['approve', approvalRequest]);
    expect(own.exit).toBe(5);
    expect(flat(own.err)).toContain('nobody approves their own request');
    terminal.file('waxseal.yaml', `${anybody}approvals:\n  countSessions: true\n`);
    expect((await terminal.run(['approve', approvalRequest])).exit).toBe(0);
  });

  test('who is no longer named approves nothing, and who is named now does', async () => {
    const terminal = terminalAt(plainBuckets, { disk: true });
    const cleo = ada.replace('waxseal-approver/ada', 'newcomer/cleo');
    const approvalRequest = await requestAbout(terminal, `${anybody}approvals:\n  approvers: ['${ada}']\n`);
    terminal.file('waxseal.yaml', `${anybody}approvals:\n  approvers: ['${cleo}']\n`);
    terminal.signIn(ada);
    const removed = await terminal.run(['approve', approvalRequest]);
    expect(removed.exit).toBe(5);
    expect(flat(removed.err)).toContain('the policy does not name them any more');
    expect(terminal.sandbox.writes()).toEqual([]);
    terminal.signIn(cleo);
    expect((await terminal.run(['approve', approvalRequest])).exit).toBe(0);
    expect(terminal.sandbox.writes()).toHaveLength(1);
  });

  test('whoever asked may reject', async () => {
    const terminal = terminalAt(plainBuckets);
    const approvalRequest = await requestAbout(terminal, anybody);
    expect((await terminal.run(['reject', approvalRequest, '--reason', 'not now'])).exit).toBe(0);
  });
});

describe('through SSM', () => {
  const signals: unknown[][] = [];
  const refusal = (name: string): Error => Object.assign(new Error('refused'), { name });
  const ssm = (failure?: Error): ApprovalService => ({
    open: async () => 'execution-1',
    decision: async () => ({ is: 'waiting' }),
    signal: async (...given) => {
      if (failure) throw failure;
      signals.push(given);
    },
    withdraw: async () => undefined,
  });
  const env = { WAXSEAL_APPROVALS: 'ssm:Waxseal-ApproveAndApply:1' };
  const stand = async (failure?: Error) => {
    signals.length = 0;
    const terminal = terminalAt(plainBuckets, { parts: { approvals: ssm(failure) } });
    const approvalRequest = await requestAbout(terminal);
    terminal.signIn(ada);
    return { terminal, approvalRequest };
  };

  test('the answer is sent with the own credentials, and the runbook does the rest', async () => {
    const { terminal, approvalRequest } = await stand();
    const { exit, out } = await terminal.run(['approve', approvalRequest, '--comment', 'clients moved'], {
      env,
    });
    expect(exit).toBe(4);
    expect(flat(out)).toContain('SSM has your approval');
    expect(signals).toEqual([['execution-1', 'approve', 'clients moved']]);
    expect(terminal.sandbox.writes()).toEqual([]);
    const rejected = await terminal.run(['reject', approvalRequest, '--reason', 'no'], { env });
    expect(rejected.exit).toBe(0);
  });

  test.each([
    ['AccessDeniedException', 5, 'does not take an answer'],
    ['InvalidAutomationSignalException', 5, 'Sign in as an approver'],
    ['AutomationExecutionNotFoundException', 5, 'is over'],
  ])('%s is said in our words', async (name, code, says) => {
    const { terminal, approvalRequest } = await stand(refusal(name));
    const { exit, err } = await terminal.run(['approve', approvalRequest], { env });
    expect(exit).toBe(code);
    expect(flat(err)).toContain(says);
  });

  test('who is named only since must have it asked again', async () => {
    const { terminal, approvalRequest } = await stand();
    const eve = me.replace('grace', 'eve');
    terminal.file('waxseal.yaml', `${anybody}approvals:\n  approvers: ['${eve}']\n`);
    terminal.signIn(eve);
    const { exit, err } = await terminal.run(['approve', approvalRequest], { env });
    expect(exit).toBe(5);
    expect(flat(err)).toContain('cancel automation execution execution-1');
    expect(signals).toEqual([]);
  });

  test('who is no approver is refused before anything is sent', async () => {
    const { terminal, approvalRequest } = await stand();
    terminal.signIn(me.replace('grace', 'eve'));
    const { exit, err } = await terminal.run(['approve', approvalRequest], { env });
    expect(exit).toBe(5);
    expect(flat(err)).toContain('not among the approvers');
    expect(signals).toEqual([]);
  });
});

describe('an account that a deployment manages', () => {
  test('is not written to with another journal', async () => {
    const { run, sandbox, file } = terminalAt(plainBuckets, { parts: { isDeployed: async () => true } });
    file('waxseal.yaml', autoPolicy);
    const { exit, err } = await run(['apply', '--resource', arnOf('plain')]);
    expect(exit).toBe(1);
    expect(flat(err)).toContain('--journal dynamodb:TABLE');
    expect(sandbox.calls()).toEqual([]);
    expect((await run(['plan', '--resource', arnOf('plain')])).exit).toBe(0);
  });

  test('is warned about where it cannot be told', async () => {
    const { run } = terminalAt(plainBuckets, { parts: { isDeployed: async () => undefined } });
    const { exit, err } = await run(['apply', '--resource', arnOf('plain')]);
    expect(exit).toBe(3);
    expect(err).toContain('cannot be told');
  });
});
