import { describe, expect, test } from 'vitest';
import unit from '../../../../src/services/elbv2/remediations/elb-listener-tls-policy.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-listener.ts';
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
import { answering, location, refusal, type Asked } from '../../../kit/answers.ts';
import { standOf } from '../../../kit/stand.ts';
import { testRemediation } from '../../../kit/tester.ts';

const policy = (name: string): string => `ELBSecurityPolicy-${name}`;
const recommended = policy('TLS13-1-2-Res-PQ-2025-09');
const fips = policy('TLS13-1-2-Res-FIPS-PQ-2025-09');

/** The only listener of the balancer, with a security policy. */
const using = (name: string, more: Parameters<typeof balanced>[0] = {}) =>
  balanced({ listeners: [secure(443, { SslPolicy: policy(name) })], ...more });

const to = (after: string, impact: 'none' | 'breaks-old-tls' = 'breaks-old-tls') =>
  ({
    is: 'non-compliant',
    message: 'policy-not-accepted',
    changes: [{ set: 'sslPolicy', on: listenerArn(443), after, impact: [impact] }],
  }) as const;
const asking = (after: string, ...more: readonly 'made-by-kubernetes'[]) =>
  ({ ...to(after), hazards: ['ciphers-lost', ...more] }) as const;
const accept = { lostCiphers: 'accept' } as const;
const only = (...names: readonly string[]) => ({ acceptedPolicies: names.map(policy) });

const suites = (...names: readonly string[]) => names.map((Name, index) => ({ Name, Priority: index + 1 }));
/** A policy with just these protocols, and one suite that stays. */
const speaking = (...SslProtocols: readonly string[]) => ({
  Name: policy('Old'),
  SslProtocols: [...SslProtocols],
  Ciphers: suites('ECDHE-RSA-AES128-GCM-SHA256', 'AES256-SHA', 'AES128-SHA'),
  SupportedLoadBalancerTypes: ['application'],
});
/** What AWS might describe of a policy with a profile. */
const interop = {
  SslProtocols: ['TLSv1.3', 'TLSv1.2'],
  Ciphers: suites('TLS_AES_256_GCM_SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'),
  SupportedLoadBalancerTypes: ['application', 'network'],
};
const kubernetes = { 'elbv2.k8s.aws/cluster': 'shop' };

