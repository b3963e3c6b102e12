import { remediation } from '../../../core/model/remediation.ts';
import { forceTls, parameterSettings } from '../../../families/parameter.ts';
import { clusterParameterOf, clusterParameterOfFamily } from '../facts/cluster-engines.ts';
import { clusterMeaningOf } from '../facts/cluster-statuses.ts';
import { blueGreenOf } from '../parameters/blue-green.ts';
import { clusterAttaching } from '../parameters/cluster-attaching.ts';
import { clusterParameterGroups } from '../parameters/cluster-parameter-groups.ts';
import { findCluster } from '../parameters/cluster-reading.ts';
import { dependantsOf } from '../parameters/dependants.ts';
import { clusterCode, sourceIn } from '../parameters/source.ts';
import { hazards, notes, obstacle, outside, waits } from './rds-cluster-force-tls/decide.ts';
import { messages as own } from './rds-cluster-force-tls/messages.ts';

const { messages, ...parts } = forceTls({
  thing: 'cluster',
  service: 'RDS',
  value: '1 (Aurora MySQL: ON)',
  off: '0 (Aurora MySQL: OFF)',
  reboot:
    'Reboot each of its instances, readers first (aws rds reboot-db-instance --region {region} --db-instance-identifier INSTANCE), or a Multi-AZ DB cluster as a whole (aws rds reboot-db-cluster --region {region} --db-cluster-identifier {cluster}),',
  inTemplate:
    'an AWS::RDS::DBClusterParameterGroup with Parameters: {parameter}, named by DBClusterParameterGroupName of the cluster',
  attachment: 'clusterGroup',
  ...clusterAttaching(clusterParameterGroups(clusterParameterOfFamily)),
  find: findCluster(clusterParameterOf),
  around: async ({ thing: { name, addresses }, tls }, aws, { arn }) => {
    const [address, ...others] = addresses;
    const connecting = { name, address, others, engine: tls.engine, kind: 'TRACKED_CLUSTER' } as const;
    const [dependants, blueGreen] = await Promise.all([dependantsOf(connecting, aws), blueGreenOf(arn, aws)]);
    return { ...dependants, blueGreen };
  },
  messages: own,
  meaningOf: clusterMeaningOf,
  outside,
  waits,
  obstacle,
  hazards,
  notes,
  source: sourceIn(clusterCode),
});

/** Makes a cluster of Aurora, or a Multi-AZ DB cluster, refuse connections without TLS. */
export default remediation({
  meta: {
    id: 'rds-cluster-force-tls',
    version: 1,
    family: 'parameter',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Aurora and Multi-AZ DB clusters refuse connections without TLS',
    summary:
      'Sets rds.force_ssl or require_secure_transport in the DB cluster parameter group of an Aurora or Multi-AZ DB cluster; a cluster with a default group gets a group of its own first. AWS has no rule for clusters, and its rules for instances leave their members out. Never reboots and never sets off what the owner has queued.',
    resourceType: 'AWS::RDS::DBCluster',
    configRules: [],
    controls: [],
    services: ['rds'],
    impacts: ['breaks-plaintext', 'restarts'],
    reversible: true,
    permissions: {
      read: [
        'dms:DescribeEndpoints',
        'ecs:DescribeServices',
        'ecs:DescribeTaskDefinition',
        'ecs:ListClusters',
        'ecs:ListServices',
        'glue:GetConnections',
        'lambda:ListFunctions',
        'rds:DescribeBlueGreenDeployments',
        'rds:DescribeDBClusterParameterGroups',
        'rds:DescribeDBClusterParameters',
        'rds:DescribeDBClusters',
        'rds:DescribeDBProxies',
        'rds:DescribeDBProxyTargets',
        'rds:ListTagsForResource',
      ],
      write: [
        'rds:AddTagsToResource',
        'rds:CopyDBClusterParameterGroup',
        'rds:CreateDBClusterParameterGroup',
        'rds:ModifyDBCluster',
        'rds:ModifyDBClusterParameterGroup',
      ],
      undo: [
        'rds:DeleteDBClusterParameterGroup',
        'rds:ModifyDBCluster',
        'rds:ModifyDBClusterParameterGroup',
        'rds:ResetDBClusterParameterGroup',
      ],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Security.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Security.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Compare-v3-v84.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_RebootCluster.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/accessing-monitoring.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_BlueGreenDeployment.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBCluster.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBClusterParameterGroup.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyGlobalCluster.html',
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RebootDBCluster.html',
    ],
  },
  settings: parameterSettings,
  ...parts,
  evidence: (state, { arn }) => [
    {
      ask: 'plaintext-connections',
      of: arn,
      clears: ['breaks-plaintext'],
      given: { engine: state.thing.engine },
    },
  ],
});
