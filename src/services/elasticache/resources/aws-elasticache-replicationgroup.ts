import {
  DescribeReplicationGroupsCommand,
  ListTagsForResourceCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { replicationGroupArn, replicationGroupNameIn } from '../facts/replication-group.ts';

const type = 'AWS::ElastiCache::ReplicationGroup';

const targetOf = targetsOf(type, replicationGroupArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (Marker) => {
    const answer = await aws
      .use(ElastiCacheClient)
      .send(new DescribeReplicationGroupsCommand({ MaxRecords: 100, Marker }));
    return { items: answer.ReplicationGroups, next: answer.Marker };
  });
  for await (const { ReplicationGroupId: text } of pages) if (text !== undefined) yield targetOf(text, place);
}

/** Replication groups, each named by its id. */
const replicationGroup: Resource = {
  type,
  arn: 'arn:{partition}:elasticache:{region}:{account}:replicationgroup:{replicationgroup}',

  configRecords: true,
  permissions: ['elasticache:DescribeReplicationGroups', 'elasticache:ListTagsForResource'],
  idOf: replicationGroupNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(replicationGroupNameIn(id) ?? id, place);
    // An ARN of another account or Region is that of another one.
    if (id.startsWith('arn:') && target.arn !== id) return undefined;
    const answer = await unless(
      'ReplicationGroupNotFoundFault',
      undefined,
      aws
        .use(ElastiCacheClient)
        .send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: target.id })),
    );
    return answer?.ReplicationGroups?.length ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws
      .use(ElastiCacheClient)
      .send(new ListTagsForResourceCommand({ ResourceName: target.arn }));
    return tagsByKey(answer.TagList ?? []);
  },
  endpoints: async ({ id: ReplicationGroupId }, aws) => {
    const asked = aws
      .use(ElastiCacheClient)
      .send(new DescribeReplicationGroupsCommand({ ReplicationGroupId }));
    const found = (await unless('ReplicationGroupNotFoundFault', undefined, asked))?.ReplicationGroups?.[0];
    const one = found?.ConfigurationEndpoint ?? found?.NodeGroups?.[0]?.PrimaryEndpoint;
    const { Address: host, Port: port } = one ?? {};
    // Nobody but its VPC reaches it.
    return host !== undefined && port !== undefined
      ? [{ host, port, protocol: 'redis', internal: true }]
      : [];
  },
};

export default replicationGroup;
