import { describe, expect, test } from 'vitest';
import { withPorts as approvedWith } from '../../handlers/apply-approved.ts';
import { withPorts as sweepWith } from '../../handlers/sweep.ts';
import type { ApprovalService, Decision } from '../../src/core/ports.ts';
import { deliver } from '../../src/entrances/deliver.ts';
import { auto, enter, eventAbout } from '../entrances/deliveries.ts';
import { context } from './context.ts';

/** Somebody has yet to say yes. */
const asking = () => {
  let decision: Decision = { is: 'waiting' };
  const approvals: ApprovalService = {
    open: async () => 'execution-1',
    decision: async () => decision,
    signal: async () => {},
    withdraw: async () => {},
  };
  const { host, ports, entrance } = enter({ policy: { ...auto, mode: 'ask' } });
  const all = { ...ports, approvals };
  return {
    host,
    ports: all,
    asked: () => deliver(eventAbout('invoices'), { ...entrance, ports: all }),
    approve: () => {
      decision = { is: 'approved', by: ['arn:aws:iam::111122223333:user/ann'] };
    },
  };
};

describe('the approval runbook', () => {
  test('has what was approved applied, by its id alone', async () => {
    const { host, ports, asked, approve } = asking();
    await asked();
    const call = () => approvedWith(ports)({ executionId: 'execution-1' }, context);
    expect(await call()).toEqual({ outcomes: ['asked'] });
    approve();
    expect(await call()).toEqual({ outcomes: ['sealed'] });
    expect(host.writes().map(({ operation }) => operation)).toEqual(['s3:PutBucketPolicy']);
  });

  test('cannot be spoken for: whatever else is sent counts for nothing', async () => {
    const { host, ports, asked } = asking();
    await asked();
    const forged = { executionId: 'execution-1', approved: true, by: ['me'], is: 'approved' };
    expect(await approvedWith(ports)(forged, context)).toEqual({ outcomes: ['asked'] });
    expect(host.writes()).toEqual([]);
  });

  test('of nobody we asked does nothing', async () => {
    const { ports } = asking();
    expect(await approvedWith(ports)({ executionId: 'execution-9' }, context)).toEqual({ outcomes: [] });
  });

  test.each([[{}], [null], ['execution-1'], [{ executionId: 'a b' }], [{ executionId: 7 }]])(
    'that sends %o is refused',
    async (event) => {
      const { ports } = asking();
      await expect(approvedWith(ports)(event, context)).rejects.toMatchObject({ code: 'bad-execution' });
    },
  );
});

describe('the sweep', () => {
  test('looks again at what is due, and not before', async () => {
    const { host, ports, asked, approve } = asking();
    await asked();
    approve();
    expect(await sweepWith(ports)({}, context)).toEqual({ outcomes: [] });
    host.advance(10 * 60_000);
    expect(await sweepWith(ports)({}, context)).toEqual({ outcomes: ['sealed'] });
  });
});
