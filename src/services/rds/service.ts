import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';
import { groupsIn } from './facts/concerns.ts';

/** Databases, their parameter groups and proxies. */
export default service({
  client: 'RDSClient',
  prefix: 'rds',
  iam,
  reads: [
    'DescribeBlueGreenDeployments',
    'DescribeCertificates',
    'DescribeDBClusterParameterGroups',
    'DescribeDBClusterParameters',
    'DescribeDBClusters',
    'DescribeDBEngineVersions',
    'DescribeDBInstances',
    'DescribeDBLogFiles',
    'DescribeDBParameterGroups',
    'DescribeDBParameters',
    'DescribeDBProxies',
    'DescribeDBProxyEndpoints',
    'DescribeDBProxyTargets',
    'DescribeEngineDefaultParameters',
    'DescribeEvents',
    'DescribeOptionGroups',
    'DescribePendingMaintenanceActions',
    'DownloadDBLogFilePortion',
    'ListTagsForResource',
  ],
  writes: [
    'AddTagsToResource',
    'CopyDBClusterParameterGroup',
    'CopyDBParameterGroup',
    'CreateDBClusterParameterGroup',
    'CreateDBParameterGroup',
    'DeleteDBClusterParameterGroup',
    'DeleteDBParameterGroup',
    'ModifyDBCluster',
    'ModifyDBClusterParameterGroup',
    'ModifyDBInstance',
    'ModifyDBParameterGroup',
    'ModifyDBProxy',
    'RebootDBInstance',
    'RemoveTagsFromResource',
    'ResetDBClusterParameterGroup',
    'ResetDBParameterGroup',
  ],
  // What we create carries a tag, and a tag given at creation needs its own permission.
  needs: {
    CopyDBParameterGroup: ['rds:CopyDBParameterGroup', 'rds:AddTagsToResource'],
    CreateDBParameterGroup: ['rds:CreateDBParameterGroup', 'rds:AddTagsToResource'],
    CopyDBClusterParameterGroup: ['rds:CopyDBClusterParameterGroup', 'rds:AddTagsToResource'],
    CreateDBClusterParameterGroup: ['rds:CreateDBClusterParameterGroup', 'rds:AddTagsToResource'],
  },
  shared: {
    DescribeBlueGreenDeployments: {
      seconds: 60,
      because:
        'A deployment is provisioned for many minutes before it can be switched over, and asks people only.',
    },
  },
  ahead: ['DescribeDBProxyTargetGroups'],
  everywhere: Object.fromEntries(
    ['DescribeDBProxyTargetGroups', 'DescribeDBProxyTargets'].map((action) => [
      action,
      'To read all proxies is no loss, and which of their parts AWS checks is not said.',
    ]),
  ),
  narrowed: {
    ModifyDBInstance: { on: ['db', 'pg'], because: 'Its parameter group is all that is changed.' },
    ModifyDBCluster: {
      on: ['cluster', 'cluster-pg'],
      because: 'Its parameter group is all that is changed.',
    },
    AddTagsToResource: {
      on: ['pg', 'cluster-pg'],
      because: 'Groups that we make are tagged, and nothing else is.',
    },
    RemoveTagsFromResource: {
      on: ['pg', 'cluster-pg'],
      because: 'Groups that we make are tagged, and nothing else is.',
    },
    ListTagsForResource: {
      on: ['db', 'pg', 'cluster-pg', 'proxy'],
      because: 'Nothing else of RDS is looked at.',
    },
  },
  concerns: { pg: groupsIn('pg'), 'cluster-pg': groupsIn('cluster-pg') },
});
