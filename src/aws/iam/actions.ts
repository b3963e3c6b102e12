/**
 * Which IAM actions an API operation needs, and whether it only reads. A checked table, because names differ:
 * `ListBuckets` needs `s3:ListAllMyBuckets`, `HeadBucket` needs `s3:ListBucket`.
 *
 * From the service authorization reference:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 * and for S3 https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 */
export interface Operation {
  readonly actions: readonly string[];
  /** `read`: cannot change anything in the account. */
  readonly access: 'read' | 'write';
}

type Table = Readonly<Record<string, Operation>>;

/** Operations whose IAM action has the operation's own name: looked up one by one, not assumed. */
const sameName = (prefix: string, access: Operation['access'], operations: readonly string[]): Table =>
  Object.fromEntries(operations.map((name) => [name, { actions: [`${prefix}:${name}`], access }]));

const read = (...actions: readonly string[]): Operation => ({ actions, access: 'read' });
const write = (...actions: readonly string[]): Operation => ({ actions, access: 'write' });

const s3: Table = {
  ...sameName('s3', 'read', [
    'GetBucketAcl',
    'GetBucketLocation',
    'GetBucketLogging',
    'GetBucketOwnershipControls',
    'GetBucketPolicy',
    'GetBucketPolicyStatus',
    'GetBucketTagging',
    'GetBucketVersioning',
    'GetBucketWebsite',
  ]),
  ListBuckets: read('s3:ListAllMyBuckets'),
  HeadBucket: read('s3:ListBucket'),
  ListObjectsV2: read('s3:ListBucket'),
  GetBucketCors: read('s3:GetBucketCORS'),
  GetBucketEncryption: read('s3:GetEncryptionConfiguration'),
  GetBucketLifecycleConfiguration: read('s3:GetLifecycleConfiguration'),
  GetBucketNotificationConfiguration: read('s3:GetBucketNotification'),
  GetBucketReplication: read('s3:GetReplicationConfiguration'),
  GetPublicAccessBlock: read('s3:GetBucketPublicAccessBlock'),
  ...sameName('s3', 'write', [
    'PutBucketPolicy',
    'DeleteBucketPolicy',
    'PutBucketTagging',
    'PutBucketWebsite',
  ]),
  DeleteBucketTagging: write('s3:PutBucketTagging'),
  PutPublicAccessBlock: write('s3:PutBucketPublicAccessBlock'),
  DeletePublicAccessBlock: write('s3:PutBucketPublicAccessBlock'),
};

const sts: Table = {
  // GetCallerIdentity needs no permission and cannot be denied; the action exists all the same.
  ...sameName('sts', 'read', ['GetCallerIdentity']),
  ...sameName('sts', 'write', ['AssumeRole']),
};

const ssm: Table = {
  ...sameName('ssm', 'read', [
    'DescribeAutomationExecutions',
    'DescribeAutomationStepExecutions',
    'DescribeDocument',
    'GetAutomationExecution',
    'GetCalendarState',
    'GetDocument',
  ]),
  ...sameName('ssm', 'write', [
    'CreateDocument',
    'DeleteDocument',
    'SendAutomationSignal',
    'StartAutomationExecution',
    'StopAutomationExecution',
    'UpdateDocument',
    'UpdateDocumentDefaultVersion',
  ]),
};

const configService: Table = {
  ...sameName('config', 'read', [
    'BatchGetResourceConfig',
    'DescribeAggregateComplianceByConfigRules',
    'DescribeComplianceByConfigRule',
    'DescribeConfigRuleEvaluationStatus',
    'DescribeConfigRules',
    'DescribeConfigurationAggregatorSourcesStatus',
    'DescribeConfigurationRecorders',
    'DescribeConfigurationRecorderStatus',
    'GetComplianceDetailsByConfigRule',
    'GetComplianceDetailsByResource',
    'GetResourceConfigHistory',
    'ListDiscoveredResources',
    'SelectResourceConfig',
  ]),
  ...sameName('config', 'write', ['PutEvaluations', 'StartConfigRulesEvaluation']),
};

const dynamodb: Table = {
  ...sameName('dynamodb', 'read', [
    'BatchGetItem',
    'DescribeTable',
    'DescribeTimeToLive',
    'GetItem',
    'ListTables',
    'Query',
    'Scan',
  ]),
  ...sameName('dynamodb', 'write', [
    'BatchWriteItem',
    'CreateTable',
    'DeleteItem',
    'DeleteTable',
    'PutItem',
    'UpdateItem',
    'UpdateTimeToLive',
  ]),
};

