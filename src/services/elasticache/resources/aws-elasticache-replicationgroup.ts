import { DescribeReplicationGroupsCommand, type ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { Resource } from '../../../core/model/resource.ts';
import { hostsOf } from '../facts/endpoints.ts';
import { cachesOf } from './aws-elasticache-cachecluster.ts';

/** Replication groups, each named by its id. */
const replicationGroup: Resource = cachesOf<ReplicationGroup>({
  type: 'AWS::ElastiCache::ReplicationGroup',
  arn: 'arn:{partition}:elasticache:{region}:{account}:replicationgroup:{replicationgroup}',
  kind: 'replicationgroup',
  permission: 'elasticache:DescribeReplicationGroups',
  missing: 'ReplicationGroupNotFoundFault',
  page: (client) => async (Marker) => {
    const answer = await client.send(new DescribeReplicationGroupsCommand({ MaxRecords: 100, Marker }));
    return { items: answer.ReplicationGroups, next: answer.Marker };
  },
  describe: async (client, ReplicationGroupId) =>
    (await client.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId }))).ReplicationGroups,
  nameOf: ({ ReplicationGroupId: name }) => name,
  addressOf: ({ ConfigurationEndpoint, NodeGroups }) =>
    ConfigurationEndpoint ?? NodeGroups?.[0]?.PrimaryEndpoint,
  protocol: 'redis',
  namesOf: hostsOf,
});

export default replicationGroup;
