import { DescribeCacheClustersCommand, ElastiCacheClient } from '@aws-sdk/client-elasticache';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { advice, type Evaluated } from '../../../families/advice.ts';
import { isBefore } from '../../../families/parameter/groups.ts';
import { newCluster } from './elasticache-memcached-tls/write.ts';

/** Everything that is said of cache clusters. */
const all = {
  'no-tls': {
    says: 'Memcached cluster {name} was made without TLS: what clients store in it and get from it goes in the clear.',
    todo: 'ElastiCache sets TLS of Memcached when a cluster is made and never after, so that Waxseal cannot. Make another one as told below, have clients use that one with TLS, and delete {name} when nobody is left. The new one begins empty.',
  },
  'engine-too-old': {
    says: 'Memcached cluster {name} runs {version}, which takes no TLS: what clients store in it and get from it goes in the clear.',
    todo: 'Make another one with Memcached 1.6.12 or newer and TLS (its id, node type and groups are those of {name}: aws elasticache describe-cache-clusters --region {region} --cache-cluster-id {name}), have clients use that one, and delete {name} when nobody is left.',
  },
  'of-a-group': {
    says: 'Cache cluster {name} is a node of replication group {group}, which decides about TLS.',
  },
  'other-engine': {
    says: 'Cache cluster {name} runs {engine} by itself; this is about Memcached.',
    todo: 'Where it takes no TLS, make a replication group with TLS from a snapshot of it.',
  },
  'not-told': {
    says: 'ElastiCache does not say whether Memcached cluster {name} takes TLS.',
    todo: 'Look at it: aws elasticache describe-cache-clusters --region {region} --cache-cluster-id {name}',
  },
} as const;

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ id }, aws) => {
    const asked = new DescribeCacheClustersCommand({ CacheClusterId: id });
    const answer = await unless(
      'CacheClusterNotFoundFault',
      undefined,
      aws.use(ElastiCacheClient).send(asked),
    );
    const found = answer?.CacheClusters?.find(({ CacheClusterId }) => CacheClusterId === id);
    return (
      found && {
        engine: found.Engine ?? '',
        group: found.ReplicationGroupId ?? null,
        tls: found.TransitEncryptionEnabled ?? null,
        kept: {
          nodeType: found.CacheNodeType ?? '',
          nodes: found.NumCacheNodes ?? 1,
          version: found.EngineVersion ?? '',
          parameterGroup: found.CacheParameterGroup?.CacheParameterGroupName ?? '',
          subnetGroup: found.CacheSubnetGroupName ?? '',
          securityGroups: (found.SecurityGroups ?? [])
            .flatMap(({ SecurityGroupId }) => SecurityGroupId ?? [])
            .toSorted(),
        },
      }
    );
  },
  evaluate: ({ engine, group, tls, kept }, { id: name, arn, region }): Evaluated<keyof typeof all> => {
    const data = { name, region, version: kept.version || '(unknown)' };
    if (group !== null) return { is: 'not-applicable', message: 'of-a-group', data: { name, group } };
    if (engine !== 'memcached')
      return { is: 'not-applicable', message: 'other-engine', data: { name, engine: engine || '(nothing)' } };
    if (tls === true) return { is: 'good' };
    if (tls === null) return { is: 'unknown', message: 'not-told', data };
    if (isBefore(kept.version, '1.6.12'))
      return { is: 'advised', message: 'engine-too-old', data, advises: [] };
    const before = { TransitEncryptionEnabled: false };
    return {
      is: 'advised',
      message: 'no-tls',
      data,
      advises: [{ set: 'cluster', on: arn, before, after: kept }],
    };
  },
  write: newCluster,
});

/** Finds Memcached clusters without TLS, and says how another one is made. */
export default remediation({
  meta: {
    id: 'elasticache-memcached-tls',
    version: 1,
    family: 'advice',
    title: 'Memcached clusters take TLS only',
    summary:
      'Evaluates TransitEncryptionEnabled of a Memcached cluster. It is set when a cluster is made and cannot be changed: how another one is made with what the old one has is told. Nodes of replication groups belong to their group. Waxseal writes nothing.',
    resourceType: 'AWS::ElastiCache::CacheCluster',
    configRules: [],
    controls: [],
    services: ['elasticache'],
    reversible: true,
    permissions: { read: ['elasticache:DescribeCacheClusters'], write: [], undo: [] },
    messages,
    docs: [
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
