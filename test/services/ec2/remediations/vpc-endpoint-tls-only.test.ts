import { expect, test } from 'vitest';
import type { Statement } from '../../../../src/aws/policy/document.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/ec2/resources/aws-ec2-vpcendpoint.ts';
import unit from '../../../../src/services/ec2/remediations/vpc-endpoint-tls-only.ts';
import { statementCases, statementRows } from '../../../kit/statement-cases.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Json = Readonly<Record<string, unknown>>;

const VpcEndpointId = 'vpce-0123456789abcdef0';
const arn = `arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/${VpcEndpointId}`;
const account = (Policy: Json | undefined, over: object = {}) => ({
  ec2: { VpcEndpoints: [{ VpcEndpointId, ...(Policy && { Policy }), ...over }] },
});
const held = {
  account,
  arn,
  actions: ['*'],
  resources: ['*'],
  allowed: 's3:GetObject',
  hazards: ['all-through-it'],
} as const;
const { allow, deny, adding, adds, holding, long } = statementRows(held);
const theirs = { Version: '2012-10-17', Statement: [allow] };
const lock = 'changing the policy is denied to some';
const locked = {
  ...allow,
  Sid: 'Lock',
  Effect: 'Deny',
  Principal: '*',
  Action: 'ec2:ModifyVpcEndpoint',
  Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } },
} as const;
const full = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' } as const;
const toDefault = (to = arn) =>
  ({ ...adding(to, 'policy#WaxsealTlsOnly'), notes: ['default-stated'] }) as const;
const takesNone = { is: 'not-applicable', message: 'takes-no-policy' } as const;