testRemediation(unit, resource, {
  'the default of the API': {
    account: using('2016-08'),
    expect: {
      ...asking(recommended),
      says: [
        `The HTTPS listener on port 443 uses ELBSecurityPolicy-2016-08, which is not an accepted security policy. Apply the plan: it changes the listener to ${recommended} and nothing else about it.`,
      ],
    },
  },
  'whoever knows TLS 1.2 needs a cipher for it': {
    account: using('Old', {
      elbv2: { SSLPolicies: [policy('TLS13-1-1-2021-06'), recommended, speaking('TLSv1.1', 'TLSv1.2')] },
    }),
    expect: {
      ...asking(recommended),
      says: [
        `${recommended} drops these ciphers: AES128-SHA, AES256-SHA. TLS 1.2 clients that support no others can no longer connect. Search the access logs for them (ssl_cipher; tls_cipher on network balancers). When nobody needs them, set lostCiphers to accept.`,
      ],
    },
  },
  'those who know no TLS 1.2 need no cipher for it': {
    account: using('Old', {
      elbv2: {
        SSLPolicies: [
          policy('TLS13-1-1-2021-06'),
          policy('TLS13-1-3-2021-06'),
          {
            ...speaking('TLSv1.1', 'TLSv1.3'),
            Ciphers: suites('TLS_AES_128_GCM_SHA256', 'ECDHE-RSA-AES128-SHA'),
          },
        ],
      },
    }),
    expect: { ...to(policy('TLS13-1-3-2021-06')), notes: ['another-target'] },
  },
  'a protocol goes, and every cipher stays': {
    account: using('Old', {
      elbv2: {
        SSLPolicies: [
          policy('TLS13-1-1-2021-06'),
          recommended,
          { ...speaking('TLSv1.1', 'TLSv1.2'), Ciphers: suites('ECDHE-RSA-AES128-GCM-SHA256') },
        ],
      },
    }),
    expect: to(recommended),
  },
  'ciphers go, and every protocol stays': {
    account: using('Old', {
      elbv2: { SSLPolicies: [policy('TLS13-1-1-2021-06'), recommended, speaking('TLSv1.2')] },
    }),
    expect: asking(recommended),
  },
  'a balancer that is impaired, but there': {
    account: using('2016-08', { balancer: { State: { Code: 'active_impaired' } } }),
    expect: asking(recommended),
  },
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
    expect: {
      is: 'non-compliant',
      message: 'stronger-already',
      says: [
        `The HTTPS listener on port 443 uses ELBSecurityPolicy-TLS13-1-3-2021-06, which is not on the list of accepted policies; but every accepted one would make it worse: ${recommended} admits TLSv1.2. Add ELBSecurityPolicy-TLS13-1-3-2021-06 to acceptedPolicies and to sslPolicies of the Config rule, or exempt the listener.`,
      ],
    },
  },
  'FIPS is not on the list of the rule': {
    account: using('TLS13-1-3-FIPS-2023-04'),
    settings: only('TLS13-1-2-Res-2021-06'),
    expect: {
      is: 'non-compliant',
      message: 'stronger-already',
      says: [
        'The HTTPS listener on port 443 uses ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04, which is not on the list of accepted policies; but every accepted one would make it worse: ELBSecurityPolicy-TLS13-1-2-Res-2021-06 loses FIPS, admits TLSv1.2. Add ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04 to acceptedPolicies and to sslPolicies of the Config rule, or exempt the listener.',
      ],
    },
  },
  'post-quantum is not on the list of the rule': {
    account: using('TLS13-1-2-PQ-2025-09'),
    settings: only('TLS13-1-2-Res-2021-06', 'TLS13-1-3-2021-06'),
    expect: {
      is: 'non-compliant',
      message: 'stronger-already',
      says: [
        'The HTTPS listener on port 443 uses ELBSecurityPolicy-TLS13-1-2-PQ-2025-09, which is not on the list of accepted policies; but every accepted one would make it worse: ELBSecurityPolicy-TLS13-1-2-Res-2021-06 loses post-quantum key exchange. Add ELBSecurityPolicy-TLS13-1-2-PQ-2025-09 to acceptedPolicies and to sslPolicies of the Config rule, or exempt the listener.',
      ],
    },
  },
  'the rule accepts others than the usual target': {
    account: using('2016-08'),
    settings: { ...only('TLS13-1-3-2021-06', 'TLS13-1-2-2021-06', 'TLS13-1-2-Res-2021-06'), ...accept },
    expect: {
      ...to(policy('TLS13-1-2-2021-06')),
      notes: ['another-target'],
      says: [
        `${recommended} is not accepted here, does not exist here, or would be worse; of the accepted policies ELBSecurityPolicy-TLS13-1-2-2021-06 removes the least.`,
      ],
    },
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
    expect: {
      is: 'non-compliant',
      message: 'no-target',
      says: [
        'The HTTPS listener on port 443 uses ELBSecurityPolicy-2016-08, and no accepted security policy that exists here is at least as good. Name a policy of this Region in targetPolicy or fipsTargetPolicy and in acceptedPolicies (or in sslPolicies of the Config rule).',
      ],
    },
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
    expect: { is: 'non-compliant', message: 'no-target' },
  },
  'a list for TLS 1.3 alone takes TLS 1.2 away': {
    account: using('TLS13-1-2-2021-06'),
    settings: { ...only('TLS13-1-3-2021-06', 'TLS13-1-3-PQ-2025-09'), ...accept },
    expect: {
      ...to(policy('TLS13-1-3-PQ-2025-09')),
      hazards: ['tls12-lost'],
      notes: ['another-target'],
      says: [
        `${policy('TLS13-1-3-PQ-2025-09')} drops TLS 1.2: clients that do not speak TLS 1.3 can no longer connect. Search the access logs for TLSv1.2 (ssl_protocol; tls_protocol_version on network balancers). If somebody needs it, accept a policy that keeps TLS 1.2, and name that in targetPolicy or fipsTargetPolicy.`,
      ],
    },
  },
  'a strict policy is stronger than what Security Hub accepts': {
    account: using('TLS13-1-2-RFC9151-FIPS-2023-07'),
    expect: { is: 'non-compliant', message: 'stronger-already' },
  },
  'a strict policy is not opened': {
    account: using('TLS13-1-2-RFC9151-FIPS-2023-07', {
      elbv2: {
        SSLPolicies: [
          policy('TLS13-1-2-RFC9151-FIPS-2023-07'),
          { ...interop, Name: policy('TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07') },
        ],
      },
    }),
    settings: only('TLS13-1-2-RFC9151-INTEROP4-FIPS-2023-07'),
    expect: { is: 'non-compliant', message: 'stronger-already' },
  },
  'a profile that nobody has heard of is not left': {
    account: using('TLS13-1-2-CNSA9-FIPS-PQ-2031-01', {
      elbv2: {
        SSLPolicies: [fips, recommended, { ...interop, Name: policy('TLS13-1-2-CNSA9-FIPS-PQ-2031-01') }],
      },
    }),
    expect: {
      is: 'non-compliant',
      message: 'stronger-already',
      says: [
        `The HTTPS listener on port 443 uses ELBSecurityPolicy-TLS13-1-2-CNSA9-FIPS-PQ-2031-01, which is not on the list of accepted policies; but every accepted one would make it worse: ${recommended} loses FIPS, loses CNSA9. Add ELBSecurityPolicy-TLS13-1-2-CNSA9-FIPS-PQ-2031-01 to acceptedPolicies and to sslPolicies of the Config rule, or exempt the listener.`,
      ],
    },
  },
  'a wish for a strict policy asks': {
    account: using('TLS13-1-2-FIPS-2023-04'),
    settings: {
      ...only('TLS13-1-2-RFC9151-FIPS-2023-07'),
      fipsTargetPolicy: policy('TLS13-1-2-RFC9151-FIPS-2023-07'),
      ...accept,
    },
    expect: {
      ...to(policy('TLS13-1-2-RFC9151-FIPS-2023-07')),
      hazards: ['made-for'],
      says: [
        'ELBSecurityPolicy-TLS13-1-2-RFC9151-FIPS-2023-07 is made for RFC9151: it requires more of certificates and clients than ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04, and load balancers with such a policy also use other TLS settings towards their targets. Read the AWS documentation about it, and test it outside production first.',
      ],
    },
  },
  'whoever knows TLS 1.3 knows AES, so that ChaCha20 may go': {
    account: using('FS-1-2-Res-2020-10-ChaCha', {
      elbv2: {
        SSLPolicies: [
          policy('TLS13-1-1-2021-06'),
          policy('TLS13-1-2-Res-FIPS-2023-04'),
          {
            ...interop,
            Name: policy('FS-1-2-Res-2020-10-ChaCha'),
            Ciphers: suites('TLS_AES_128_GCM_SHA256', 'TLS_CHACHA20_POLY1305_SHA256'),
          },
        ],
      },
    }),
    expect: { ...to(policy('TLS13-1-2-Res-FIPS-2023-04')), notes: ['another-target'] },
  },
  'unless the one suite goes that TLS 1.3 demands of everybody': {
    account: using('FS-1-2-Res-2020-10-ChaCha', {
      elbv2: {
        SSLPolicies: [
          policy('TLS13-1-1-2021-06'),
          { ...interop, Name: policy('TLS13-1-2-Res-FIPS-2023-04') },
          {
            ...interop,
            Name: policy('FS-1-2-Res-2020-10-ChaCha'),
            Ciphers: suites('TLS_AES_128_GCM_SHA256', 'TLS_CHACHA20_POLY1305_SHA256'),
          },
        ],
      },
    }),
    expect: { ...asking(policy('TLS13-1-2-Res-FIPS-2023-04')), notes: ['another-target'] },
  },
  'a policy that the Region does not describe': {
    account: using('2016-08', { elbv2: { SSLPolicies: [recommended] } }),
    expect: {
      is: 'non-compliant',
      message: 'policy-unknown',
      says: [
        'The listener on port 443 uses ELBSecurityPolicy-2016-08, which this Region does not describe, so nothing can be compared with it. Choose the security policy by hand.',
      ],
    },
  },
  'a wish of the owner': {
    account: using('TLS13-1-2-2021-06'),
    settings: { targetPolicy: policy('TLS13-1-3-PQ-2025-09'), ...accept },
    expect: { ...to(policy('TLS13-1-3-PQ-2025-09')), hazards: ['tls12-lost'] },
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
    expect: { is: 'non-compliant', changes: [{ on: listenerArn(446), after: recommended }] },
  },
  'made by Kubernetes': {
    account: using('2016-08', { tags: kubernetes }),
    expect: {
      ...asking(recommended, 'made-by-kubernetes'),
      says: [
        `The AWS Load Balancer Controller made this load balancer (shop) and sets the policy back to what the manifest says. Set the annotation alb.ingress.kubernetes.io/ssl-policy (of a Service: service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy) to ${recommended}.`,
      ],
    },
  },
  'made by Elastic Beanstalk': {
    account: using('2016-08', { tags: { 'elasticbeanstalk:environment-name': 'shop' } }),
    settings: accept,
    expect: {
      ...to(recommended),
      hazards: ['made-by-beanstalk'],
      says: [
        `Elastic Beanstalk made this load balancer (shop) and sets the policy back when the environment is next updated. Set the option SSLPolicy in the namespace aws:elbv2:listener:443 to ${recommended}.`,
      ],
    },
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
    expect: {
      ...to(recommended),
      hazards: ['made-by-cloudformation'],
      says: [
        `The CloudFormation stack shop made this load balancer: the change is drift, and an update may revert it. Set SslPolicy of the AWS::ElasticLoadBalancingV2::Listener in its template to ${recommended}.`,
      ],
    },
  },
  'plain HTTP': {
    account: balanced({ listeners: [listener(80)] }),
    expect: {
      is: 'not-applicable',
      message: 'no-tls',
      says: ['A HTTP listener has no security policy.'],
    },
  },
  'QUIC ends at the targets': {
    account: balanced({
      balancers: [{ LoadBalancerArn: edge }],
      listeners: [listener(443, { Protocol: 'TCP_QUIC' }, edge)],
    }),
    expect: { is: 'not-applicable', message: 'no-tls' },
  },
  'not ready yet': {
    account: using('2016-08', { balancer: { State: { Code: 'provisioning' } } }),
    expect: {
      is: 'pending',
      message: 'not-ready',
      says: ['The load balancer is provisioning; AWS is still changing it.'],
    },
  },
  'a balancer that could not be set up': {
    account: using('2016-08', { balancer: { State: { Code: 'failed' } } }),
    expect: {
      is: 'non-compliant',
      message: 'balancer-failed',
      says: [
        'The load balancer of the HTTPS listener on port 443 could not be set up: AWS says it is failed. Delete it and create it again; Waxseal changes nothing in it.',
      ],
    },
  },
  'a balancer in a state that nobody has heard of': {
    account: using('2016-08', { balancer: { State: { Code: 'dreaming' } } }),
    expect: {
      is: 'unknown',
      message: 'not-understood',
      says: [
        'AWS says "dreaming" about the load balancer of the listener on port 443, and Waxseal does not know what that means, so nothing was evaluated. Look at it in the EC2 console. It is evaluated again with the next event or sweep.',
      ],
    },
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

/** What the table cannot show: answers with parts left out. */
describe('what AWS says', () => {
  const target = { ...location, type: resource.type, id: listenerArn(443), arn: listenerArn(443) };
  const reading = async (answers: Readonly<Record<string, object | ((asked: Asked) => object)>>) => {
    const { read, asked } = await answering((one) => {
      const answer = answers[one.operation] ?? {};
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(one) : answer;
    });
    return { state: await unit.read(target, read), asked, read };
  };
  const Listeners = [{ Protocol: 'TLS', Port: 443, SslPolicy: 'mine' }];
  const chosen = unit.settings.parse({});

  test('nothing of the balancer, so it is not known to be ready', async () => {
    const { state } = await reading({ DescribeListeners: { Listeners: [{ Protocol: 'HTTPS' }] } });
    expect(state).toEqual({
      protocol: 'HTTPS',
      port: 0,
      policy: null,
      balancer: { type: '', state: '' },
      tags: {},
      known: [],
    });
    expect(state && unit.plan(state, target, chosen)).toMatchObject({
      is: 'pending',
      data: { state: 'unknown' },
    });
  });

  test('nothing of the listener: there is nothing else to ask', async () => {
    const { state, asked } = await reading({ DescribeListeners: { Listeners: [{}] } });
    expect(state).toEqual({
      protocol: '',
      port: 0,
      policy: null,
      balancer: { type: '', state: '' },
      tags: {},
      known: [],
    });
    expect(asked).toHaveLength(1);
    expect(state && unit.plan(state, target, chosen)).toEqual({
      is: 'unknown',
      message: 'not-understood',
      data: { said: 'nothing', what: 'protocol of the listener', port: 0 },
    });
    const gateway = listenerArn(443).replace('/app/', '/gwy/');
    expect(state && unit.plan(state, { ...target, id: gateway, arn: gateway }, chosen)).toEqual({
      is: 'not-applicable',
      message: 'no-tls',
      data: { protocol: 'GENEVE' },
    });
  });

  test.each([
    ['DescribeLoadBalancers', 'LoadBalancerNotFoundException'],
    ['DescribeTags', 'LoadBalancerNotFoundException'],
    ['DescribeTags', 'ListenerNotFoundException'],
  ])('%s says %s: it goes while we look', async (operation, name) => {
    const { state } = await reading({ DescribeListeners: { Listeners }, [operation]: refusal(name, 400) });
    expect(state).toBeUndefined();
  });

  test.each([[{}], [{ Listeners: [] }], [refusal('ListenerNotFoundException', 400)]])(
    'it is gone: %j',
    async (answer) => {
      const { state, read } = await reading({ DescribeListeners: answer });
      expect(state).toBeUndefined();
      expect(await unit.fields.sslPolicy.get(listenerArn(443), target, read)).toEqual({ value: null });
    },
  );

  test('another error is told', async () => {
    await expect(reading({ DescribeListeners: refusal('Throttling', 400) })).rejects.toThrow('Throttling');
  });

  test('a listener that demands TLS without a policy', async () => {
    const { state } = await reading({
      DescribeListeners: { Listeners: [{ Protocol: 'TLS', Port: 443 }] },
      DescribeLoadBalancers: { LoadBalancers: [{ Type: 'network', State: { Code: 'active' } }] },
    });
    expect(state && unit.plan(state, target, chosen)).toMatchObject({
      message: 'policy-unknown',
      data: { policy: 'no policy' },
      changes: [],
    });
  });

  test('the tags of the balancer and of the listener', async () => {
    const { state, asked } = await reading({
      DescribeListeners: { Listeners },
      DescribeTags: {
        TagDescriptions: [{ Tags: [{ Key: 'owner', Value: 'shop' }] }, {}, { Tags: [{ Key: 'a' }] }],
      },
    });
    expect(state?.tags).toEqual({ owner: 'shop', a: '' });
    const inputs = new Map(asked.map(({ operation, input }) => [operation, input]));
    expect(inputs.get('DescribeTags')).toEqual({ ResourceArns: [web, listenerArn(443)] });
    expect(inputs.get('DescribeLoadBalancers')).toEqual({ LoadBalancerArns: [web] });
    expect(inputs.get('DescribeListeners')).toEqual({ ListenerArns: [listenerArn(443)] });
  });

  test('a tag without a name, and a balancer without a state', async () => {
    const { state } = await reading({
      DescribeListeners: { Listeners },
      DescribeTags: { TagDescriptions: [{ Tags: [{ Value: 'shop' }] }] },
      DescribeLoadBalancers: { LoadBalancers: [{ Type: 'network' }] },
    });
    expect(state).toMatchObject({ tags: { '': 'shop' }, balancer: { type: 'network', state: '' } });
  });

  test('policies of every page, as sets; half a description is none', async () => {
    const whole = (Name: string) => ({
      Name,
      SslProtocols: ['TLSv1.3', 'TLSv1.2'],
      Ciphers: [{ Name: 'second' }, { Name: 'first' }],
      SupportedLoadBalancerTypes: ['network', 'application'],
    });
    const { state } = await reading({
      DescribeListeners: { Listeners },
      DescribeSSLPolicies: ({ input }) =>
        input['Marker'] === undefined
          ? {
              NextMarker: 'more',
              SslPolicies: [whole('z'), whole('b'), {}, { ...whole('x'), Name: undefined }],
            }
          : {
              SslPolicies: [
                { ...whole('a'), SupportedLoadBalancerTypes: undefined },
                { ...whole('c'), SslProtocols: [] },
                { ...whole('d'), Ciphers: undefined },
                { ...whole('e'), Ciphers: [{ Name: 'first' }, {}] },
                { ...whole('f'), SslProtocols: undefined },
              ],
            },
    });
    const described = {
      protocols: ['TLSv1.2', 'TLSv1.3'],
      ciphers: ['first', 'second'],
      kinds: ['application', 'network'],
    };
    expect(state?.known).toEqual([
      { name: 'a', ...described, kinds: [] },
      { name: 'b', ...described },
      { name: 'z', ...described },
    ]);
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
  const aws = await stand.ports.clouds.write(stand.location, {
    run: 'r',
    remediation: unit.meta.id,
    kind: 'remediate',
  });
  const asked = unit.fields.sslPolicy.put(listenerArn(443), null, { value: null }, stand.target, aws);
  await expect(asked).rejects.toThrow('always has');
});
