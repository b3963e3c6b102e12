/**
 * What reaches one AWS service through an endpoint of its own: all of its actions, by the word that IAM has for them. Of a service
 * that is not here, its endpoint may take others than its name says (`bedrock-runtime`), and nothing short of all is all.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const prefixes: Readonly<Record<string, string>> = {
  dynamodb: 'dynamodb',
  'ecr.api': 'ecr',
  'ecr.dkr': 'ecr',
  elasticfilesystem: 'elasticfilesystem',
  events: 'events',
  'execute-api': 'execute-api',
  'kinesis-streams': 'kinesis',
  kms: 'kms',
  lambda: 'lambda',
  logs: 'logs',
  // Object Lambda, which has a word of its own, takes HTTPS only: https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-security.html
  s3: 's3',
  secretsmanager: 'secretsmanager',
  sns: 'sns',
  sqs: 'sqs',
  ssm: 'ssm',
  sts: 'sts',
};

/** `com.amazonaws.eu-west-1.s3`, of China also `cn.com.amazonaws.cn-north-1.sqs`; endpoints of FIPS are named so. */
const shape = /^(?:cn\.)?com\.amazonaws\.[a-z]{2,}(?:-[a-z]+)+-\d\.([a-z0-9.-]+?)(?:-fips)?$/;

/** Every action that a policy of an endpoint to this service can meet, as a pattern. */
export const actionsThrough = (service: string): string => {
  const [, name = ''] = shape.exec(service) ?? [];
  const prefix = Object.hasOwn(prefixes, name) ? prefixes[name] : undefined;
  return prefix === undefined ? '*' : `${prefix}:?*`;
};

/** What changes an endpoint goes to EC2, and meets the policy of no other endpoint. */
export const leadsToEc2 = (service: string): boolean => shape.exec(service)?.[1] === 'ec2';

/**
 * Whether AWS itself runs it. Services that others offer are named `com.amazonaws.vpce.eu-west-1.vpce-svc-…`, and so are some
 * that AWS makes for one account.
 */
export const isOfAws = (service: string): boolean =>
  /^(?:(?:cn\.)?com\.amazonaws|aws)\.(?!vpce\.)[\w.-]+$/.test(service) && !service.includes('vpce-svc-');
