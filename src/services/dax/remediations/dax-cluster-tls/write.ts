import { hclList, hclText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** What the new cluster takes over. */
export interface Kept {
  readonly nodeType: string;
  readonly nodes: number;
  readonly role: string;
  readonly subnetGroup: string;
  readonly securityGroups: readonly string[];
  readonly parameterGroup: string;
  readonly atRest: boolean;
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'nodeType' in value && 'nodes' in value;

/** Names have 20 letters at most: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_dax_CreateCluster.html */
const newName = (name: string): string => `${name.slice(0, 16).replace(/-$/, '')}-tls`;

/** The same cluster anew in every language that people describe clusters in, and as a command. */
export const newCluster = ({ after }: Pick<Change, 'after'>, { id, region }: Target): Required<Source> => {
  if (!isKept(after)) throw new TypeError('what a new cluster takes over');
  const name = newName(id);
  const { nodeType, nodes, role, subnetGroup, securityGroups, parameterGroup, atRest } = after;
  const beside = `beside ${id}: changing it there would replace ${id} while clients use it.`;
  const groups = securityGroups.length > 0;
  return {
    cloudformation: [
      `# A new AWS::DAX::Cluster, ${beside}`,
      `ClusterName: ${name}`,
      'ClusterEndpointEncryptionType: TLS',
      `NodeType: ${nodeType}`,
      `ReplicationFactor: ${nodes}`,
      `IAMRoleARN: ${role}`,
      `SubnetGroupName: ${subnetGroup}`,
      `SecurityGroupIds: ${yamlValue(securityGroups)}`,
    ].join('\n'),
    cdk: `// A new dax.CfnCluster, ${beside}\nclusterName: '${name}', clusterEndpointEncryptionType: 'TLS', nodeType: '${nodeType}', replicationFactor: ${nodes}, iamRoleArn: '${role}',`,
    terraform: [
      `# A new aws_dax_cluster, ${beside}`,
      `cluster_name                     = ${hclText(name)}`,
      'cluster_endpoint_encryption_type = "TLS"',
      `node_type                        = ${hclText(nodeType)}`,
      `replication_factor               = ${nodes}`,
      `iam_role_arn                     = ${hclText(role)}`,
      `security_group_ids               = ${hclList(securityGroups)}`,
    ].join('\n'),
    cli: [
      `aws dax create-cluster --region ${region} --cluster-name ${name} --cluster-endpoint-encryption-type TLS`,
      `--node-type ${nodeType} --replication-factor ${nodes} --iam-role-arn ${role}`,
      `--subnet-group-name ${subnetGroup} --parameter-group-name ${parameterGroup}`,
      ...(groups ? [`--security-group-ids ${securityGroups.join(' ')}`] : []),
      ...(atRest ? ['--sse-specification Enabled=true'] : []),
    ].join(' '),
  };
};
