import { DescribeClustersCommand, ListTagsCommand, MemoryDBClient } from '@aws-sdk/client-memorydb';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { clusterArn, clusterNameIn } from '../facts/cluster.ts';

const type = 'AWS::MemoryDB::Cluster';

const targetOf = targetsOf(type, clusterArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws
      .use(MemoryDBClient)
      .send(new DescribeClustersCommand({ MaxResults: 100, NextToken }));
    return { items: answer.Clusters, next: answer.NextToken };
  });
  for await (const { Name: text } of pages) if (text !== undefined) yield targetOf(text, place);
}

/** Clusters of MemoryDB, each named by its name. AWS Config does not record them. */
const cluster: Resource = {
  type,
  arn: 'arn:{partition}:memorydb:{region}:{account}:cluster/{cluster}',
  permissions: ['memorydb:DescribeClusters', 'memorydb:ListTags'],
  idOf: clusterNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(clusterNameIn(id) ?? id, place);
    if (!canMean(id, target)) return undefined;
    const answer = await unless(
      'ClusterNotFoundFault',
      undefined,
      aws.use(MemoryDBClient).send(new DescribeClustersCommand({ ClusterName: target.id })),
    );
    return answer?.Clusters?.some(({ Name }) => Name === target.id) ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws.use(MemoryDBClient).send(new ListTagsCommand({ ResourceArn: target.arn }));
    return tagsByKey(answer.TagList ?? []);
  },
  endpoints: async ({ id: ClusterName }, aws) => {
    const asked = aws.use(MemoryDBClient).send(new DescribeClustersCommand({ ClusterName }));
    const found = (await unless('ClusterNotFoundFault', undefined, asked))?.Clusters?.[0];
    const { Address: host, Port: port } = found?.ClusterEndpoint ?? {};
    // Nobody but its VPC reaches it. There is none while it is being made.
    return host !== undefined && port !== undefined
      ? [{ host, port, protocol: 'redis', internal: true }]
      : [];
  },
};

export default cluster;
