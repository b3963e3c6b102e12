// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.

import type { Rooms } from '../sandbox/room.ts';
import accessanalyzer from './accessanalyzer/sandbox/index.ts';
import acm from './acm/sandbox/index.ts';
import acmpca from './acmpca/sandbox/index.ts';
import apigateway from './apigateway/sandbox/index.ts';
import apigatewayv2 from './apigatewayv2/sandbox/index.ts';
import backup from './backup/sandbox/index.ts';
import batch from './batch/sandbox/index.ts';
import cloudfront from './cloudfront/sandbox/index.ts';
import cloudtrail from './cloudtrail/sandbox/index.ts';
import cloudwatch from './cloudwatch/sandbox/index.ts';
import codebuild from './codebuild/sandbox/index.ts';
import codedeploy from './codedeploy/sandbox/index.ts';
import config from './config/sandbox/index.ts';
import datasync from './datasync/sandbox/index.ts';
import dax from './dax/sandbox/index.ts';
import directconnect from './directconnect/sandbox/index.ts';
import dms from './dms/sandbox/index.ts';
import dynamodb from './dynamodb/sandbox/index.ts';
import ec2 from './ec2/sandbox/index.ts';
import ecr from './ecr/sandbox/index.ts';
import ecs from './ecs/sandbox/index.ts';
import efs from './efs/sandbox/index.ts';
import elasticache from './elasticache/sandbox/index.ts';
import elasticbeanstalk from './elasticbeanstalk/sandbox/index.ts';
import elb from './elb/sandbox/index.ts';
import elbv2 from './elbv2/sandbox/index.ts';
import emr from './emr/sandbox/index.ts';
import eventbridge from './eventbridge/sandbox/index.ts';
import fsx from './fsx/sandbox/index.ts';
import globalaccelerator from './globalaccelerator/sandbox/index.ts';
import glue from './glue/sandbox/index.ts';
import guardduty from './guardduty/sandbox/index.ts';
import iam from './iam/sandbox/index.ts';
import inspector2 from './inspector2/sandbox/index.ts';
import iot from './iot/sandbox/index.ts';
import kafka from './kafka/sandbox/index.ts';
import kinesis from './kinesis/sandbox/index.ts';
import kms from './kms/sandbox/index.ts';
import lambda from './lambda/sandbox/index.ts';
import memorydb from './memorydb/sandbox/index.ts';
import mq from './mq/sandbox/index.ts';
import networkfirewall from './networkfirewall/sandbox/index.ts';
import opensearch from './opensearch/sandbox/index.ts';
import organizations from './organizations/sandbox/index.ts';
import rds from './rds/sandbox/index.ts';
import redshift from './redshift/sandbox/index.ts';
import redshiftserverless from './redshiftserverless/sandbox/index.ts';
import s3 from './s3/sandbox/index.ts';
import s3control from './s3control/sandbox/index.ts';
import secretsmanager from './secretsmanager/sandbox/index.ts';
import securityhub from './securityhub/sandbox/index.ts';
import ses from './ses/sandbox/index.ts';
import sns from './sns/sandbox/index.ts';
import sqs from './sqs/sandbox/index.ts';
import ssm from './ssm/sandbox/index.ts';
import sts from './sts/sandbox/index.ts';
import transfer from './transfer/sandbox/index.ts';
import vpclattice from './vpclattice/sandbox/index.ts';
import wafv2 from './wafv2/sandbox/index.ts';

/** Every service that the sandbox plays, by the name of its folder. */
export const rooms = {
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
} satisfies Rooms;
