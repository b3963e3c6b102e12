import { SSMClient } from '@aws-sdk/client-ssm';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { executionWithId } from '../../../src/adapters/approvals/execution.ts';
import { ssmApprovals } from '../../../src/adapters/approvals/ssm.ts';
import { explain } from '../../../src/adapters/aws/aws-errors.ts';
import { cloudsOf } from '../../../src/adapters/aws/clients.ts';
import { configCompliance } from '../../../src/adapters/aws/config-compliance.ts';
import { describeConfigRules } from '../../../src/adapters/aws/config-rules.ts';
import { securityHubWith, notifySecurityHub } from '../../../src/adapters/notify/security-hub.ts';
import { killSwitch, readParameter } from '../../../src/adapters/deployment/kill-switch.ts';
import { ouPathsOf } from '../../../src/adapters/aws/organization.ts';
import { unpaced } from '../../../src/adapters/aws/pace.ts';
import { getFromS3, policyFromS3 } from '../../../src/adapters/policy/source-s3.ts';
import { assumeRoleWithSts } from '../../../src/adapters/aws/sessions.ts';
import { sweepQueue } from '../../../src/adapters/deployment/sweep-queue.ts';
import { deployedIn } from '../../../src/cli/runtime/deployed.ts';
import type { Plan } from '../../../src/core/model/plan.ts';
import { defaultPolicy } from '../../../src/core/policy/default-policy.ts';
import { dependantsOf } from '../../../src/services/rds/parameters/dependants.ts';
import {
  groupOf,
  instanceById,
  parametersOf,
} from '../../../src/services/rds/parameters/parameter-groups.ts';
import { permissionsOf } from '../../../src/services/elbv2/remediations/alb-listener-https-redirect/read-network.ts';
import { listenerOf } from '../../../src/services/elbv2/remediations/alb-listener-https-redirect/read-listeners.ts';
import { read as readBucket } from '../../../src/services/s3/remediations/s3-bucket-tls-only/read.ts';
import type { SweepPart } from '../../../src/intake/sweep-part.ts';
import balancer from '../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-loadbalancer.ts';
import listener from '../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-listener.ts';
import instance from '../../../src/services/rds/resources/aws-rds-dbinstance.ts';
import bucket from '../../../src/services/s3/resources/aws-s3-bucket.ts';
import {
  ec2Error,
  jsonError,
  queryError,
  s3Error,
  sqsError,
  startWireServer,
  type WireAnswer,
  type WireServer,
} from '../../kit/wire-server.ts';

/** Each location that goes by an error's name or status, tried with what AWS really sends. */
let wire: WireServer;
beforeAll(async () => {
  wire = await startWireServer();
});
afterAll(() => wire.close());
afterEach(() => vi.unstubAllEnvs());

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const clouds = () =>
  cloudsOf({
    credentials,
    env: {},
    settings: { endpoint: wire.endpoint, forcePathStyle: true },
    pace: unpaced,
    readAttempts: 1,
  });
const aws = () => clouds().look(location);
const settings = () => ({ endpoint: wire.endpoint, region: 'eu-west-1', maxAttempts: 1, credentials });
/** For those who make their clients themselves. */
const environment = (): void => {
  vi.stubEnv('AWS_ENDPOINT_URL', wire.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'OWN');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'own');
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
};
const xml = (body = '<R xmlns="x"></R>'): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body,
});
const json = (answer: object): WireAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(answer),
});
const denied: Readonly<Record<string, WireAnswer>> = {
  query: queryError(403, 'AccessDenied'),
  json: jsonError(400, 'AccessDeniedException'),
};
/** By operation; what is not named is answered with nothing in it. */
const byOperation = (answers: Readonly<Record<string, WireAnswer>>, otherwise = xml()): void =>
  wire.answers(({ operation }) => answers[operation] ?? otherwise);

