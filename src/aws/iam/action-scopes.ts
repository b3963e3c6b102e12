/**
 * What each IAM action can be limited to. Roles, boundaries and session policies are all cut with this one table; an
 * action that is not in it cannot be granted at all.
 *
 * Resource types per action are from the service authorization reference (pages "Actions, resources, and condition
 * keys for …"): https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export const resourceKinds = [
  'bucket',
  'load-balancer',
  'listener',
  'listener-rule',
  'target-group',
  'db-instance',
  'db-parameter-group',
  'db-cluster',
  'db-cluster-parameter-group',
  'certificate',
  'config-aggregator',
  'prefix-list',
  'codedeploy-application',
  'codedeploy-deployment-group',
  'ecs-service',
] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** `on`: the kinds of resource whose ARN the action is checked against. `everywhere`: why that cannot be said. */
export type Scope = { readonly on: readonly ResourceKind[] } | { readonly everywhere: string };

const noResourceLevel = 'The action has no resource types: IAM takes it with a resource of * only.';
const listsAll = 'It lists what is in the account, so that no single resource is named.';

const on = (kinds: readonly ResourceKind[], prefix: string, names: readonly string[]): readonly Row[] =>
  names.map((name) => [`${prefix}:${name}`, { on: kinds }]);
const everywhere = (reason: string, prefix: string, names: readonly string[]): readonly Row[] =>
  names.map((name) => [`${prefix}:${name}`, { everywhere: reason }]);
type Row = readonly [string, Scope];

const elb = 'elasticloadbalancing';

const rows: readonly Row[] = [
  ...on(['bucket'], 's3', [
    'DeleteBucketPolicy',
    'GetBucketAcl',
    'GetBucketLocation',
    'GetBucketLogging',
    'GetBucketOwnershipControls',
    'GetBucketPolicy',
    'GetBucketPolicyStatus',
    'GetBucketPublicAccessBlock',
    'GetBucketTagging',
    'GetBucketVersioning',
    'GetBucketWebsite',
    'ListBucket',
    'PutBucketPolicy',
  ]),
  ...everywhere(listsAll, 's3', ['ListAllMyBuckets']),

  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
  ...everywhere(noResourceLevel, elb, [
    'DescribeListenerAttributes',
    'DescribeListenerCertificates',
    'DescribeListeners',
    'DescribeLoadBalancerAttributes',
    'DescribeLoadBalancers',
    'DescribeRules',
    'DescribeSSLPolicies',
    'DescribeTags',
    'DescribeTargetGroupAttributes',
    'DescribeTargetGroups',
    'DescribeTargetHealth',
  ]),
  ...on(['load-balancer'], elb, ['CreateListener']),
  ...on(['listener'], elb, [
    'AddListenerCertificates',
    'CreateRule',
    'DeleteListener',
    'ModifyListener',
    'ModifyListenerAttributes',
    'RemoveListenerCertificates',
  ]),
  ...on(['listener-rule'], elb, ['DeleteRule', 'ModifyRule']),
  ...on(['target-group'], elb, ['ModifyTargetGroup']),
  ...on(['load-balancer', 'listener', 'listener-rule'], elb, ['AddTags', 'RemoveTags']),

  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonrds.html
  ...everywhere(listsAll, 'rds', [
    'DescribeDBClusterParameterGroups',
    'DescribeDBClusters',
    'DescribeDBInstances',
    'DescribeDBParameterGroups',
    'DescribeDBProxies',
    'DescribeDBProxyTargetGroups',
    'DescribeDBProxyTargets',
    'DescribeEvents',
    'DescribePendingMaintenanceActions',
  ]),
  ...everywhere(noResourceLevel, 'rds', ['DescribeDBEngineVersions', 'DescribeEngineDefaultParameters']),
  ...on(['db-parameter-group'], 'rds', [
    'CopyDBParameterGroup',
    'CreateDBParameterGroup',
    'DeleteDBParameterGroup',
    'DescribeDBParameters',
    'ModifyDBParameterGroup',
    'ResetDBParameterGroup',
  ]),
  ...on(['db-cluster-parameter-group'], 'rds', [
    'CreateDBClusterParameterGroup',
    'DeleteDBClusterParameterGroup',
    'DescribeDBClusterParameters',
    'ModifyDBClusterParameterGroup',
  ]),
  ...on(['db-instance', 'db-parameter-group'], 'rds', ['ModifyDBInstance']),
  ...on(['db-cluster', 'db-cluster-parameter-group'], 'rds', ['ModifyDBCluster']),
  ...on(['db-instance'], 'rds', ['RebootDBInstance']),
  // Instances are never tagged; clusters are not mended yet, so nothing of theirs is granted.
  ...on(['db-parameter-group'], 'rds', ['AddTagsToResource', 'RemoveTagsFromResource']),
  ...on(['db-instance', 'db-parameter-group'], 'rds', ['ListTagsForResource']),

  ...on(['certificate'], 'acm', ['DescribeCertificate', 'ListTagsForCertificate']),
  ...everywhere(listsAll, 'acm', ['ListCertificates']),
  ...everywhere(noResourceLevel, 'ec2', [
    'DescribeManagedPrefixLists',
    'DescribeSecurityGroupRules',
    'DescribeSecurityGroups',
  ]),
  ...on(['prefix-list'], 'ec2', ['GetManagedPrefixListEntries']),
  ...everywhere(listsAll, 'dms', [
    'DescribeConnections',
    'DescribeEndpoints',
    'DescribeReplicationInstances',
    'DescribeReplicationTasks',
  ]),
  ...everywhere(listsAll, 'codedeploy', ['ListApplications']),
  ...on(['codedeploy-application'], 'codedeploy', ['BatchGetApplications', 'ListDeploymentGroups']),
  ...on(['codedeploy-deployment-group'], 'codedeploy', ['BatchGetDeploymentGroups']),
  // Services are listed by cluster, which is a condition key and no resource.
  ...everywhere(listsAll, 'ecs', ['ListClusters', 'ListServices']),
  ...on(['ecs-service'], 'ecs', ['DescribeServices']),
  ...everywhere(noResourceLevel, 'cloudtrail', ['LookupEvents']),
  ...everywhere(
    'It is asked in one account about every account and unit of the organization.',
    'organizations',
    ['DescribeOrganizationalUnit', 'ListParents'],
  ),
  // Connections are checked against the catalog as well as against themselves; to list them names none.
  ...everywhere(listsAll, 'glue', ['GetConnections']),
  ...everywhere(listsAll, 'cloudfront', ['ListCloudFrontOriginAccessIdentities', 'ListDistributions']),

  ...everywhere(listsAll, 'config', [
    'BatchGetResourceConfig',
    'DescribeComplianceByConfigRule',
    'DescribeConfigRules',
    'DescribeConfigurationRecorders',
    'DescribeConfigurationRecorderStatus',
    'GetComplianceDetailsByConfigRule',
    'GetComplianceDetailsByResource',
    'GetResourceConfigHistory',
    'ListDiscoveredResources',
    'SelectResourceConfig',
  ]),
  ...on(['config-aggregator'], 'config', [
    'DescribeAggregateComplianceByConfigRules',
    'DescribeConfigurationAggregatorSourcesStatus',
  ]),
  // Counts the approvals that wait, so that they never fill the account's quota.
  ...everywhere(noResourceLevel, 'ssm', ['DescribeAutomationExecutions']),
];

