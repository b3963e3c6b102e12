import { expect, test } from 'vitest';
import unit from '../../../../src/services/memorydb/remediations/memorydb-cluster-tls.ts';
import resource from '../../../../src/services/memorydb/resources/aws-memorydb-cluster.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';

const arn = 'arn:aws:memorydb:eu-west-1:111122223333:cluster/orders';
const held = (over: object = {}) => ({ memorydb: { Clusters: [{ Name: 'orders', ...over }] } });

testRemediation(unit, resource, {
  'TLS is on': { account: held(), target: 'orders', expect: { is: 'compliant' } },
  'TLS is off': {
    account: held({ TLSEnabled: false }),
    target: 'orders',
    expect: {
      is: 'non-compliant',
      message: 'no-tls',
      changes: 0,
      says: [
        'Cluster orders of MemoryDB was made without TLS: clients, their passwords and what they store go in the clear, and the access control list open-access lets everybody in. MemoryDB sets TLS when a cluster is made and never after, so that Waxseal cannot. Have nobody write to it, make another one from a snapshot as told below, have clients use that one with TLS, give it the tags of orders, and delete orders when nobody is left.',
      ],
    },
  },
  'TLS is off, named by its ARN': {
    account: held({ TLSEnabled: false }),
    target: arn,
    expect: { is: 'non-compliant', message: 'no-tls', changes: 0 },
  },
  'of a multi-Region cluster': {
    account: held({ TLSEnabled: false, MultiRegionClusterName: 'virxk-orders' }),
    target: 'orders',
    expect: { is: 'non-compliant', message: 'multi-region', changes: 0 },
  },
  'MemoryDB does not say': {
    account: held({ TLSEnabled: null }),
    target: 'orders',
    expect: { is: 'unknown', message: 'not-told' },
  },
  'a cluster that is gone': {
    account: {},
    target: 'arn:aws:memorydb:eu-west-1:111122223333:cluster/gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::MemoryDB::Cluster', id: 'orders', arn };
const kept = {
  nodeType: 'db.r7g.large',
  shards: 2,
  replicas: 1,
  engine: 'valkey',
  engineVersion: '7.3',
  parameterGroup: 'default.memorydb-valkey7.search',
  subnetGroup: 'private',
  securityGroups: ['sg-1', 'sg-2'],
  acl: 'open-access',
  key: 'arn:aws:kms:eu-west-1:111122223333:key/1',
  port: 6379,
  dataTiering: false,
  snapshotDays: 7,
  snapshotWindow: '04:30-05:30',
  maintenanceWindow: 'wed:03:00-wed:04:00',
  topic: 'arn:aws:sns:eu-west-1:111122223333:alerts',
  minorUpgrades: false,
  network: 'dual_stack',
  discovery: 'ipv4',
};
const nothing = {
  securityGroups: [],
  key: null,
  port: null,
  snapshotDays: null,
  snapshotWindow: null,
  maintenanceWindow: null,
  topic: null,
  minorUpgrades: null,
  network: null,
  discovery: null,
};
const sourceOf = (after: object, id = 'orders') =>
  unit.source?.({ set: 'cluster', on: arn, before: null, after, impact: ['none'] }, { ...target, id });

test('a new cluster takes over what the old one has', () => {
  expect(sourceOf(kept)?.cli?.split('\n')).toEqual([
    'aws memorydb create-snapshot --region eu-west-1 --cluster-name orders --snapshot-name orders-tls-from',
    'aws memorydb describe-snapshots --region eu-west-1 --snapshot-name orders-tls-from --query "Snapshots[].Status"  # until it says available',
    'aws memorydb create-cluster --region eu-west-1 --cluster-name orders-tls --snapshot-name orders-tls-from --tls-enabled --acl-name open-access --node-type db.r7g.large --num-shards 2 --num-replicas-per-shard 1 --engine valkey --engine-version 7.3 --parameter-group-name default.memorydb-valkey7.search --subnet-group-name private --security-group-ids sg-1 sg-2 --kms-key-id arn:aws:kms:eu-west-1:111122223333:key/1 --port 6379 --snapshot-retention-limit 7 --snapshot-window 04:30-05:30 --maintenance-window wed:03:00-wed:04:00 --sns-topic-arn arn:aws:sns:eu-west-1:111122223333:alerts --no-auto-minor-version-upgrade --network-type dual_stack --ip-discovery ipv4',
  ]);
  expect(sourceOf({ ...kept, ...nothing })?.cli).toMatch(/--subnet-group-name private$/);
});

test('nodes that keep data on disk are told so, in every language', () => {
  const { cli, cloudformation, terraform, cdk } =
    sourceOf({ ...kept, nodeType: 'db.r6gd.xlarge', dataTiering: true }) ?? {};
  expect(cli).toMatch(/ --data-tiering$/);
  expect(cloudformation).toContain('DataTiering: "true"');
  expect(cdk).toContain("dataTiering: 'true',");
  expect(terraform).toContain('data_tiering = true');
  expect(Object.values(sourceOf(kept) ?? {}).join()).not.toMatch(/data.?tiering/i);
});

test('the new cluster has its place and its size in every language', () => {
  const { cloudformation, terraform, cdk } = sourceOf(kept) ?? {};
  expect(cloudformation?.split('\n')).toEqual(
    expect.arrayContaining(['NumShards: 2', 'SubnetGroupName: "private"', 'SnapshotRetentionLimit: 7']),
  );
  expect(cdk?.split('\n')).toEqual(
    expect.arrayContaining(['numShards: 2,', "subnetGroupName: 'private',", 'tlsEnabled: true,']),
  );
  expect(terraform).toMatch(/^num_shards +=\s2$/m);
  expect(terraform).toMatch(/^subnet_group_name +=\s"private"$/m);
});

test('what a cluster has is read', async () => {
  const { read } = await answering(() => ({
    Clusters: [
      {
        Name: 'orders',
        TLSEnabled: false,
        DataTiering: 'true',
        SnapshotRetentionLimit: 7,
        SnsTopicArn: 'topic',
      },
    ],
  }));
  expect(await unit.read(target, read)).toMatchObject({
    kept: { dataTiering: true, snapshotDays: 7, topic: 'topic', minorUpgrades: null },
  });
});

test('a name has 40 letters', () => {
  const { cli, terraform, cloudformation } = sourceOf(kept, 'a-name-that-is-as-long-as-names-can-b-ee') ?? {};
  expect(cli).toContain('--cluster-name a-name-that-is-as-long-as-names-can-tls ');
  expect(terraform).toMatch(/^tls_enabled +=\strue$/m);
  expect(cloudformation).toContain('TLSEnabled: true');
});