describe('the policy file in S3', () => {
  test('unchanged is unchanged: a warm function goes on with what it has', async () => {
    environment();
    let text = 'one';
    wire.answers(({ headers }) =>
      headers['if-none-match'] === `"${text}"`
        ? { status: 304, headers: { etag: `"${text}"` } }
        : { status: 200, headers: { etag: `"${text}"` }, body: text },
    );
    const parsed: string[] = [];
    const clock = { at: 0 };
    const policy = policyFromS3({
      url: 's3://b-one/waxseal.yaml',
      now: () => new Date(clock.at),
      get: getFromS3({ bucket: 'b-one', key: 'waxseal.yaml' }),
      parse: (given) => {
        parsed.push(given);
        return defaultPolicy;
      },
    });
    for (let minute = 0; minute < 5; minute += 1) {
      clock.at = minute * 60_000;
      expect(await policy()).toBe(defaultPolicy);
    }
    expect([wire.asked.length, parsed]).toEqual([5, ['one']]);
    text = 'two';
    clock.at = 300_000;
    await policy();
    expect(parsed).toEqual(['one', 'two']);
  });

  test.each([
    [s3Error(404, 'NoSuchKey'), 'policy-missing'],
    [s3Error(404, 'NoSuchBucket'), 'policy-missing'],
    [s3Error(403, 'AccessDenied'), 'policy-unreadable'],
    [s3Error(301, 'PermanentRedirect'), 'policy-unreadable'],
    // Whoever answers so to a question without an ETag has not read it.
    [{ status: 304 }, 'policy-unreadable'],
  ])('%o is %s', async (answer, code) => {
    environment();
    wire.answers(answer);
    const policy = policyFromS3({
      url: 's3://b-one/waxseal.yaml',
      now: () => new Date(0),
      get: getFromS3({ bucket: 'b-one', key: 'waxseal.yaml' }),
      parse: () => defaultPolicy,
    });
    await expect(policy()).rejects.toMatchObject({ code });
  });
});

describe('a bucket', () => {
  const target = { ...location, type: 'AWS::S3::Bucket', id: 'b-one', arn: 'arn:aws:s3:::b-one' };
  const answering = (policy: WireAnswer, others: WireAnswer): void =>
    wire.answers(({ operation }) => {
      if (operation.includes('/distribution')) return noDistributions;
      return operation.includes('?policy') ? policy : others;
    });
  const nothing = s3Error(404, 'NoSuchWebsiteConfiguration');
  const noDistributions = xml(
    '<DistributionList><Marker></Marker><MaxItems>100</MaxItems><IsTruncated>false</IsTruncated><Quantity>0</Quantity></DistributionList>',
  );

  test.each([
    ['has no policy', s3Error(404, 'NoSuchBucketPolicy'), { is: 'seen', policy: null }],
    ['hides its policy', s3Error(403, 'AccessDenied'), { is: 'hidden' }],
    ['is gone', s3Error(404, 'NoSuchBucket'), undefined],
  ])('%s', async (_, policy, state) => {
    answering(policy, nothing);
    const seen = await readBucket(target, aws());
    if (state) expect(seen).toMatchObject(state);
    else expect(seen).toBeUndefined();
  });

  test.each([
    ['is elsewhere', s3Error(301, 'PermanentRedirect'), 'wrong-region'],
    ['is elsewhere, says the signature', s3Error(400, 'AuthorizationHeaderMalformed'), 'wrong-region'],
    // Never "there is no policy": we would write over what is there.
    ['answers 404 without a word', { status: 404 }, 'not-found'],
    ['is too busy', s3Error(503, 'SlowDown'), 'throttled'],
  ])('that %s is not evaluated', async (_, policy, code) => {
    answering(policy, nothing);
    const error: unknown = await readBucket(target, aws()).catch((thrown: unknown) => thrown);
    expect(explain(error).code).toBe(code);
  });

  test.each([301, 307, 400, 403])('HEAD answered with %i is looked up among our own', async (status) => {
    wire.answers(({ operation }) =>
      operation.startsWith('HEAD')
        ? { status }
        : xml(
            '<ListAllMyBucketsResult><Buckets><Bucket><Name>b-one</Name><BucketRegion>us-east-1</BucketRegion></Bucket></Buckets></ListAllMyBucketsResult>',
          ),
    );
    expect(await bucket.resolve('b-one', location, aws())).toMatchObject({ region: 'us-east-1' });
  });
  test('HEAD answered with 404 is gone, and with 503 is not known', async () => {
    wire.answers({ status: 404 });
    expect(await bucket.resolve('b-one', location, aws())).toBeUndefined();
    wire.answers({ status: 503 });
    await expect(bucket.resolve('b-one', location, aws())).rejects.toThrow(/./);
  });

  test('no tags are none; a refusal is not', async () => {
    wire.answers(s3Error(404, 'NoSuchTagSet'));
    expect(await bucket.tags(target, aws())).toEqual({});
    wire.answers(s3Error(403, 'AccessDenied'));
    await expect(bucket.tags(target, aws())).rejects.toThrow(/./);
  });

  test('every call names who must own it', async () => {
    answering(s3Error(404, 'NoSuchBucketPolicy'), nothing);
    await readBucket(target, aws());
    await bucket.resolve('b-one', location, aws()).catch(() => undefined);
    await bucket.tags(target, aws()).catch(() => undefined);
    expect(wire.asked.length).toBeGreaterThan(3);
    const ofBucket = wire.asked.filter(({ operation }) => operation.includes('/b-one'));
    expect(ofBucket.map(({ headers }) => headers['x-amz-expected-bucket-owner'])).toEqual(
      ofBucket.map(() => '111122223333'),
    );
  });
});

