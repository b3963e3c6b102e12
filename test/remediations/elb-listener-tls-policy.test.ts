import { describe, expect, test } from 'vitest';
import unit from '../../src/remediations/elb-listener-tls-policy.ts';
import resource from '../../src/resources/aws-elasticloadbalancingv2-listener.ts';
import {
  balanced,
  certificateArn,
  edge,
  forward,
  groupArn,
  listener,
  listenerArn,
  secure,
  web,
} from '../balancers.ts';
import { standOf } from '../stand.ts';
import { testRemediation } from '../tester.ts';

const policy = (name: string): string => `ELBSecurityPolicy-${name}`;
const recommended = policy('TLS13-1-2-Res-PQ-2025-09');
const fips = policy('TLS13-1-2-Res-FIPS-PQ-2025-09');

/** The only listener of the balancer, with a security policy. */
const using = (name: string, more: Parameters<typeof balanced>[0] = {}) =>
  balanced({ listeners: [secure(443, { SslPolicy: policy(name) })], ...more });

const to = (after: string, impact: 'none' | 'breaks-old-tls' = 'breaks-old-tls') =>
  ({
    is: 'violation',
    message: 'policy-not-accepted',
    changes: [{ set: 'sslPolicy', on: listenerArn(443), after, impact: [impact] }],
  }) as const;
const asking = (after: string, ...more: readonly 'made-by-kubernetes'[]) =>
  ({ ...to(after), hazards: ['ciphers-lost', ...more] }) as const;
const accept = { lostCiphers: 'accept' } as const;
const only = (...names: readonly string[]) => ({ acceptedPolicies: names.map(policy) });

testRemediation(unit, resource, {
  'the default of the API': { account: using('2016-08'), expect: asking(recommended) },
  'an owner knows that no client needs what goes': {
    account: using('2016-08'),
    settings: accept,
    expect: to(recommended),
  },
  'TLS 1.2 with CBC suites': { account: using('TLS13-1-2-2021-06'), expect: asking(recommended) },
  'TLS 1.0 with forward secrecy': { account: using('FS-2018-06'), expect: asking(recommended) },
  'already as good, without TLS 1.3': {
    account: using('FS-1-2-Res-2020-10'),
    expect: to(recommended, 'none'),
  },
  'accepted by Security Hub': { account: using('TLS13-1-2-Res-2021-06') },
  'FIPS stays FIPS': { account: using('TLS13-1-2-Ext2-FIPS-2023-04'), expect: asking(fips) },
  'post-quantum stays so': { account: using('TLS13-1-2-Ext1-PQ-2025-09'), expect: asking(recommended) },
  'TLS 1.3 alone is on the list': { account: using('TLS13-1-3-2021-06') },
  'TLS 1.3 alone is not on the list of the rule': {
    account: using('TLS13-1-3-2021-06'),
    settings: only('TLS13-1-2-Res-2021-06', 'TLS13-1-2-Res-PQ-2025-09'),
    expect: { is: 'violation', message: 'stronger-already' },
  },
  'FIPS is not on the list of the rule': {
    account: using('TLS13-1-2-FIPS-2023-04'),
    settings: only('TLS13-1-2-Res-2021-06'),
    expect: { is: 'violation', message: 'stronger-already' },
  },
  'post-quantum is not on the list of the rule': {
    account: using('TLS13-1-2-PQ-2025-09'),
    settings: only('TLS13-1-2-Res-2021-06', 'TLS13-1-3-2021-06'),
    expect: { is: 'violation', message: 'stronger-already' },
  },
  'the rule accepts others than the usual target': {
    account: using('2016-08'),
    settings: { ...only('TLS13-1-3-2021-06', 'TLS13-1-2-2021-06', 'TLS13-1-2-Res-2021-06'), ...accept },
    expect: { ...to(policy('TLS13-1-2-2021-06')), notes: ['another-target'] },
  },
  'the Region does not have the target': {
    account: using('2016-08', {
      elbv2: {
        SSLPolicies: ['2016-08', 'TLS13-1-1-2021-06', 'TLS13-1-2-Res-2021-06', 'TLS13-1-3-2021-06'].map(
          policy,
        ),
      },
    }),
    expect: { ...asking(policy('TLS13-1-2-Res-2021-06')), notes: ['another-target'] },
  },
  'the Region has none that is accepted': {
    account: using('2016-08', { elbv2: { SSLPolicies: [policy('2016-08'), policy('TLS-1-2-2017-01')] } }),
    expect: { is: 'violation', message: 'no-target' },
  },
  'the target is for network balancers only': {
    account: using('2016-08', {
      elbv2: {
        SSLPolicies: [
          policy('2016-08'),
          {
            Name: recommended,
            SslProtocols: ['TLSv1.3', 'TLSv1.2'],
            Ciphers: [{ Name: 'TLS_AES_128_GCM_SHA256', Priority: 1 }],
            SupportedLoadBalancerTypes: ['network'],
          },
        ],
      },
    }),
    expect: { is: 'violation', message: 'no-target' },
  },
  'a policy that the Region does not describe': {
    account: using('2016-08', { elbv2: { SSLPolicies: [recommended] } }),
    expect: { is: 'violation', message: 'policy-unknown' },
  },
  'a wish of the owner': {
    account: using('TLS13-1-2-2021-06'),
    settings: { targetPolicy: policy('TLS13-1-3-PQ-2025-09'), ...accept },
    expect: to(policy('TLS13-1-3-PQ-2025-09')),
  },
  'a TLS listener of a network balancer': {
    account: balanced({
      balancers: [{ LoadBalancerArn: edge }],
      listeners: [
        secure(
          443,
          { Protocol: 'TLS', SslPolicy: policy('TLS-1-1-2017-01'), AlpnPolicy: ['HTTP2Only'] },
          edge,
        ),
      ],
    }),
    expect: {
      ...asking(recommended),
      changes: [{ set: 'sslPolicy', on: listenerArn(443, edge), after: recommended }],
    },
  },
  'client certificates, trust store and all, stay': {
    account: balanced({
      listeners: [
        secure(443, {
          SslPolicy: policy('2016-08'),
          MutualAuthentication: { Mode: 'verify', TrustStoreArn: 'arn:aws:trust' },
        }),
      ],
    }),
    settings: accept,
    expect: to(recommended),
  },
  'one of many listeners, on a later page': {
    account: balanced({
      listeners: [441, 442, 443, 444, 445, 446, 447].map((port) =>
        secure(port, { SslPolicy: policy(port === 446 ? '2015-05' : 'TLS13-1-3-2021-06') }),
      ),
    }),
    target: listenerArn(446),
    settings: accept,
    expect: { is: 'violation', changes: [{ on: listenerArn(446), after: recommended }] },
  },
  'made by Kubernetes': {
    account: using('2016-08', { tags: { 'elbv2.k8s.aws/cluster': 'shop' } }),
    expect: asking(recommended, 'made-by-kubernetes'),
  },
  'made by Elastic Beanstalk': {
    account: using('2016-08', { tags: { 'elasticbeanstalk:environment-name': 'shop' } }),
    settings: accept,
    expect: { ...to(recommended), hazards: ['made-by-beanstalk'] },
  },
  'made by CloudFormation, says the listener itself': {
    account: using('2016-08', {
      elbv2: {
        Tags: [
          {
            ResourceArn: listenerArn(443),
            Tags: [{ Key: 'aws:cloudformation:stack-name', Value: 'shop' }],
          },
        ],
      },
    }),
    settings: accept,
    expect: { ...to(recommended), hazards: ['made-by-cloudformation'] },
  },
  'plain HTTP': {
    account: balanced({ listeners: [listener(80)] }),
    expect: { is: 'inapplicable', message: 'no-tls' },
  },
  'not ready yet': {
    account: using('2016-08', { balancer: { State: { Code: 'provisioning' } } }),
    expect: { is: 'pending', message: 'not-ready' },
  },
  'a listener that is gone': { account: balanced(), target: listenerArn(444), gone: true },
});

