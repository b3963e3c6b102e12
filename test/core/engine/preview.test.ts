import { describe, expect, test } from 'vitest';
import { preview } from '../../../src/core/engine/preview.ts';
import { hold } from '../../../src/core/approvals/holds.ts';
import type { Finding } from '../../../src/core/journal/records.ts';
import { target, toyOf } from '../../kit/toy.ts';

/** What would be done, with nothing written. */

describe('a preview', () => {
  test('tells what would be done, remembers what the journal knows, and writes nothing', async () => {
    const toy = toyOf({ a: 0 });
    await hold({ target, remediation: 'toy-dials-on', by: 'ada', reason: 'r' }, toy.ports);
    const calls: string[] = [];
    toy.at = (call) => void calls.push(call);
    const seen = await preview(toy.job, toy.ports);
    expect(seen).toMatchObject({ verdict: { is: 'non-compliant' }, decision: { answer: 'skip' } });
    expect(calls.filter((call) => call.startsWith('write') || call.startsWith('put'))).toEqual([]);
  });

  test('of what is good, or of what only people can remediate, decides nothing', async () => {
    const toy = toyOf({ a: 1 });
    expect(await preview(toy.job, toy.ports)).not.toHaveProperty('decision');
    const unit = {
      ...toy.job.unit,
      plan: () => ({ is: 'non-compliant' as const, message: 'hot', changes: [] }),
    };
    const advised = await preview({ ...toy.job, unit }, toy.ports);
    expect(advised.plan?.why).toMatchObject({ says: 'The thing is hot.', todo: 'Let it cool.' });
    expect(advised).not.toHaveProperty('decision');
  });

  test('knows from the finding how often it was put back', async () => {
    const toy = toyOf({ a: 0 });
    const key = `${target.arn} toy-dials-on`;
    const value: Finding = {
      remediation: 'toy-dials-on',
      target,
      is: 'remediated',
      lastSeen: '2026-11-20T00:00:00.000Z',
      approvalRequests: 0,
      attempts: 0,
      reverted: ['2026-11-20T00:00:00.000Z', '2026-11-20T01:00:00.000Z'],
    };
    await toy.ports.journal.write({ kind: 'finding', key, value }, 0);
    expect((await preview(toy.job, toy.ports)).decision?.answer).toBe('ask');
  });
});
