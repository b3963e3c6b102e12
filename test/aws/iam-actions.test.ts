import { describe, expect, test } from 'vitest';
import { actionsOf, knownOperations } from '../../src/aws/iam-actions.ts';

describe('the actions of an operation', () => {
  test.each([
    ['s3', 'ListBuckets', ['s3:ListAllMyBuckets'], 'read'],
    ['S3Client', 'HeadBucketCommand', ['s3:ListBucket'], 'read'],
    ['S3', 'GetPublicAccessBlock', ['s3:GetBucketPublicAccessBlock'], 'read'],
    ['s3', 'PutBucketPolicy', ['s3:PutBucketPolicy'], 'write'],
    ['Config Service', 'DescribeConfigRules', ['config:DescribeConfigRules'], 'read'],
    [
      'ElasticLoadBalancingV2Client',
      'ModifyListenerCommand',
      ['elasticloadbalancing:ModifyListener'],
      'write',
    ],
    ['elastic-load-balancing-v2', 'DescribeRules', ['elasticloadbalancing:DescribeRules'], 'read'],
    ['DynamoDBClient', 'PutItemCommand', ['dynamodb:PutItem'], 'write'],
    ['rds', 'CreateDBParameterGroup', ['rds:CreateDBParameterGroup', 'rds:AddTagsToResource'], 'write'],
  ])('%s %s', (service, operation, actions, access) => {
    expect(actionsOf(service, operation)).toEqual({ actions, access });
  });

  test.each([
    ['s3', 'DeleteBucket'],
    ['iam', 'GetUser'],
    ['s3', 'toString'],
    ['', ''],
  ])('%s %s is not known', (service, operation) => {
    expect(actionsOf(service, operation)).toBeUndefined();
  });

  test('reads are named like reads, and no action is a pattern', () => {
    const rows = knownOperations();
    expect(rows.length).toBeGreaterThan(100);
    const reads = rows.filter(([, , { access }]) => access === 'read').map(([, operation]) => operation);
    expect(
      reads.filter((name) => !/^(Get|List|Describe|Head|Lookup|BatchGet|Query|Scan|Select)/.test(name)),
    ).toEqual([]);
    const actions = rows.flatMap(([, , needs]) => needs.actions);
    expect(actions.filter((action) => !/^[a-z0-9]+:[A-Z][A-Za-z0-9]+$/.test(action))).toEqual([]);
  });
});
