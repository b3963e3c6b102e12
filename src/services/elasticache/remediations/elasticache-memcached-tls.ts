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
import { groupName, newGroup, takesTlsInGroup } from './elasticache-memcached-tls/group.ts';
import { messages as all } from './elasticache-memcached-tls/messages.ts';
import { newCluster, type Kept } from './elasticache-memcached-tls/write.ts';

/** Of Memcached: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html */
const withoutTls = /^cache\.(?:m[123]|r3|t[12])\./;

/** Where each of its nodes stands, or where all do. */
const zonesOf = ({ CacheNodes = [], PreferredAvailabilityZone: zone }: CacheCluster): readonly string[] => {
  if (zone !== undefined && zone !== 'Multiple') return [zone];
  return CacheNodes.flatMap(({ CustomerAvailabilityZone }) => CustomerAvailabilityZone ?? []).toSorted();
};

const engines = new Set(['memcached', 'redis', 'valkey']);

type Found = Evaluated<keyof typeof all>;
interface Named {
  readonly name: string;
  readonly region: string;
  readonly engine: string;
  readonly version: string;
}
const before = { TransitEncryptionEnabled: false };

const ofMemcached = (kept: Kept, { name, region, version }: Named, on: string): Found => {
  const data = { name, region, version };
  if (isBefore(kept.version, '1.6.12'))
    return { is: 'advised', message: 'engine-too-old', data, advises: [] };
  if (withoutTls.test(kept.nodeType))
    return {
      is: 'advised',
      message: 'node-type-too-old',
      data: { name, region, type: kept.nodeType },
      advises: [],
    };
  const advises = [{ set: 'cluster', on, before, after: kept }];
  return { is: 'advised', message: 'no-tls', data, advises };
};

/** Redis OSS or Valkey without a replication group. */
const ofNode = (kept: Kept, { name, ...named }: Named, on: string): Found => {
  const data = { name, ...named, snapshot: groupName(name) };
  if (!takesTlsInGroup(kept.version)) return { is: 'advised', message: 'group-too-old', data, advises: [] };
  const advises = [{ set: 'group', on, before, after: kept }];
  return { is: 'advised', message: 'no-group', data, advises };
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
          engine: found.Engine ?? '',
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
          // Memcached has one for all nodes.
          port: found.ConfigurationEndpoint?.Port ?? found.CacheNodes?.[0]?.Endpoint?.Port ?? null,
          snapshotDays: found.SnapshotRetentionLimit ?? null,
          snapshotWindow: found.SnapshotWindow ?? null,
          minorUpgrades: found.AutoMinorVersionUpgrade ?? null,
          maintenanceWindow: found.PreferredMaintenanceWindow ?? null,
          topic: found.NotificationConfiguration?.TopicArn ?? null,
          network: found.NetworkType ?? null,
          discovery: found.IpDiscovery ?? null,
        } satisfies Kept,
      }
    );
  },
  evaluate: ({ engine, group, tls, isLeaving, kept }, { id: name, arn, region }): Found => {
    if (group !== null) return { is: 'not-applicable', message: 'of-a-group', data: { name, group } };
    if (isLeaving) return { is: 'pending', message: 'leaving', data: { name } };
    const data = { name, region, engine: engine || '(nothing)', version: kept.version || '(unknown)' };
    if (!engines.has(engine)) return { is: 'unknown', message: 'other-engine', data };
    if (tls === true) return { is: 'good' };
    if (tls === null) return { is: 'unknown', message: 'not-told', data };
    return engine === 'memcached' ? ofMemcached(kept, data, arn) : ofNode(kept, data, arn);
  },
  write: (advised, target) => (advised.set === 'group' ? newGroup : newCluster)(advised, target),
});

/** Finds cache clusters without TLS, and says how what takes their place is made. */
export default remediation({
  meta: {
    id: 'elasticache-memcached-tls',
    version: 1,
    family: 'advice',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Memcached clusters, and Redis and Valkey nodes without a replication group, take TLS only',
    summary:
      'Evaluates TransitEncryptionEnabled of a cache cluster. Memcached has it set when a cluster is made, and how another one is made with what the old one has is told. Redis OSS and Valkey take TLS in a replication group alone: of a node that stands by itself it is told how a group is made from a snapshot of it. Nodes of replication groups belong to their group. Waxseal writes nothing.',
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
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateSnapshot.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
