import { asOptions, inCdk, inCloudFormation, inTerraform } from '../../../../aws/source-properties.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';
import { isBefore } from '../../../../families/parameter/groups.ts';
import { isKept, newName, property, surroundingsOf, type Kept } from './write.ts';

/**
 * Of the new group, and of the snapshot that it is made from. Ids of groups have 40 letters at most:
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
export const groupName = (name: string): string => newName(name, 40);

/** Of Redis OSS: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html */
export const takesTlsInGroup = (version: string): boolean =>
  version === '3.2.6' || !isBefore(version, '4.0.10');

/** From 6 on ElastiCache chooses the last number itself: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html */
const orderedVersion = (version: string): string => {
  const [, short, major] = /^((\d+)\.\d+)\b/.exec(version) ?? [];
  return short !== undefined && Number(major) >= 6 ? short : version;
};

const unlessEmpty = <Some extends string | readonly string[]>(value: Some): Some | null =>
  value.length > 0 ? value : null;

const propertiesOf = (name: string, kept: Kept) => [
  ...property('ReplicationGroupId', 'replication_group_id', 'replication-group-id', groupName(name)),
  ...property(
    'ReplicationGroupDescription',
    'description',
    'replication-group-description',
    `${name} with TLS`,
  ),
  ...property('Engine', 'engine', 'engine', kept.engine),
  ...property('EngineVersion', 'engine_version', 'engine-version', unlessEmpty(orderedVersion(kept.version))),
  ...property('SnapshotName', 'snapshot_name', 'snapshot-name', groupName(name)),
  ...property('TransitEncryptionEnabled', 'transit_encryption_enabled', 'transit-encryption-enabled', true),
  ...property('CacheNodeType', 'node_type', 'cache-node-type', unlessEmpty(kept.nodeType)),
  ...property('NumCacheClusters', 'num_cache_clusters', 'num-cache-clusters', 1),
  ...property('AutomaticFailoverEnabled', 'automatic_failover_enabled', 'automatic-failover-enabled', false),
  ...property(
    'PreferredCacheClusterAZs',
    'preferred_cache_cluster_azs',
    'preferred-cache-cluster-a-zs',
    unlessEmpty(kept.zones),
  ),
  ...property(
    'CacheParameterGroupName',
    'parameter_group_name',
    'cache-parameter-group-name',
    unlessEmpty(kept.parameterGroup),
  ),
  ...property(
    'CacheSubnetGroupName',
    'subnet_group_name',
    'cache-subnet-group-name',
    unlessEmpty(kept.subnetGroup),
  ),
  ...property(
    'SecurityGroupIds',
    'security_group_ids',
    'security-group-ids',
    unlessEmpty(kept.securityGroups),
  ),
  ...property('Port', 'port', 'port', kept.port),
  ...property(
    'SnapshotRetentionLimit',
    'snapshot_retention_limit',
    'snapshot-retention-limit',
    kept.snapshotDays,
  ),
  ...property('SnapshotWindow', 'snapshot_window', 'snapshot-window', kept.snapshotWindow),
  ...property(
    'AutoMinorVersionUpgrade',
    'auto_minor_version_upgrade',
    'auto-minor-version-upgrade',
    kept.minorUpgrades,
  ),
  ...surroundingsOf(kept),
];

/** A replication group with TLS of one node, from a snapshot of a node that stands by itself. */
export const newGroup = ({ after }: Pick<Change, 'after'>, { id, region }: Target): Required<Source> => {
  if (!isKept(after)) throw new TypeError('what a replication group takes over');
  const properties = propertiesOf(id, after);
  const beside = (member: string): string =>
    `beside ${id}. ${member} stays in it: whoever changes that replaces the group.`;
  return {
    cloudformation: [
      `# A new AWS::ElastiCache::ReplicationGroup, ${beside('SnapshotName')}`,
      ...inCloudFormation(properties),
    ].join('\n'),
    cdk: [`// A new elasticache.CfnReplicationGroup, ${beside('snapshotName')}`, ...inCdk(properties)].join(
      '\n',
    ),
    terraform: [
      `# A new aws_elasticache_replication_group, ${beside('snapshot_name')}`,
      ...inTerraform(properties),
    ].join('\n'),
    cli: [`aws elasticache create-replication-group --region ${region}`, ...asOptions(properties)].join(' '),
  };
};
