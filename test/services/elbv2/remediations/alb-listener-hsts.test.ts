import { expect, test } from 'vitest';
import unit from '../../../../src/services/elbv2/remediations/alb-listener-hsts.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-listener.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { balanced, edge, listener, listenerArn, redirectTo, secure, web } from '../balancers.ts';

const key = 'routing.http.response.strict_transport_security.header_value';
type More = Parameters<typeof balanced>[0];

/** The HTTPS listener of the balancer sends this, beside what else is there. */
const sending = (value: string | null, more: More = {}) => {
  const https = secure(443, value === null ? {} : { Attributes: { [key]: value } });
  return balanced({ ...more, listeners: [https, ...(more?.listeners ?? [])] });
};
const to = (before: string | null, after: string) =>
  ({
    is: 'non-compliant',
    message: 'not-as-wanted',
    changes: [
      {
        set: 'strictTransportSecurity',
        on: listenerArn(443),
        before,
        after,
        impact: ['breaks-plaintext'],
      },
    ],
    hazards: ['sticky'],
  }) as const;
const first = { ...to(null, 'max-age=300'), hazards: ['sticky', 'replaces'] } as const;
const second = { is: 'non-compliant', message: 'not-as-wanted', changes: 1, hazards: ['sticky'] } as const;
const year = 'max-age=31536000';

const rows = {
  'a year': { account: sending(year) },
  'two years, and more': { account: sending('max-age=63072000; includeSubDomains; preload') },
  'a month, where that is enough': {
    account: sending('max-age=2592000'),
    settings: { steps: [2_592_000, 300] },
  },
  nothing: {
    account: sending(null),
    expect: {
      ...first,
      says: [
        'The listener web:443 does not tell browsers for long enough to come over HTTPS only: Strict-Transport-Security is absent. Apply the plan: it sets "max-age=300" and nothing else about the listener.',
        'Browsers that meet max-age=300 remember for 300 seconds to come to the host over HTTPS only, and offer nobody a way past a bad certificate. An undo sets the header back to what it was before this step, and takes it back from no browser. See that nothing breaks before the next step, which is longer. To take it back, send max-age=0 until every browser has come again.',
        'The load balancer puts it in place of a Strict-Transport-Security that targets behind web:443 send themselves. Where theirs is longer, browsers are told less than today. Ask for a page first: curl --silent --head https://web-1.eu-west-1.elb.amazonaws.com/ | grep --ignore-case strict-transport-security. Where a target sends one that is long enough, exempt the listener.',
      ],
    },
    next: second,
  },
  'one step at once': {
    account: sending(null),
    settings: { steps: [31_536_000] },
    expect: { ...to(null, year), hazards: ['sticky', 'replaces'] },
  },
  'the first step': {
    account: sending('max-age=300'),
    expect: to('max-age=300', 'max-age=86400'),
    next: second,
  },
  'the last but one': { account: sending('max-age=86400'), expect: to('max-age=86400', year) },
  'steps are taken from the shortest on, however they are named': {
    account: sending('max-age=300'),
    settings: { steps: [31_536_000, 86_400, 300] },
    expect: to('max-age=300', 'max-age=86400'),
    next: second,
  },
  'somebody wrote more into it, and that stays': {
    account: sending('includeSubDomains; max-age=86400; preload'),
    expect: {
      ...to('includeSubDomains; max-age=86400; preload', 'includeSubDomains; max-age=31536000; preload'),
      hazards: ['sticky', 'subdomains', 'preload'],
      says: [
        'includeSubDomains; max-age=31536000; preload says includeSubDomains: every name under the host has to answer over HTTPS, whoever runs it. List the names under the host and see that each has a certificate, or write it without includeSubDomains.',
        'includeSubDomains; max-age=31536000; preload says preload: whoever enters the host in the list that browsers are shipped with cannot take it out for months. Write it without preload unless that is meant.',
      ],
    },
  },
  'plain HTTP that is on the usual port': {
    account: sending(null, { listeners: [listener(80, { DefaultActions: [redirectTo(443)] })] }),
    expect: first,
    next: second,
  },
  'plain HTTP on other ports': {
    account: sending(null, { listeners: [listener(8080), listener(80), listener(81)] }),
    expect: {
      ...first,
      hazards: ['sticky', 'replaces', 'plain-ports'],
      says: [
        'The header counts for every port of the host, and web takes plain HTTP on port 81, 8080: browsers that know it speak TLS there, and get no answer. Have nobody come there by browser, or make these listeners speak HTTPS.',
      ],
    },
    next: { ...second, hazards: ['sticky', 'plain-ports'] },
  },
  'plain HTTP on another port, on the second page': {
    account: sending(null, {
      listeners: [444, 445, 446, 447, 448].map((port) => secure(port)).concat(listener(8080)),
    }),
    expect: { ...first, hazards: ['sticky', 'replaces', 'plain-ports'] },
    next: { ...second, hazards: ['sticky', 'plain-ports'] },
  },
  'nobody would answer where browsers go': {
    account: balanced({ listeners: [listener(80), secure(8443)] }),
    target: listenerArn(8443),
    expect: {
      is: 'non-compliant',
      message: 'no-443',
      hazards: ['sticky', 'replaces'],
      says: [
        'web takes plain HTTP on port 80 and has no HTTPS on port 443: that is where browsers that know the header go instead. Make an HTTPS listener on port 443 first.',
      ],
    },
  },
  'HTTPS on another port alone': {
    account: balanced({ listeners: [secure(8443)] }),
    target: listenerArn(8443),
    expect: { ...second, hazards: ['sticky', 'replaces'] },
    next: second,
  },
  'somebody takes it back': {
    account: sending('max-age=0'),
    expect: {
      is: 'non-compliant',
      message: 'withdrawn',
      hazards: ['sticky'],
      says: [
        'The listener web:443 sends max-age=0: somebody has browsers forget that they should come over HTTPS only. Ask why. When every browser that should forget has come again, take the header away; then this is evaluated again.',
      ],
    },
  },
  'what browsers do not take': {
    account: sending('31536000'),
    expect: {
      is: 'unknown',
      message: 'value-unknown',
      says: [
        'The listener web:443 sends Strict-Transport-Security as "31536000", of which browsers may make nothing or not all the same. Write it anew by hand: aws elbv2 modify-listener-attributes, with max-age first and once.',
      ],
    },
  },
  'made by a controller': {
    account: sending(null, { tags: { 'ingress.k8s.aws/stack': 'shop' } }),
    expect: {
      ...first,
      hazards: ['sticky', 'replaces', 'made-by-kubernetes'],
      says: [
        `The AWS Load Balancer Controller made this load balancer (shop) and sets attributes of listeners back to what the manifest says. Set the annotation alb.ingress.kubernetes.io/listener-attributes.HTTPS-443 to ${key}=max-age=300.`,
      ],
    },
    next: { ...second, hazards: ['sticky', 'made-by-kubernetes'] },
  },
  'a balancer that is made': {
    account: sending(null, { balancer: { State: { Code: 'provisioning' } } }),
    expect: { is: 'pending', message: 'busy' },
  },
  'a balancer that could not be made': {
    account: sending(null, { balancer: { State: { Code: 'failed' } } }),
    expect: { is: 'non-compliant', message: 'needs-people' },
  },
  'a balancer that is impaired': {
    account: sending(null, { balancer: { State: { Code: 'active_impaired' } } }),
    expect: first,
    next: second,
  },
  'a state that no page has': {
    account: sending(null, { balancer: { State: { Code: 'resting' } } }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'plain HTTP': {
    account: balanced(),
    target: listenerArn(80),
    expect: {
      is: 'not-applicable',
      message: 'not-https',
      says: ['The listener web:80 speaks HTTP: browsers take Strict-Transport-Security over HTTPS only.'],
    },
  },
  'TLS of a network balancer': {
    account: balanced({
      balancers: [{ LoadBalancerArn: edge }],
      listeners: [secure(443, { Protocol: 'TLS' }, edge)],
    }),
    target: listenerArn(443, edge),
    expect: {
      is: 'not-applicable',
      message: 'not-application',
      says: ['edge:443 is no listener of an Application Load Balancer: it adds no headers.'],
    },
  },
  'a listener that is gone': { account: balanced(), target: listenerArn(444), gone: true },
} satisfies Parameters<typeof testRemediation<string>>[2];

testRemediation(
  unit,
  resource,
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { target: listenerArn(443), ...row }])),
);

