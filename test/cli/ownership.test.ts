import { describe, expect, test } from 'vitest';
import { arnOf, autoPolicy, flat, terminalAt } from '../kit/terminal.ts';

const bucket = (tags: Readonly<Record<string, string>>) => ({
  s3: {
    Buckets: [{ Name: 'plain', TagSet: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }],
  },
});
const plan = ['plan', '--resource', arnOf('plain')];

describe('a plan for what something else made', () => {
  test('names it, and shows the change in its language', async () => {
    const tags = { 'aws:cloudformation:stack-name': 'shop', 'aws:cloudformation:logical-id': 'Orders' };
    const { out } = await terminalAt(bucket(tags)).run(plan);
    expect(flat(out)).toContain('made by Made by CloudFormation (shop, Orders');
    expect(out).toContain('AWS::S3::BucketPolicy of bucket plain');
    expect(out).not.toContain('aws_iam_policy_document');
  });

  test('by Terraform, when the policy knows the tag', async () => {
    const terminal = terminalAt(bucket({ 'acme:workspace': 'shop' }));
    const policy = terminal.file('p.yaml', `version: 1\nownership: { terraformTags: ['acme:workspace'] }\n`);
    const { out } = await terminal.run([...plan, '--policy', policy]);
    expect(out).toContain('aws_iam_policy_document');
    expect(out).not.toContain('PolicyStatement.fromJson');
  });

  test('by nobody known: every language, as JSON', async () => {
    const terminal = terminalAt(bucket({}));
    expect(flat((await terminal.run(plan)).out)).toContain('no tag tells (Terraform leaves none)');
    const { document } = await terminal.json(plan, 'waxseal/plan/v1');
    expect(document).toMatchObject({
      looks: [
        {
          sources: [
            {
              set: 'statement',
              cloudformation: expect.stringContaining('"aws:SecureTransport": "false"'),
              cdk: expect.stringContaining('bucket.addToResourcePolicy'),
              terraform: expect.stringContaining('variable = "aws:SecureTransport"'),
            },
          ],
        },
      ],
    });
  });
});

test.each([['text'], ['markdown'], ['json']])(
  'a refused undo shows three values and the difference (%s)',
  async (format) => {
    const terminal = terminalAt(bucket({ team: 'orders' }));
    const policy = terminal.file('p.yaml', autoPolicy);
    const all = ['--policy', policy];
    await terminal.run(['apply', '--resource', arnOf('plain'), ...all]);
    const narrowed = {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'WaxsealTlsOnly',
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:PutObject',
          Resource: ['arn:aws:s3:::plain', 'arn:aws:s3:::plain/*'],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    };
    terminal.sandbox.write({
      operation: 's3:PutBucketPolicy',
      input: { Bucket: 'plain', Policy: JSON.stringify(narrowed) },
    });
    const line = ['undo', '--resource', arnOf('plain'), '--reason', 'tried', ...all];
    const { exit, out } = await terminal.run([...line, '--format', format]);
    expect(exit).toBe(5);
    if (format === 'json') {
      expect(JSON.parse(out)).toMatchObject({
        result: {
          outcome: {
            is: 'refused',
            conflicts: [
              { set: 'statement', before: null, became: { Action: 's3:*' }, now: { Action: 's3:PutObject' } },
            ],
          },
        },
      });
      return;
    }
    for (const words of ['before us', 'through us', 'now', 'what somebody changed since'])
      expect(out).toContain(words);
    expect(out).toMatch(/- +"Action": "s3:\*"/);
    expect(out).toMatch(/\+ +"Action": "s3:PutObject"/);
  },
);