describe('balancers and listeners', () => {
  const balancerArn =
    'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';
  const listenerArn =
    'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/50dc6c495c0c9188/0467ef3c8400ae65';

  test('that are not there are gone; what is throttled is not', async () => {
    wire.answers(queryError(400, 'LoadBalancerNotFound'));
    expect(await balancer.resolve(balancerArn, location, aws())).toBeUndefined();
    wire.answers(queryError(400, 'ListenerNotFound'));
    expect(await listener.resolve(listenerArn, location, aws())).toBeUndefined();
    wire.answers(queryError(400, 'Throttling'));
    await expect(balancer.resolve(balancerArn, location, aws())).rejects.toThrow(/./);
    await expect(listener.resolve(listenerArn, location, aws())).rejects.toThrow(/./);
  });

  test.each([
    ['denied', jsonError(400, 'AccessDeniedException')],
    ['not there', jsonError(400, 'ResourceNotFoundException')],
  ])('a certificate that is %s is unread', async (_, answer) => {
    const certificate = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';
    byOperation({
      DescribeListenerCertificates: xml(
        `<DescribeListenerCertificatesResponse><DescribeListenerCertificatesResult><Certificates><member><CertificateArn>${certificate}</CertificateArn></member></Certificates></DescribeListenerCertificatesResult></DescribeListenerCertificatesResponse>`,
      ),
      DescribeCertificate: answer,
    });
    const seen = await listenerOf({ ListenerArn: listenerArn, Port: 443, Protocol: 'HTTPS' }, aws());
    expect(seen.certificates).toMatchObject([{ arn: certificate, usable: 'unread' }]);
  });

  test.each([
    ['denied', ec2Error(403, 'UnauthorizedOperation'), null],
    ["another account's", ec2Error(400, 'InvalidGroup.NotFound'), null],
  ])('security groups that are %s are unread', async (_, answer, seen) => {
    wire.answers(answer);
    expect(await permissionsOf(['sg-1'], aws())).toBe(seen);
  });
  test('but not those that AWS is too busy to tell', async () => {
    wire.answers(ec2Error(503, 'RequestLimitExceeded'));
    await expect(permissionsOf(['sg-1'], aws())).rejects.toThrow(/./);
  });
});

