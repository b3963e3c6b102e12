// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.

import type { Contract } from '../kit/contract.ts';
import { contract as accessanalyzer } from './accessanalyzer/contract.ts';
import { contract as acm } from './acm/contract.ts';
import { contract as acmpca } from './acmpca/contract.ts';
import { contract as apigateway } from './apigateway/contract.ts';
import { contract as apigatewayv2 } from './apigatewayv2/contract.ts';
import { contract as backup } from './backup/contract.ts';
import { contract as batch } from './batch/contract.ts';
import { contract as cloudfront } from './cloudfront/contract.ts';
import { contract as cloudtrail } from './cloudtrail/contract.ts';
import { contract as cloudwatch } from './cloudwatch/contract.ts';
import { contract as codebuild } from './codebuild/contract.ts';
import { contract as codedeploy } from './codedeploy/contract.ts';
import { contract as config } from './config/contract.ts';
import { contract as datasync } from './datasync/contract.ts';
import { contract as dax } from './dax/contract.ts';
import { contract as directconnect } from './directconnect/contract.ts';
import { contract as dms } from './dms/contract.ts';
import { contract as dynamodb } from './dynamodb/contract.ts';
import { contract as ec2 } from './ec2/contract.ts';
import { contract as ecr } from './ecr/contract.ts';
import { contract as ecs } from './ecs/contract.ts';
import { contract as efs } from './efs/contract.ts';
import { contract as elasticache } from './elasticache/contract.ts';
import { contract as elasticbeanstalk } from './elasticbeanstalk/contract.ts';
import { contract as elb } from './elb/contract.ts';
import { contract as elbv2 } from './elbv2/contract.ts';
import { contract as emr } from './emr/contract.ts';
import { contract as eventbridge } from './eventbridge/contract.ts';
import { contract as fsx } from './fsx/contract.ts';
import { contract as globalaccelerator } from './globalaccelerator/contract.ts';
import { contract as glue } from './glue/contract.ts';
import { contract as guardduty } from './guardduty/contract.ts';
import { contract as iam } from './iam/contract.ts';
import { contract as inspector2 } from './inspector2/contract.ts';
import { contract as iot } from './iot/contract.ts';
import { contract as kafka } from './kafka/contract.ts';
import { contract as kinesis } from './kinesis/contract.ts';
import { contract as kms } from './kms/contract.ts';
import { contract as lambda } from './lambda/contract.ts';
import { contract as memorydb } from './memorydb/contract.ts';
import { contract as mq } from './mq/contract.ts';
import { contract as networkfirewall } from './networkfirewall/contract.ts';
import { contract as opensearch } from './opensearch/contract.ts';
import { contract as organizations } from './organizations/contract.ts';
import { contract as rds } from './rds/contract.ts';
import { contract as redshift } from './redshift/contract.ts';
import { contract as redshiftserverless } from './redshiftserverless/contract.ts';
import { contract as s3 } from './s3/contract.ts';
import { contract as s3control } from './s3control/contract.ts';
import { contract as secretsmanager } from './secretsmanager/contract.ts';
import { contract as securityhub } from './securityhub/contract.ts';
import { contract as ses } from './ses/contract.ts';
import { contract as sns } from './sns/contract.ts';
import { contract as sqs } from './sqs/contract.ts';
import { contract as ssm } from './ssm/contract.ts';
import { contract as sts } from './sts/contract.ts';
import { contract as transfer } from './transfer/contract.ts';
import { contract as vpclattice } from './vpclattice/contract.ts';
import { contract as wafv2 } from './wafv2/contract.ts';

/** By the service's folder. */
export const contracts: Readonly<Record<string, Contract>> = {
  accessanalyzer,
  acm,
  acmpca,
  apigateway,
  apigatewayv2,
  backup,
  batch,
  cloudfront,
  cloudtrail,
  cloudwatch,
  codebuild,
  codedeploy,
  config,
  datasync,
  dax,
  directconnect,
  dms,
  dynamodb,
  ec2,
  ecr,
  ecs,
  efs,
  elasticache,
  elasticbeanstalk,
  elb,
  elbv2,
  emr,
  eventbridge,
  fsx,
  globalaccelerator,
  glue,
  guardduty,
  iam,
  inspector2,
  iot,
  kafka,
  kinesis,
  kms,
  lambda,
  memorydb,
  mq,
  networkfirewall,
  opensearch,
  organizations,
  rds,
  redshift,
  redshiftserverless,
  s3,
  s3control,
  secretsmanager,
  securityhub,
  ses,
  sns,
  sqs,
  ssm,
  sts,
  transfer,
  vpclattice,
  wafv2,
};
