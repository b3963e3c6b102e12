import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import unit from '../../../../src/services/elbv2/remediations/elb-target-group-encrypted.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-targetgroup.ts';
import { location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { balanced, edge, forward, groupArn, listener, secure } from '../balancers.ts';

const group = groupArn('app');
type Given = NonNullable<Parameters<typeof balanced>[0]>;
type Group = NonNullable<Given['groups']>[number];

/** An account with the group `app` behind the network balancer `edge`, with what is said of the group. */
const behind = (
  more: Partial<Group>,
  { listeners = [], tags = {} }: { listeners?: Given['listeners']; tags?: Given['tags'] } = {},
) =>
  balanced({
    balancers: [{ LoadBalancerArn: edge }],
    elbv2: {
      Listeners: [...listeners],
      TargetGroups: [{ TargetGroupArn: group, ...more }, { TargetGroupArn: groupArn('other') }],
      Tags: [{ ResourceArn: group, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }],
    },
  });
const ending = (port: number, to = 'app') =>
  secure(port, { Protocol: 'TLS', DefaultActions: [forward(to)] }, edge);
const passing = (port: number, Protocol: 'TCP' | 'UDP' = 'TCP') => listener(port, { Protocol }, edge);
const plain = { is: 'non-compliant', message: 'plain-http' } as const;
const passedOn = { is: 'unknown', message: 'passed-on' } as const;

const rows = {
  HTTPS: { account: behind({ Protocol: 'HTTPS' }) },
  TLS: { account: behind({ Protocol: 'TLS' }, { listeners: [ending(443)] }) },
  QUIC: { account: behind({ Protocol: 'QUIC' }) },
  'plain HTTP': {
    account: balanced(),
    expect: {
      ...plain,
      says: [
        'The load balancer sends requests to the targets of app over plain HTTP, also those that came over HTTPS. AWS fixes the protocol of a target group when it is made, so Waxseal cannot change it. Have the targets speak TLS (a certificate of their own making will do: it is not validated), make another group as waxseal plan --resource ARN shows with the port where they do in place of 443, give it the attributes and tags of app, register the same targets (of an ECS service or an Auto Scaling group: name the group there), wait until they are healthy, move listeners and rules over by weights, and delete app after a day.',
      ],
    },
  },
  'plain HTTP, and nothing uses it': {
    account: behind({ Protocol: 'HTTP' }),
    expect: { ...plain, notes: ['unused'], says: ['No load balancer sends anything to app now.'] },
  },
  'plain HTTP, made by a controller': {
    account: behind({}, { tags: { 'elbv2.k8s.aws/cluster': 'shop' } }),
    expect: {
      ...plain,
      notes: ['unused', 'made-by-kubernetes'],
      says: [
        'The AWS Load Balancer Controller made app (shop): it makes the other group, too. Set the annotation alb.ingress.kubernetes.io/backend-protocol to HTTPS (of a Service: service.beta.kubernetes.io/aws-load-balancer-backend-protocol to ssl) when the pods speak TLS.',
      ],
    },
  },
  'plain HTTP, made by Elastic Beanstalk': {
    account: behind({}, { tags: { 'elasticbeanstalk:environment-name': 'shop-prod' } }),
    expect: {
      ...plain,
      notes: ['unused', 'made-by-beanstalk'],
      says: [
        'Elastic Beanstalk made app (shop-prod): it makes the other group, too. Set the options Port and Protocol in the namespace aws:elasticbeanstalk:environment:process:default when the instances speak TLS.',
      ],
    },
  },
  'TCP behind listeners that end TLS': {
    account: behind(
      { Protocol: 'TCP' },
      { listeners: [passing(80), ending(8883), ending(443), ending(444, 'other'), passing(81), passing(82)] },
    ),
    expect: {
      is: 'non-compliant',
      message: 'plain-behind-tls',
      says: [
        'The listener on port 443, 8883 ends TLS and sends what was in it to the targets of app over plain TCP. AWS fixes the protocol of a target group when it is made, so Waxseal cannot change it. Have the targets speak TLS (a certificate of their own making will do: it is not validated), make another group as waxseal plan --resource ARN shows with the port where they do in place of 443, give it the attributes and tags of app (but for stickiness, which AWS does not support with TLS listeners and TLS target groups), register the same targets, wait until they are healthy, have the listener forward to it, and delete app after a day. Connections that are open go on to the old targets until they end.',
      ],
    },
  },
  'TCP behind a listener that ends TLS, on the second page and by weight': {
    account: behind(
      { Protocol: 'TCP' },
      {
        listeners: [
          ...[1, 2, 3, 4, 5].map((port) => passing(port)),
          secure(6, { Protocol: 'TLS', DefaultActions: [forward('other', 'app')] }, edge),
        ],
      },
    ),
    expect: { is: 'non-compliant', message: 'plain-behind-tls' },
  },
  'TCP behind a listener that passes it on': {
    account: behind({ Protocol: 'TCP' }, { listeners: [passing(443), ending(444, 'other')] }),
    expect: {
      ...passedOn,
      says: [
        'app gets TCP as clients sent it: no load balancer ends TLS before it. Whether it is encrypted from end to end only clients and targets know. Ask whoever runs the targets. Where they take TLS (or DTLS, or QUIC) and nothing else, exempt app: AWS Config calls it non-compliant all the same. Where they do not, see elb-listener-encrypted.',
      ],
    },
  },
  'TCP, and nothing uses it': { account: behind({ Protocol: 'TCP' }), expect: passedOn },
  ...Object.fromEntries(
    ['UDP', 'TCP_UDP', 'TCP_QUIC'].map((Protocol) => [
      Protocol,
      { account: behind({ Protocol }, { listeners: [passing(443, 'UDP')] }), expect: passedOn },
    ]),
  ),
  'a protocol that no page has': {
    account: behind({ Protocol: 'QUIC2' }),
    expect: {
      is: 'unknown',
      message: 'not-understood',
      says: [
        `AWS says QUIC2 of the protocol of app, and Waxseal does not know what that means. Look at it: aws elbv2 describe-target-groups --region eu-west-1 --target-group-arns ${group}`,
      ],
    },
  },
  'a Lambda function': {
    account: behind({ TargetType: 'lambda' }),
    expect: {
      is: 'not-applicable',
      message: 'lambda',
      says: [
        'The target of app is a Lambda function: it is called through the API of AWS, which takes TLS only.',
      ],
    },
  },
  'another load balancer': {
    account: behind({ Protocol: 'TCP', TargetType: 'alb' }, { listeners: [passing(80)] }),
    expect: {
      is: 'not-applicable',
      message: 'another-balancer',
      says: [
        'The target of app is another load balancer, to which everything is passed on as clients sent it. Its listener says whether that is encrypted.',
      ],
    },
  },
  'behind a Gateway Load Balancer': {
    account: behind({ Protocol: 'GENEVE', Port: 6081 }),
    expect: {
      is: 'not-applicable',
      message: 'gateway',
      says: [
        'app belongs to a Gateway Load Balancer, which sends packets as they come: it has no TLS of its own.',
      ],
    },
  },
  'a target group that is gone': { account: balanced(), target: groupArn('gone'), gone: true },
} satisfies Parameters<typeof testRemediation<string>>[2];

testRemediation(
  unit,
  resource,
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { target: group, ...row }])),
);

