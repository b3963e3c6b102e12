import {
  DescribeCacheClustersCommand,
  ElastiCacheClient,
  type CacheCluster,
} from '@aws-sdk/client-elasticache';
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
    todo: 'ElastiCache sets TLS of Memcached when a cluster is made and never after, so that Waxseal cannot. Make another one as waxseal plan --resource ARN shows, have clients use that one with TLS, give it the tags of {name}, and delete {name} when nobody is left. The new one begins empty.',
  },
  'engine-too-old': {
    says: 'Memcached cluster {name} runs {version}, which takes no TLS: what clients store in it and get from it goes in the clear.',
    todo: 'Make another one with Memcached 1.6.12 or newer, a parameter group of the family memcached1.6 and TLS (what it is else, {name} tells: aws elasticache describe-cache-clusters --region {region} --cache-cluster-id {name} --show-cache-node-info), have clients use that one, and delete {name} when nobody is left.',
  },
  'node-type-too-old': {
    says: 'Memcached cluster {name} has nodes of type {type}, which take no TLS: what clients store in it and get from it goes in the clear.',
    todo: 'Make another one with nodes of a newer type and TLS (what it is else, {name} tells: aws elasticache describe-cache-clusters --region {region} --cache-cluster-id {name} --show-cache-node-info), have clients use that one, and delete {name} when nobody is left.',
  },
  leaving: {
    says: 'Memcached cluster {name} is being deleted.',
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

/** Of Memcached: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html */
const withoutTls = /^cache\.(?:m[123]|r3|t[12])\./;

/** Where each of its nodes stands, or where all do. */
const zonesOf = ({ CacheNodes = [], PreferredAvailabilityZone: zone }: CacheCluster): readonly string[] => {
  if (zone !== undefined && zone !== 'Multiple') return [zone];
  return CacheNodes.flatMap(({ CustomerAvailabilityZone }) => CustomerAvailabilityZone ?? []).toSorted();
};

const { messages, ...parts } = advice({
  messages: all,
  read: async ({ id }, aws) => {
    const asked = new DescribeCacheClustersCommand({ CacheClusterId: id, ShowCacheNodeInfo: true });
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
        isLeaving: found.CacheClusterStatus === 'deleting',
        kept: {
          nodeType: found.CacheNodeType ?? '',
          nodes: found.NumCacheNodes ?? 1,
          version: found.EngineVersion ?? '',
          parameterGroup: found.CacheParameterGroup?.CacheParameterGroupName ?? '',
          subnetGroup: found.CacheSubnetGroupName ?? '',
          securityGroups: (found.SecurityGroups ?? [])
            .flatMap(({ SecurityGroupId }) => SecurityGroupId ?? [])
            .toSorted(),
          spread: found.PreferredAvailabilityZone === 'Multiple' ? 'cross-az' : 'single-az',
          zones: zonesOf(found),
          port: found.ConfigurationEndpoint?.Port ?? null,
          maintenanceWindow: found.PreferredMaintenanceWindow ?? null,
          topic: found.NotificationConfiguration?.TopicArn ?? null,
          network: found.NetworkType ?? null,
          discovery: found.IpDiscovery ?? null,
        },
      }
    );
  },
  evaluate: (
    { engine, group, tls, isLeaving, kept },
    { id: name, arn, region },
  ): Evaluated<keyof typeof all> => {
    const data = { name, region, version: kept.version || '(unknown)' };
    if (group !== null) return { is: 'not-applicable', message: 'of-a-group', data: { name, group } };
    if (engine !== 'memcached')
      return { is: 'not-applicable', message: 'other-engine', data: { name, engine: engine || '(nothing)' } };
    if (isLeaving) return { is: 'pending', message: 'leaving', data: { name } };
    if (tls === true) return { is: 'good' };
    if (tls === null) return { is: 'unknown', message: 'not-told', data };
    if (isBefore(kept.version, '1.6.12'))
      return { is: 'advised', message: 'engine-too-old', data, advises: [] };
    if (withoutTls.test(kept.nodeType))
      return {
        is: 'advised',
        message: 'node-type-too-old',
        data: { name, region, type: kept.nodeType },
        advises: [],
      };
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