const scopes: ReadonlyMap<string, Scope> = new Map(rows);

/** What an action can be limited to; `undefined`: nobody has looked it up, and it must not be granted. */
export const scopeOf = (action: string): Scope | undefined => scopes.get(action);

/** Every action of the table, for checks. */
export const scopedActions = (): readonly string[] => [...scopes.keys()];

export interface Area {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** The ARN of every resource of a kind in an area. `region` may be `*`; buckets have neither Region nor account. */
export const arnPatterns = (kind: ResourceKind, { partition, account, region }: Area): readonly string[] => {
  const arn = (service: string, resource: string): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource}`;
  switch (kind) {
    case 'bucket':
      return [`arn:${partition}:s3:::*`];
    case 'load-balancer':
      return [arn(elb, 'loadbalancer/app/*/*'), arn(elb, 'loadbalancer/net/*/*')];
    case 'listener':
      return [arn(elb, 'listener/app/*/*/*'), arn(elb, 'listener/net/*/*/*')];
    case 'listener-rule':
      return [arn(elb, 'listener-rule/app/*/*/*/*'), arn(elb, 'listener-rule/net/*/*/*/*')];
    case 'target-group':
      return [arn(elb, 'targetgroup/*/*')];
    case 'db-instance':
      return [arn('rds', 'db:*')];
    case 'db-parameter-group':
      return [arn('rds', 'pg:*')];
    case 'db-cluster':
      return [arn('rds', 'cluster:*')];
    case 'db-cluster-parameter-group':
      return [arn('rds', 'cluster-pg:*')];
    case 'certificate':
      return [arn('acm', 'certificate/*')];
    case 'config-aggregator':
      return [arn('config', 'config-aggregator/*')];
    case 'codedeploy-application':
      return [arn('codedeploy', 'application:*')];
    case 'codedeploy-deployment-group':
      return [arn('codedeploy', 'deploymentgroup:*')];
    case 'ecs-service':
      return [arn('ecs', 'service/*')];
    case 'prefix-list':
      // Lists of AWS and of other accounts that share theirs carry those in the place of the account.
      return [`arn:${partition}:ec2:${region}:*:prefix-list/*`];
  }
};
