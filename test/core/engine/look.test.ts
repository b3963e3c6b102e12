import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Job } from '../../../src/core/model/catalog.ts';
import { WaxsealError } from '../../../src/core/model/errors.ts';
import type { Limits } from '../../../src/core/policy/limits.ts';
import { generousLimits } from '../../../src/core/policy/limits.ts';
import { decide, look, preview } from '../../../src/core/engine/look.ts';
import { countIn } from '../../../src/core/engine/counting.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import type { Ports, CloudTrailCall } from '../../../src/core/model/ports.ts';
import { hold } from '../../../src/core/approvals/holds.ts';
import type { Finding } from '../../../src/core/journal/records.ts';
import { target, toyOf, type Toy } from '../../kit/toy.ts';

/** What one look gathers, and what it does with what it cannot read. */

const says = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Failures that stay, each with its own words. */
const lasting = (toy: Toy, more: Partial<Ports> = {}): Ports => ({
  ...toy.ports,
  explain: (error) =>
    error instanceof WaxsealError
      ? error
      : { code: 'x', says: `${says(error)}.`, todo: 'Mend it.', retry: false },
  ...more,
});
const failing = (what: string) => (): Promise<never> => Promise.reject(new Error(what));

describe('what cannot be read', () => {
  test('the policy: no tag keys are known, nothing is ruled, and the resource is judged all the same', async () => {
    const toy = toyOf({ a: 0 });
    const asked: unknown[] = [];
    const ports = lasting(toy, {
      policy: failing('No such object'),
      surroundings: async (_target, _aws, ownerTags, ownership) => {
        asked.push(ownerTags, ownership);
        return { tags: { team: 'x' }, owner: 'x' };
      },
    });
    const seen = await look(toy.job, ports);
    expect(seen).toMatchObject({ verdict: { is: 'violation' }, surroundings: { owner: 'x' } });
    expect(seen.unreadable).toEqual([
      {
        check: 'unreadable',
        says: 'The policy could not be read: No such object.',
        todo: 'Mend it.',
      },
    ]);
    expect(asked).toEqual([[], undefined]);
    expect(seen).not.toHaveProperty('policy');
    expect(seen).not.toHaveProperty('ruling');
  });

  test('tags: nothing is known of what surrounds it, and the gate is told', async () => {
    const toy = toyOf({ a: 0 });
    const seen = await look(toy.job, lasting(toy, { surroundings: failing('Access denied') }));
    expect(seen).toMatchObject({
      surroundings: { tags: {} },
      policy: { mode: 'auto' },
      ruling: { mode: 'auto' },
    });
    expect(seen.unreadable).toEqual([
      { check: 'unreadable', says: 'Tags could not be read: Access denied.', todo: 'Mend it.' },
    ]);
  });

  test('both: each is named', async () => {
    const toy = toyOf({ a: 0 });
    const ports = lasting(toy, { policy: failing('p'), surroundings: failing('t') });
    const { unreadable, surroundings } = await look(toy.job, ports);
    expect(unreadable.map((reason) => reason.says)).toEqual([
      'The policy could not be read: p.',
      'Tags could not be read: t.',
    ]);
    expect(surroundings).toEqual({ tags: {} });
  });

  test('what may pass is thrown, so that the whole look is tried again', async () => {
    const toy = toyOf({ a: 0 });
    const ports: Ports = { ...toy.ports, surroundings: failing('Slow down') };
    await expect(look(toy.job, ports)).rejects.toThrow('Slow down');
  });
});

test('the policy says which tags name an owner and what marks what code made', async () => {
  const toy = toyOf({ a: 0 });
  const ownership = { onOwned: 'ask', terraformTags: ['tf'], pulumiTags: [] } as const;
  toy.policy = { ...toy.policy, ownerTags: ['squad'], ownership };
  const asked: unknown[] = [];
  const ports: Ports = {
    ...toy.ports,
    surroundings: async (about, _aws, ...rest) => {
      asked.push(about, ...rest);
      return { tags: {} };
    },
  };
  await look(toy.job, ports);
  expect(asked).toEqual([target, ['squad'], ownership]);
});

