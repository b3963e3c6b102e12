import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { ConfigServiceClient, DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import {
  DatabaseMigrationServiceClient,
  DescribeEndpointsCommand,
} from '@aws-sdk/client-database-migration-service';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeListenersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetConnectionsCommand, GlueClient } from '@aws-sdk/client-glue';
import { ListParentsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { GetBucketPolicyCommand, GetObjectCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetAutomationExecutionCommand, SSMClient } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain } from '../../../src/adapters/aws/aws-errors.ts';
import {
  ec2Error,
  frontEnd,
  jsonError,
  queryError,
  restJsonError,
  s3Error,
  sqsError,
  startWireServer,
  type WireAnswer,
  type WireServer,
} from '../../kit/wire-server.ts';

/**
 * What AWS sends, over HTTP through the pinned clients, and what we make of it. The name that the SDK gives is part of
 * the table: code that goes by names goes by these, and a new version of the SDK that gives others turns this red.
 */
let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const settings = () => ({
  endpoint: wire.endpoint,
  region: 'eu-west-1',
  forcePathStyle: true,
  maxAttempts: 1,
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
});

const sends = {
  's3 GetObject': async () =>
    new S3Client(settings()).send(new GetObjectCommand({ Bucket: 'b', Key: 'k', IfNoneMatch: '"e"' })),
  's3 GetBucketPolicy': async () =>
    new S3Client(settings()).send(new GetBucketPolicyCommand({ Bucket: 'b-one' })),
  's3 HeadBucket': async () => new S3Client(settings()).send(new HeadBucketCommand({ Bucket: 'b-one' })),
  elb: async () => new ElasticLoadBalancingV2Client(settings()).send(new DescribeListenersCommand({})),
  rds: async () => new RDSClient(settings()).send(new DescribeDBInstancesCommand({})),
  ec2: async () => new EC2Client(settings()).send(new DescribeSecurityGroupsCommand({})),
  acm: async () =>
    new ACMClient(settings()).send(new DescribeCertificateCommand({ CertificateArn: 'arn:aws:acm:::c/x' })),
  dynamodb: async () =>
    new DynamoDBClient(settings()).send(new GetItemCommand({ TableName: 't', Key: { k: { S: 'x' } } })),
  ssm: async () =>
    new SSMClient(settings()).send(new GetAutomationExecutionCommand({ AutomationExecutionId: 'x' })),
  config: async () => new ConfigServiceClient(settings()).send(new DescribeConfigRulesCommand({})),
  'security hub': async () => new SecurityHubClient(settings()).send(new GetFindingsCommand({})),
  organizations: async () =>
    new OrganizationsClient(settings()).send(new ListParentsCommand({ ChildId: '111122223333' })),
  cloudtrail: async () => new CloudTrailClient(settings()).send(new LookupEventsCommand({})),
  dms: async () => new DatabaseMigrationServiceClient(settings()).send(new DescribeEndpointsCommand({})),
  glue: async () => new GlueClient(settings()).send(new GetConnectionsCommand({})),
  sqs: async () =>
    new SQSClient(settings()).send(
      new SendMessageBatchCommand({ QueueUrl: `${wire.endpoint}/1/q`, Entries: [] }),
    ),
  sns: async () => new SNSClient(settings()).send(new PublishCommand({ Message: 'm', TopicArn: 't' })),
  eventbridge: async () => new EventBridgeClient(settings()).send(new PutEventsCommand({ Entries: [] })),
  sts: async () =>
    new STSClient(settings()).send(new AssumeRoleCommand({ RoleArn: 'arn:x', RoleSessionName: 's' })),
};

type Row = readonly [to: keyof typeof sends, answer: WireAnswer, name: string, code: string, retry?: 'retry'];

const dynamo = 'com.amazonaws.dynamodb.v20120810#';
const coral = 'com.amazon.coral';
const empty = (status: number, headers: Readonly<Record<string, string>> = {}): WireAnswer => ({
  status,
  headers,
});
const elsewhere = { 'x-amz-bucket-region': 'us-east-1' };