describe('databases', () => {
  test('that are not there are gone', async () => {
    wire.answers(queryError(404, 'DBInstanceNotFound'));
    expect(await instance.resolve('orders', location, aws())).toBeUndefined();
    expect(await instanceById('db-X', aws())).toBeUndefined();
    wire.answers(queryError(404, 'DBParameterGroupNotFound'));
    expect(await parametersOf('group', aws())).toBeUndefined();
    expect(await groupOf('group', aws())).toBeUndefined();
  });
  test('but not those that a 404 without a word is about', async () => {
    wire.answers({ status: 404 });
    await expect(parametersOf('group', aws())).rejects.toThrow(/./);
    await expect(instanceById('db-X', aws())).rejects.toThrow(/./);
  });

  const of = { name: 'orders', address: 'orders.x.eu-west-1.rds.amazonaws.com', engine: 'postgres' };
  test('no DMS endpoint is none; what may not be read is unseen', async () => {
    byOperation(
      {
        DescribeEndpoints: jsonError(400, 'ResourceNotFoundFault'),
        GetConnections: denied['json'] ?? xml(),
        DescribeDBProxies: denied['query'] ?? xml(),
      },
      json({}),
    );
    expect((await dependantsOf(of, aws())).unseen).toEqual(['RDS proxies', 'Glue connections']);
    byOperation(
      { DescribeEndpoints: jsonError(400, 'AccessDeniedFault'), DescribeDBProxies: xml() },
      json({}),
    );
    expect((await dependantsOf(of, aws())).unseen).toEqual(['DMS endpoints']);
  });
  test('but not what AWS is too busy to tell', async () => {
    byOperation({ DescribeEndpoints: json({}), GetConnections: jsonError(400, 'ThrottlingException') });
    await expect(dependantsOf(of, aws())).rejects.toThrow(/./);
  });
});

describe('AWS Config', () => {
  const rule = { arn: 'arn:aws:config:eu-west-1:111122223333:config-rule/x', name: 'x' };
  test('a rule that is not there is none; a refusal is not', async () => {
    wire.answers(jsonError(400, 'NoSuchConfigRuleException'));
    expect(await describeConfigRules(clouds())(rule)).toBeUndefined();
    wire.answers(jsonError(400, 'AccessDeniedException'));
    await expect(describeConfigRules(clouds())(rule)).rejects.toMatchObject({
      code: 'config-rule-unreadable',
    });
  });
  test('one name that is gone does not hide the others', async () => {
    const described = { ConfigRuleName: 'x', ConfigRuleArn: rule.arn, Source: { Owner: 'AWS' } };
    wire.answers(({ body }) =>
      body.includes('ConfigRuleNames')
        ? jsonError(400, 'NoSuchConfigRuleException')
        : json({ ConfigRules: [described] }),
    );
    const rules = await configCompliance(clouds()).rules(location, ['x', 'gone']);
    expect(rules.map(({ name }) => name)).toEqual(['x']);
  });
});

