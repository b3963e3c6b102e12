import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../src/sandbox/account.ts';

const bucket = (over: object = {}) => ({ s3: { Buckets: [{ Name: 'orders', ...over }] } });
const deny = (over: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::orders', ...over }],
});

describe('impossible accounts are refused, and the place is named', () => {
  test.each<[string, unknown, RegExp]>([
    ['no object', 'orders', /it must be a block of keys, but is "orders"/],
    ['an unknown key', { s4: {} }, /s4/],
    ['an unknown member of a record', bucket({ Region: 'eu-west-1' }), /Buckets\[0\]\.Region/],
    ['an account id with eleven digits', { account: '11112222333' }, /account/],
    ['an unknown partition', { partition: 'aws-eu' }, /partition/],
    ['no bucket name', bucket({ Name: 'Orders' }), /Orders is no bucket name/],
    ['one bucket twice', { s3: { Buckets: [{ Name: 'orders' }, { Name: 'orders' }] } }, /orders twice/],
    [
      'a policy that S3 refuses',
      bucket({ Policy: deny({ Action: 'sns:Publish' }) }),
      /orders.*invalid action/,
    ],
    [
      'a policy of another partition',
      { partition: 'aws-cn', ...bucket({ Policy: deny() }) },
      /invalid resource/,
    ],
    [
      'one rule twice',
      {
        config: {
          ConfigRules: ['r', 'r'].map((ConfigRuleName) => ({
            ConfigRuleName,
            Source: { Owner: 'AWS', SourceIdentifier: 'X' },
          })),
        },
      },
      /r twice/,
    ],
    [
      'a runbook with an unknown action',
      {
        ssm: {
          Documents: [
            {
              Name: 'D',
              Content: "schemaVersion: '0.3'\nmainSteps: [{ name: a, action: 'aws:sleep', inputs: {} }]",
            },
          ],
        },
      },
      /runbook D/,
    ],
  ])('%s', (_what, file, says) => {
    expect(() => loadAccount(file, 'test')).toThrow(says);
    expect(() => loadAccount(file, 'test')).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^sandbox-/) }),
    );
  });
});

test('the rest is as AWS has it by default', () => {
  const { world, region, caller, denied } = loadAccount(bucket());
  expect({ region, caller, denied }).toEqual({
    region: 'eu-west-1',
    caller: 'arn:aws:sts::111122223333:assumed-role/waxseal/run',
    denied: [],
  });
  expect(world.s3.Buckets).toMatchObject([
    {
      Name: 'orders',
      Owner: '111122223333',
      BucketRegion: 'eu-west-1',
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
    },
  ]);
});

test('a policy may name somebody who was deleted after it was stored', () => {
  const Principal = { AWS: ['AROADBQP57FF2AEXAMPLE'] };
  const { world } = loadAccount(bucket({ Policy: deny({ Principal }) }));
  expect(world.s3.Buckets[0]?.Policy).toContain('AROADBQP57FF2AEXAMPLE');
});

test('a bucket with a public policy does not block public policies, unless it says so', () => {
  const Policy = deny({ Effect: 'Allow' });
  expect(loadAccount(bucket({ Policy })).world.s3.Buckets[0]).not.toHaveProperty(
    'PublicAccessBlockConfiguration',
  );
});
