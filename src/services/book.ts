// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.

import { bookOf } from '../aws/iam/book.ts';
import accessanalyzer from './accessanalyzer/service.ts';
import acm from './acm/service.ts';
import acmpca from './acmpca/service.ts';
import apigateway from './apigateway/service.ts';
import apigatewayv2 from './apigatewayv2/service.ts';
import athena from './athena/service.ts';
import backup from './backup/service.ts';
import batch from './batch/service.ts';
import cloudfront from './cloudfront/service.ts';
import cloudtrail from './cloudtrail/service.ts';
import cloudwatch from './cloudwatch/service.ts';
import codebuild from './codebuild/service.ts';
import codedeploy from './codedeploy/service.ts';
import config from './config/service.ts';
import datasync from './datasync/service.ts';
import dax from './dax/service.ts';
import directconnect from './directconnect/service.ts';
import dms from './dms/service.ts';
import dynamodb from './dynamodb/service.ts';
import ec2 from './ec2/service.ts';
import ecr from './ecr/service.ts';
import ecs from './ecs/service.ts';
import efs from './efs/service.ts';
import elasticache from './elasticache/service.ts';
import elasticbeanstalk from './elasticbeanstalk/service.ts';
import elb from './elb/service.ts';
import elbv2 from './elbv2/service.ts';
import emr from './emr/service.ts';
import eventbridge from './eventbridge/service.ts';
import fsx from './fsx/service.ts';
import globalaccelerator from './globalaccelerator/service.ts';
import glue from './glue/service.ts';
import guardduty from './guardduty/service.ts';
import iam from './iam/service.ts';
import inspector2 from './inspector2/service.ts';
import iot from './iot/service.ts';
import kafka from './kafka/service.ts';
import kinesis from './kinesis/service.ts';
import kms from './kms/service.ts';
import lambda from './lambda/service.ts';
import logs from './logs/service.ts';
import memorydb from './memorydb/service.ts';
import mq from './mq/service.ts';
import networkfirewall from './networkfirewall/service.ts';
import opensearch from './opensearch/service.ts';
import organizations from './organizations/service.ts';
import rds from './rds/service.ts';
import redshift from './redshift/service.ts';
import redshiftserverless from './redshiftserverless/service.ts';
import s3 from './s3/service.ts';
import s3control from './s3control/service.ts';
import secretsmanager from './secretsmanager/service.ts';
import securityhub from './securityhub/service.ts';
import ses from './ses/service.ts';
import sns from './sns/service.ts';
import sqs from './sqs/service.ts';
import ssm from './ssm/service.ts';
import sts from './sts/service.ts';
import transfer from './transfer/service.ts';
import vpclattice from './vpclattice/service.ts';
import wafv2 from './wafv2/service.ts';

export const services = {
  accessanalyzer,
  acm,
  acmpca,
  apigateway,
  apigatewayv2,
  athena,
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
  logs,
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

/** What is known of every service. */
export const book = bookOf(Object.values(services));
