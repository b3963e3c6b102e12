import {
  DescribeCacheClustersCommand,
  ListTagsForResourceCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { cacheClusterArn, cacheClusterNameIn } from '../facts/cache-cluster.ts';

const type = 'AWS::ElastiCache::CacheCluster';

const targetOf = targetsOf(type, cacheClusterArn);

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (Marker) => {
    const answer = await aws
      .use(ElastiCacheClient)
      .send(new DescribeCacheClustersCommand({ MaxRecords: 100, Marker }));
    return { items: answer.CacheClusters, next: answer.Marker };
  });
  for await (const { CacheClusterId: text } of pages) if (text !== undefined) yield targetOf(text, place);
}

/** Cache clusters, each named by its id: those of Memcached, and the nodes of replication groups, which AWS Config lists as well. */
const cacheCluster: Resource = {
  type,
  arn: 'arn:{partition}:elasticache:{region}:{account}:cluster:{cachecluster}',

  configRecords: true,
  permissions: ['elasticache:DescribeCacheClusters', 'elasticache:ListTagsForResource'],
  idOf: cacheClusterNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(cacheClusterNameIn(id) ?? id, place);
    // An ARN of another account or Region is that of another one.
    if (id.startsWith('arn:') && target.arn !== id) return undefined;
    const answer = await unless(
      'CacheClusterNotFoundFault',
      undefined,
      aws.use(ElastiCacheClient).send(new DescribeCacheClustersCommand({ CacheClusterId: target.id })),
    );
    return answer?.CacheClusters?.length ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws
      .use(ElastiCacheClient)
      .send(new ListTagsForResourceCommand({ ResourceName: target.arn }));
    return tagsByKey(answer.TagList ?? []);
  },
  endpoints: async ({ id: CacheClusterId }, aws) => {
    const asked = aws.use(ElastiCacheClient).send(new DescribeCacheClustersCommand({ CacheClusterId }));
    const found = (await unless('CacheClusterNotFoundFault', undefined, asked))?.CacheClusters?.[0];
    const { Address: host, Port: port } = found?.ConfigurationEndpoint ?? {};
    // Memcached is reached from its VPC alone; a node of a replication group has no such endpoint.
    return host !== undefined && port !== undefined ? [{ host, port, protocol: 'tls', internal: true }] : [];
  },
};

export default cacheCluster;
