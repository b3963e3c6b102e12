import { acm } from '../services/acm/sandbox/operations.ts';
import { cloudfront } from '../services/cloudfront/sandbox/operations.ts';
import { cloudtrail } from '../services/cloudtrail/sandbox/operations.ts';
import { codedeploy } from '../services/codedeploy/sandbox/operations.ts';
import { config } from '../services/config/sandbox/operations.ts';
import { dms } from '../services/dms/sandbox/operations.ts';
import { ec2 } from '../services/ec2/sandbox/operations.ts';
import { ecs } from '../services/ecs/sandbox/operations.ts';
import { elbv2 } from '../services/elbv2/sandbox/operations.ts';
import { glue } from '../services/glue/sandbox/operations.ts';
import { organizations } from '../services/organizations/sandbox/operations.ts';
import { rds } from '../services/rds/sandbox/operations.ts';
import { s3 } from '../services/s3/sandbox/operations.ts';
import { ssm } from '../services/ssm/sandbox/operations.ts';
import { sts } from '../services/sts/sandbox/operations.ts';
import type { Operations } from './world.ts';

/** Every service that the sandbox knows, by the prefix of its IAM actions; two services share that of load balancing. */
export const services: Readonly<Record<string, Operations>> = {
  acm,
  cloudfront,
  cloudtrail,
  codedeploy,
  config,
  dms,
  ec2,
  ecs,
  elasticloadbalancingv2: elbv2,
  glue,
  organizations,
  rds,
  s3,
  ssm,
  sts,
};

/** The SDK's client name → the service. */
const clients: Readonly<Record<string, string>> = {
  ACMClient: 'acm',
  CloudFrontClient: 'cloudfront',
  CloudTrailClient: 'cloudtrail',
  CodeDeployClient: 'codedeploy',
  OrganizationsClient: 'organizations',
  ConfigServiceClient: 'config',
  DatabaseMigrationServiceClient: 'dms',
  EC2Client: 'ec2',
  ECSClient: 'ecs',
  ElasticLoadBalancingV2Client: 'elasticloadbalancingv2',
  GlueClient: 'glue',
  RDSClient: 'rds',
  S3Client: 's3',
  SSMClient: 'ssm',
  STSClient: 'sts',
};
export const serviceOf = (client: string): string => clients[client] ?? client.replace(/Client$/, '');

/** By the verb, as AWS names its operations; the sandbox has no other opinion about what only reads. */
export const onlyReads = (operation: string): boolean =>
  /^(BatchGet|Get|List|Describe|Head|Lookup)/.test(operation.split(':').at(-1) ?? '');
