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
  hazards: ['plaintext-stays'],
} as const;
const second = { ...first, hazards: ['plaintext-ends'] } as const;
const told = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;

testRemediation(unit, resource, {
  'TLS is required': { account: held({ Tls: 'required' }), target: 'orders', expect: { is: 'compliant' } },
  'TLS is off': {
    account: held(),
    target: 'orders',
    expect: {
      ...first,
      changes: [
        { set: 'transitEncryption', on: arn, before: 'off', after: 'preferred', impact: ['interrupts'] },
      ],
      says: [
        'Encryption in transit of replication group orders is "off". Apply the plan: it sets "preferred" and nothing else about the replication group.',
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
          impact: ['breaks-plaintext'],
        },
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
        'TLS of replication group orders cannot be changed: redis 6.2.6 takes it only when a group is made. Upgrade to Redis OSS 7.0.5 or Valkey 7.2 or newer first, in its maintenance window: aws elasticache modify-replication-group --region eu-west-1 --replication-group-id orders --engine valkey --engine-version 7.2 --no-apply-immediately',
      ],
    },
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
    account: held({ PendingModifiedValues: { AuthTokenStatus: 'SETTING', LogDeliveryConfigurations: [] } }),
    target: 'orders',
    expect: {
      ...told('others-queued'),
      says: [
        'The owner of replication group orders has queued other changes (AuthTokenStatus, LogDeliveryConfigurations), and a change of TLS would start them, too. Let them take place in the maintenance window first; it is evaluated again afterwards.',
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
const put = async (value: TransitMode, queued: readonly string[] = []) => {
  const { write, asked } = await answering(() => ({}));
  await unit.fields['transitEncryption']?.put(arn, value, { value: null, token: queued }, target, write);
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
  await expect(put('preferred', ['AuthTokenStatus'])).rejects.toMatchObject({
    code: 'conflict',
    retry: true,
  });
  const { read } = await answering(() => ({
    ReplicationGroups: [
      {
        ARN: arn,
        TransitEncryptionEnabled: false,
        PendingModifiedValues: { AuthTokenStatus: 'SETTING', TransitEncryptionEnabled: true },
      },
    ],
  }));
  expect(await unit.fields['transitEncryption']?.get(arn, target, read)).toEqual({
    value: 'required',
    token: ['AuthTokenStatus'],
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
  expect(canChange(engine, version)).toBe(can);
});

test('the same in code', () => {
  const change = { set: 'transitEncryption', on: arn, before: 'off', after: 'preferred', impact: [] };
  expect(unit.source?.(change, target)?.terraform).toBe(
    '# In the aws_elasticache_replication_group orders:\ntransit_encryption_enabled = true\ntransit_encryption_mode    = "preferred"',
  );
  expect(unit.source?.({ ...change, after: 'off' }, target)?.cloudformation).toBe(
    '# In the AWS::ElastiCache::ReplicationGroup orders:\nTransitEncryptionEnabled: false',
  );
});