testRemediation(unit, resource, {
  ...statementCases({
    ...held,
    reads: 'ec2:DescribeVpcEndpoints',
    describes: 'ec2:DescribeVpcEndpointServices',
    writes: 'ec2:ModifyVpcEndpoint',
    bytes: 20_480,
    needsStatements: true,
  }),
  // Listing needs the same call: an event names it.
  'a policy that we may not read': {
    account: { ...account(undefined), denied: ['ec2:DescribeVpcEndpoints'] },
    target: VpcEndpointId,
    expect: { is: 'unknown', message: 'policy-hidden' },
  },
  'no policy': { account: account(undefined), expect: toDefault() },
  'full access that somebody wrote stays theirs': { account: holding(full), expect: adds },
  'an interface endpoint': {
    account: account(theirs, { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.sqs' }),
    expect: adds,
  },
  // A policy meets what goes through its endpoint, and by which it is changed goes to EC2.
  [lock]: { account: holding(allow, locked), expect: adds },
  'the policy of an endpoint to SQS denies everything to some': {
    account: account(
      { ...theirs, Statement: [allow, { ...locked, Action: '*' }] },
      { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.sqs' },
    ),
    expect: adds,
  },
  'the policy of an endpoint to EC2 denies changing it': {
    account: account(
      { ...theirs, Statement: [allow, locked] },
      { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.ec2' },
    ),
    expect: { ...adds, hazards: ['all-through-it', 'policy-may-refuse-us'] },
  },
  'the policy of an endpoint to EC2 in FIPS mode denies changing it': {
    account: account(
      { ...theirs, Statement: [allow, locked] },
      { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.ec2-fips' },
    ),
    expect: { ...adds, hazards: ['all-through-it', 'policy-may-refuse-us'] },
  },
  'an endpoint that is gone': { account: {}, target: arn.replace(/0$/, '9'), gone: true },
  'shown for a while after it was deleted': {
    account: account(undefined, { State: 'Deleted' }),
    target: arn,
    gone: true,
  },
  'by its ARN': { account: account(theirs), target: arn, expect: adds },
  'China has its own partition': {
    account: { partition: 'aws-cn', region: 'cn-north-1', ...account(undefined) },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: toDefault(`arn:aws-cn:ec2:cn-north-1:111122223333:vpc-endpoint/${VpcEndpointId}`),
  },

  // What takes no policy, and whose.
  'to a service that somebody offers': {
    account: account(undefined, {
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0',
      HidesPolicy: true,
    }),
    expect: takesNone,
  },
  'of a Gateway Load Balancer': {
    account: account(undefined, { VpcEndpointType: 'GatewayLoadBalancer', HidesPolicy: true }),
    expect: takesNone,
  },
  'made by a service': {
    account: account(undefined, { RequesterManaged: true }),
    expect: { is: 'not-applicable', message: 'run-by-a-service' },
  },

  // What cannot be written now, or must not.
  'waits to be accepted': {
    account: account(theirs, { State: 'pendingAcceptance' }),
    expect: { is: 'non-compliant', message: 'not-available', hazards: ['all-through-it'] },
  },
  'its policy is not shown': {
    account: account(theirs, { HidesPolicy: true }),
    expect: {
      is: 'non-compliant',
      message: 'policy-not-shown',
      hazards: ['all-through-it'],
      notes: ['default-stated'],
    },
  },
  'its service is described no more': {
    account: account(theirs, { ServiceName: 'com.amazonaws.eu-west-1.withdrawn' }),
    expect: { is: 'non-compliant', message: 'policy-not-shown', hazards: ['all-through-it'] },
  },
  'only requests to one bucket are refused': {
    account: holding({ ...deny(), Sid: 'Bucket', Resource: 'arn:aws:s3:::orders/*' }),
    expect: adds,
  },

  // It lets through what one service takes: all of that is all.
  'S3 is refused, and it leads there alone': {
    account: holding(allow, { ...deny(), Sid: 'Theirs', Action: 's3:*' }),
    expect: { is: 'compliant' },
  },
  'S3 is refused among others': {
    account: holding({ ...deny(), Sid: 'Theirs', Action: ['kms:*', 'S3:*'] }),
    expect: { is: 'compliant' },
  },
  'all but another service is refused': {
    account: holding({ ...deny(), Sid: 'Theirs', Action: undefined, NotAction: 'dynamodb:*' }),
    expect: { is: 'compliant', notes: ['coverage-spread'] },
  },
  'SQS is refused, in China, and it leads there alone': {
    account: {
      partition: 'aws-cn',
      region: 'cn-north-1',
      ...account(
        { Version: '2012-10-17', Statement: [{ ...deny(), Sid: 'Theirs', Action: 'sqs:*' }] },
        { VpcEndpointType: 'Interface', ServiceName: 'cn.com.amazonaws.cn-north-1.sqs' },
      ),
    },
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    expect: { is: 'compliant' },
  },
  'only reading S3 is refused': {
    account: holding({ ...deny(), Sid: 'Reads', Action: ['s3:Get*', 's3:List*'] }),
    expect: adds,
  },
  'S3 is refused, and it leads elsewhere': {
    account: account(
      { Version: '2012-10-17', Statement: [{ ...deny(), Sid: 'Theirs', Action: 's3:*' }] },
      { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.sqs' },
    ),
    expect: adds,
  },
  'what it leads to may have other actions than it is called by': {
    account: account(
      { Version: '2012-10-17', Statement: [{ ...deny(), Sid: 'Theirs', Action: 'bedrock-runtime:*' }] },
      { VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.eu-west-1.bedrock-runtime' },
    ),
    expect: adds,
  },
  '20480 characters with ours': { account: long(20_480), expect: adds },
});

const target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::EC2::VPCEndpoint',
  id: VpcEndpointId,
  arn,
};
const at = async (given: object) => {
  const host = startHost(loadAccount(given));
  const clouds = sandboxClouds(host);
  const write = await clouds.write(target, { run: 'r', remediation: unit.meta.id, kind: 'remediate' });
  const { statement } = unit.fields;
  const on = `${arn}#policy#WaxsealTlsOnly`;
  return {
    host,
    put: async (value: Statement | null) =>
      statement.put(on, value, await statement.get(on, target, clouds.look(target)), target, write),
  };
};

test('full access is written beside the Deny, and comes back by a reset', async () => {
  const { host, put } = await at(account(undefined));
  await put(deny());
  await put(null);
  const [first, second, ...more] = host.writes().map(({ input }) => input);
  expect(JSON.parse(String(Reflect.get(first ?? {}, 'PolicyDocument'))).Statement).toEqual([
    { Sid: 'WaxsealFullAccess', ...full },
    deny(),
  ]);
  expect(second).toEqual({ VpcEndpointId, ResetPolicy: true });
  expect(more).toEqual([]);
});

test('nothing is put over a policy that is not shown', async () => {
  const { host, put } = await at(account(theirs, { HidesPolicy: true }));
  await expect(put(deny())).rejects.toMatchObject({ code: 'answer-incomplete' });
  expect(host.writes()).toEqual([]);
});
