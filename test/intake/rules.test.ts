import { describe, expect, test } from 'vitest';
import type { NamedByFinding } from '../../src/intake/intake.ts';
import {
  rememberRules,
  remediationsFor,
  ruleToRemediations,
  type DescribedRule,
  type DescribeRule,
} from '../../src/intake/rules.ts';

const rule = {
  arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-abc123',
  name: 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d',
};
const managed: DescribedRule = {
  ...rule,
  owner: 'AWS',
  sourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY',
  parameters: {},
};
const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:check-queues';
const custom: DescribedRule = { ...rule, owner: 'CUSTOM_LAMBDA', sourceIdentifier: lambda, parameters: {} };
const book = {
  listings: [
    { id: 's3-bucket-tls-only', configRules: ['S3_BUCKET_SSL_REQUESTS_ONLY'], controls: ['S3.5'] },
    { id: 'sqs-queue-tls-only', configRules: [], controls: [] },
    { id: 's3-something-else', configRules: ['OTHER', 'S3_BUCKET_SSL_REQUESTS_ONLY'], controls: [] },
  ],
  aliases: {
    'arn:aws:lambda:*:function:check-queues': ['sqs-queue-tls-only'],
    [rule.arn]: ['sqs-queue-tls-only', 'x'],
  },
};
const answer = (described: DescribedRule | undefined, aliases = {}) =>
  ruleToRemediations(rule, async () => described, { ...book, aliases });

describe('the remediations of a rule', () => {
  test('of AWS are found by its source identifier, whatever its name', async () => {
    const remediations = ['s3-bucket-tls-only', 's3-something-else'];
    expect(await answer(managed)).toEqual({ is: 'mapped', remediations, rule: managed });
    expect(await answer({ ...managed, name: 'x' })).toMatchObject({ remediations });
  });

  test('of AWS are not changed by an alias', async () => {
    expect(await answer(managed, { '*': ['sqs-queue-tls-only'] })).toMatchObject({
      remediations: ['s3-bucket-tls-only', 's3-something-else'],
    });
  });

  test("of one's own are found by alias of its function or of itself, once each", async () => {
    expect(await answer(custom, book.aliases)).toMatchObject({ remediations: ['sqs-queue-tls-only', 'x'] });
    const { sourceIdentifier: _, ...guard } = custom;
    expect(await answer({ ...guard, owner: 'CUSTOM_POLICY' }, book.aliases)).toMatchObject({ is: 'mapped' });
  });

  test('of ours are known by function and parameter, both, never by name', async () => {
    const ours: DescribedRule = {
      ...custom,
      sourceIdentifier: 'arn:aws:lambda:eu-west-1:111122223333:function:waxseal-evaluate',
      parameters: { remediation: 'sqs-queue-tls-only' },
    };
    expect(await answer(ours)).toMatchObject({ remediations: ['sqs-queue-tls-only'] });
    const others: readonly DescribedRule[] = [
      { ...ours, parameters: {} },
      { ...ours, parameters: { remediation: 'nothing' } },
      { ...ours, owner: 'CUSTOM_POLICY' },
      { ...ours, sourceIdentifier: lambda },
      { ...ours, sourceIdentifier: `${ours.sourceIdentifier}-not` },
      { ...ours, sourceIdentifier: lambda, name: 'waxseal-sqs-queue-tls-only' },
    ];
    for (const other of others) expect(await answer(other)).toMatchObject({ why: 'no-remediation' });
  });

  test('an alias may name the managed rule that a custom one stands in for', async () => {
    const aliases = { [lambda]: ['S3_BUCKET_SSL_REQUESTS_ONLY', 'sqs-queue-tls-only'] };
    expect(await answer(custom, aliases)).toMatchObject({
      remediations: ['s3-bucket-tls-only', 's3-something-else', 'sqs-queue-tls-only'],
    });
  });

  test.each<[string, DescribedRule | undefined, string]>([
    ['a rule that is gone', undefined, 'no-such-rule'],
    [
      'a managed rule that no remediation covers',
      { ...managed, sourceIdentifier: 'IAM_PASSWORD_POLICY' },
      'no-remediation',
    ],
    ['a custom rule without alias', custom, 'no-remediation'],
    [
      'a custom rule that calls itself like a managed one',
      { ...managed, owner: 'CUSTOM_LAMBDA' },
      'no-remediation',
    ],
  ])('%s stands for none', async (_what, described, why) => {
    expect(await answer(described)).toMatchObject({ is: 'unmapped', why });
  });
});