test('Security Hub: a finding without the id of a control is known by its generator', async () => {
  const finding = {
    Id: 'arn:aws:securityhub:eu-west-1:111122223333:subscription/aws-foundational-security-best-practices/v/1.0.0/ELBv2.1/finding/1',
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
    GeneratorId: 'aws-foundational-security-best-practices/v/1.0.0/ELBv2.1',
    Compliance: { Status: 'FAILED' },
  };
  wire.answers(({ operation }) =>
    json(
      operation.endsWith('/batchupdate')
        ? { ProcessedFindings: [], UnprocessedFindings: [] }
        : { Findings: [{ ...finding, GeneratorId: 'x', Id: 'other' }, finding] },
    ),
  );
  const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';
  const target = { ...location, type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', id: arn, arn };
  const remediation = 'alb-listener-https-redirect';
  const plan: Plan = {
    id: 'p',
    kind: 'remediate',
    remediation,
    version: 1,
    target,
    changes: [],
    why: { id: 'w', says: 'w' },
    hazards: [],
    notes: [],
  };
  const tell = notifySecurityHub([{ id: remediation, controls: ['ELB.1'] }], () =>
    securityHubWith(settings()),
  );
  await tell(
    target,
    { is: 'remediated', plan, run: 'r' },
    { remediation, cause: { by: 'sweep' }, owner: 'shop' },
  );
  const [, update] = wire.asked;
  expect(JSON.parse(update?.body ?? '{}')).toMatchObject({
    FindingIdentifiers: [{ Id: finding.Id, ProductArn: finding.ProductArn }],
    Workflow: { Status: 'RESOLVED' },
  });
});

describe('SSM', () => {
  const client = () => new SSMClient(settings());
  const approvals = () =>
    ssmApprovals({ client: client(), document: 'D', version: '1', role: 'r', function: 'f' });

  test('an execution that is forgotten is none', async () => {
    wire.answers(jsonError(400, 'AutomationExecutionNotFoundException'));
    expect(await executionWithId('x', client())).toBeUndefined();
    wire.answers(jsonError(400, 'AccessDeniedException'));
    await expect(executionWithId('x', client())).rejects.toThrow(/./);
  });
  test.each(['AutomationExecutionNotFoundException', 'InvalidAutomationStatusUpdateException'])(
    '%s: there is nothing to withdraw',
    async (type) => {
      wire.answers(jsonError(400, type));
      await expect(approvals().withdraw('x', 'why')).resolves.toBeUndefined();
      wire.answers(jsonError(400, 'AccessDeniedException'));
      await expect(approvals().withdraw('x', 'why')).rejects.toThrow(/./);
    },
  );
  test('a deployment is there, is not, or cannot be told', async () => {
    environment();
    const asked = deployedIn(async () => 'eu-west-1');
    wire.answers(json({ Parameter: { Value: 'off' } }));
    expect(await asked()).toBe(true);
    wire.answers(jsonError(400, 'ParameterNotFound'));
    expect(await asked()).toBe(false);
    wire.answers(jsonError(400, 'AccessDeniedException'));
    expect(await asked()).toBeUndefined();
  });
  test.each([jsonError(400, 'ParameterNotFound'), jsonError(400, 'AccessDeniedException'), json({})])(
    'a kill switch that answers %o is on',
    async (answer) => {
      environment();
      wire.answers(answer);
      const why = killSwitch({
        name: '/waxseal/kill-switch',
        read: readParameter('/waxseal/kill-switch'),
        now: () => new Date(0),
      });
      expect((await why())?.check).toMatch(/^kill-switch(-unreadable)?$/);
    },
  );
});

test('an account without an organization is told so', async () => {
  wire.answers(jsonError(400, 'AWSOrganizationsNotInUseException'));
  const error: unknown = await ouPathsOf(
    aws,
    () => new Date(0),
  )('111122223333').catch((thrown: unknown) => thrown);
  expect(explain(error).code).toBe('service-not-enabled');
});

test('parts for a queue that is not there are given back, with the reason', async () => {
  wire.answers(
    sqsError(400, 'com.amazonaws.sqs#QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'),
  );
  const hand = sweepQueue({ client: new SQSClient(settings()), url: `${wire.endpoint}/1/q` });
  const part: SweepPart = {
    waxseal: 'sweep/v1',
    location,
    started: '2026-01-01T00:00:00.000Z',
    open: [],
    turn: 1,
  };
  const [left] = await hand(
    (async function* () {
      yield part;
    })(),
  );
  expect(left?.parts).toEqual([part]);
  expect(explain(left?.cause).code).toBe('not-found');
});

test('STS refuses, or the keys are old: each by its name', async () => {
  environment();
  const request = {
    RoleArn: 'arn:aws:iam::1:role/x',
    RoleSessionName: 's',
    ExternalId: 'e',
    Policy: '{}',
    DurationSeconds: 900,
  };
  wire.answers(queryError(403, 'AccessDenied'));
  await expect(assumeRoleWithSts()(request)).rejects.toMatchObject({ name: 'AccessDenied' });
  const [asked] = wire.asked.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  expect(asked).toMatchObject({
    RoleArn: 'arn:aws:iam::1:role/x',
    RoleSessionName: 's',
    ExternalId: 'e',
    Policy: '{}',
    DurationSeconds: '900',
  });
  wire.answers(queryError(403, 'ExpiredToken'));
  const error: unknown = await assumeRoleWithSts()(request).catch((thrown: unknown) => thrown);
  expect(explain(error)).toMatchObject({ code: 'credentials-expired', retry: true });
});
