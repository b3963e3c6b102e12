import { describe, expect, test } from 'vitest';
import { rememberRules, ruleToRemediations, type DescribedRule } from '../../src/intake/rules.ts';

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
    { id: 's3-bucket-tls-only', configRules: ['S3_BUCKET_SSL_REQUESTS_ONLY'] },
    { id: 'sqs-queue-tls-only', configRules: [] },
    { id: 's3-something-else', configRules: ['OTHER', 'S3_BUCKET_SSL_REQUESTS_ONLY'] },
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

  test.each<[string, DescribedRule | undefined, string]>([
    ['a rule that is gone', undefined, 'no-such-rule'],
    [
      'a managed rule that nothing mends',
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
    const describe_ = async ({ arn }: { arn: string }) => {
      asked.push(arn);
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

  test('are bounded in number, the oldest goes', async () => {
    const { asked, describe: ask } = counted(managed);
    const remembered = rememberRules(ask, 2);
    for (const name of ['a', 'b', 'c', 'c', 'b', 'a']) await remembered({ arn: name, name });
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });
});