describe('remembered rules', () => {
  const counted = (...answers: (DescribedRule | undefined | Error)[]) => {
    const asked: string[] = [];
    const describe_: DescribeRule = async (ref) => {
      asked.push('arn' in ref ? ref.arn : ref.name);
      const next = answers.length > 1 ? answers.shift() : answers[0];
      if (next instanceof Error) throw next;
      return next;
    };
    return { asked, describe: describe_ };
  };

  test('are asked for once, also by many at once', async () => {
    const { asked, describe: ask } = counted(managed);
    const remembered = rememberRules(ask);
    expect(await Promise.all([remembered(rule), remembered(rule)])).toEqual([managed, managed]);
    expect(await remembered(rule)).toBe(managed);
    expect(asked).toEqual([rule.arn]);
  });

  test('are known by ARN: the same name in another account is another rule', async () => {
    const { asked, describe: ask } = counted(managed);
    const remembered = rememberRules(ask);
    await remembered(rule);
    await remembered({ ...rule, arn: rule.arn.replace('111122223333', '444455556666') });
    expect(asked).toHaveLength(2);
  });

  test.each<[string, undefined | Error]>([
    ['found', undefined],
    ['told', new Error('throttled')],
  ])('that were not %s are asked for again', async (_what, first) => {
    const { asked, describe: ask } = counted(first, managed);
    const remembered = rememberRules(ask);
    const before = await remembered(rule).catch((error: unknown) => error);
    expect(before).toBe(first);
    expect(await remembered(rule)).toBe(managed);
    expect(asked).toHaveLength(2);
  });

  test.each([
    ['account', { account: '444455556666' }],
    ['Region', { region: 'us-east-1' }],
  ])('of a finding are known by name and place: those of another %s are others', async (_what, other) => {
    const { asked, describe: ask } = counted(managed);
    const remembered = rememberRules(ask);
    const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
    await remembered({ name: 'tls', location });
    await remembered({ name: 'tls', location: { ...location, ...other } });
    await remembered({ name: 'tls', location });
    expect(asked).toEqual(['tls', 'tls']);
  });

  test('that were asked for again are not forgotten because the first answer fails late', async () => {
    const first = Promise.withResolvers<DescribedRule>();
    const answers = [first.promise, Promise.resolve(managed), Promise.resolve(managed)];
    const remembered = rememberRules(
      async () => answers.shift() ?? Promise.reject(new Error('once more')),
      1,
    );
    const early = remembered(rule).catch((error: unknown) => error);
    await remembered({ arn: 'b', name: 'b' });
    expect(await remembered(rule)).toBe(managed);
    first.reject(new Error('throttled'));
    expect(await early).toEqual(new Error('throttled'));
    expect(await remembered(rule)).toBe(managed);
  });

  test('are bounded in number, the oldest goes', async () => {
    const { asked, describe: ask } = counted(managed);
    const remembered = rememberRules(ask, 2);
    for (const name of ['a', 'b', 'c', 'c', 'b', 'a']) await remembered({ arn: name, name });
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });
});

describe('the remediations of a finding', () => {
  const finding: NamedByFinding = {
    is: 'named',
    by: 'finding',
    arn: 'arn:aws:s3:::invoices',
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    control: 'S3.5',
    ruleName: rule.name,
    compliance: 'NON_COMPLIANT',
    at: '2026-09-20T10:15:20.000Z',
    eventAccount: '111122223333',
  };
  const { control: _control, ...bare } = finding;
  const { ruleName: _rule, ...alone } = finding;
  const asked: unknown[] = [];
  const of = (named: NamedByFinding, described: DescribedRule | undefined) =>
    remediationsFor(named, async (ref) => (asked.push(ref), described), book);

  test('are found by its control, with the parameters of the rule behind it', async () => {
    asked.length = 0;
    const told = { ...managed, parameters: { n: '1' } };
    expect(await of(finding, told)).toEqual({
      is: 'mapped',
      remediations: ['s3-bucket-tls-only'],
      rule: told,
    });
    const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
    expect(asked).toEqual([{ name: rule.name, location }]);
  });

  test('a rule that is gone or checks something else lends no parameters', async () => {
    const others = ['IAM_PASSWORD_POLICY', 'OTHER'].map((sourceIdentifier) => ({
      ...managed,
      sourceIdentifier,
    }));
    for (const described of [undefined, ...others])
      expect(await of(finding, described)).toEqual({ is: 'mapped', remediations: ['s3-bucket-tls-only'] });
    asked.length = 0;
    expect(await of(alone, managed)).toEqual({ is: 'mapped', remediations: ['s3-bucket-tls-only'] });
    expect(asked).toEqual([]);
  });

  test('a control that no remediation covers goes by its rule, as AWS Config knows it', async () => {
    const other = { ...finding, control: 'S3.99' };
    expect(await of(other, managed)).toMatchObject({ is: 'mapped', rule: managed });
    const password = { ...managed, sourceIdentifier: 'IAM_PASSWORD_POLICY' };
    expect(await of(other, password)).toMatchObject({ why: 'no-remediation' });
    expect(await of(other, undefined)).toEqual({
      is: 'unmapped',
      why: 'no-remediation',
      says: `No remediation stands for the control S3.99, and AWS Config knows no rule ${rule.name}.`,
    });
    expect(await of({ ...alone, control: 'S3.99' }, managed)).toMatchObject({
      says: 'No remediation stands for the control S3.99.',
    });
  });

  test('is the same control in other letters', async () => {
    expect(await of({ ...alone, control: 's3.5' }, undefined)).toMatchObject({ is: 'mapped' });
  });

  test('without a control its rule is asked', async () => {
    expect(await of(bare, managed)).toMatchObject({
      remediations: ['s3-bucket-tls-only', 's3-something-else'],
    });
    expect(await of(bare, custom)).toMatchObject({ remediations: ['sqs-queue-tls-only', 'x'] });
    expect(await of(bare, undefined)).toMatchObject({ why: 'no-such-rule' });
  });

  test('a failure to ask is thrown, not taken for an answer', async () => {
    const down = () => Promise.reject(new Error('down'));
    await expect(remediationsFor(finding, down, book)).rejects.toThrow('down');
  });
});
