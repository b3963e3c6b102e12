import { expect, test } from 'vitest';
import {
  arrivingModeOf,
  canChange,
  transitModeOf,
  type TransitMode,
} from '../../../../src/services/elasticache/facts/transit-mode.ts';
import unit from '../../../../src/services/elasticache/remediations/elasticache-group-tls.ts';
import resource from '../../../../src/services/elasticache/resources/aws-elasticache-replicationgroup.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering, location } from '../../../kit/answers.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Group = NonNullable<NonNullable<AccountFile['elasticache']>['ReplicationGroups']>[number];

const arn = 'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders';
const held = (over: Partial<Group> = {}) => ({
  elasticache: { ReplicationGroups: [{ ReplicationGroupId: 'orders', ...over }] },
});
const first = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: 1,
  hazards: ['node-names-change', 'plaintext-stays'],
  notes: ['undo-shuts-out-tls'],
} as const;
const second = { ...first, hazards: ['plaintext-ends'], notes: ['undo-opens-plaintext'] } as const;
const redis = (EndpointIdentifier: string, ServerName: string, SslSecurityProtocol: string) => ({
  EndpointIdentifier,
  EngineName: 'redis',
  RedisSettings: { ServerName, Port: 6379, SslSecurityProtocol },
});
const told = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;
const node = (over: object = {}) => ({ CacheClusterStatus: 'available', PendingModifiedValues: {}, ...over });
const nodes = (...all: readonly object[]) => held({ Nodes: all.map(node) });

