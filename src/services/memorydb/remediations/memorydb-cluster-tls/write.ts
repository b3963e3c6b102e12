import { hclText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** What the new cluster takes over. */
export interface Kept {
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
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'nodeType' in value && 'shards' in value;

/** Names have 40 letters at most: https://docs.aws.amazon.com/memorydb/latest/APIReference/API_CreateCluster.html */
const newName = (name: string): string => `${name.slice(0, 36).replace(/-$/, '')}-tls`;

/** The same cluster anew, from a snapshot, in every language that people describe clusters in, and as commands. */
export const newCluster = ({ after }: Pick<Change, 'after'>, { id, region }: Target): Required<Source> => {
  if (!isKept(after)) throw new TypeError('what a new cluster takes over');
  const name = newName(id);
  const snapshot = `${name}-from`;
  const { nodeType, shards, replicas, engine, engineVersion, parameterGroup, subnetGroup, acl, key, port } =
    after;
  const { securityGroups } = after;
  const at = `--region ${region}`;
  const options = [
    `--cluster-name ${name}`,
    `--snapshot-name ${snapshot}`,
    '--tls-enabled',
    `--acl-name ${acl}`,
    `--node-type ${nodeType}`,
    `--num-shards ${shards}`,
    `--num-replicas-per-shard ${replicas}`,
    `--engine ${engine}`,
    `--engine-version ${engineVersion}`,
    `--parameter-group-name ${parameterGroup}`,
    `--subnet-group-name ${subnetGroup}`,
    ...(securityGroups.length > 0 ? [`--security-group-ids ${securityGroups.join(' ')}`] : []),
    ...(key === null ? [] : [`--kms-key-id ${key}`]),
    ...(port === null ? [] : [`--port ${port}`]),
  ];
  const beside = `beside ${id}: changing it there would replace ${id} and lose what it holds.`;
  return {
    cloudformation: [
      `# A new AWS::MemoryDB::Cluster, ${beside}`,
      `ClusterName: ${name}`,
      `SnapshotName: ${snapshot}`,
      'TLSEnabled: true',
      `ACLName: ${acl}`,
      `NodeType: ${nodeType}`,
      `SecurityGroupIds: ${yamlValue(securityGroups)}`,
    ].join('\n'),
    cdk: `// A new memorydb.CfnCluster, ${beside}\nclusterName: '${name}', snapshotName: '${snapshot}', tlsEnabled: true, aclName: '${acl}', nodeType: '${nodeType}',`,
    terraform: [
      `# A new aws_memorydb_cluster, ${beside}`,
      `name          = ${hclText(name)}`,
      `snapshot_name = ${hclText(snapshot)}`,
      'tls_enabled   = true',
      `acl_name      = ${hclText(acl)}`,
      `node_type     = ${hclText(nodeType)}`,
    ].join('\n'),
    cli: [
      `aws memorydb create-snapshot ${at} --cluster-name ${id} --snapshot-name ${snapshot}`,
      `aws memorydb describe-snapshots ${at} --snapshot-name ${snapshot} --query "Snapshots[].Status"  # until it says available`,
      `aws memorydb create-cluster ${at} ${options.join(' ')}`,
    ].join('\n'),
  };
};
