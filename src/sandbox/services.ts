import { acm } from './services/acm.ts';
import { cloudfront } from './services/cloudfront.ts';
import { cloudtrail } from './services/cloudtrail.ts';
import { codedeploy } from './services/codedeploy.ts';
import { config } from './services/config.ts';
import { dms } from './services/dms.ts';
import { ec2 } from './services/ec2.ts';
import { ecs } from './services/ecs.ts';
import { elbv2 } from './services/elbv2.ts';
import { glue } from './services/glue.ts';
import { organizations } from './services/organizations.ts';
import { rds } from './services/rds.ts';
import { s3 } from './services/s3.ts';
import { ssm } from './services/ssm.ts';
import { sts } from './services/sts.ts';
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