const target = { ...location, type: resource.type, id: group, arn: group };
const kept = {
  protocol: 'HTTPS',
  vpc: 'vpc-1',
  targetType: 'ip',
  version: 'HTTP2',
  addresses: 'ipv4',
  checkPath: "/it's?a=b&c=d",
  codes: '200,204',
  grpcCodes: null,
  interval: 15,
  timeout: 5,
  healthy: 3,
  unhealthy: 2,
};
const sourceOf = (after: object) =>
  unit.source?.({ set: 'targetGroup', on: group, before: null, after, impact: ['none'] }, target);

test('a new group takes over what the old one has, and a shell takes the command as it is meant', () => {
  const { cli = '', cloudformation, cdk, terraform } = sourceOf(kept) ?? {};
  const words = execFileSync('sh', ['-c', `aws() { printf '%s\\n' "$@"; }; ${cli}`], { encoding: 'utf8' });
  expect(words.trim().split('\n')).toEqual(
    [
      'elbv2 create-target-group --region eu-west-1 --name app-tls --protocol HTTPS --port 443 --vpc-id vpc-1',
      '--target-type ip --protocol-version HTTP2 --ip-address-type ipv4 --health-check-protocol HTTPS',
      '--health-check-interval-seconds 15 --health-check-timeout-seconds 5 --healthy-threshold-count 3',
      "--unhealthy-threshold-count 2 --health-check-path /it's?a=b&c=d --matcher",
      '{"HttpCode":"200,204"}',
    ].flatMap((line) => line.split(' ')),
  );
  expect(cloudformation).toContain('Matcher:\n  HttpCode: "200,204"');
  expect(cdk).toContain(String.raw`healthCheckPath: '/it\'s?a=b&c=d',`);
  expect(terraform).toContain('health_check {\n  protocol            = "HTTPS"');
});

test('what AWS does not say is left to it, and gRPC and TCP checks stay what they are', () => {
  const grpc = sourceOf({ ...kept, codes: null, grpcCodes: '0-99', version: 'GRPC' });
  expect(grpc?.cli).toContain(`--matcher '{"GrpcCode":"0-99"}'`);
  expect(grpc?.cdk).toContain("matcher: { grpcCode: '0-99' },");
  const tcp = sourceOf({ ...kept, protocol: 'TLS', checkPath: null, codes: null, version: null });
  expect(tcp?.cli).toMatch(/--health-check-protocol TCP .*--unhealthy-threshold-count 2$/);
  expect(tcp?.cloudformation).not.toMatch(/Matcher|HealthCheckPath|ProtocolVersion/);
});

test('a long name stays one', () => {
  const arn = groupArn(`${'a'.repeat(27)}-bbbb`);
  const made = unit.source?.(
    { set: 'targetGroup', on: arn, before: null, after: kept, impact: ['none'] },
    { ...target, id: arn, arn },
  );
  expect(made?.cli).toContain(`--name ${'a'.repeat(27)}-tls `);
});