test('what made the resource is part of the plan, and no part of its id', async () => {
  const toy = toyOf({ a: 0 });
  const ownedBy = { by: 'terraform', name: 'stack', says: 'Terraform made it.' };
  const ports: Ports = { ...toy.ports, surroundings: async () => ({ tags: {}, ownedBy }) };
  const owned = await look(toy.job, ports);
  const free = await look(toy.job, toy.ports);
  expect(owned.plan).toMatchObject({ ownedBy, id: free.plan?.id });
  expect(free.plan).not.toHaveProperty('ownedBy');
  const good = await look({ ...toy.job, ...toyOf({ a: 1 }).job }, ports);
  expect(good).not.toHaveProperty('plan');
});

test('what is gone has no plan, and settings are not asked for it', async () => {
  const toy = toyOf({ a: 0 });
  const unit = { ...toy.job.unit, read: async () => undefined, settings: z.strictObject({ x: z.string() }) };
  const seen = await look({ ...toy.job, unit }, toy.ports);
  expect(seen.verdict).toEqual({ is: 'gone' });
  expect(seen).not.toHaveProperty('plan');
});

describe('where the account stands in the organization', () => {
  const withOus = (toy: Toy): Toy => {
    toy.policy = { ...toy.policy, rules: [{ ous: ['/prod/*'], mode: 'dry-run' }] };
    return toy;
  };

  test('is asked when the policy speaks of it, and decides', async () => {
    const toy = withOus(toyOf({ a: 0 }));
    const asked: string[] = [];
    const ouPath = async (account: string) => {
      asked.push(account);
      return '/prod/payments';
    };
    const seen = await look(toy.job, { ...toy.ports, ouPath });
    expect(seen.surroundings).toEqual({ tags: {}, ou: '/prod/payments' });
    expect(seen).toMatchObject({ ruling: { mode: 'dry-run' }, unreadable: [] });
    expect(asked).toEqual([target.account]);
  });

  test('is not asked when it does not', async () => {
    const toy = toyOf({ a: 0 });
    const seen = await look(toy.job, lasting(toy, { ouPath: failing('asked all the same') }));
    expect(seen.surroundings).toEqual({ tags: {} });
    expect(seen.unreadable).toEqual([]);
  });

  test('cannot be known where nothing asks the organization: says how to', async () => {
    const toy = withOus(toyOf({ a: 0 }));
    const seen = await look(toy.job, lasting(toy));
    expect(seen.surroundings).toEqual({ tags: {} });
    expect(seen.unreadable).toEqual([
      {
        check: 'unreadable',
        says: 'The organizational unit of the account could not be read: The policy speaks of organizational units, and this installation does not ask AWS Organizations.',
        todo: 'Set WAXSEAL_ORGANIZATION, or write account ids instead of ous.',
      },
    ]);
    expect(await preview(toy.job, lasting(toy))).toMatchObject({ decision: { answer: 'report' } });
  });
});

describe('settings', () => {
  const jobWith = (toy: Toy, more: Partial<Job> = {}): { job: Job; parsed: unknown[] } => {
    const parsed: unknown[] = [];
    const unit = {
      ...toy.job.unit,
      settings: z.strictObject({
        least: z._default(z.number(), 1),
        deep: z._default(z.strictObject({ at: z.optional(z.string()) }), {}),
      }),
      fromRule: ({ minimum }: Readonly<Record<string, string>>) => ({ least: Number(minimum) }),
      plan: (_state: unknown, _target: unknown, settings: unknown) => {
        parsed.push(settings);
        return { is: 'compliant' as const };
      },
    };
    return { job: { ...toy.job, unit, ...more }, parsed };
  };
  const policySays = (toy: Toy, settings: Readonly<Record<string, unknown>>): void => {
    toy.policy = { ...toy.policy, rules: [{ settings: { 'toy-dials-on': settings } }] };
  };

  test.each([
    ['nothing said: the defaults', undefined, undefined, { least: 1, deep: {} }],
    ['what the Config rule implies', { minimum: '7' }, undefined, { least: 7, deep: {} }],
    ['the policy’s word over the rule’s', { minimum: '7' }, { least: 3 }, { least: 3, deep: {} }],
    ['the policy’s alone', undefined, { deep: { at: 'x' } }, { least: 1, deep: { at: 'x' } }],
  ])('%s', async (_name, ruleParameters, settings, expected) => {
    const toy = toyOf({ a: 0 });
    if (settings) policySays(toy, settings);
    const { job, parsed } = jobWith(toy, ruleParameters && { ruleParameters });
    await look(job, toy.ports);
    expect(parsed).toEqual([expected]);
  });

  test('rule parameters that a unit does not know matter nothing', async () => {
    const toy = toyOf({ a: 1 });
    const seen = await look({ ...toy.job, ruleParameters: { minimum: '7' } }, toy.ports);
    expect(seen.verdict).toEqual({ is: 'compliant' });
  });

  test.each([
    ['by its path', { deep: { at: 3 } }, 'deep.at: invalid_type'],
    ['every one of them', { deep: { at: 3 }, least: 'x' }, 'least: invalid_type, deep.at: invalid_type'],
    ['a key that is not known', { most: 3 }, '(top): unrecognized_keys'],
  ])('what is wrong with them is named: %s', async (_name, settings, where) => {
    const toy = toyOf({ a: 0 });
    policySays(toy, settings);
    await expect(look(jobWith(toy).job, toy.ports)).rejects.toMatchObject({
      code: 'bad-settings',
      says: `The policy's settings for toy-dials-on are not valid (${where}).`,
      todo: 'Run waxseal policy check and mend the line that it names.',
      retry: false,
    });
  });
});

