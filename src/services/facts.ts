// Written by scripts/generate.ts from the rooms of the services: run `npm run generate`.

/** By the prefix of IAM actions, which two services may share. */
export const facts = {
  acm: [() => import('./acm/service.ts')],
  cloudfront: [() => import('./cloudfront/service.ts')],
  cloudtrail: [() => import('./cloudtrail/service.ts')],
  cloudwatch: [() => import('./cloudwatch/service.ts')],
  codedeploy: [() => import('./codedeploy/service.ts')],
  config: [() => import('./config/service.ts')],
  dms: [() => import('./dms/service.ts')],
  dynamodb: [() => import('./dynamodb/service.ts')],
  ec2: [() => import('./ec2/service.ts')],
  ecs: [() => import('./ecs/service.ts')],
  elasticloadbalancing: [() => import('./elbv2/service.ts')],
  events: [() => import('./eventbridge/service.ts')],
  glue: [() => import('./glue/service.ts')],
  logs: [() => import('./logs/service.ts')],
  organizations: [() => import('./organizations/service.ts')],
  rds: [() => import('./rds/service.ts')],
  s3: [() => import('./s3/service.ts')],
  securityhub: [() => import('./securityhub/service.ts')],
  ses: [() => import('./ses/service.ts')],
  sns: [() => import('./sns/service.ts')],
  sqs: [() => import('./sqs/service.ts')],
  ssm: [() => import('./ssm/service.ts')],
  sts: [() => import('./sts/service.ts')],
  transfer: [() => import('./transfer/service.ts')],
};
