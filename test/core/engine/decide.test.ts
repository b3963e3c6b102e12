import { describe, expect, test } from 'vitest';
import { WaxsealError } from '../../../src/core/model/errors.ts';
import { generousLimits, type Limits } from '../../../src/core/policy/limits.ts';
import { decide } from '../../../src/core/engine/decide.ts';
import { look } from '../../../src/core/engine/look.ts';
import { preview } from '../../../src/core/engine/preview.ts';
import { countIn } from '../../../src/core/engine/counting.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Ports, CloudTrailCall } from '../../../src/core/model/ports.ts';
import { hold } from '../../../src/core/approvals/holds.ts';
import type { Finding } from '../../../src/core/journal/records.ts';
import { target, toyOf, type Toy } from '../../kit/toy.ts';

import { plan as planOf } from '../../../src/core/engine/plan.ts';

/** What the gate is asked. */

const says = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Failures that stay, each with its own words. */
const lasting = (toy: Toy, more: Partial<Ports> = {}): Ports => ({
  ...toy.ports,
  explain: (error) =>
    error instanceof WaxsealError
      ? error
      : { code: 'x', says: `${says(error)}.`, todo: 'Fix it.', retry: false },
  ...more,
});
const failing = (what: string) => (): Promise<never> => Promise.reject(new Error(what));