const elbv2: Table = {
  ...sameName('elasticloadbalancing', 'read', [
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
  ...sameName('elasticloadbalancing', 'write', [
    'AddListenerCertificates',
    'AddTags',
    'CreateListener',
    'CreateRule',
    'DeleteListener',
    'DeleteRule',
    'ModifyListener',
    'ModifyListenerAttributes',
    'ModifyRule',
    'ModifyTargetGroup',
    'RemoveListenerCertificates',
    'RemoveTags',
  ]),
};

const rds: Table = {
  ...sameName('rds', 'read', [
    'DescribeDBClusterParameterGroups',
    'DescribeDBClusterParameters',
    'DescribeDBClusters',
    'DescribeDBEngineVersions',
    'DescribeDBInstances',
    'DescribeDBParameterGroups',
    'DescribeDBParameters',
    'DescribeDBProxies',
    'DescribeDBProxyTargets',
    'DescribeEngineDefaultParameters',
    'DescribeEvents',
    'DescribePendingMaintenanceActions',
    'ListTagsForResource',
  ]),
  ...sameName('rds', 'write', [
    'AddTagsToResource',
    'DeleteDBClusterParameterGroup',
    'DeleteDBParameterGroup',
    'ModifyDBCluster',
    'ModifyDBClusterParameterGroup',
    'ModifyDBInstance',
    'ModifyDBParameterGroup',
    'RebootDBInstance',
    'RemoveTagsFromResource',
    'ResetDBParameterGroup',
  ]),
  // What we create carries a tag, and a tag given at creation needs its own permission.
  CopyDBParameterGroup: write('rds:CopyDBParameterGroup', 'rds:AddTagsToResource'),
  CreateDBParameterGroup: write('rds:CreateDBParameterGroup', 'rds:AddTagsToResource'),
  CreateDBClusterParameterGroup: write('rds:CreateDBClusterParameterGroup', 'rds:AddTagsToResource'),
};

/** Read by units that must know whether a certificate or a security group is ready for TLS. */
const acm = sameName('acm', 'read', ['DescribeCertificate', 'ListCertificates', 'ListTagsForCertificate']);
const ec2 = sameName('ec2', 'read', [
  'DescribeManagedPrefixLists',
  'DescribeSecurityGroupRules',
  'DescribeSecurityGroups',
  'GetManagedPrefixListEntries',
]);

/** Read by units that must know who still connects to a database without TLS. */
const dms = sameName('dms', 'read', ['DescribeEndpoints']);
const glue = sameName('glue', 'read', ['GetConnections']);

/** Read by units that must know whose deployments rewrite a listener. */
const codeDeploy = sameName('codedeploy', 'read', [
  'BatchGetApplications',
  'BatchGetDeploymentGroups',
  'ListApplications',
  'ListDeploymentGroups',
]);
const ecs = sameName('ecs', 'read', ['DescribeServices', 'ListClusters', 'ListServices']);

/** Read by the unit that must know who asks a bucket over plain HTTP. */
const cloudFront = sameName('cloudfront', 'read', [
  'ListCloudFrontOriginAccessIdentities',
  'ListDistributions',
]);

/** Who wrote, and where an account stands. */
const cloudTrail = sameName('cloudtrail', 'read', ['LookupEvents']);
const organizations = sameName('organizations', 'read', ['DescribeOrganizationalUnit', 'ListParents']);

/** How Waxseal tells others. */
const sns = sameName('sns', 'write', ['Publish']);
const events = sameName('events', 'write', ['PutEvents']);
/** A batch needs what one message does. */
const sqs: Table = { SendMessageBatch: write('sqs:SendMessage') };
const securityHub: Table = {
  ...sameName('securityhub', 'read', ['GetFindings']),
  ...sameName('securityhub', 'write', ['BatchUpdateFindings']),
};

const services: Readonly<Record<string, Table>> = {
  sns,
  sqs,
  eventbridge: events,
  events,
  securityhub: securityHub,
  s3,
  sts,
  ssm,
  configservice: configService,
  dynamodb,
  elasticloadbalancingv2: elbv2,
  rds,
  acm,
  ec2,
  // The SDK's name for it, and its prefix.
  databasemigrationservice: dms,
  dms,
  glue,
  codedeploy: codeDeploy,
  ecs,
  cloudfront: cloudFront,
  cloudtrail: cloudTrail,
  organizations,
};

/** One key for `S3Client`, `S3` and `s3`; for `ElasticLoadBalancingV2Client` and `elastic-load-balancing-v2`. */
const serviceKey = (service: string): string =>
  service
    .replace(/Client$/, '')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .toLowerCase();

/**
 * What the table knows of an operation. `service` is a client's class name, its `serviceId`, or its package name
 * without `client-`; `operation` may carry the SDK's suffix `Command`. `undefined`: not in the table, and whoever
 * asks must refuse.
 */
export const actionsOf = (service: string, operation: string): Operation | undefined => {
  const table = services[serviceKey(service)];
  const name = operation.replace(/Command$/, '');
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
};

/** Every row of the table, for checks: `[service, operation, what it needs]`. */
export const knownOperations = (): readonly (readonly [string, string, Operation])[] =>
  Object.entries(services).flatMap(([service, table]) =>
    Object.entries(table).map(([operation, needs]) => [service, operation, needs] as const),
  );
