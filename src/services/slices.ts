// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.

import type { Slice as Acm } from './acm/sandbox/index.ts';
import type { Slice as Apigateway } from './apigateway/sandbox/index.ts';
import type { Slice as Apigatewayv2 } from './apigatewayv2/sandbox/index.ts';
import type { Slice as Backup } from './backup/sandbox/index.ts';
import type { Slice as Cloudfront } from './cloudfront/sandbox/index.ts';
import type { Slice as Cloudtrail } from './cloudtrail/sandbox/index.ts';
import type { Slice as Cloudwatch } from './cloudwatch/sandbox/index.ts';
import type { Slice as Codedeploy } from './codedeploy/sandbox/index.ts';
import type { Slice as Config } from './config/sandbox/index.ts';
import type { Slice as Datasync } from './datasync/sandbox/index.ts';
import type { Slice as Dms } from './dms/sandbox/index.ts';
import type { Slice as Dynamodb } from './dynamodb/sandbox/index.ts';
import type { Slice as Ec2 } from './ec2/sandbox/index.ts';
import type { Slice as Ecr } from './ecr/sandbox/index.ts';
import type { Slice as Ecs } from './ecs/sandbox/index.ts';
import type { Slice as Efs } from './efs/sandbox/index.ts';
import type { Slice as Elbv2 } from './elbv2/sandbox/index.ts';
import type { Slice as Eventbridge } from './eventbridge/sandbox/index.ts';
import type { Slice as Fsx } from './fsx/sandbox/index.ts';
import type { Slice as Glue } from './glue/sandbox/index.ts';
import type { Slice as Kinesis } from './kinesis/sandbox/index.ts';
import type { Slice as Kms } from './kms/sandbox/index.ts';
import type { Slice as Organizations } from './organizations/sandbox/index.ts';
import type { Slice as Rds } from './rds/sandbox/index.ts';
import type { Slice as S3 } from './s3/sandbox/index.ts';
import type { Slice as Secretsmanager } from './secretsmanager/sandbox/index.ts';
import type { Slice as Ses } from './ses/sandbox/index.ts';
import type { Slice as Sns } from './sns/sandbox/index.ts';
import type { Slice as Sqs } from './sqs/sandbox/index.ts';
import type { Slice as Ssm } from './ssm/sandbox/index.ts';
import type { Slice as Transfer } from './transfer/sandbox/index.ts';

/** What an account in memory holds, service by service. One that is absent may not be looked into. */
export interface Slices {
  readonly acm: Acm;
  readonly apigateway: Apigateway;
  readonly apigatewayv2: Apigatewayv2;
  readonly backup: Backup;
  readonly cloudfront: Cloudfront;
  readonly cloudtrail?: Cloudtrail;
  readonly cloudwatch?: Cloudwatch;
  readonly codedeploy: Codedeploy;
  readonly config: Config;
  readonly datasync: Datasync;
  readonly dms: Dms;
  readonly dynamodb: Dynamodb;
  readonly ec2: Ec2;
  readonly ecr: Ecr;
  readonly ecs: Ecs;
  readonly efs: Efs;
  readonly elbv2: Elbv2;
  readonly eventbridge: Eventbridge;
  readonly fsx: Fsx;
  readonly glue: Glue;
  readonly kinesis: Kinesis;
  readonly kms: Kms;
  readonly organizations?: Organizations;
  readonly rds: Rds;
  readonly s3: S3;
  readonly secretsmanager: Secretsmanager;
  readonly ses: Ses;
  readonly sns: Sns;
  readonly sqs: Sqs;
  readonly ssm: Ssm;
  readonly transfer: Transfer;
}