describe('what the gate is asked', () => {
  const finding = (more: Partial<Finding> = {}): Finding => ({
    remediation: 'toy-dials-on',
    target,
    is: 'reported',
    lastSeen: '2026-11-20T00:00:00.000Z',
    asks: 0,
    attempts: 0,
    reverted: [],
    ...more,
  });
  const planned = async (toy: Toy, more: Partial<Plan> = {}) => {
    const seen = await look(toy.job, toy.ports);
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
    expect(decision).toMatchObject({ answer: 'ask', reasons: [{ check: 'cannot-be-undone' }, {}] });
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
      reasons: [{ check: 'unreadable', says: 'The policy could not be read: gone.', todo: 'Mend it.' }],
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
      is: 'sealed',
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
        says: 'Somebody has put this setting back 3 times within a week.',
      });
      const asked: unknown[] = [];
      expect((await decide(toy.job, plan, seen, withTrail(toy, asked), about)).reasons[0]).toMatchObject({
        check: 'tug-of-war',
        says: 'ada has put this setting back 3 times within a week.',
      });
      expect(asked).toEqual([[target.id, target.arn]]);
    });

    test.each([
      ['twice', 'fix', { ...fought, is: 'reported' }],
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
      ['a fix waits', tight, 'fix', false, 'defer'],
      ['what was begun goes on', tight, 'fix', true, 'apply'],
      ['taking back waits for none', tight, 'undo', false, 'apply'],
      ['none in the policy', undefined, 'fix', false, 'apply'],
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
      const ask = (changes: number) =>
        decide(
          toy.job,
          { ...plan, changes: Array.from({ length: changes }, () => plan.changes).flat() },
          seen,
          toy.ports,
          { finding: undefined },
        );
      expect((await ask(1)).answer).toBe('apply');
      expect(await ask(2)).toMatchObject({
        answer: 'defer',
        reasons: [
          { says: `1 changes were made in account ${target.account} in the last hour; the policy allows 2.` },
          {},
        ],
      });
    });
  });
});

describe('a preview', () => {
  test('tells what would be done, remembers what the journal knows, and writes nothing', async () => {
    const toy = toyOf({ a: 0 });
    await hold({ target, remediation: 'toy-dials-on', by: 'ada', reason: 'r' }, toy.ports);
    const calls: string[] = [];
    toy.at = (call) => void calls.push(call);
    const seen = await preview(toy.job, toy.ports);
    expect(seen).toMatchObject({ verdict: { is: 'violation' }, decision: { answer: 'skip' } });
    expect(calls.filter((call) => call.startsWith('write') || call.startsWith('put'))).toEqual([]);
  });

  test('of what is good, or of what only people can mend, decides nothing', async () => {
    const toy = toyOf({ a: 1 });
    expect(await preview(toy.job, toy.ports)).not.toHaveProperty('decision');
    const unit = { ...toy.job.unit, plan: () => ({ is: 'violation' as const, message: 'hot', changes: [] }) };
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
      is: 'sealed',
      lastSeen: '2026-11-20T00:00:00.000Z',
      asks: 0,
      attempts: 0,
      reverted: ['2026-11-20T00:00:00.000Z', '2026-11-20T01:00:00.000Z'],
    };
    await toy.ports.journal.write({ kind: 'finding', key, value }, 0);
    expect((await preview(toy.job, toy.ports)).decision?.answer).toBe('ask');
  });
});
