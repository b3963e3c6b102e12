import {
  asOptions,
  inCdk,
  inCloudFormation,
  inTerraform,
  type SourceProperty,
} from '../../../../aws/source-properties.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import type { Target } from '../../../../core/model/target.ts';

/** What the new cluster takes over. `null`: DAX does not say. */
interface Kept {
  readonly description: string | null;
  readonly nodeType: string;
  readonly nodes: number;
  readonly role: string;
  readonly subnetGroup: string;
  readonly securityGroups: readonly string[];
  readonly parameterGroup: string;
  readonly atRest: boolean;
  readonly maintenanceWindow: string | null;
  readonly topic: string | null;
  readonly network: string | null;
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'nodeType' in value && 'nodes' in value;

/** Names have 20 letters at most: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_dax_CreateCluster.html */
const newName = (name: string): string => `${name.slice(0, 16).replace(/-$/, '')}-tls`;

const property = (
  cloudformation: string,
  names: Omit<SourceProperty, 'cloudformation' | 'value'>,
  value: SourceProperty['value'] | null,
): readonly SourceProperty[] => (value === null ? [] : [{ cloudformation, ...names, value }]);

const propertiesOf = (name: string, kept: Kept): readonly SourceProperty[] => [
  ...property('ClusterName', { terraform: 'cluster_name', flag: 'cluster-name' }, name),
  ...property('Description', { terraform: 'description', flag: 'description' }, kept.description),
  ...property(
    'ClusterEndpointEncryptionType',
    { terraform: 'cluster_endpoint_encryption_type', flag: 'cluster-endpoint-encryption-type' },
    'TLS',
  ),
  ...property('NodeType', { terraform: 'node_type', flag: 'node-type' }, kept.nodeType),
  ...property(
    'ReplicationFactor',
    { terraform: 'replication_factor', flag: 'replication-factor' },
    kept.nodes,
  ),
  ...property(
    'IAMRoleARN',
    { cdk: 'iamRoleArn', terraform: 'iam_role_arn', flag: 'iam-role-arn' },
    kept.role,
  ),
  ...property(
    'SubnetGroupName',
    { terraform: 'subnet_group_name', flag: 'subnet-group-name' },
    kept.subnetGroup,
  ),
  ...property(
    'ParameterGroupName',
    { terraform: 'parameter_group_name', flag: 'parameter-group-name' },
    kept.parameterGroup,
  ),
  ...property(
    'SecurityGroupIds',
    { terraform: 'security_group_ids', flag: 'security-group-ids' },
    kept.securityGroups.length > 0 ? kept.securityGroups : null,
  ),
  ...property(
    'PreferredMaintenanceWindow',
    { terraform: 'maintenance_window', flag: 'preferred-maintenance-window' },
    kept.maintenanceWindow,
  ),
  ...property(
    'NotificationTopicARN',
    { cdk: 'notificationTopicArn', terraform: 'notification_topic_arn', flag: 'notification-topic-arn' },
    kept.topic,
  ),
  ...property('NetworkType', { flag: 'network-type' }, kept.network),
];

/** The same cluster anew in every language that people describe clusters in, and as a command. */
export const newCluster = ({ after }: Pick<Change, 'after'>, { id, region }: Target): Required<Source> => {
  if (!isKept(after)) throw new TypeError('what a new cluster takes over');
  const properties = propertiesOf(newName(id), after);
  const beside = `beside ${id}: changing it there would replace ${id} while clients use it.`;
  const atRest = (...lines: readonly string[]) => (after.atRest ? lines : []);
  return {
    cloudformation: [
      `# A new AWS::DAX::Cluster, ${beside}`,
      ...inCloudFormation(properties),
      ...atRest('SSESpecification:', '  SSEEnabled: true'),
    ].join('\n'),
    cdk: [
      `// A new dax.CfnCluster, ${beside}`,
      ...inCdk(properties),
      ...atRest('sseSpecification: { sseEnabled: true },'),
    ].join('\n'),
    terraform: [
      `# A new aws_dax_cluster, ${beside}`,
      ...inTerraform(properties),
      ...atRest('server_side_encryption {', '  enabled = true', '}'),
    ].join('\n'),
    cli: [
      `aws dax create-cluster --region ${region}`,
      ...asOptions(properties),
      ...atRest('--sse-specification Enabled=true'),
    ].join(' '),
  };
};
