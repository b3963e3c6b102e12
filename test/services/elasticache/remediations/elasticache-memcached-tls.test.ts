import { expect, test } from 'vitest';
import unit from '../../../../src/services/elasticache/remediations/elasticache-memcached-tls.ts';
import resource from '../../../../src/services/elasticache/resources/aws-elasticache-cachecluster.ts';
import { location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';

const arn = 'arn:aws:elasticache:eu-west-1:111122223333:cluster:carts';
const held = (over: object = {}) => ({
  elasticache: { CacheClusters: [{ CacheClusterId: 'carts', ...over }] },
});
const told = (message: string) => ({ is: 'non-compliant', message, changes: 0 }) as const;

testRemediation(unit, resource, {
  TLS: { account: held({ TransitEncryptionEnabled: true }), target: 'carts', expect: { is: 'compliant' } },
  'no TLS': { account: held(), target: 'carts', expect: told('no-tls') },
  'no TLS, named by its ARN': { account: held(), target: arn, expect: told('no-tls') },
  'an engine without TLS': {
    account: held({ EngineVersion: '1.5.16' }),
    target: 'carts',
    expect: told('engine-too-old'),
  },
  'ElastiCache does not say': {
    account: held({ TransitEncryptionEnabled: null }),
    target: 'carts',
    expect: { is: 'unknown', message: 'not-told' },
  },
  'a node of a replication group': {
    account: held({ Engine: 'redis', ReplicationGroupId: 'orders' }),
    target: 'carts',
    expect: { is: 'not-applicable', message: 'of-a-group' },
  },
  'Redis OSS by itself': {
    account: held({ Engine: 'redis' }),
    target: 'carts',
    expect: { is: 'not-applicable', message: 'other-engine' },
  },
  'a cluster that is gone': {
    account: {},
    target: 'arn:aws:elasticache:eu-west-1:111122223333:cluster:gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::ElastiCache::CacheCluster', id: 'carts', arn };
const kept = {
  nodeType: 'cache.t4g.small',
  nodes: 2,
  version: '1.6.22',
  parameterGroup: 'default.memcached1.6',
  subnetGroup: 'private',
  securityGroups: ['sg-1', 'sg-2'],
};

test('a new cluster takes over what the old one has', () => {
  const change = { set: 'cluster', on: arn, before: null, after: kept, impact: ['none' as const] };
  const { cli, terraform, cloudformation } = unit.source?.(change, target) ?? {};
  expect(cli).toBe(
    'aws elasticache create-cache-cluster --region eu-west-1 --cache-cluster-id carts-tls --engine memcached --engine-version 1.6.22 --transit-encryption-enabled --cache-node-type cache.t4g.small --num-cache-nodes 2 --cache-parameter-group-name default.memcached1.6 --cache-subnet-group-name private --security-group-ids sg-1 sg-2',
  );
  expect(terraform).toContain('transit_encryption_enabled = true');
  expect(cloudformation).toContain('TransitEncryptionEnabled: true');
  const none = unit.source?.({ ...change, after: { ...kept, securityGroups: [] } }, target);
  expect(none?.cli).not.toContain('--security-group-ids');
});
