import {
  asOptions,
  inCdk,
  inCloudFormation,
  inTerraform,
  type SourceProperty,
} from '../../../../aws/source-properties.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** What takes a cluster's place takes over. `null`: ElastiCache does not say. */
export interface Kept {
  readonly engine: string;
  readonly nodeType: string;
  readonly nodes: number;
  readonly version: string;
  readonly parameterGroup: string;
  readonly subnetGroup: string;
  readonly securityGroups: readonly string[];
  /** In one zone, or in several. */
  readonly spread: 'single-az' | 'cross-az';
  /** Of each node; empty: AWS does not say. */
  readonly zones: readonly string[];
  readonly port: number | null;
  /** Of automatic snapshots, which Memcached has not; 0: there are none. */
  readonly snapshotDays: number | null;
  readonly snapshotWindow: string | null;
  readonly minorUpgrades: boolean | null;
  readonly maintenanceWindow: string | null;
  readonly topic: string | null;
  readonly network: string | null;
  readonly discovery: string | null;
}

export const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'nodeType' in value && 'nodes' in value;

/** Ids have 50 letters at most: https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html */
export const newName = (name: string, letters = 50): string =>
  `${name.slice(0, letters - 4).replace(/-$/, '')}-tls`;

export const property = (
  cloudformation: string,
  terraform: string,
  flag: string,
  value: SourceProperty['value'] | null,
): readonly SourceProperty[] => (value === null ? [] : [{ cloudformation, terraform, flag, value }]);

/** AWS takes as many zones as there are nodes, or one for all. */
const placeOf = ({ spread, zones, nodes }: Kept): readonly SourceProperty[] => {
  const isEach = zones.length === nodes;
  if (spread === 'cross-az')
    return [
      ...property('AZMode', 'az_mode', 'az-mode', spread),
      ...property(
        'PreferredAvailabilityZones',
        'preferred_availability_zones',
        'preferred-availability-zones',
        isEach ? zones : null,
      ),
    ];
  return property(
    'PreferredAvailabilityZone',
    'availability_zone',
    'preferred-availability-zone',
    zones[0] ?? null,
  );
};

/** When it is maintained, who hears of it, and in which network it is: of a cluster and of a replication group alike. */
export const surroundingsOf = (kept: Kept): readonly SourceProperty[] => [
  ...property(
    'PreferredMaintenanceWindow',
    'maintenance_window',
    'preferred-maintenance-window',
    kept.maintenanceWindow,
  ),
  ...property('NotificationTopicArn', 'notification_topic_arn', 'notification-topic-arn', kept.topic),
  ...property('NetworkType', 'network_type', 'network-type', kept.network),
  ...property('IpDiscovery', 'ip_discovery', 'ip-discovery', kept.discovery),
];

const propertiesOf = (name: string, kept: Kept): readonly SourceProperty[] => [
  ...property('ClusterName', 'cluster_id', 'cache-cluster-id', name),
  ...property('Engine', 'engine', 'engine', 'memcached'),
  ...property('EngineVersion', 'engine_version', 'engine-version', kept.version),
  ...property('TransitEncryptionEnabled', 'transit_encryption_enabled', 'transit-encryption-enabled', true),
  ...property('CacheNodeType', 'node_type', 'cache-node-type', kept.nodeType),
  ...property('NumCacheNodes', 'num_cache_nodes', 'num-cache-nodes', kept.nodes),
  ...placeOf(kept),
  ...property(
    'CacheParameterGroupName',
    'parameter_group_name',
    'cache-parameter-group-name',
    kept.parameterGroup,
  ),
  ...property('CacheSubnetGroupName', 'subnet_group_name', 'cache-subnet-group-name', kept.subnetGroup),
  ...property(
    'VpcSecurityGroupIds',
    'security_group_ids',
    'security-group-ids',
    kept.securityGroups.length > 0 ? kept.securityGroups : null,
  ),
  ...property('Port', 'port', 'port', kept.port),
  ...surroundingsOf(kept),
];

/** The same cluster anew in every language that people describe clusters in, and as a command. */
export const newCluster = ({ after }: Pick<Change, 'after'>, { id, region }: Target): Required<Source> => {
  if (!isKept(after)) throw new TypeError('what a new cluster takes over');
  const properties = propertiesOf(newName(id), after);
  const beside = `beside ${id}: changing it there would replace ${id} while clients use it.`;
  return {
    cloudformation: [
      `# A new AWS::ElastiCache::CacheCluster, ${beside}`,
      ...inCloudFormation(properties),
    ].join('\n'),
    cdk: [`// A new elasticache.CfnCacheCluster, ${beside}`, ...inCdk(properties)].join('\n'),
    terraform: [`# A new aws_elasticache_cluster, ${beside}`, ...inTerraform(properties)].join('\n'),
    cli: [`aws elasticache create-cache-cluster --region ${region}`, ...asOptions(properties)].join(' '),
  };
};
