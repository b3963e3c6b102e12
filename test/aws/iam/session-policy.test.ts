import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { unitsOf } from '../../../infra/units.ts';
import { catalog } from '../../../src/services/index.ts';
import type { Aim } from '../../../src/aws/iam/service.ts';
import { withoutResources } from '../../kit/session.ts';
import { book } from '../../../src/services/book.ts';
import {
  packedSizeEstimate,
  sessionName,
  sessionPolicy,
  sessionPolicyLimit,
} from '../../../src/aws/iam/session-policy.ts';

const units = await unitsOf(catalog);
const account = '111122223333';
const area = { partition: 'aws', account, region: 'eu-west-1' };
const elb = (resource: string): string => `arn:aws:elasticloadbalancing:eu-west-1:${account}:${resource}`;
const rds = (resource: string): string => `arn:aws:rds:eu-west-1:${account}:${resource}`;
const aim = (arn: string, changes: Aim['changes'] = []): Aim => ({ ...area, arn, changes });

const bucket = aim('arn:aws:s3:::ledger');
const balancer = aim(elb('loadbalancer/app/shop/50dc6c495c0c9188'));
const listener = aim(elb('listener/net/shop/50dc6c495c0c9188/f2f7dc8efc522ab2'));
const instance = aim(rds('db:orders'), [
  { on: 'waxseal-orders-1a2b3c4d', before: null, after: { family: 'postgres15', copyOf: 'orders-pg' } },
  { on: 'waxseal-orders-1a2b3c4d/rds.force_ssl', before: null, after: '1' },
  { on: rds('db:orders'), before: null, after: 'waxseal-orders-1a2b3c4d' },
]);

const written = (actions: readonly string[], at: Aim): unknown => {
  const cut = sessionPolicy(actions, at, book);
  return 'policy' in cut ? JSON.parse(cut.policy) : cut;
};

describe('a session may do what is declared, on the target alone', () => {
  test('a bucket, of this account only', () => {
    expect(written(['s3:PutBucketPolicy', 's3:DeleteBucketPolicy'], bucket)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy'],
          Resource: 'arn:aws:s3:::ledger',
          Condition: { StringEquals: { 'aws:ResourceAccount': account } },
        },
      ],
    });
  });

  test('actions that share their resources share a statement, each said once', () => {
    const actions = ['AddTagsToResource', 'ModifyDBParameterGroup', 'ModifyDBInstance', 'AddTagsToResource'];
    const groups = [rds('pg:default.*'), rds('pg:orders-pg'), rds('pg:waxseal-orders-1a2b3c4d')];
    expect(
      written(
        actions.map((name) => `rds:${name}`),
        instance,
      ),
    ).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['rds:AddTagsToResource', 'rds:ModifyDBParameterGroup'],
          Resource: groups,
        },
        { Effect: 'Allow', Action: 'rds:ModifyDBInstance', Resource: [rds('db:orders'), ...groups] },
      ],
    });
  });

  test('what knows no resources is allowed everywhere, beside what does', () => {
    expect(
      written(['elasticloadbalancing:DescribeRules', 'elasticloadbalancing:ModifyListener'], listener),
    ).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'elasticloadbalancing:DescribeRules', Resource: '*' },
        { Effect: 'Allow', Action: 'elasticloadbalancing:ModifyListener', Resource: listener.arn },
      ],
    });
  });

  test('the listeners and rules of one balancer', () => {
    const actions = ['elasticloadbalancing:ModifyListener', 'elasticloadbalancing:ModifyRule'];
    expect(written(actions, balancer)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'elasticloadbalancing:ModifyListener',
          Resource: elb('listener/app/shop/50dc6c495c0c9188/*'),
        },
        {
          Effect: 'Allow',
          Action: 'elasticloadbalancing:ModifyRule',
          Resource: elb('listener-rule/app/shop/50dc6c495c0c9188/*/*'),
        },
      ],
    });
  });

  test.each([
    ['s3:bucket', bucket, ['arn:aws:s3:::ledger']],
    ['s3:bucket', balancer, []],
    [
      'elasticloadbalancing:listener/net',
      listener,
      [elb('listener/net/shop/50dc6c495c0c9188/f2f7dc8efc522ab2')],
    ],
    ['elasticloadbalancing:loadbalancer/net/', listener, [elb('loadbalancer/net/shop/50dc6c495c0c9188')]],
    [
      'elasticloadbalancing:listener-rule/net',
      listener,
      [elb('listener-rule/net/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/*')],
    ],
    ['elasticloadbalancing:listener/app', listener, []],
    ['elasticloadbalancing:listener/app', bucket, []],
    ['rds:db', instance, [rds('db:orders')]],
    ['rds:db', bucket, []],
    ['rds:cluster', instance, []],
    ['rds:pg', aim(rds('db:orders'), [{ on: rds('pg:orders-pg') }]), [rds('pg:orders-pg')]],
    ['rds:pg', aim(rds('db:orders')), []],
    ['acm:certificate', aim('not an ARN'), []],
  ] as const)('%s at %o: %o', (kind, at, arns) => {
    expect(book.resourcesOf(kind, at)).toEqual(arns);
  });

  test('the parameter groups that the changes name: own, copied, default', () => {
    expect([...new Set(book.resourcesOf('rds:pg', instance))].toSorted()).toEqual([
      rds('pg:default.*'),
      rds('pg:orders-pg'),
      rds('pg:waxseal-orders-1a2b3c4d'),
    ]);
  });

  test('a group of another account in a change opens nothing there', () => {
    const at = aim(rds('db:orders'), [{ on: 'arn:aws:rds:eu-west-1:999988887777:pg:theirs' }]);
    expect(book.resourcesOf('rds:pg', at)).toEqual([rds('pg:theirs')]);
  });
});

