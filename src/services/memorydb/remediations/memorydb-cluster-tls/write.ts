import {
  asOptions,
  inCdk,
  inCloudFormation,
  inTerraform,
  type SourceProperty,
} from '../../../../aws/source-properties.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** What the new cluster takes over. `null`: MemoryDB does not say. */
interface Kept {
  readonly description: string | null;
  readonly nodeType: string;
  readonly shards: number;
  readonly replicas: number;
  readonly engine: string;
  readonly engineVersion: string;
  readonly parameterGroup: string;
  readonly subnetGroup: string;
  readonly securityGroups: readonly string[];
  readonly acl: string;
  readonly key: string | null;
  readonly port: number | null;
  /** A node type with it is refused without it. */
  readonly dataTiering: boolean;
  readonly snapshotDays: number | null;
  readonly snapshotWindow: string | null;
  readonly maintenanceWindow: string | null;
  readonly topic: string | null;
  readonly minorUpgrades: boolean | null;
  readonly network: string | null;
  readonly discovery: string | null;
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'nodeType' in value && 'shards' in value;

/** An access control list that MemoryDB has for everybody: no user, no password. */
export const openToAll = 'open-access';

/** Names have 40 letters at most: https://docs.aws.amazon.com/memorydb/latest/APIReference/API_CreateCluster.html */
export const newName = (name: string): string => `${name.slice(0, 36).replace(/-$/, '')}-tls`;

const said = (
  cloudformation: string,
  names: Omit<SourceProperty, 'cloudformation' | 'value'>,
  value: SourceProperty['value'] | null,
): readonly SourceProperty[] => (value === null ? [] : [{ cloudformation, ...names, value }]);

const property = (
  cloudformation: string,
  terraform: string,
  flag: string,
  value: SourceProperty['value'] | null,
): readonly SourceProperty[] => said(cloudformation, { terraform, flag }, value);

const propertiesOf = (name: string, snapshot: string, kept: Kept): readonly SourceProperty[] => [
  ...property('ClusterName', 'name', 'cluster-name', name),
  ...property('Description', 'description', 'description', kept.description),
  ...property('SnapshotName', 'snapshot_name', 'snapshot-name', snapshot),
  ...property('TLSEnabled', 'tls_enabled', 'tls-enabled', true),
  ...property('ACLName', 'acl_name', 'acl-name', kept.acl),
  ...property('NodeType', 'node_type', 'node-type', kept.nodeType),
  // CloudFormation has a text here, and the command a switch.
  ...said('DataTiering', {}, kept.dataTiering ? 'true' : null),
  ...property('NumShards', 'num_shards', 'num-shards', kept.shards),
  ...property('NumReplicasPerShard', 'num_replicas_per_shard', 'num-replicas-per-shard', kept.replicas),
  ...property('Engine', 'engine', 'engine', kept.engine),
  ...property('EngineVersion', 'engine_version', 'engine-version', kept.engineVersion),
  ...property('ParameterGroupName', 'parameter_group_name', 'parameter-group-name', kept.parameterGroup),
  ...property('SubnetGroupName', 'subnet_group_name', 'subnet-group-name', kept.subnetGroup),
  ...property(
    'SecurityGroupIds',
    'security_group_ids',
    'security-group-ids',
    kept.securityGroups.length > 0 ? kept.securityGroups : null,
  ),
  ...property('KmsKeyId', 'kms_key_arn', 'kms-key-id', kept.key),
  ...property('Port', 'port', 'port', kept.port),
  ...property(
    'SnapshotRetentionLimit',
    'snapshot_retention_limit',
    'snapshot-retention-limit',
    kept.snapshotDays,
  ),
  ...property('SnapshotWindow', 'snapshot_window', 'snapshot-window', kept.snapshotWindow),
  ...property('MaintenanceWindow', 'maintenance_window', 'maintenance-window', kept.maintenanceWindow),
  ...property('SnsTopicArn', 'sns_topic_arn', 'sns-topic-arn', kept.topic),
  ...property(
    'AutoMinorVersionUpgrade',
    'auto_minor_version_upgrade',
    'auto-minor-version-upgrade',
    kept.minorUpgrades,
  ),
  ...said('NetworkType', { flag: 'network-type' }, kept.network),
  ...said('IpDiscovery', { flag: 'ip-discovery' }, kept.discovery),
];

/**
 * Makes the cluster once the snapshot is there. Nothing else than that it is being made is waited for: an `until` that knows
 * only `available` would go on for ever. https://docs.aws.amazon.com/memorydb/latest/APIReference/API_Snapshot.html
 */
const fromSnapshot = (at: string, cluster: string, snapshot: string, create: string): string =>
  [
    `state=; aws memorydb create-snapshot ${at} --cluster-name ${cluster} --snapshot-name ${snapshot} && state=creating`,
    'until [ "$state" = available ]; do',
    `  [ "$state" = creating ] || { echo "Snapshot ${snapshot} is \${state:-not told of}: no cluster is made of it." >&2; break; }`,
    '  sleep 30',
    `  state=$(aws memorydb describe-snapshots ${at} --snapshot-name ${snapshot} --query "Snapshots[0].Status" --output text) || state=`,
    'done',
    `[ "$state" = available ] && ${create}`,
  ].join('\n');

/** The same cluster anew, from a snapshot, in every language that people describe clusters in, and as commands. */
export const newCluster = ({ after }: Pick<Change, 'after'>, { id, region }: Target): Required<Source> => {
  if (!isKept(after)) throw new TypeError('what a new cluster takes over');
  const name = newName(id);
  const snapshot = `${name}-from`;
  const properties = propertiesOf(name, snapshot, after);
  const tiers = after.dataTiering;
  const at = `--region ${region}`;
  const beside = `beside ${id}: changing it there would replace ${id} and lose what it holds.`;
  const open = after.acl === openToAll ? ' open-access lets everybody in who reaches it.' : '';
  return {
    cloudformation: [
      `# A new AWS::MemoryDB::Cluster, ${beside}${open}`,
      ...inCloudFormation(properties),
    ].join('\n'),
    cdk: [`// A new memorydb.CfnCluster, ${beside}${open}`, ...inCdk(properties)].join('\n'),
    terraform: [
      `# A new aws_memorydb_cluster, ${beside}${open}`,
      ...inTerraform(properties),
      ...(tiers ? ['data_tiering = true'] : []),
    ].join('\n'),
    cli: [
      ...(open === '' ? [] : [`#${open}`]),
      fromSnapshot(
        at,
        id,
        snapshot,
        [
          'aws memorydb create-cluster',
          at,
          ...asOptions(properties),
          ...(tiers ? ['--data-tiering'] : []),
        ].join(' '),
      ),
    ].join('\n'),
  };
};