describe('what the gate is asked', () => {
  const finding = (more: Partial<Finding> = {}): Finding => ({
    remediation: 'toy-dials-on',
    target,
    is: 'reported',
    lastSeen: '2026-11-20T00:00:00.000Z',
    approvalRequests: 0,
    attempts: 0,
    reverted: [],
    ...more,
  });
  const planned = async (toy: Toy, more: Partial<Plan> = {}) => {
    const seen = planOf(toy.job, await look(toy.job, toy.ports));
    if (!seen.plan) throw new Error('nothing is planned');
    return { seen, plan: { ...seen.plan, ...more } };
  };
  const checksOf = ({ reasons }: { reasons: readonly { check: string }[] }): readonly string[] =>
    reasons.map(({ check }) => check);

  test('a hold, which who takes back an undo lifts', async () => {
    const toy = toyOf({ a: 0 });
    await hold({ target, remediation: 'toy-dials-on', by: 'ada', reason: 'r' }, toy.ports);
    const { seen, plan } = await planned(toy);
    const held = await decide(toy.job, plan, seen, toy.ports, { finding: undefined });
    expect([held.answer, ...checksOf(held)]).toEqual(['skip', 'hold', 'mode']);
    const lifted = await decide(toy.job, plan, seen, toy.ports, { finding: undefined, liftsHold: true });
    expect([lifted.answer, ...checksOf(lifted)]).toEqual(['apply', 'mode']);
  });

  test('who approved it', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, mode: 'ask' };
    const { seen, plan } = await planned(toy);
    expect((await decide(toy.job, plan, seen, toy.ports, { finding: undefined })).answer).toBe('ask');
    const approved = await decide(toy.job, plan, seen, toy.ports, {
      finding: undefined,
      approvedBy: ['ada'],
    });
    expect(approved).toMatchObject({ answer: 'apply', reasons: [{ says: 'Approved by ada.' }, {}] });
  });

  test('that there is no way back', async () => {
    const toy = toyOf({ a: 0 });
    const { meta } = toy.job.unit;
    const unit = { ...toy.job.unit, meta: { ...meta, reversible: { not: 'It melts.' } } };
    const { seen, plan } = await planned(toy);
    const decision = await decide({ ...toy.job, unit }, plan, seen, toy.ports, { finding: undefined });
    expect(decision).toMatchObject({
      answer: 'ask',
      reasons: [{ check: 'cannot-be-undone' }, {}],
    });
  });

  test('the kill switch', async () => {
    const toy = toyOf({ a: 0 });
    toy.policy = { ...toy.policy, killSwitch: true };
    expect(await preview(toy.job, toy.ports)).toMatchObject({
      decision: { answer: 'report', reasons: [{ check: 'kill-switch' }, {}] },
    });
  });

  test('what could not be read', async () => {
    const toy = toyOf({ a: 0 });
    const { decision } = await preview(toy.job, lasting(toy, { policy: failing('gone') }));
    expect(decision).toEqual({
      answer: 'report',
      reasons: [{ check: 'unreadable', says: 'The policy could not be read: gone.', todo: 'Fix it.' }],
    });
  });

  test.each([
    [
      { onOwned: 'report', line: 12 },
      { answer: 'report', where: 'line 12 (ownership)' },
    ],
    [{ onOwned: 'ask' }, { answer: 'ask', where: undefined }],
    [undefined, { answer: 'ask', where: undefined }],
  ] as const)('what the policy says of what others made: %j', async (said, { answer, where }) => {
    const toy = toyOf({ a: 0 });
    if (said) {
      const ownership = { onOwned: said.onOwned, terraformTags: [], pulumiTags: [] };
      toy.policy = { ...toy.policy, ownership, lines: 'line' in said ? { ownership: said.line } : {} };
    }
    const ownedBy = { by: 'terraform', name: 'stack', says: 'Terraform made it.' };
    const { decision } = await preview(toy.job, {
      ...toy.ports,
      surroundings: async () => ({ tags: {}, ownedBy }),
    });
    expect(decision?.answer).toBe(answer);
    expect(decision?.reasons[0]).toMatchObject({ check: 'ownership' });
    expect(decision?.reasons[0]?.where).toBe(where);
  });

  describe('how often it was put back', () => {
    const event: CloudTrailCall = { id: 'e', at: '2026-11-21T09:00:00Z', by: 'ada', operation: 'PutDial' };
    const fought = {
      reverted: ['2026-11-20T00:00:00.000Z', '2026-11-20T01:00:00.000Z'],
      is: 'remediated',
    } as const;
    const withTrail = (toy: Toy, asked: unknown[]): Ports => ({
      ...toy.ports,
      cloudTrail: async (question) => {
        asked.push(question.about);
        return [event];
      },
    });

    test('three times: it asks, and names who, where the log can tell', async () => {
      const toy = toyOf({ a: 0 });
      const { seen, plan } = await planned(toy);
      const about = { finding: finding(fought) };
      expect((await decide(toy.job, plan, seen, toy.ports, about)).reasons[0]).toMatchObject({
        check: 'tug-of-war',
        says: 'Somebody has reverted this setting 3 times within a week.',
      });
      const asked: unknown[] = [];
      expect((await decide(toy.job, plan, seen, withTrail(toy, asked), about)).reasons[0]).toMatchObject({
        check: 'tug-of-war',
        says: 'ada has reverted this setting 3 times within a week.',
      });
      expect(asked).toEqual([[target.id, target.arn]]);
    });

    test.each([
      ['twice', 'remediate', { ...fought, is: 'reported' }],
      ['three times, to undo', 'undo', fought],
    ] as const)('%s: nobody is looked for', async (_name, kind, more) => {
      const toy = toyOf({ a: 0 });
      const { seen, plan } = await planned(toy, { kind });
      const asked: unknown[] = [];
      const decision = await decide(toy.job, plan, seen, withTrail(toy, asked), { finding: finding(more) });
      expect([decision.answer, asked]).toEqual(['apply', []]);
    });
  });

  describe('limits', () => {
    const tight: Limits = { ...generousLimits, changesPerHour: 1 };
    const used = async (limits: Limits | undefined) => {
      const toy = toyOf({ a: 0 });
      toy.policy = { ...toy.policy, ...(limits && { limits }) };
      const other = { run: 'other', account: target.account, remediation: 'other', changes: 1 };
      await countIn(other, tight, toy.ports);
      return toy;
    };

    test.each([
      ['a fix waits', tight, 'remediate', false, 'defer'],
      ['what was begun goes on', tight, 'remediate', true, 'apply'],
      ['taking back waits for none', tight, 'undo', false, 'apply'],
      ['none in the policy', undefined, 'remediate', false, 'apply'],
    ] as const)('%s', async (_name, limits, kind, resumed, answer) => {
      const toy = await used(limits);
      const { seen, plan } = await planned(toy, { kind });
      const decision = await decide(toy.job, plan, seen, toy.ports, { finding: undefined, resumed });
      expect(decision.answer).toBe(answer);
      expect(decision.until).toBe(answer === 'defer' ? '2026-11-21T11:00:00.000Z' : undefined);
    });

    test('are of the account and of the number of changes', async () => {
      const toy = await used({ ...generousLimits, changesPerHourAndAccount: 2 });
      const { seen, plan } = await planned(toy);
      const approvalRequest = (changes: number) =>
        decide(
          toy.job,
          { ...plan, changes: Array.from({ length: changes }, () => plan.changes).flat() },
          seen,
          toy.ports,
          { finding: undefined },
        );
      expect((await approvalRequest(1)).answer).toBe('apply');
      expect(await approvalRequest(2)).toMatchObject({
        answer: 'defer',
        reasons: [
          { says: `1 changes were made in account ${target.account} in the last hour; the policy allows 2.` },
          {},
        ],
      });
    });
  });
});