describe('what the rule says', () => {
  test.each([
    [{ sslPolicies: `${recommended}, ${fips} ,` }, { acceptedPolicies: [recommended, fips] }],
    [{ sslPolicies: ' ' }, {}],
    [{}, {}],
    [{ other: 'x' }, {}],
  ])('%j', (parameters, raw) => {
    expect(unit.fromRule?.(parameters)).toEqual(raw);
    expect(unit.settings.safeParse(raw).success).toBe(true);
  });
});

test('the change is one call that names the policy and nothing else', async () => {
  const account = balanced({
    listeners: [secure(443, { SslPolicy: policy('2016-08'), DefaultActions: [forward('app', 'canary')] })],
    groups: [{ TargetGroupArn: groupArn('canary') }],
    certificates: [{ CertificateArn: certificateArn('one'), DomainName: 'www.example.com' }],
  });
  const stand = await standOf(unit, resource, { account, target: listenerArn(443) });
  await stand.apply();
  expect(stand.host.writes().map(({ operation, input }) => [operation, input])).toEqual([
    ['elasticloadbalancingv2:ModifyListener', { ListenerArn: listenerArn(443), SslPolicy: recommended }],
  ]);
  const left = stand.host.world().elbv2.Listeners[0];
  expect(left).toMatchObject({
    LoadBalancerArn: web,
    Certificates: [{ CertificateArn: certificateArn('one') }],
  });
});

test('a listener never loses its policy', async () => {
  const stand = await standOf(unit, resource, { account: using('2016-08') });
  const aws = await stand.ports.clouds.write(stand.place, {
    run: 'r',
    remediation: unit.meta.id,
    kind: 'fix',
  });
  const asked = unit.fields.sslPolicy.put(listenerArn(443), null, { value: null }, stand.target, aws);
  await expect(asked).rejects.toThrow('always has');
});
