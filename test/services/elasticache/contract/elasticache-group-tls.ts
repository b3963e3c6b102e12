import type { Contract } from '../../../kit/contract.ts';
import type { Promises } from '../../../kit/promises.ts';
import { joined } from '../../../kit/joined.ts';
import { valueContract } from '../../../kit/value-contract.ts';

const arn = 'arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders';

const values = valueContract({
  type: 'AWS::ElastiCache::ReplicationGroup',
  remediation: 'elasticache-group-tls',
  at: 'elasticache.ReplicationGroups',
  value: /^\.Tls$/,
  // What a fix may set: one step after the other.
  good: ['preferred', 'required'],
  field: 'transitEncryption',
  shows: () => '.Tls',
  others: ['off', 'required'],
  writes: 'elasticache:ModifyReplicationGroup',
  reads: 'elasticache:DescribeReplicationGroups',
  beside: (_world, name) => ({
    write: {
      operation: 'elasticache:ModifyReplicationGroup',
      input: { ReplicationGroupId: name, SnapshotWindow: '03:00-04:00' },
    },
    path: `elasticache.ReplicationGroups[${name}].SnapshotWindow`,
    shows: '03:00-04:00',
  }),
  follows: /^\.(?:Status|TlsBefore)$/,
  scene: {
    target: 'orders',
    account: {
      elasticache: { ReplicationGroups: [{ ReplicationGroupId: 'orders', Tags: { team: 'shop' } }] },
    },
  },
});

/** Only the last step is what is wanted in the end. */
const isRemediated: Promises['isRemediated'] = ({ id }, account) => {
  const held = account.get(`elasticache.ReplicationGroups[${id}].Tls`);
  return held === undefined || held === '"required"';
};

const own: Contract = {
  sets: {
    'elasticache:DescribeReplicationGroups': [
      'ReplicationGroups',
      'ReplicationGroups.MemberClusters',
      'ReplicationGroups.NodeGroups',
      'ReplicationGroups.UserGroupIds',
      'ReplicationGroups.PendingModifiedValues.UserGroups.UserGroupIdsToAdd',
      'ReplicationGroups.PendingModifiedValues.UserGroups.UserGroupIdsToRemove',
      'ReplicationGroups.PendingModifiedValues.LogDeliveryConfigurations',
    ],
    'elasticache:DescribeCacheClusters': [
      'CacheClusters',
      'CacheClusters.CacheNodes',
      'CacheClusters.SecurityGroups',
    ],
    'elasticache:DescribeServerlessCaches': 'ServerlessCaches',
    'elasticache:ListTagsForResource': 'TagList',
  },
  unpaged: ['elasticache:ListTagsForResource'],
  named: {
    ReplicationGroupId: (name, { partition, region, account }) =>
      `arn:${partition}:elasticache:${region}:${account}:replicationgroup:${name}`,
  },
  seed: { not: 'The server does not know ModifyReplicationGroup.' },
  withoutEvidence: {
    'elasticache-group-tls': { not: 'ElastiCache records no client that says whether it came by TLS.' },
  },
  resolvedBy: [],
  aims: {
    'AWS::ElastiCache::ReplicationGroup': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn,
        changes: [{ on: arn, before: 'off', after: 'preferred' }],
      },
    ],
  },
};

const promised = values.promises?.['elasticache-group-tls'];
if (!promised) throw new Error('a value has a promise');

/** What the tests must know of each replication group. */
export const elasticacheGroupTls: Contract = joined(own, {
  ...values,
  // From off AWS lets nobody go but to preferred.
  otherValues: { transitEncryption: ({ before }) => (before === 'off' ? undefined : 'off') },
  promises: { 'elasticache-group-tls': { ...promised, isRemediated } },
});
