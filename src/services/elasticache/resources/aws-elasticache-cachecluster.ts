import {
  DescribeCacheClustersCommand,
  ElastiCacheClient,
  ListTagsForResourceCommand,
  type CacheCluster,
} from '@aws-sdk/client-elasticache';
import { unless } from '../../../aws/error-names.ts';
import { everyPage, type AskPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import type { ProtocolName } from '../../../core/model/endpoint.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { canMean, targetsOf } from '../../../core/model/target.ts';
import { cacheArn, cacheNameIn, type Kind } from '../facts/cache.ts';

interface Address {
  readonly Address?: string | undefined;
  readonly Port?: number | undefined;
}

/** How ElastiCache tells of one kind of caches. */
interface Caches<Cache> extends Pick<Resource, 'type' | 'arn'> {
  readonly kind: Kind;
  readonly permission: string;
  /** The error by which it says that there is no such one. */
  readonly missing: string;
  readonly page: (client: ElastiCacheClient) => AskPage<Cache>;
  readonly describe: (client: ElastiCacheClient, name: string) => Promise<readonly Cache[] | undefined>;
  readonly nameOf: (cache: Cache) => string | undefined;
  readonly addressOf: (cache: Cache) => Address | undefined;
  readonly protocol: ProtocolName;
  /** Names that lead to it beside that address. */
  readonly namesOf?: (cache: Cache) => readonly string[];
}

/** Caches of one kind, each named by its id or name. */
export const cachesOf = <Cache>(facts: Caches<Cache>): Resource => {
  const { type, arn, kind, missing, page, describe, nameOf, addressOf, protocol, namesOf } = facts;
  const targetOf = targetsOf(type, cacheArn(kind));
  const nameIn = cacheNameIn(kind);
  const found = async (name: string, client: ElastiCacheClient): Promise<Cache | undefined> =>
    (await unless(missing, undefined, describe(client, name)))?.[0];
  return {
    type,
    arn,
    configRecords: true,
    permissions: [facts.permission, 'elasticache:ListTagsForResource'],
    idOf: nameIn,
    resolve: async (id, place, aws) => {
      const target = targetOf(nameIn(id) ?? id, place);
      if (!canMean(id, target)) return undefined;
      return (await found(target.id, aws.use(ElastiCacheClient))) && target;
    },
    list: async function* list(place, aws) {
      for await (const cache of everyPage(page(aws.use(ElastiCacheClient)))) {
        const name = nameOf(cache);
        if (name !== undefined) yield targetOf(name, place);
      }
    },
    root: (target) => target.arn,
    tags: async ({ arn: ResourceName }, aws) => {
      const asked = new ListTagsForResourceCommand({ ResourceName });
      const asking = aws.use(ElastiCacheClient).send(asked);
      const answer = await unless('InvalidReplicationGroupStateFault', undefined, asking);
      if (!answer)
        throw new WaxsealError({
          code: 'conflict',
          says: `ElastiCache tells tags of ${ResourceName} only while it is available.`,
          todo: 'Nothing: it is looked at again with the next event or sweep.',
        });
      return tagsByKey(answer.TagList ?? []);
    },
    endpoints: async ({ id }, aws) => {
      const cache = await found(id, aws.use(ElastiCacheClient));
      const { Address: host, Port: port } = (cache && addressOf(cache)) ?? {};
      // Nobody but its VPC reaches it.
      return host !== undefined && port !== undefined ? [{ host, port, protocol, internal: true }] : [];
    },
    ...(namesOf && {
      names: async ({ id }, aws) => {
        const cache = await found(id, aws.use(ElastiCacheClient));
        return cache ? namesOf(cache) : [];
      },
    }),
  };
};

/** Cache clusters, each named by its id: those of Memcached, nodes by themselves, and nodes of replication groups, which AWS Config lists as well. */
const cacheCluster: Resource = cachesOf<CacheCluster>({
  type: 'AWS::ElastiCache::CacheCluster',
  arn: 'arn:{partition}:elasticache:{region}:{account}:cluster:{cachecluster}',
  kind: 'cluster',
  permission: 'elasticache:DescribeCacheClusters',
  missing: 'CacheClusterNotFoundFault',
  page: (client) => async (Marker) => {
    const answer = await client.send(new DescribeCacheClustersCommand({ MaxRecords: 100, Marker }));
    return { items: answer.CacheClusters, next: answer.Marker };
  },
  describe: async (client, CacheClusterId) =>
    (await client.send(new DescribeCacheClustersCommand({ CacheClusterId, ShowCacheNodeInfo: true })))
      .CacheClusters,
  nameOf: ({ CacheClusterId: name }) => name,
  // A node of a replication group has none.
  addressOf: ({ ConfigurationEndpoint }) => ConfigurationEndpoint,
  protocol: 'tls',
  // Nodes of a replication group are the group's.
  namesOf: ({ ReplicationGroupId, CacheNodes = [] }) =>
    ReplicationGroupId === undefined ? CacheNodes.flatMap(({ Endpoint }) => Endpoint?.Address ?? []) : [],
});

export default cacheCluster;
