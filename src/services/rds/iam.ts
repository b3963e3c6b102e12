// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    AddTagsToResource: { access: 'write', on: ['pg'] },
    CopyDBParameterGroup: { access: 'write', on: ['pg'] },
    CreateDBClusterParameterGroup: { access: 'write', on: ['cluster-pg'] },
    CreateDBParameterGroup: { access: 'write', on: ['pg'] },
    DeleteDBClusterParameterGroup: { access: 'write', on: ['cluster-pg'] },
    DeleteDBParameterGroup: { access: 'write', on: ['pg'] },
    DescribeBlueGreenDeployments: { access: 'read', on: ['deployment'], lists: true },
    DescribeDBClusterParameterGroups: { access: 'read', on: ['cluster-pg'], lists: true },
    DescribeDBClusterParameters: { access: 'read', on: ['cluster-pg'] },
    DescribeDBClusters: { access: 'read', on: ['cluster'], lists: true },
    DescribeDBEngineVersions: { access: 'read', on: [], lists: true },
    DescribeDBInstances: { access: 'read', on: ['db'], lists: true },
    DescribeDBLogFiles: { access: 'read', on: ['db'] },
    DescribeDBParameterGroups: { access: 'read', on: ['pg'], lists: true },
    DescribeDBParameters: { access: 'read', on: ['pg'] },
    DescribeDBProxies: { access: 'read', on: ['proxy'], lists: true },
    DescribeDBProxyTargetGroups: { access: 'read', on: ['proxy'] },
    DescribeDBProxyTargets: { access: 'read', on: ['proxy', 'target-group'] },
    DescribeEngineDefaultParameters: { access: 'read', on: [], lists: true },
    DescribeEvents: { access: 'read', on: [], lists: true },
    DescribePendingMaintenanceActions: { access: 'read', on: ['cluster', 'db'], lists: true },
    DownloadDBLogFilePortion: { access: 'read', on: ['db'] },
    ListTagsForResource: { access: 'read', on: ['db', 'pg'] },
    ModifyDBCluster: { access: 'write', on: ['cluster', 'cluster-pg'] },
    ModifyDBClusterParameterGroup: { access: 'write', on: ['cluster-pg'] },
    ModifyDBInstance: { access: 'write', on: ['db', 'pg'] },
    ModifyDBParameterGroup: { access: 'write', on: ['pg'] },
    RebootDBInstance: { access: 'write', on: ['db'] },
    RemoveTagsFromResource: { access: 'write', on: ['pg'] },
    ResetDBParameterGroup: { access: 'write', on: ['pg'] },
  },
  arns: {
    cluster: 'arn:{partition}:rds:{region}:{account}:cluster:*',
    'cluster-pg': 'arn:{partition}:rds:{region}:{account}:cluster-pg:*',
    db: 'arn:{partition}:rds:{region}:{account}:db:*',
    pg: 'arn:{partition}:rds:{region}:{account}:pg:*',
  },
};