test('in code it is an attribute beside others, and what undo gives back is an empty one', () => {
  const target = { ...location, type: resource.type, id: web, arn: listenerArn(443) };
  const sourceOf = (after: string | null) =>
    unit.source?.(
      { set: 'strictTransportSecurity', on: target.arn, before: null, after, impact: ['none'] },
      target,
    );
  const { cloudformation, cdk, terraform } = sourceOf('max-age="300"') ?? {};
  expect(cloudformation).toMatch(/^ {2}- Key: routing\S+\n {4}Value: "max-age=\\"300\\""$/m);
  expect(cdk).toContain(`listenerAttributes: [{ key: '${key}', value: 'max-age="300"' }],`);
  expect(terraform).toContain(String.raw`_header_value = "max-age=\"300\""`);
  expect(sourceOf(null)?.terraform).toMatch(/_header_value = ""$/);
});

test.each([
  ['nothing', {}],
  ['other attributes', { Attributes: [{ Key: 'routing.http.response.server.enabled', Value: 'true' }] }],
  ['the key alone', { Attributes: [{ Key: key }] }],
])('where AWS tells %s, the header is not known to be absent', async (_what, told) => {
  const arn = listenerArn(443);
  const target = { ...location, type: resource.type, id: arn, arn };
  const answers: Readonly<Record<string, object>> = {
    DescribeListeners: { Listeners: [{ ListenerArn: arn, Protocol: 'HTTPS', Port: 443 }] },
    DescribeLoadBalancers: { LoadBalancers: [{ LoadBalancerArn: web, State: { Code: 'active' } }] },
    DescribeListenerAttributes: told,
  };
  const { read } = await answering(({ operation }) => answers[operation] ?? {});
  const state = await unit.read(target, read);
  expect(state && unit.plan(state, target, unit.settings.parse({}))).toMatchObject({
    is: 'unknown',
    message: 'value-unknown',
  });
});
