import { expect, test } from 'vitest';
import resource from '../../../../src/services/elb/resources/aws-elasticloadbalancing-loadbalancer.ts';
import unit from '../../../../src/services/elb/remediations/clb-listener-tls-policy.ts';
import { predefinedPolicies } from '../../../../src/services/elb/sandbox/ssl-policies.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { standOf } from '../../../kit/stand.ts';
import { balanced, custom, referring, secure, shopArn, sticky, type Listener } from '../balancers.ts';

const recommended = 'ELBSecurityPolicy-TLS-1-2-2017-01';
const ours = 'waxseal-TLS-1-2-2017-01';
const made = { set: 'securityPolicy', on: `${shopArn}#${ours}`, before: null, after: recommended } as const;
const given = (port: number, before: string, impact: 'none' | 'breaks-old-tls' = 'breaks-old-tls') =>
  ({
    set: 'listenerPolicies',
    on: `${shopArn}#${port}`,
    before: [before],
    after: [ours],
    impact: [impact],
  }) as const;
const accept = { lostCiphers: 'accept' } as const;
const plain = (LoadBalancerPort: number, Protocol = 'HTTP'): Listener => ({ LoadBalancerPort, Protocol });

const fixed = { is: 'non-compliant', message: 'policy-not-accepted' } as const;
/** What a policy of old lets in that a browser of today speaks. */
const strong = ['Protocol-TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'];
const old = ['Protocol-TLSv1', ...(predefinedPolicies[0]?.On ?? [])];
const offering = (...more: readonly { readonly Name: string; readonly On: string[] }[]) => ({
  elb: {
    Predefined: [{ Name: 'ELBSecurityPolicy-2016-08', On: [...old, ...strong] }, ...more],
  },
});