describe('what cannot be cut is refused, not widened', () => {
  test.each([
    [[], bucket, 'no action is declared for it'],
    [['s3:PutObject'], bucket, 'no service says what s3:PutObject can be limited to'],
    [['s3:*'], bucket, 'no service says what s3:* can be limited to'],
    [
      ['rds:ModifyDBInstance'],
      bucket,
      'nothing at arn:aws:s3:::ledger is of a kind that rds:ModifyDBInstance works on',
    ],
    [['s3:PutBucketPolicy', 's3:PutObject'], bucket, 'no service says what s3:PutObject can be limited to'],
    [
      ['s3:PutBucketPolicy', 'rds:ModifyDBInstance'],
      bucket,
      'nothing at arn:aws:s3:::ledger is of a kind that rds:ModifyDBInstance works on',
    ],
  ])('%o', (actions, at, wrong) => {
    expect(sessionPolicy(actions, at, book)).toEqual({ wrong });
  });

  test('more than AWS takes, to the character', () => {
    const cutTo = (length: number) =>
      sessionPolicy(['s3:PutBucketPolicy'], aim(`arn:aws:s3:::${'b'.repeat(length)}`), book);
    const one = cutTo(1);
    const room = sessionPolicyLimit - ('policy' in one ? one.policy.length : 0);
    const full = cutTo(1 + room);
    expect('policy' in full && full.policy).toHaveLength(2048);
    expect(cutTo(2 + room)).toEqual({ wrong: 'the policy would have 2049 characters; AWS takes 2048' });
  });
});

describe('the table of scopes', () => {
  test.each(book.actions())('%s names one action, not many', (action) => {
    expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z][A-Za-z0-9]*$/);
  });

  const declared = units.flatMap(({ permissions: { read, write, undo }, resourcePermissions }) => [
    ...read,
    ...write,
    ...undo,
    ...resourcePermissions,
  ]);
  test.each([...new Set(declared)])('%s is declared, and was looked up', (action) => {
    expect(book.scopeOf(action)).toBeDefined();
  });

  const writes = units.flatMap(({ permissions }) => [...permissions.write, ...permissions.undo]);
  test.each([...new Set(writes)])(
    '%s writes, and is limited to some kind of resource where IAM can',
    (action) => {
      expect(book.scopeOf(action)).toHaveProperty(withoutResources.includes(action) ? 'everywhere' : 'on');
    },
  );

  test.each(book.kinds())('every %s stays within its account', (kind) => {
    const [, partition, , region, of] = book.arnPattern(kind, area).split(':');
    // Without a Region: of a global service. Without an account: buckets, whose names are the world's.
    const usual = [
      ['eu-west-1', account],
      ['', account],
      ['', ''],
    ];
    // Prefix lists of AWS, and those that are shared, are another account's; they are only read.
    const lists = kind === 'ec2:prefix-list' ? [['eu-west-1', '*']] : [];
    // Paths of API Gateway have a Region and never an account: IAM looks for them in the caller's own.
    const paths = kind.startsWith('apigateway:') ? [['eu-west-1', '']] : [];
    expect([...usual, ...lists, ...paths]).toContainEqual([region, of]);
    expect(partition).toBe('aws');
  });
});

describe('session names', () => {
  test.each([
    ['run-0mg1k2x9a0123456789abcdef', 'run-0mg1k2x9a0123456789abcdef'],
    ['run/1 äé', 'run-1---'],
    ['', 'run-'],
    ['a', 'run-a'],
    ['ab', 'ab'],
    ['x'.repeat(80), 'x'.repeat(64)],
  ])('%s', (run, name) => {
    expect(sessionName(run)).toBe(name);
    expect(sessionName(run)).toMatch(/^[\w+=,.@-]{2,64}$/);
  });
});

test('the packed size, in percent of half the limit, is that of what cannot be packed', () => {
  const short = sessionPolicy(['s3:PutBucketPolicy'], bucket, book);
  expect('policy' in short && packedSizeEstimate(short.policy)).toBeLessThan(25);
  // Hashes in base64 carry six bits a character: 1,536 bytes in 2,048 characters.
  const hashes = Array.from({ length: 64 }, (_, n) =>
    createHash('sha256').update(String(n)).digest('base64'),
  );
  const estimate = packedSizeEstimate(hashes.join('').replaceAll('=', '').slice(0, sessionPolicyLimit));
  expect(estimate).toBeGreaterThan(148);
  expect(estimate).toBeLessThan(160);
  expect(Number.isInteger(estimate)).toBe(true);
});
