import { describe, expect, test } from 'vitest';
import { scopedActions } from '../../../src/aws/iam/action-scopes.ts';
import { actionsOf, knownOperations } from '../../../src/aws/iam/actions.ts';

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
    ['Database Migration Service', 'DescribeEndpoints', ['dms:DescribeEndpoints'], 'read'],
    ['eventbridge', 'PutEvents', ['events:PutEvents'], 'write'],
    ['SNS', 'Publish', ['sns:Publish'], 'write'],
    ['DynamoDBClient', 'PutItemCommand', ['dynamodb:PutItem'], 'write'],
    ['rds', 'CreateDBParameterGroup', ['rds:CreateDBParameterGroup', 'rds:AddTagsToResource'], 'write'],
  ])('%s %s', (service, operation, actions, access) => {
    expect(actionsOf(service, operation)).toEqual({ actions, access });
  });

  test.each([
    ['s3', 'DeleteBucket'],
    ['iam', 'GetUser'],
    ['s3', 'toString'],
    // The SDK's suffixes are suffixes only.
    ['s3', 'CommandListBuckets'],
    ['s3', 'ListBucketsCommandInput'],
    ['ClientS3', 'ListBuckets'],
    ['s3ClientOf', 'ListBuckets'],
    ['', ''],
  ])('%s %s is not known', (service, operation) => {
    expect(actionsOf(service, operation)).toBeUndefined();
  });

  test('every row is found by its service and operation, as the SDK calls them', () => {
    const rows = knownOperations();
    expect(rows.filter(([service, operation, needs]) => actionsOf(service, operation) !== needs)).toEqual([]);
    const lost = rows.filter(
      ([service, operation, needs]) => actionsOf(`${service}Client`, `${operation}Command`) !== needs,
    );
    expect(lost).toEqual([]);
    expect(
      rows.filter(([, , { actions }]) => actions.length === 0 || new Set(actions).size < actions.length),
    ).toEqual([]);
  });

  test('every row reads or writes, and no service is without rows', () => {
    const rows = knownOperations();
    expect([...new Set(rows.map(([, , { access }]) => access))].toSorted()).toEqual(['read', 'write']);
    // Of those that we write with: to read only, and to write only, is what the others are for.
    const both = [
      's3',
      'ssm',
      'dynamodb',
      'elasticloadbalancingv2',
      'rds',
      'configservice',
      'securityhub',
      'sts',
    ];
    const found = both.map((name) =>
      rows.filter(([service]) => service === name).map(([, , { access }]) => access),
    );
    expect(found.filter((access) => !access.includes('read') || !access.includes('write'))).toEqual([]);
  });

  test('what may be granted is needed by some operation', () => {
    const needed = new Set(knownOperations().flatMap(([, , { actions }]) => actions));
    // Looked up for remediations that are not there yet.
    const ahead = new Set([
      'cloudfront:ListDistributions',
      'dms:DescribeConnections',
      'dms:DescribeReplicationInstances',
      'dms:DescribeReplicationTasks',
      'rds:DescribeDBProxyTargetGroups',
    ]);
    expect(scopedActions().filter((action) => !needed.has(action) && !ahead.has(action))).toEqual([]);
  });

  test('an action that writes is never granted for a read', () => {
    const of = (kind: 'read' | 'write') =>
      knownOperations()
        .filter(([, , { access }]) => access === kind)
        .flatMap(([, , { actions }]) => actions);
    const writes = new Set(of('write'));
    expect(of('read').filter((action) => writes.has(action))).toEqual([]);
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
