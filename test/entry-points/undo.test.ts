import { describe, expect, test } from 'vitest';
import type { Execution } from '../../src/adapters/approvals/executions-ssm.ts';
import type { Entry, Run } from '../../src/core/journal/records.ts';
import { deliver } from '../../src/entry-points/deliver.ts';
import { undoStep } from '../../src/entry-points/undo.ts';
import { catalog } from '../../src/services/index.ts';
import { enter, eventAbout } from '../kit/deliveries.ts';

/** Executions as SSM may tell of them, also in states that the sandbox does not have. */
const ann = 'arn:aws:sts::111122223333:assumed-role/shop/ann';
const bert = 'arn:aws:sts::111122223333:assumed-role/approver/bert';
const id = '11112222-3333-4444-5555-666677778888';

const scene = async () => {
  const { host, ports, entryPoint } = enter();
  await deliver(eventAbout('invoices'), entryPoint);
  let run = '';
  for await (const { value } of ports.journal.list<Run>('run')) run = value.id;
  const asked = { run, reason: 'why', requester: ann, decision: { is: 'approved', by: [bert] } } as const;
  const execution: Execution = {
    id,
    parameters: { RunId: [run], Reason: ['why'] },
    by: ann,
    running: true,
    cancelling: false,
    ended: [],
    undoRequested: async () => asked,
  };
  const call = (more: Partial<Execution>) =>
    undoStep({ executionId: id }, { catalog, ports, execution: async () => ({ ...execution, ...more }) });
  const policy = () => host.world().s3.Buckets.find(({ Name }) => Name === 'invoices')?.Policy;
  const lines = async () => {
    const found: Entry[] = [];
    for await (const { value } of ports.journal.list<Entry>('entry'))
      if (value.cause.reference === id) found.push(value);
    return found.map(({ outcome }) => ('because' in outcome ? outcome.because[0]?.check : outcome.is));
  };
  return { run, asked, call, policy, lines };
};

describe('nobody is heard', () => {
  test.each<[string, Partial<Execution>]>([
    ['whose execution is at no step', {}],
    ['whose execution waits for people', { step: 'Approve', running: false }],
    ['whose execution lets AWS settle', { step: 'Settle' }],
    ['whose execution is over', { step: 'Undo', running: false }],
    [
      'whose execution is being cancelled while it undoes',
      { step: 'Undo', running: false, cancelling: true },
    ],
    [
      'whose execution is being cancelled while it verifies',
      { step: 'Verify', running: false, cancelling: true },
    ],
    ['whose step has a name of JavaScript', { step: 'constructor' }],
    ['who names no run', { step: 'Recheck', parameters: {} }],
  ])('%s', async (_who, execution) => {
    const { call, policy, lines } = await scene();
    await expect(call(execution)).rejects.toMatchObject({ code: 'approval-foreign' });
    expect(policy()).toContain('SecureTransport');
    expect(await lines()).toEqual([]);
  });

  test('who names a run that is not there', async () => {
    const { call } = await scene();
    for (const step of ['Recheck', 'Verify', 'Record'])
      await expect(call({ step, parameters: { RunId: ['run-none'] } })).rejects.toMatchObject({
        code: 'unknown-run',
      });
  });

  test.each(['waiting', 'rejected', 'expired'] as const)('at Undo, when people have %s', async (is) => {
    const { call, asked, policy } = await scene();
    const decision = is === 'rejected' ? { is, by: [bert] } : { is };
    const undoRequested = async () => ({ ...asked, decision });
    await expect(call({ step: 'Undo', undoRequested })).rejects.toMatchObject({ code: 'approval-foreign' });
    expect(policy()).toContain('SecureTransport');
  });
});

describe('each step does its own work only', () => {
  test.each(['Recheck', 'Record', 'Verify'])('%s takes nothing back, whatever people said', async (step) => {
    const { call, policy } = await scene();
    await call({ step }).catch(() => undefined);
    expect(policy()).toContain('SecureTransport');
  });

  test('Undo takes back once; again it says why not, and the step fails', async () => {
    const { call, policy, run } = await scene();
    expect((await call({ step: 'Undo' })).outcomes).toMatchObject([{ is: 'rolled-back' }]);
    expect(policy()).toBeUndefined();
    await expect(call({ step: 'Undo' })).rejects.toMatchObject({
      code: 'not-rolled-back',
      says: `${run} is not taken back: refused: ${run} has been undone already.`,
    });
  });

  test('Verify of what was not taken back fails', async () => {
    const { call, lines } = await scene();
    await expect(call({ step: 'Verify' })).rejects.toMatchObject({ code: 'not-rolled-back' });
    // It is in the log already what the resource is.
    expect(await lines()).toEqual(['compliant']);
  });
});

describe('Record', () => {
  const ended = (name: string, status: string, failure?: string) => [
    { name: 'Recheck', status: 'Success' },
    { name, status, ...(failure !== undefined && { failure }) },
  ];
  test.each<[string, Partial<Execution>, string]>([
    [
      'cancelled, as long as SSM lets it',
      { ended: ended('Approve', 'Cancelled'), running: false, cancelling: true },
      'undo-cancelled',
    ],
    ['cancelled', { ended: ended('CalendarOpen', 'Cancelled') }, 'undo-cancelled'],
    ['out of time', { ended: ended('Approve', 'TimedOut') }, 'undo-timed-out'],
    ['out of time in the function', { ended: ended('Undo', 'TimedOut') }, 'undo-timed-out'],
    ['failed', { ended: ended('Undo', 'Failed', 'Sandbox.Timedout') }, 'undo-not-finished'],
    ['failed without a word', { ended: ended('Undo', 'Failed') }, 'undo-not-finished'],
    [
      'answered by somebody who may not',
      { ended: ended('Approve', 'Failed'), undoRequested: () => Promise.reject(new Error('who?')) },
      'undo-not-finished',
    ],
  ])('%s', async (_how, execution, check) => {
    const { call, lines } = await scene();
    const came = await call({ ...execution, step: 'Record' });
    expect(came.outcomes).toMatchObject([{ is: 'refused', because: [{ check }] }]);
    expect(await lines()).toEqual([check]);
    expect((await call({ ...execution, step: 'Record' })).outcomes).toEqual([]);
    expect(await lines()).toEqual([check]);
  });

  test('a rejection is told with its words, cut to what a line holds', async () => {
    const { call, asked } = await scene();
    const comment = 'no '.repeat(400);
    const undoRequested = async () => ({
      ...asked,
      decision: { is: 'rejected' as const, by: [bert], comment },
    });
    const { outcomes } = await call({ step: 'Record', ended: ended('Approve', 'Failed'), undoRequested });
    const [outcome] = outcomes;
    const says = outcome && 'because' in outcome ? outcome.because[0]?.says : '';
    expect(says).toContain(`was rejected by ${bert}: no no`);
    expect(says?.length).toBeLessThan(600);
  });
});