testRemediation(unit, resource, {
  'the default of the API': {
    account: balanced([secure(443)]),
    target: 'shop',
    expect: {
      ...fixed,
      changes: [made, given(443, 'ELBSecurityPolicy-2016-08')],
      hazards: ['ciphers-lost'],
      says: [
        `The HTTPS listener on port 443 uses ELBSecurityPolicy-2016-08, which is not an accepted security policy. Apply the plan: it gives the listener a policy that stands for ${recommended}; its stickiness stays.`,
        `${recommended} drops these ciphers: AES128-SHA, AES256-SHA, ECDHE-ECDSA-AES128-SHA, ECDHE-ECDSA-AES256-SHA, ECDHE-RSA-AES128-SHA, ECDHE-RSA-AES256-SHA. TLS 1.2 clients that support no others can no longer connect. Search the access logs for them (ssl_cipher). When nobody needs them, set lostCiphers to accept.`,
      ],
    },
  },
  'by its ARN': {
    account: balanced([secure(443)]),
    target: shopArn,
    settings: accept,
    expect: { ...fixed, changes: 2 },
  },
  'an owner knows that no client needs what goes': {
    account: balanced([secure(443, ['console'])], { policies: [referring('console', '2015-05')] }),
    settings: accept,
    expect: {
      ...fixed,
      changes: [made, given(443, 'console')],
      says: [
        `The HTTPS listener on port 443 uses console (ELBSecurityPolicy-2015-05), which is not an accepted security policy. Apply the plan: it gives the listener a policy that stands for ${recommended}; its stickiness stays.`,
      ],
    },
  },
  'a protocol goes, and every cipher of TLS 1.2 stays': {
    account: balanced([secure(443, ['mine'])], { policies: [custom('mine', ...old)] }),
    expect: {
      ...fixed,
      changes: [made, given(443, 'mine')],
      says: [
        `The HTTPS listener on port 443 uses the custom policy mine: TLSv1, TLSv1.2, AES128-GCM-SHA256, AES128-SHA256, AES256-GCM-SHA384, AES256-SHA256, ECDHE-ECDSA-AES128-GCM-SHA256, ECDHE-ECDSA-AES128-SHA256, ECDHE-ECDSA-AES256-GCM-SHA384, ECDHE-ECDSA-AES256-SHA384, ECDHE-RSA-AES128-GCM-SHA256, ECDHE-RSA-AES128-SHA256, ECDHE-RSA-AES256-GCM-SHA384, ECDHE-RSA-AES256-SHA384, which is not an accepted security policy. Apply the plan: it gives the listener a policy that stands for ${recommended}; its stickiness stays.`,
      ],
    },
  },
  'stickiness stays': {
    account: balanced([secure(443, ['cookie', 'console'])], {
      policies: [sticky('cookie'), referring('console', '2016-08')],
    }),
    settings: accept,
    expect: { ...fixed, changes: [made, given(443, 'console')] },
  },
  'stickiness by a cookie of the application stays': {
    account: balanced([secure(443, ['console', 'app'])], {
      policies: [
        {
          PolicyName: 'app',
          PolicyTypeName: 'AppCookieStickinessPolicyType',
          Attributes: { CookieName: 'sid' },
        },
        referring('console', '2016-08'),
      ],
    }),
    settings: accept,
    expect: { ...fixed, changes: [made, given(443, 'console')] },
  },
  'an SSL listener, and plain ones beside it': {
    account: balanced([plain(80), secure(8883, [], { Protocol: 'SSL' }), plain(25, 'TCP')]),
    settings: accept,
    expect: { ...fixed, changes: [made, given(8883, 'ELBSecurityPolicy-2016-08')] },
  },
  'several listeners share one policy': {
    account: balanced([secure(8443, ['console']), secure(443)], {
      policies: [referring('console', 'TLS-1-1-2017-01')],
    }),
    settings: accept,
    expect: {
      ...fixed,
      changes: [made, given(443, 'ELBSecurityPolicy-2016-08'), given(8443, 'console')],
      notes: ['policy-not-accepted'],
    },
  },
  'one is as it should be, and one is not': {
    account: balanced([secure(443, ['good']), secure(8443)], {
      policies: [referring('good', 'TLS-1-2-2017-01')],
    }),
    settings: accept,
    expect: { ...fixed, changes: [made, given(8443, 'ELBSecurityPolicy-2016-08')] },
  },
  'one could be changed, and one cannot: none is': {
    account: balanced([secure(443), secure(8443, ['mine'])], { policies: [custom('mine', ...strong)] }),
    settings: accept,
    expect: { is: 'non-compliant', message: 'stronger-already' },
  },
  'neither can be changed': {
    account: balanced([secure(443, ['half']), secure(8443, ['mine'])], {
      policies: [custom('mine', ...strong), custom('half', 'Protocol-TLSv1')],
    }),
    settings: accept,
    expect: { is: 'non-compliant', message: 'policy-unknown', notes: ['stronger-already'] },
  },
  'what we made before is used again': {
    account: balanced([secure(443)], { policies: [referring(ours, 'TLS-1-2-2017-01')] }),
    settings: accept,
    expect: { ...fixed, changes: [given(443, 'ELBSecurityPolicy-2016-08')] },
  },
  'another policy has the name': {
    account: balanced([secure(443)], { policies: [referring(ours, 'TLS-1-1-2017-01')] }),
    settings: accept,
    expect: {
      is: 'non-compliant',
      message: 'name-taken',
      says: [
        `The HTTPS listener on port 443 uses ELBSecurityPolicy-2016-08, which is not accepted; but the load balancer has another policy by the name ${ours}, which a policy for ${recommended} would have. Delete policy ${ours} if no listener uses it; then this is planned again.`,
      ],
    },
  },
  'a policy of another type has the name': {
    account: balanced([secure(443)], { policies: [sticky(ours)] }),
    settings: accept,
    expect: { is: 'non-compliant', message: 'name-taken' },
  },
  'accepted by Security Hub': {
    account: balanced([secure(443, ['console'])], { policies: [referring('console', 'TLS-1-2-2017-01')] }),
  },
  'accepted by its own name': {
    account: balanced([secure(443, [recommended])]),
  },
  'accepted, though the Region describes nothing': {
    account: balanced([secure(443, ['console'])], {
      policies: [referring('console', 'TLS-1-2-2017-01')],
      elb: { Predefined: [] },
    }),
  },
  'accepted by its own name, though described in words that nobody knows': {
    account: balanced([secure(443, [recommended])], {
      policies: [{ PolicyName: recommended, Attributes: { 'Protocol-TLSv1.2': 'preferred' } }],
    }),
  },
  'a policy that nobody describes': {
    account: balanced([secure(443, ['console'])], {
      policies: [referring('console', '2011-08')],
      elb: { Predefined: [] },
    }),
    expect: {
      is: 'non-compliant',
      message: 'policy-unknown',
      says: [
        'The HTTPS listener on port 443 uses console (ELBSecurityPolicy-2011-08), which is not described as a security policy here, so nothing can be compared with it. Choose the security policy by hand.',
      ],
    },
  },
  'a policy that AWS offers no more, and describes itself': {
    account: balanced([secure(443, ['console'])], {
      policies: [
        {
          PolicyName: 'console',
          Attributes: {
            'Reference-Security-Policy': 'ELBSecurityPolicy-2011-08',
            ...custom('', 'Protocol-SSLv3', ...old).Attributes,
          },
        },
      ],
    }),
    expect: { ...fixed, changes: [made, given(443, 'console')] },
  },
  'a default policy that is described without a reference': {
    account: balanced([secure(443, ['ELBSecurityPolicy-2016-08'])], {
      policies: [custom('ELBSecurityPolicy-2016-08', ...old)],
    }),
    expect: { ...fixed, changes: [made, given(443, 'ELBSecurityPolicy-2016-08')], hazards: ['ciphers-lost'] },
  },
  'described in words that nobody knows': {
    account: balanced([secure(443, ['mine'])], {
      policies: [
        { PolicyName: 'mine', Attributes: { 'Protocol-TLSv1.2': 'preferred', 'AES128-SHA': 'true' } },
      ],
    }),
    expect: { is: 'non-compliant', message: 'policy-unknown' },
  },
  'a name that every object in JavaScript has': {
    account: balanced([secure(443, ['constructor'])], { policies: [custom('constructor', ...old)] }),
    expect: { ...fixed, changes: [made, given(443, 'constructor')] },
  },
  'half a description': {
    account: balanced([secure(443, ['mine'])], { policies: [custom('mine', 'Protocol-TLSv1')] }),
    expect: { is: 'non-compliant', message: 'policy-unknown' },
  },
  'a custom policy that lets in less': {
    account: balanced([secure(443, ['MY-PROD-FIPS'])], { policies: [custom('MY-PROD-FIPS', ...strong)] }),
    expect: {
      is: 'non-compliant',
      message: 'stronger-already',
      says: [
        `The HTTPS listener on port 443 uses the custom policy MY-PROD-FIPS: TLSv1.2, ECDHE-RSA-AES128-GCM-SHA256, which is not accepted; but every accepted policy would make it worse: ${recommended} loses forward secrecy, admits AES128-GCM-SHA256, admits AES128-SHA256, admits AES256-GCM-SHA384, admits AES256-SHA256, admits ECDHE-ECDSA-AES128-SHA256, admits ECDHE-ECDSA-AES256-SHA384, admits ECDHE-RSA-AES128-SHA256, admits ECDHE-RSA-AES256-SHA384. List what it lets in as acceptedProtocolsAndCiphers (or as sslProtocolsAndCiphers of the Config rule), or exempt the load balancer.`,
      ],
    },
  },
  'a custom policy that the rule lists, whatever orders its ciphers': {
    account: balanced([secure(443, ['mine'])], {
      policies: [custom('mine', 'Server-Defined-Cipher-Order', ...strong)],
    }),
    settings: { acceptedProtocolsAndCiphers: strong },
  },
  'a custom policy with a cipher that the rule does not list': {
    account: balanced([secure(443, ['mine'])], { policies: [custom('mine', ...strong, 'Protocol-TLSv1.1')] }),
    settings: { acceptedProtocolsAndCiphers: strong },
    expect: {
      is: 'non-compliant',
      message: 'no-target',
      says: [
        'The HTTPS listener on port 443 uses the custom policy mine: TLSv1.1, TLSv1.2, ECDHE-RSA-AES128-GCM-SHA256, and no accepted security policy that exists here is at least as good. Name a predefined policy in targetPolicy and in acceptedPolicies (or as predefinedPolicyName of the Config rule), and mind acceptedProtocolsAndCiphers.',
      ],
    },
  },
  'an accepted name with a cipher that the rule does not list': {
    account: balanced([secure(443, [recommended])]),
    settings: { acceptedProtocolsAndCiphers: strong },
    expect: { is: 'non-compliant', message: 'no-target' },
  },
  'the rule demands another one': {
    account: balanced([secure(443)]),
    settings: { acceptedPolicies: ['ELBSecurityPolicy-TLS-1-1-2017-01'], ...accept },
    expect: {
      ...fixed,
      changes: [
        { ...made, on: `${shopArn}#waxseal-TLS-1-1-2017-01`, after: 'ELBSecurityPolicy-TLS-1-1-2017-01' },
        { ...given(443, 'ELBSecurityPolicy-2016-08'), after: ['waxseal-TLS-1-1-2017-01'] },
      ],
      notes: ['another-target'],
    },
  },
  'what the rule demands would be worse': {
    account: balanced([secure(443, [recommended])]),
    settings: { acceptedPolicies: ['ELBSecurityPolicy-2015-05'] },
    expect: { is: 'non-compliant', message: 'stronger-already' },
  },
  'a list for TLS 1.3 alone takes TLS 1.2 away, which nobody has wished': {
    account: balanced(
      [secure(443)],
      offering({
        Name: 'ELBSecurityPolicy-TLS13-1-3-2031-01',
        On: ['Protocol-TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
      }),
    ),
    settings: { acceptedPolicies: ['ELBSecurityPolicy-TLS13-1-3-2031-01'], ...accept },
    expect: { ...fixed, changes: 2, hazards: ['tls12-lost'], notes: ['another-target'] },
  },
  'a wish for a policy with a profile asks': {
    account: balanced(
      [secure(443)],
      offering({ Name: 'ELBSecurityPolicy-TLS-1-2-CNSA9-2031-01', On: strong }),
    ),
    settings: {
      acceptedPolicies: ['ELBSecurityPolicy-TLS-1-2-CNSA9-2031-01'],
      targetPolicy: 'ELBSecurityPolicy-TLS-1-2-CNSA9-2031-01',
      ...accept,
    },
    expect: { ...fixed, changes: 2, hazards: ['made-for'] },
  },
  'no listener': { account: balanced([]), expect: { is: 'not-applicable', message: 'no-tls' } },
  'listeners without TLS': {
    account: balanced([plain(80), plain(25, 'TCP')]),
    expect: { is: 'not-applicable', message: 'no-tls' },
  },
  'a protocol that nobody knows': {
    account: balanced([secure(443), plain(4433, 'QUIC')]),
    expect: {
      is: 'unknown',
      message: 'not-understood',
      says: [
        'AWS describes a listener with the protocol "QUIC" on port 4433, and Waxseal does not know what that means, so nothing was evaluated. Look at it in the EC2 console. It is evaluated again with the next event or sweep.',
      ],
    },
  },
  'a port that is none': {
    account: balanced([secure(0)]),
    expect: { is: 'unknown', message: 'not-understood' },
  },
  'two security policies': {
    account: balanced([secure(443, ['a', 'b'])], {
      policies: [referring('a', 'TLS-1-2-2017-01'), referring('b', '2016-08')],
    }),
    expect: {
      is: 'unknown',
      message: 'policies-unclear',
      says: [
        'The HTTPS listener on port 443 has 2 security policies (a, b), where one was expected, so nothing was evaluated. Look at the policies of the listener in the EC2 console, and leave one.',
      ],
    },
  },
  'stickiness alone': {
    account: balanced([secure(443, ['cookie'])], { policies: [sticky('cookie')] }),
    expect: { is: 'unknown', message: 'policies-unclear' },
  },
  'made by Kubernetes': {
    account: balanced([secure(443)], { tags: { 'kubernetes.io/cluster/shop': 'owned' } }),
    settings: accept,
    expect: {
      ...fixed,
      changes: 2,
      hazards: ['made-by-kubernetes'],
      says: [
        `Kubernetes made this load balancer (owned) and sets the policy back to what the Service says. Set the annotation service.beta.kubernetes.io/aws-load-balancer-ssl-negotiation-policy of the Service to ${recommended}.`,
      ],
    },
  },
  'made by Elastic Beanstalk': {
    account: balanced([secure(443)], { tags: { 'elasticbeanstalk:environment-name': 'shop-prod' } }),
    settings: accept,
    expect: {
      ...fixed,
      changes: 2,
      hazards: ['made-by-beanstalk'],
      says: [
        `Elastic Beanstalk made this load balancer (shop-prod) and sets the policy back when the environment is next updated. Set the option SSLReferencePolicy in a namespace aws:elb:policies:NAME to ${recommended}, and LoadBalancerPorts there to 443.`,
      ],
    },
  },
  'made by CloudFormation': {
    account: balanced([secure(443), secure(8443)], { tags: { 'aws:cloudformation:stack-name': 'shop' } }),
    settings: accept,
    expect: { ...fixed, changes: 3, hazards: ['made-by-cloudformation'], notes: ['policy-not-accepted'] },
  },
  'another partition': {
    account: { ...balanced([secure(443)]), region: 'cn-north-1', partition: 'aws-cn' },
    location: { region: 'cn-north-1', partition: 'aws-cn' },
    settings: accept,
    expect: { ...fixed, changes: 2 },
  },
  'a load balancer that is gone': {
    account: {},
    target: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/gone',
    gone: true,
  },
});

const row = {
  account: balanced([secure(443, ['cookie', 'console'])], {
    policies: [sticky('cookie'), referring('console', '2016-08')],
  }),
  settings: accept,
};
const namesOn = (stand: Awaited<ReturnType<typeof standOf>>, port: number) =>
  stand.host
    .world()
    .elb.LoadBalancers[0]?.Listeners.find(({ LoadBalancerPort }) => LoadBalancerPort === port)
    ?.Enabled.map(({ PolicyName }) => PolicyName);

test('the call names the stickiness that is there at that moment', async () => {
  const stand = await standOf(unit, resource, row);
  await stand.apply();
  expect(namesOn(stand, 443)).toEqual(['cookie', ours]);
});

test.each([
  ['the only one', 0, [secure(443)], []],
  [
    'the second of two',
    2,
    [secure(443), secure(8443, ['own'])],
    // As the better one of the two that are accepted, and not by name.
    [custom('own', ...(predefinedPolicies.find(({ Name }) => Name === recommended)?.On ?? []))],
  ],
])(
  'a load balancer that takes no more policies, not %s: no listener is changed',
  async (_which, room, listeners, policies) => {
    const { elb } = balanced(listeners, { policies });
    const [one] = elb?.LoadBalancers ?? [];
    if (!one) throw new Error('the load balancer is there');
    const account = { elb: { LoadBalancers: [{ ...one, MostPolicies: policies.length + room }] } };
    const stand = await standOf(unit, resource, {
      account,
      settings: {
        ...accept,
        acceptedPolicies: [recommended, 'ELBSecurityPolicy-TLS-1-1-2017-01'],
        targetPolicy: 'ELBSecurityPolicy-TLS-1-1-2017-01',
      },
    });
    const before = listeners.map(({ LoadBalancerPort }) => namesOn(stand, LoadBalancerPort));
    const outcome = await stand.apply();
    expect(outcome).toMatchObject({ is: 'failed', failure: { code: 'too-many-policies' } });
    expect(listeners.map(({ LoadBalancerPort }) => namesOn(stand, LoadBalancerPort))).toEqual(before);
  },
);

test('undo leaves the policy that somebody else uses by now, and says where', async () => {
  const account = balanced([secure(443), secure(8443, ['good'])], {
    policies: [referring('good', 'TLS-1-2-2017-01')],
  });
  const stand = await standOf(unit, resource, { account, settings: accept });
  const outcome = await stand.apply();
  stand.host.write({
    operation: 'elasticloadbalancing:SetLoadBalancerPoliciesOfListener',
    input: { LoadBalancerName: 'shop', LoadBalancerPort: 8443, PolicyNames: [ours] },
    region: 'eu-west-1',
  });
  const undone = await stand.undo('run' in outcome ? (outcome.run ?? '') : '');
  expect(JSON.stringify(undone)).toContain('policy-in-use');
  expect(JSON.stringify(undone)).toContain('8443');
  expect(namesOn(stand, 443)).toEqual(['ELBSecurityPolicy-2016-08']);
  expect(namesOn(stand, 8443)).toEqual([ours]);
});

test('settings that the rules imply', () => {
  expect(unit.fromRule?.({ predefinedPolicyName: ' ELBSecurityPolicy-2016-08 ' })).toEqual({
    acceptedPolicies: ['ELBSecurityPolicy-2016-08'],
  });
  expect(unit.fromRule?.({ sslProtocolsAndCiphers: 'Protocol-TLSv1.2, AES128-SHA256,' })).toEqual({
    acceptedProtocolsAndCiphers: ['Protocol-TLSv1.2', 'AES128-SHA256'],
  });
  expect(unit.fromRule?.({})).toEqual({});
});

test('a listener never loses its policies', async () => {
  const stand = await standOf(unit, resource, row);
  const aws = await stand.ports.clouds.write(stand.location, {
    run: 'r',
    remediation: unit.meta.id,
    kind: 'remediate',
  });
  const { listenerPolicies } = unit.fields;
  await expect(
    listenerPolicies.put(`${shopArn}#443`, null, { value: null }, stand.target, aws),
  ).rejects.toThrow('always has');
  await expect(
    listenerPolicies.put(`${shopArn}#443`, [ours], { value: null }, stand.target, aws),
  ).rejects.toThrow('always has');
});