testRemediation(unit, resource, {
  'TLS is required': { account: held({ Tls: 'required' }), target: 'orders', expect: { is: 'compliant' } },
  'TLS is off': {
    account: held(),
    target: 'orders',
    expect: {
      ...first,
      changes: [
        {
          set: 'transitEncryption',
          on: arn,
          before: 'off',
          after: 'preferred',
          impact: ['changes-endpoints', 'interrupts'],
        },
      ],
      says: [
        'Encryption in transit of replication group orders is "off". Apply the plan: it sets "preferred" and nothing else about the replication group.',
        'With preferred, replication group orders takes TLS beside plaintext, which still gets in. AWS Config and Security Hub are content with that. ElastiCache is at work on the nodes meanwhile, and takes TLS when all of them are done. When the group is available again, have every client use TLS, by the endpoints that DescribeReplicationGroups shows then: their names are new ones, and those of today (the primary and the reader endpoint) lead there as well until the second step. The second step is a plan and an approval of its own.',
        `First of two steps, to preferred: it gives the nodes of replication group orders other DNS names, and AWS deletes those of today: whoever connects by the name of a node is cut off, with TLS or without. What stays until the second step is the primary and the reader endpoint. See first that every client has the primary and the reader endpoint in its configuration, and none has the name of a node. The names of the nodes: aws elasticache describe-cache-clusters --region eu-west-1 --show-cache-node-info --query "CacheClusters[?ReplicationGroupId=='orders'].CacheNodes[].Endpoint.Address"`,
        'To undo this step turns TLS off: whoever uses it by then is refused. AWS does not say that the names which nodes of replication group orders have today come back.',
      ],
    },
    next: second,
  },
  'TLS is preferred, which AWS Config is content with': {
    account: held({ Tls: 'preferred' }),
    target: arn,
    expect: {
      ...second,
      changes: [
        {
          set: 'transitEncryption',
          on: arn,
          before: 'preferred',
          after: 'required',
          impact: ['breaks-plaintext', 'changes-endpoints'],
        },
      ],
    },
  },
  'before the first step nobody is asked': {
    account: {
      ...held(),
      ...environmentsWith('redis://orders-ro.abc123.ng.0001.eu-west-1.cache.amazonaws.com'),
    },
    target: 'orders',
    expect: first,
    next: {
      ...second,
      hazards: ['plaintext-ends', 'lambda-without-tls', 'ecs-without-tls'],
      notes: ['undo-opens-plaintext', 'settings-elsewhere'],
    },
  },
  'Lambda, ECS and DMS come to its endpoint without TLS': {
    account: {
      ...held({ Tls: 'preferred' }),
      ...environmentsWith('redis://master.orders.abc123.eu-west-1.cache.amazonaws.com:6379/0'),
      dms: {
        Endpoints: [
          redis('copy', 'orders.abc123.ng.0001.eu-west-1.cache.amazonaws.com', 'plaintext'),
          redis('safe', 'master.orders.abc123.eu-west-1.cache.amazonaws.com', 'ssl-encryption'),
          redis('other', 'master.carts.abc123.eu-west-1.cache.amazonaws.com', 'plaintext'),
        ],
      },
    },
    target: 'orders',
    expect: {
      ...second,
      hazards: ['plaintext-ends', 'dms-without-tls', 'lambda-without-tls', 'ecs-without-tls'],
      notes: ['undo-opens-plaintext', 'settings-elsewhere'],
      says: [
        'DMS endpoints connect to replication group orders without TLS and would fail: copy. Set SslSecurityProtocol of their RedisSettings to ssl-encryption first.',
        'Lambda functions have the address of replication group orders in their environment, and nothing there demands TLS: resize. See in their code that they connect over TLS; where they do not, have them do so first.',
      ],
    },
  },
  'Lambda and ECS have the name of a node, and what libpq is told beside it is not about it': {
    account: {
      ...held({ Tls: 'preferred', ClusterMode: 'enabled' }),
      lambda: {
        Functions: [
          {
            FunctionName: 'resize',
            Environment: {
              Variables: {
                CACHE: 'orders-0001-002.abc123.0001.eu-west-1.cache.amazonaws.com',
                PGSSLMODE: 'verify-full',
              },
            },
          },
        ],
      },
    },
    target: 'orders',
    expect: { ...second, hazards: ['plaintext-ends', 'lambda-without-tls'] },
  },
  'Lambda and ECS come to it over TLS': {
    account: {
      ...held({ Tls: 'preferred' }),
      ...environmentsWith('rediss://master.orders.abc123.eu-west-1.cache.amazonaws.com:6379'),
    },
    target: 'orders',
    expect: { ...second, notes: ['undo-opens-plaintext', 'settings-elsewhere'] },
  },
  'Lambda and ECS come to another group': {
    account: {
      ...held({ Tls: 'preferred' }),
      ...environmentsWith('redis://master.preorders.abc123.eu-west-1.cache.amazonaws.com:6379'),
    },
    target: 'orders',
    expect: { ...second, notes: ['undo-opens-plaintext', 'settings-elsewhere'] },
  },
  'DMS, Lambda and ECS may not be read; Glue knows no such connections': {
    account: {
      ...held({ Tls: 'preferred' }),
      denied: ['dms:DescribeEndpoints', 'glue:GetConnections', 'lambda:ListFunctions', 'ecs:ListClusters'],
    },
    target: 'orders',
    expect: {
      ...second,
      hazards: ['plaintext-ends', 'dependants-unseen'],
      says: [
        "It could not be excluded that others connect to replication group orders without TLS: Waxseal could not look through DMS endpoints, Lambda functions, ECS task definitions. Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
      ],
    },
  },
  'Redis OSS that can': {
    account: held({ Engine: 'redis', EngineVersion: '7.1.0' }),
    target: 'orders',
    expect: first,
    next: second,
  },
  'Redis OSS that cannot': {
    account: held({ Engine: 'redis', EngineVersion: '6.2.6' }),
    target: 'orders',
    expect: {
      ...told('engine-too-old'),
      says: [
        'TLS of replication group orders cannot be changed: redis 6.2.6 takes it only when a group is made. Upgrade first, in its maintenance window, to Valkey 7.2 or newer, which changes the engine as well, or to Redis OSS 7.1 (then with --engine redis --engine-version 7.1). It cannot go back to 6.2.6, and where its parameter group is one of your own, --cache-parameter-group-name names another of the new family: aws elasticache modify-replication-group --region eu-west-1 --replication-group-id orders --engine valkey --engine-version 7.2 --no-apply-immediately',
      ],
    },
  },
  'Redis OSS 7 before TLS could be changed': {
    account: held({ Engine: 'redis', EngineVersion: '7.0.4' }),
    target: 'orders',
    expect: told('engine-too-old'),
  },
  'Valkey, and newer': {
    account: held({ EngineVersion: '8.1.0' }),
    target: 'orders',
    expect: first,
    next: second,
  },
  'an upgrade has reached one of its nodes': {
    account: held({
      Engine: 'redis',
      EngineVersion: '7.1.0',
      Nodes: [node(), node({ EngineVersion: '6.2.6' })],
    }),
    target: 'orders',
    expect: {
      ...told('engine-too-old'),
      says: [expect.stringMatching(/: redis 6\.2\.6, 7\.1\.0 takes it only when/)],
    },
  },
  'one of its nodes does not say its version': {
    account: nodes({}, { EngineVersion: null }),
    target: 'orders',
    expect: {
      ...told('engine-unknown'),
      says: [expect.stringMatching(/is not known: it runs valkey \(unknown\), 7\.2\.6\./)],
    },
  },
  'an upgrade waits at a node for the maintenance window': {
    account: nodes({}, { PendingModifiedValues: { EngineVersion: '8.0', ScaleConfig: {} } }),
    target: 'orders',
    expect: {
      ...told('others-queued'),
      says: [expect.stringMatching(/are queued \(EngineVersion\), and/)],
    },
  },
  'another node type waits, before the second step': {
    account: held({
      Tls: 'preferred',
      Nodes: [node({ PendingModifiedValues: { CacheNodeType: 'cache.r7g.large' } })],
    }),
    target: 'orders',
    expect: told('others-queued'),
  },
  'a node is exchanged': {
    account: nodes({}, { Gone: true }),
    target: 'orders',
    expect: {
      is: 'pending',
      message: 'busy',
      says: ['The replication group orders is losing a node; nothing is changed in it until that is over.'],
    },
  },
  'a node restarts': {
    account: nodes({}, { CacheClusterStatus: 'rebooting cluster nodes' }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'a node has no network, and another restarts': {
    account: nodes(
      { CacheClusterStatus: 'rebooting cluster nodes' },
      { CacheClusterStatus: 'incompatible-network' },
      { CacheClusterStatus: 'dreaming' },
    ),
    target: 'orders',
    expect: {
      ...told('needs-people'),
      says: [
        'The replication group orders is incompatible-network: nothing is changed in it before that is fixed. Look at the subnets of its nodes: they need free addresses.',
      ],
    },
  },
  'a node has a status that no page has, and another restarts': {
    account: nodes({ CacheClusterStatus: 'rebooting cluster nodes' }, { CacheClusterStatus: 'dreaming' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'TLS is about to change at a node': {
    account: nodes({}, { PendingModifiedValues: { TransitEncryptionMode: 'required' } }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'AWS names no nodes': {
    account: held({ Tls: 'preferred', Nodes: [] }),
    target: 'orders',
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'slots move between shards': {
    account: held({
      ClusterMode: 'enabled',
      PendingModifiedValues: { Resharding: { SlotMigration: { ProgressPercentage: 0 } } },
    }),
    target: 'orders',
    expect: {
      is: 'pending',
      message: 'busy',
      says: [
        'The replication group orders is moving slots between shards; nothing is changed in it until that is over.',
      ],
    },
  },
  'with cluster mode another endpoint stays': {
    account: held({ ClusterMode: 'enabled' }),
    target: 'orders',
    expect: {
      ...first,
      says: [expect.stringMatching(/until the second step is the configuration endpoint\. See first that/)],
    },
    next: second,
  },
  'an older answer tells cluster mode by its flag': {
    account: held({ ClusterMode: null, ClusterEnabled: true }),
    target: 'orders',
    expect: {
      ...first,
      says: [expect.stringMatching(/until the second step is the configuration endpoint\. See first that/)],
    },
    next: second,
  },
  'AWS says nothing of cluster mode': {
    account: held({ ClusterMode: null }),
    target: 'orders',
    expect: {
      ...first,
      says: [
        expect.stringMatching(
          /is the configuration endpoint, or the primary and the reader endpoint without cluster mode\. See/,
        ),
      ],
    },
    next: second,
  },
  'between two cluster modes': {
    account: held({ ClusterMode: 'compatible' }),
    target: 'orders',
    expect: told('cluster-mode-underway'),
  },
  'clients sign in with AUTH': {
    account: held({ Tls: 'preferred', AuthTokenEnabled: true }),
    target: 'orders',
    expect: {
      ...told('access-control'),
      says: [
        'Clients of replication group orders sign in with AUTH, and AWS changes TLS of no such group. Make another group with TLS from a snapshot; or take access control away until TLS is required, though whoever reaches the nodes gets in meanwhile: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-disable.html',
      ],
    },
  },
  'clients sign in as users': {
    account: held({ Tls: 'preferred', UserGroupIds: ['shop'] }),
    target: 'orders',
    expect: {
      ...told('access-control'),
      says: [expect.stringMatching(/sign in with the user group shop, and/)],
    },
  },
  'clients sign in, and TLS is required': {
    account: held({ Tls: 'required', AuthTokenEnabled: true, UserGroupIds: ['shop'] }),
    target: 'orders',
    expect: { is: 'compliant' },
  },
  'AWS does not say whether clients sign in': {
    account: held({ AuthTokenEnabled: null }),
    target: 'orders',
    expect: told('access-unread'),
  },
  'an engine that nobody knows': {
    account: held({ Engine: 'dragon' }),
    target: 'orders',
    expect: told('engine-unknown'),
  },
  'a global datastore': {
    account: held({ GlobalReplicationGroupInfo: { GlobalReplicationGroupId: 'ldgnf-orders' } }),
    target: 'orders',
    expect: told('global-datastore'),
  },
  'something else is queued': {
    account: held({
      PendingModifiedValues: {
        AuthTokenStatus: 'SETTING',
        LogDeliveryConfigurations: [{ LogType: 'slow-log' }],
        UserGroups: { UserGroupIdsToAdd: [], UserGroupIdsToRemove: [] },
      },
    }),
    target: 'orders',
    expect: {
      ...told('others-queued'),
      says: [
        'Other changes of replication group orders are queued (AuthTokenStatus, LogDeliveryConfigurations), and a change of TLS would start them, too. Let them take place in the maintenance window first; it is evaluated again afterwards.',
      ],
    },
  },
  'TLS is queued': {
    account: held({
      PendingModifiedValues: { TransitEncryptionEnabled: true, TransitEncryptionMode: 'preferred' },
    }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'TLS is queued as nobody knows it': {
    account: held({ PendingModifiedValues: { TransitEncryptionMode: 'wished' } }),
    target: 'orders',
    expect: told('others-queued'),
  },
  'TLS of all is about to be off': {
    account: held({ Tls: 'required', PendingModifiedValues: { TransitEncryptionEnabled: false } }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'AWS is at work on it': {
    account: held({ Status: 'modifying' }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'it could not be made': {
    account: held({ Status: 'create-failed' }),
    target: 'orders',
    expect: told('needs-people'),
  },
  'a status that no page has': {
    account: held({ Status: 'dreaming' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'AWS says nothing of TLS': {
    account: held({ Tls: null }),
    target: 'orders',
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'a replication group that is gone': {
    account: {},
    target: 'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::ElastiCache::ReplicationGroup', id: 'orders', arn };
const put = async (value: TransitMode | null, over: object = {}) => {
  const { write, asked } = await answering(() => ({}));
  const token = { queued: [], access: '', ...over };
  await unit.fields['transitEncryption']?.put(arn, value, { value: null, token }, target, write);
  return asked.map(({ input }) => input);
};

test('a call says enabled and mode together, and nothing else', async () => {
  const base = { ReplicationGroupId: 'orders', ApplyImmediately: true };
  const on = { ...base, TransitEncryptionEnabled: true };
  expect(await put('preferred')).toEqual([{ ...on, TransitEncryptionMode: 'preferred' }]);
  expect(await put('required')).toEqual([{ ...on, TransitEncryptionMode: 'required' }]);
  expect(await put('off')).toEqual([{ ...base, TransitEncryptionEnabled: false }]);
});

test('what somebody has queued since is not started', async () => {
  await expect(put('preferred', { queued: ['AuthTokenStatus'] })).rejects.toMatchObject({
    code: 'conflict',
    retry: true,
  });
});

test.each([
  ['they do', 'AUTH'],
  ['nobody knows', null],
])('nothing is sent where clients may sign in by now: %s', async (_what, access) => {
  await expect(put('off', { access, queued: ['EngineVersion'] })).rejects.toMatchObject({
    code: 'access-control-added',
    retry: false,
  });
});

test('a put needs what get has seen', async () => {
  const { write, asked } = await answering(() => ({}));
  for (const token of [undefined, null, ['EngineVersion'], { queued: [] }, { access: '' }])
    await expect(
      unit.fields['transitEncryption']?.put(arn, 'off', { value: null, token }, target, write),
    ).rejects.toThrow('a put needs what get has seen');
  expect(asked).toEqual([]);
});

/** What `get` makes of a group and its only node. */
const got = async (group: object, member: object = {}) => {
  const { read } = await answering(({ operation }) =>
    operation.endsWith('DescribeReplicationGroups')
      ? {
          ReplicationGroups: [
            { ARN: arn, AuthTokenEnabled: false, MemberClusters: ['orders-001'], ...group },
          ],
        }
      : { CacheClusters: [{ CacheClusterId: 'orders-001', ...member }] },
  );
  return unit.fields['transitEncryption']?.get(arn, target, read);
};

test('what is on its way is what is there', async () => {
  expect(
    await got({
      TransitEncryptionEnabled: false,
      PendingModifiedValues: { AuthTokenStatus: 'SETTING', TransitEncryptionEnabled: true },
    }),
  ).toEqual({ value: 'required', token: { queued: ['AuthTokenStatus'], access: '' } });
});

test('what waits at a node, and who signs in, is seen before a put', async () => {
  expect(
    await got(
      { TransitEncryptionEnabled: true, AuthTokenEnabled: true, UserGroupIds: ['b', 'a'] },
      { PendingModifiedValues: { EngineVersion: '8.0', TransitEncryptionMode: 'preferred' } },
    ),
  ).toEqual({
    value: 'required',
    token: { queued: ['EngineVersion'], access: 'AUTH and the user group a and the user group b' },
  });
  expect(await got({ TransitEncryptionEnabled: true, AuthTokenEnabled: undefined })).toMatchObject({
    token: { access: null },
  });
});

test('another group that has its name by now is not it', async () => {
  const { read } = await answering(() => ({
    ReplicationGroups: [{ ARN: `${arn}2`, TransitEncryptionEnabled: true, Status: 'available' }],
  }));
  expect(await unit.read(target, read)).toBeUndefined();
});

test.each([
  [{}, null],
  [{ TransitEncryptionEnabled: false }, 'off'],
  [{ TransitEncryptionEnabled: true }, 'required'],
  [{ TransitEncryptionEnabled: true, TransitEncryptionMode: 'preferred' }, 'preferred'],
  [{ TransitEncryptionEnabled: true, TransitEncryptionMode: 'required' }, 'required'],
  [{ TransitEncryptionEnabled: true, TransitEncryptionMode: 'wished' }, null],
])('%j is %s', (said, mode) => {
  expect(transitModeOf(said)).toBe(mode);
});

test('what is queued of TLS is what comes', () => {
  const now = { TransitEncryptionEnabled: true, TransitEncryptionMode: 'preferred' };
  expect(arrivingModeOf(now, {})).toBeUndefined();
  expect(arrivingModeOf(now, { TransitEncryptionMode: 'required' })).toBe('required');
  expect(arrivingModeOf(now, { TransitEncryptionEnabled: false })).toBe('off');
  expect(arrivingModeOf({ TransitEncryptionEnabled: false }, { TransitEncryptionMode: 'preferred' })).toBe(
    'preferred',
  );
});

test('what is queued of TLS and nobody knows is not nothing', () => {
  expect(arrivingModeOf({ TransitEncryptionEnabled: true }, { TransitEncryptionMode: 'wished' })).toBeNull();
});

test('nodes differ while they are upgraded', () => {
  expect(canChange('redis', ['7.1.0', '6.2.6'])).toBe(false);
  expect(canChange('redis', ['', '6.2.6'])).toBe(false);
  expect(canChange('redis', ['7.1.0', ''])).toBeUndefined();
  expect(canChange('redis', [])).toBeUndefined();
  expect(canChange('valkey', ['7.2.6', '8.0.1'])).toBe(true);
});

test.each([
  ['redis', '7.0.4', false],
  ['redis', '7.0.5', true],
  ['redis', '7.0.7', true],
  ['redis', '7.1.0', true],
  ['redis', '6.2.6', false],
  ['redis', '5.0.6', false],
  ['valkey', '7.2.6', true],
  ['valkey', '8.0.1', true],
  ['redis', '', undefined],
  ['memcached', '1.6.22', undefined],
])('%s %s can: %s', (engine, version, can) => {
  expect(canChange(engine, [version])).toBe(can);
});

test('the same in code', () => {
  const change = { set: 'transitEncryption', on: arn, before: 'off', after: 'preferred', impact: [] };
  const { cloudformation, cdk, terraform } = unit.source?.(change, target) ?? {};
  expect(cloudformation?.split('\n').slice(1)).toEqual([
    'TransitEncryptionEnabled: true',
    'TransitEncryptionMode: "preferred"',
  ]);
  expect(cdk?.split('\n').slice(1)).toEqual([
    'transitEncryptionEnabled: true,',
    "transitEncryptionMode: 'preferred',",
  ]);
  expect(terraform?.split('\n').slice(1)).toEqual([
    'transit_encryption_enabled = true',
    'transit_encryption_mode    = "preferred"',
    'apply_immediately          = true',
  ]);
  const off = unit.source?.({ ...change, after: 'off' }, target);
  expect(off?.cloudformation).toBe(
    '# In the AWS::ElastiCache::ReplicationGroup orders:\nTransitEncryptionEnabled: false',
  );
  expect(off?.terraform).not.toContain('transit_encryption_mode');
});