const rows: readonly Row[] = [
  // Without a body there is no code: only the status says what it is.
  ['s3 GetObject', empty(304, { etag: '"e"' }), 'Unknown', 'aws-error'],
  ['s3 GetObject', s3Error(404, 'NoSuchKey'), 'NoSuchKey', 'not-found'],
  ['s3 GetObject', s3Error(403, 'AccessDenied'), 'AccessDenied', 'access-denied'],
  ['s3 GetBucketPolicy', s3Error(404, 'NoSuchBucketPolicy'), 'NoSuchBucketPolicy', 'not-found'],
  ['s3 GetBucketPolicy', s3Error(404, 'NoSuchBucket'), 'NoSuchBucket', 'not-found'],
  // Not "there is no policy": whoever answers so has not said what is missing.
  ['s3 GetBucketPolicy', empty(404), 'NotFound', 'not-found'],
  ['s3 GetBucketPolicy', { ...s3Error(301, 'PermanentRedirect') }, 'PermanentRedirect', 'wrong-region'],
  [
    's3 GetBucketPolicy',
    s3Error(400, 'AuthorizationHeaderMalformed', '<Region>us-east-1</Region>'),
    'AuthorizationHeaderMalformed',
    'wrong-region',
  ],
  ['s3 GetBucketPolicy', s3Error(405, 'MethodNotAllowed'), 'MethodNotAllowed', 'refused-by-aws'],
  ['s3 GetBucketPolicy', s3Error(409, 'OperationAborted'), 'OperationAborted', 'conflict', 'retry'],
  ['s3 GetBucketPolicy', s3Error(503, 'SlowDown'), 'SlowDown', 'throttled', 'retry'],
  [
    's3 GetBucketPolicy',
    s3Error(503, 'ServiceUnavailable'),
    'ServiceUnavailable',
    'aws-unavailable',
    'retry',
  ],
  ['s3 GetBucketPolicy', s3Error(500, 'InternalError'), 'InternalError', 'aws-unavailable', 'retry'],
  ['s3 GetBucketPolicy', s3Error(400, 'ExpiredToken'), 'ExpiredToken', 'credentials-expired', 'retry'],
  ['s3 GetBucketPolicy', s3Error(403, 'InvalidAccessKeyId'), 'InvalidAccessKeyId', 'credentials-refused'],
  [
    's3 GetBucketPolicy',
    s3Error(403, 'SignatureDoesNotMatch'),
    'SignatureDoesNotMatch',
    'credentials-refused',
  ],
  ['s3 GetBucketPolicy', s3Error(403, 'RequestTimeTooSkewed'), 'RequestTimeTooSkewed', 'clock-skew'],
  ['s3 GetBucketPolicy', s3Error(403, 'NotSignedUp'), 'NotSignedUp', 'service-not-enabled'],
  ['s3 GetBucketPolicy', frontEnd, 'Unknown', 'aws-unavailable', 'retry'],
  ['s3 HeadBucket', empty(301, elsewhere), 'Unknown', 'wrong-region'],
  ['s3 HeadBucket', empty(307), 'Unknown', 'wrong-region'],
  ['s3 HeadBucket', empty(400), 'Unknown', 'refused-by-aws'],
  ['s3 HeadBucket', empty(403), 'Unknown', 'access-denied'],
  ['s3 HeadBucket', empty(404), 'NotFound', 'not-found'],
  ['s3 HeadBucket', empty(503), 'Unknown', 'aws-unavailable', 'retry'],

  ['elb', queryError(400, 'ListenerNotFound'), 'ListenerNotFoundException', 'not-found'],
  ['elb', queryError(400, 'LoadBalancerNotFound'), 'LoadBalancerNotFoundException', 'not-found'],
  ['elb', queryError(400, 'RuleNotFound'), 'RuleNotFoundException', 'not-found'],
  ['elb', queryError(400, 'TargetGroupNotFound'), 'TargetGroupNotFoundException', 'not-found'],
  ['elb', queryError(400, 'Throttling'), 'Throttling', 'throttled', 'retry'],
  ['elb', queryError(400, 'ThrottlingException'), 'ThrottlingException', 'throttled', 'retry'],
  [
    'elb',
    queryError(429, 'PriorRequestNotComplete'),
    'PriorRequestNotCompleteException',
    'throttled',
    'retry',
  ],
  ['elb', queryError(403, 'AccessDenied'), 'AccessDenied', 'access-denied'],
  ['elb', queryError(403, 'ExpiredToken'), 'ExpiredToken', 'credentials-expired', 'retry'],
  ['elb', queryError(403, 'InvalidClientTokenId'), 'InvalidClientTokenId', 'credentials-refused'],
  ['elb', queryError(403, 'OptInRequired'), 'OptInRequired', 'region-not-enabled'],
  ['elb', queryError(400, 'ValidationError'), 'ValidationError', 'refused-by-aws'],
  ['elb', frontEnd, 'Unknown', 'aws-unavailable', 'retry'],

  ['rds', queryError(404, 'DBInstanceNotFound'), 'DBInstanceNotFoundFault', 'not-found'],
  ['rds', queryError(404, 'DBParameterGroupNotFound'), 'DBParameterGroupNotFoundFault', 'not-found'],
  [
    'rds',
    queryError(400, 'InvalidDBParameterGroupState'),
    'InvalidDBParameterGroupStateFault',
    'conflict',
    'retry',
  ],
  ['rds', queryError(400, 'InvalidDBInstanceState'), 'InvalidDBInstanceStateFault', 'conflict', 'retry'],
  [
    'rds',
    queryError(400, 'DBParameterGroupQuotaExceeded'),
    'DBParameterGroupQuotaExceededFault',
    'quota-reached',
  ],
  ['rds', queryError(400, 'Throttling'), 'Throttling', 'throttled', 'retry'],
  ['rds', queryError(503, 'RequestLimitExceeded'), 'RequestLimitExceeded', 'throttled', 'retry'],
  ['rds', queryError(403, 'AccessDenied'), 'AccessDenied', 'access-denied'],

  ['ec2', ec2Error(400, 'InvalidGroup.NotFound'), 'InvalidGroup.NotFound', 'not-found'],
  ['ec2', ec2Error(403, 'UnauthorizedOperation'), 'UnauthorizedOperation', 'access-denied'],
  ['ec2', ec2Error(503, 'RequestLimitExceeded'), 'RequestLimitExceeded', 'throttled', 'retry'],
  ['ec2', ec2Error(401, 'AuthFailure'), 'AuthFailure', 'credentials-refused'],
  ['ec2', ec2Error(401, 'OptInRequired'), 'OptInRequired', 'region-not-enabled'],
  ['ec2', ec2Error(503, 'Unavailable'), 'Unavailable', 'aws-unavailable', 'retry'],

  ['acm', jsonError(400, 'ResourceNotFoundException'), 'ResourceNotFoundException', 'not-found'],
  ['acm', jsonError(400, 'AccessDeniedException'), 'AccessDeniedException', 'access-denied'],
  [
    'acm',
    jsonError(400, 'UnrecognizedClientException'),
    'UnrecognizedClientException',
    'credentials-refused',
  ],
  ['acm', jsonError(400, 'InvalidSignatureException'), 'InvalidSignatureException', 'credentials-refused'],
  [
    'acm',
    jsonError(400, 'InvalidSignatureException', 'Signature expired: 20300101T000000Z is now earlier than …'),
    'InvalidSignatureException',
    'clock-skew',
  ],
  [
    'acm',
    jsonError(400, 'IncompleteSignatureException'),
    'IncompleteSignatureException',
    'credentials-refused',
  ],
  // Cut off on its way.
  ['acm', { status: 200, body: '{"Certificate":{"Status":"ISS' }, 'SyntaxError', 'network', 'retry'],
  ['acm', frontEnd, 'SyntaxError', 'aws-unavailable', 'retry'],

  [
    'dynamodb',
    jsonError(400, `${dynamo}ConditionalCheckFailedException`),
    'ConditionalCheckFailedException',
    'conflict',
    'retry',
  ],
  [
    'dynamodb',
    jsonError(400, `${dynamo}ResourceNotFoundException`),
    'ResourceNotFoundException',
    'not-found',
  ],
  [
    'dynamodb',
    jsonError(400, `${dynamo}ProvisionedThroughputExceededException`),
    'ProvisionedThroughputExceededException',
    'throttled',
    'retry',
  ],
  [
    'dynamodb',
    jsonError(400, `${coral}.availability#ThrottlingException`),
    'ThrottlingException',
    'throttled',
    'retry',
  ],
  [
    'dynamodb',
    jsonError(400, `${coral}.service#ExpiredTokenException`),
    'ExpiredTokenException',
    'credentials-expired',
    'retry',
  ],
  [
    'dynamodb',
    jsonError(400, `${coral}.service#AccessDeniedException`),
    'AccessDeniedException',
    'access-denied',
  ],
  [
    'dynamodb',
    jsonError(400, `${coral}.validate#ValidationException`),
    'ValidationException',
    'refused-by-aws',
  ],
  [
    'dynamodb',
    jsonError(500, `${dynamo}InternalServerError`),
    'InternalServerError',
    'aws-unavailable',
    'retry',
  ],

  [
    'ssm',
    jsonError(400, 'AutomationExecutionNotFoundException'),
    'AutomationExecutionNotFoundException',
    'not-found',
  ],
  [
    'ssm',
    jsonError(400, 'AutomationExecutionLimitExceededException'),
    'AutomationExecutionLimitExceededException',
    'throttled',
    'retry',
  ],
  [
    'ssm',
    jsonError(400, 'InvalidAutomationSignalException'),
    'InvalidAutomationSignalException',
    'refused-by-aws',
  ],
  [
    'ssm',
    jsonError(400, 'InvalidAutomationStatusUpdateException'),
    'InvalidAutomationStatusUpdateException',
    'refused-by-aws',
  ],
  ['ssm', jsonError(400, 'InvalidDocument'), 'InvalidDocument', 'not-found'],
  ['ssm', jsonError(400, 'ParameterNotFound'), 'ParameterNotFound', 'not-found'],
  ['ssm', jsonError(400, 'ThrottlingException'), 'ThrottlingException', 'throttled', 'retry'],

  ['config', jsonError(400, 'NoSuchConfigRuleException'), 'NoSuchConfigRuleException', 'not-found'],
  [
    'config',
    jsonError(400, 'NoSuchConfigurationAggregatorException'),
    'NoSuchConfigurationAggregatorException',
    'not-found',
  ],
  [
    'config',
    jsonError(400, 'OrganizationAccessDeniedException'),
    'OrganizationAccessDeniedException',
    'access-denied',
  ],

  [
    'security hub',
    restJsonError(401, 'InvalidAccessException'),
    'InvalidAccessException',
    'service-not-enabled',
  ],
  [
    'security hub',
    restJsonError(429, 'LimitExceededException'),
    'LimitExceededException',
    'throttled',
    'retry',
  ],
  ['security hub', restJsonError(403, 'AccessDeniedException'), 'AccessDeniedException', 'access-denied'],
  ['security hub', restJsonError(403, 'ForbiddenException'), 'ForbiddenException', 'access-denied'],

  [
    'organizations',
    jsonError(400, 'AWSOrganizationsNotInUseException'),
    'AWSOrganizationsNotInUseException',
    'service-not-enabled',
  ],
  [
    'organizations',
    jsonError(400, 'TooManyRequestsException'),
    'TooManyRequestsException',
    'throttled',
    'retry',
  ],
  ['organizations', jsonError(400, 'ChildNotFoundException'), 'ChildNotFoundException', 'not-found'],

  ['cloudtrail', jsonError(400, 'ThrottlingException'), 'ThrottlingException', 'throttled', 'retry'],
  ['cloudtrail', jsonError(400, 'InvalidTimeRangeException'), 'InvalidTimeRangeException', 'refused-by-aws'],
  ['dms', jsonError(400, 'ResourceNotFoundFault'), 'ResourceNotFoundFault', 'not-found'],
  ['dms', jsonError(400, 'AccessDeniedFault'), 'AccessDeniedFault', 'access-denied'],
  ['glue', jsonError(400, 'EntityNotFoundException'), 'EntityNotFoundException', 'not-found'],
  ['glue', jsonError(400, 'AccessDeniedException'), 'AccessDeniedException', 'access-denied'],

  [
    'sqs',
    sqsError(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'),
    'QueueDoesNotExist',
    'not-found',
  ],
  [
    'sqs',
    sqsError(403, 'com.amazonaws.sqs#RequestThrottled', 'RequestThrottled'),
    'RequestThrottled',
    'throttled',
    'retry',
  ],
  [
    'sqs',
    sqsError(403, `${coral}.service#AccessDeniedException`, 'AccessDenied'),
    'AccessDenied',
    'access-denied',
  ],
  [
    'sqs',
    sqsError(400, 'com.amazonaws.sqs#KmsAccessDenied', 'KMS.AccessDeniedException'),
    'KmsAccessDenied',
    'access-denied',
  ],
  [
    'sqs',
    sqsError(400, 'com.amazonaws.sqs#KmsThrottled', 'KMS.ThrottlingException'),
    'KmsThrottled',
    'throttled',
    'retry',
  ],

  ['sns', queryError(404, 'NotFound'), 'NotFoundException', 'not-found'],
  ['sns', queryError(403, 'AuthorizationError'), 'AuthorizationErrorException', 'access-denied'],
  ['sns', queryError(400, 'KMSAccessDenied'), 'KMSAccessDeniedException', 'access-denied'],
  ['sns', queryError(429, 'Throttled'), 'ThrottledException', 'throttled', 'retry'],
  ['eventbridge', jsonError(400, 'ResourceNotFoundException'), 'ResourceNotFoundException', 'not-found'],
  ['eventbridge', jsonError(500, 'InternalException'), 'InternalException', 'aws-unavailable', 'retry'],

  ['sts', queryError(403, 'AccessDenied'), 'AccessDenied', 'access-denied'],
  ['sts', queryError(403, 'ExpiredToken'), 'ExpiredToken', 'credentials-expired', 'retry'],
  ['sts', queryError(403, 'InvalidClientTokenId'), 'InvalidClientTokenId', 'credentials-refused'],
  ['sts', queryError(403, 'RegionDisabledException'), 'RegionDisabledException', 'region-not-enabled'],
  ['sts', queryError(400, 'PackedPolicyTooLarge'), 'PackedPolicyTooLargeException', 'refused-by-aws'],
];

describe('on the wire', () => {
  const named = rows.map(([to, answer, name, code, retry]) => ({ to, answer, name, code, retry }));
  test.each(named)('$to: HTTP $answer.status, $name, is $code', async ({ to, answer, name, code, retry }) => {
    wire.answers(answer);
    const error: unknown = await sends[to]().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name, $metadata: { httpStatusCode: answer.status } });
    expect(explain(error)).toMatchObject({ code, retry: retry === 'retry' });
  });
});
