import { expect, test } from 'vitest';
import unit from '../../../../src/services/memorydb/remediations/memorydb-cluster-tls.ts';
import resource from '../../../../src/services/memorydb/resources/aws-memorydb-cluster.ts';
import { location } from '../../../kit/answers.ts';
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
        'Cluster orders of MemoryDB was made without TLS: clients, their passwords and what they store go in the clear, and the access control list open-access lets everybody in. MemoryDB sets TLS when a cluster is made and never after, so that Waxseal cannot. Have nobody write to it, make another one from a snapshot as told below, have clients use that one with TLS, and delete orders when nobody is left.',
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
};
const sourceOf = (after: object, id = 'orders') =>
  unit.source?.({ set: 'cluster', on: arn, before: null, after, impact: ['none'] }, { ...target, id });

test('a new cluster takes over what the old one has', () => {
  expect(sourceOf(kept)?.cli?.split('\n')).toEqual([
    'aws memorydb create-snapshot --region eu-west-1 --cluster-name orders --snapshot-name orders-tls-from',
    'aws memorydb describe-snapshots --region eu-west-1 --snapshot-name orders-tls-from --query "Snapshots[].Status"  # until it says available',
    'aws memorydb create-cluster --region eu-west-1 --cluster-name orders-tls --snapshot-name orders-tls-from --tls-enabled --acl-name open-access --node-type db.r7g.large --num-shards 2 --num-replicas-per-shard 1 --engine valkey --engine-version 7.3 --parameter-group-name default.memorydb-valkey7.search --subnet-group-name private --security-group-ids sg-1 sg-2 --kms-key-id arn:aws:kms:eu-west-1:111122223333:key/1 --port 6379',
  ]);
  expect(sourceOf({ ...kept, securityGroups: [], key: null, port: null })?.cli).not.toMatch(
    /security-group|kms|--port/,
  );
});

test('a name has 40 letters', () => {
  const { cli, terraform, cloudformation } = sourceOf(kept, 'a-name-that-is-as-long-as-names-can-b-ee') ?? {};
  expect(cli).toContain('--cluster-name a-name-that-is-as-long-as-names-can-tls ');
  expect(terraform).toContain('tls_enabled   = true');
  expect(cloudformation).toContain('TLSEnabled: true');
});
