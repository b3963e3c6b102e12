import { describe, expect, test } from 'vitest';
import type { ListenerAction } from '../../../../../src/services/elbv2/facts/listener-actions.ts';
import type { ListenerRule } from '../../../../../src/services/elbv2/facts/plaintext-rules.ts';
import { noConditions, type Conditions } from '../../../../../src/services/elbv2/facts/rule-conditions.ts';
import type {
  HttpsListener,
  ServedCertificate,
} from '../../../../../src/services/elbv2/facts/redirect-target.ts';
import { messages } from '../../../../../src/services/elbv2/remediations/alb-listener-https-redirect/messages.ts';
import { plan } from '../../../../../src/services/elbv2/remediations/alb-listener-https-redirect/plan.ts';
import type {
  Around,
  Front,
  State,
} from '../../../../../src/services/elbv2/remediations/alb-listener-https-redirect/state.ts';
import { sentence } from '../../../../../src/core/say/said.ts';

/** What several of a kind make of a sentence, and what stands beside what; the table has one of each. */

const group = (name: string): ListenerAction => ({
  Type: 'forward',
  ForwardConfig: {
    TargetGroups: [{ TargetGroupArn: name, Weight: 1 }],
    TargetGroupStickinessConfig: { Enabled: false },
  },
});
const fixed: ListenerAction = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '403' } };
const other = (name: string): ListenerAction => ({ Type: 'other', name });
const to = (port: string, Protocol = 'HTTPS'): ListenerAction => ({
  Type: 'redirect',
  RedirectConfig: {
    Protocol,
    Port: port,
    Host: '#{host}',
    Path: '/#{path}',
    Query: '#{query}',
    StatusCode: 'HTTP_301',
  },
});

const certificate = (arn: string, usable: ServedCertificate['usable'], ...names: readonly string[]) => ({
  arn,
  usable,
  names,
  isDefault: true,
});
const rule = (
  priority: number,
  actions: ListenerAction[],
  conditions: Partial<Conditions> = {},
): ListenerRule => ({
  arn: `rule-${priority}`,
  priority,
  actions,
  transforms: [],
  conditions: { ...noConditions, ...conditions },
});
const http = (port: number, more: Partial<HttpsListener> = {}): HttpsListener => ({
  arn: `listener-${port}`,
  port,
  protocol: 'HTTP',
  actions: [group('app')],
  rules: [],
  certificates: [],
  clientCertificates: 'off',
  ...more,
});
const https = (port: number, more: Partial<HttpsListener> = {}): HttpsListener =>
  http(port, {
    protocol: 'HTTPS',
    certificates: [certificate('certificate', 'yes', 'www.example.com')],
    ...more,
  });
const redirecting = (...rules: readonly ListenerRule[]) => http(80, { actions: [to('443')], rules });

const around: Around = {
  tags: {},
  permissions: [],
  prefixLists: {},
  cloudFrontLists: [],
  accelerators: false,
  vpcOrigins: false,
  fronts: [],
  deployments: { routes: [], external: [], unread: [] },
};
const stateOf = (listeners: readonly HttpsListener[], more: Partial<State> = {}): State => ({
  name: 'web',
  dns: 'web.example.com',
  type: 'application',
  state: 'active',
  internal: false,
  ipv6: false,
  listeners,
  around,
  ...more,
});

/** The verdict with its sentences, by where they stand. */
const decided = (
  listeners: readonly HttpsListener[],
  more: Partial<State> = {},
  frontedBy: 'unknown' | 'nothing' = 'nothing',
) => {
  const verdict = plan(stateOf(listeners, more), {}, { frontedBy });
  const says = (said: readonly { readonly message: string }[] = []) =>
    said.map((one) => sentence(messages, one).says);
  return {
    verdict,
    first: 'message' in verdict ? sentence(messages, verdict).says : '',
    hazards: 'hazards' in verdict ? says(verdict.hazards) : [],
    notes: 'notes' in verdict ? says(verdict.notes) : [],
  };
};

const ofAnyName = (note: string): boolean => note.startsWith('Some of these rules match every host name');

describe('an obstacle', () => {
  test('is said first, and what else stands in the way is a hazard', () => {
    const { verdict, first, hazards } = decided([
      http(443, { actions: [other('teleport')] }),
      http(80, { actions: [other('b'), other('a'), other('b'), group('app')] }),
      https(8443),
    ]);
    expect(first).toBe(
      'Load balancer web has actions on plain HTTP that Waxseal does not know (a, b, teleport) and could not put back.',
    );
    expect(hazards.slice(0, 1)).toEqual([
      'Load balancer web speaks plain HTTP on port 443: something in front of it may end TLS, and no redirect can lead back to this port.',
    ]);
    expect(verdict).toMatchObject({ is: 'non-compliant', changes: [] });
  });

  test('a rule without any action', () => {
    const { first } = decided([http(80, { actions: [] }), https(443)]);
    expect(first).toMatch(/does not know \(none\)/);
  });

  test('names without a certificate, all of them', () => {
    const rules = [rule(1, [group('app')], { hosts: ['b.example.org', 'a.example.org', 'www.example.com'] })];
    const { first } = decided([redirecting(...rules), https(443)]);
    expect(first).toBe(
      'No certificate of the HTTPS listener on port 443 of load balancer web covers a.example.org, b.example.org.',
    );
  });

  test('each port that more may reach than the HTTPS port, with all who may', () => {
    const open = (port: number, ...sources: readonly string[]) => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      IpRanges: sources.map((CidrIp) => ({ CidrIp })),
    });
    const permissions = [
      open(80, '10.0.0.0/8', '192.168.0.0/16'),
      open(8080, '172.16.0.0/12'),
      open(8081, '10.1.0.0/16'),
      open(443, '10.1.0.0/16'),
    ];
    const { first, hazards } = decided([http(80), http(8080), http(8081), https(443)], {
      around: { ...around, permissions },
    });
    expect([first, ...hazards]).toEqual([
      'The security groups of load balancer web admit 10.0.0.0/8, 192.168.0.0/16 on port 80 and not on port 443: after a redirect they would reach nothing.',
      'The security groups of load balancer web admit 172.16.0.0/12 on port 8080 and not on port 443: after a redirect they would reach nothing.',
    ]);
  });

  test('addresses of version 6 count where the balancer has one', () => {
    const permissions = [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }];
    const listeners = [http(80), https(443)];
    expect(decided(listeners, { ipv6: true, around: { ...around, permissions } }).first).toMatch(
      /admit ::\/0/,
    );
    expect(decided(listeners, { ipv6: false, around: { ...around, permissions } }).verdict).toMatchObject({
      message: 'plaintext-served',
    });
  });
});

describe('network balancers in front', () => {
  const front = (name: string, port: number, ...protocols: readonly string[]): Front => ({
    name,
    port,
    protocols,
    check: null,
  });
  const behind = (...fronts: readonly Front[]) =>
    decided([http(80), http(8080), https(443)], { around: { ...around, fronts } });

  test('each that ends TLS loops', () => {
    const { first, hazards } = behind(
      front('edge', 80, 'TCP', 'TLS'),
      front('elsewhere', 443, 'TLS'),
      front('other', 8080, 'TLS'),
    );
    expect([first, ...hazards]).toEqual([
      'Network Load Balancer edge ends TLS and sends plain HTTP to port 80 of load balancer web: every redirect would lead to itself.',
      'Network Load Balancer other ends TLS and sends plain HTTP to port 8080 of load balancer web: every redirect would lead to itself.',
    ]);
  });

  test('a health check of which no codes are told is not known to take a redirect', () => {
    const check = { group: 'to-web', port: 8080, path: '/', matcher: '' };
    const { hazards } = behind({ ...front('edge', 443, 'TCP'), check });
    expect(hazards).toEqual([
      'Network Load Balancer edge checks the health of load balancer web over HTTP on port 8080 (target group to-web, path /) and treats nothing that we could read as healthy. The redirect answers 301, so the network balancer would mark this one unhealthy and stop sending traffic to it.',
    ]);
  });

  test('each that passes TCP to a port of plain HTTP is worth a look', () => {
    const { verdict, hazards } = behind(
      front('edge', 80, 'TCP'),
      front('elsewhere', 443, 'TCP'),
      front('other', 8080),
    );
    expect(verdict).toMatchObject({ message: 'plaintext-served' });
    expect(hazards).toEqual([
      'Network Load Balancer edge sends to port 80 of load balancer web. Its clients are redirected to port 443 of the network balancer.',
      'Network Load Balancer other sends to port 8080 of load balancer web. Its clients are redirected to port 443 of the network balancer.',
    ]);
  });
});

describe('CloudFront', () => {
  const admitting = (...ports: readonly number[]) =>
    ports.map((port) => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      PrefixListIds: [{ PrefixListId: 'pl-office' }, { PrefixListId: 'pl-cdn' }],
    }));
  const listeners = [http(80), http(8080), http(8081), https(443)];
  const permissions = admitting(80, 8080, 443);

  test('on each port that it may reach', () => {
    const { hazards } = decided(
      listeners,
      { around: { ...around, permissions, cloudFrontLists: ['pl-cdn'] } },
      'unknown',
    );
    expect(hazards.map((said) => /admit CloudFront on port \d+/.exec(said)?.[0])).toEqual([
      'admit CloudFront on port 80',
      'admit CloudFront on port 8080',
    ]);
  });

  test('another prefix list is none of its', () => {
    expect(decided(listeners, { around: { ...around, permissions } }).hazards).toEqual([]);
  });

  test.each([
    ['private origins', true, 'unknown', true],
    ['unread', null, 'unknown', true],
    ['unread, and an owner knows', null, 'nothing', false],
    ['none', false, 'unknown', false],
  ] as const)('in the VPC: %s', (_name, vpcOrigins, frontedBy, said) => {
    const { hazards } = decided(
      [http(80), https(443)],
      { internal: true, around: { ...around, vpcOrigins } },
      frontedBy,
    );
    const about = (start: string): boolean => hazards.some((one) => one.startsWith(start));
    expect(about('CloudFront has private origins')).toBe(said);
    // Whoever does not say that nothing is in front is asked, in a VPC as on the internet.
    expect(about('Nothing shows whether')).toBe(frontedBy === 'unknown');
  });
});

describe('the goal of the redirect', () => {
  test('security groups that could not be read are said, and shut nobody out', () => {
    const { verdict, hazards } = decided([http(80), https(443)], {
      around: { ...around, permissions: null },
    });
    expect(verdict).toMatchObject({ message: 'plaintext-served' });
    expect(hazards).toEqual([
      'The security groups of load balancer web could not be read: whether clients reach port 443 is not known.',
    ]);
  });

  describe('certificates that could not be read', () => {
    const readable = certificate('readable', 'yes', 'www.example.com');
    const [a, b] = [certificate('a', 'unread'), certificate('b', 'unread')];
    test.each([
      ['one of them and the name is covered', [readable, a], ['www.example.com'], ''],
      ['one of them and the name may be on it', [readable, a], ['api.example.com'], 'a'],
      ['all of them', [a, b], [], 'a, b'],
      ['all but one that is no use', [certificate('old', 'no'), a], [], 'a'],
    ])('%s', (_name, certificates, hosts, named) => {
      const { verdict, hazards } = decided([
        redirecting(rule(1, [group('app')], { hosts })),
        https(443, { certificates }),
      ]);
      expect(verdict).toMatchObject({ message: 'plaintext-served' });
      expect(hazards).toEqual(
        named === ''
          ? []
          : [
              `Certificates of the HTTPS listener on port 443 could not be read (${named}): whether they are valid and for which names is not known.`,
            ],
      );
    });
  });

  test('what it does not reach, and what it checks', () => {
    const { hazards } = decided([
      http(80, {
        rules: [
          rule(1, [group('stock')], { paths: ['/stock/*'] }),
          rule(2, [group('billing')], { paths: ['/billing/*'] }),
        ],
      }),
      https(443, {
        actions: [other('authenticate-oidc'), group('app')],
        rules: [rule(1, [other('authenticate-cognito'), group('app')], { methods: ['PUT'] })],
      }),
    ]);
    expect(hazards).toEqual([
      'The HTTPS listener on port 443 does not do what plain HTTP on port 80 does: requests for path /stock/ with method PUT would be sent to target group app by rule 1 on port 443 instead of sent to target group stock by rule 1 on port 80; requests for path /stock/ with method GET would be sent to target group app by the default rule on port 443 instead of sent to target group stock by rule 1 on port 80; requests for path /billing/ with method PUT would be sent to target group app by rule 1 on port 443 instead of sent to target group billing by rule 2 on port 80; requests for path /billing/ with method GET would be sent to target group app by the default rule on port 443 instead of sent to target group billing by rule 2 on port 80.',
      'The HTTPS listener on port 443 authenticates users or checks tokens (authenticate-cognito, authenticate-oidc), which plain HTTP does not.',
    ]);
  });

  test.each([
    ['verify', 1],
    ['passthrough', 0],
    ['off', 0],
  ])('client certificates: %s', (clientCertificates, count) => {
    expect(decided([http(80), https(443, { clientCertificates })]).hazards).toHaveLength(count);
  });

  test('host names by regular expression', () => {
    const { hazards, notes } = decided([
      redirecting(
        rule(1, [group('app')], { hostPatterns: ['^b'] }),
        rule(2, [group('app')], { hostPatterns: ['^a', '^b'] }),
      ),
      https(443),
    ]);
    expect(hazards).toEqual([
      'Rules match host names by regular expression (^a, ^b); whether the certificates cover them is not known.',
    ]);
    expect(notes.filter(ofAnyName)).toEqual([]);
  });
});

test('what somebody meant by rules is told of each', () => {
  const { hazards } = decided([
    http(80, {
      actions: [fixed],
      rules: [
        rule(1, [fixed]),
        rule(2, [to('80', 'HTTP')]),
        rule(3, [to('443'), to('80', '#{protocol}')]),
        rule(4, [to('443')]),
        rule(5, [group('app')], { paths: ['/.well-known/pki'], methods: ['PUT', 'GET'] }),
        rule(6, [group('app')], { paths: ['/.well-known/x'], methods: ['POST', 'HEAD', 'PUT'] }),
      ],
    }),
    https(443),
  ]);
  expect(hazards).toEqual([
    'Plain HTTP gets a fixed response: rule 1 on port 80, the default rule on port 80. AWS Config still reports it as non-compliant.',
    'There are redirects that stay on HTTP or leave the protocol open: rule 2 on port 80, rule 3 on port 80. Each keeps its host, path and status, over HTTPS.',
    'Certificate authorities or others send requests to /.well-known/ over plain HTTP: rule 5 on port 80, rule 6 on port 80.',
    'Rules on plain HTTP are for POST, PUT. After a 301 clients may send GET instead, without the body.',
  ]);
});

describe('notes', () => {
  test('redirects that lead nowhere, whether something else is open or not', () => {
    const dead = [rule(1, [to('8443')]), rule(2, [to('9443')])];
    const said = 'Redirects lead to a port without an HTTPS listener: rule 1 on port 80, rule 2 on port 80.';
    const compliant = decided([redirecting(...dead), https(443)], { around: null });
    expect(compliant.verdict.is).toBe('compliant');
    expect(compliant.notes).toEqual([said]);
    expect(decided([http(80, { rules: dead }), https(443)]).notes.at(-1)).toBe(said);
  });

  test('rules for names alone answer to no other', () => {
    const named = rule(1, [group('app')], { hosts: ['www.example.com'] });
    expect(decided([redirecting(named), https(443)]).notes.filter(ofAnyName)).toEqual([]);
    const both = rule(1, [group('app')], { hosts: ['www.example.com'], hostPatterns: ['^www'] });
    expect(decided([redirecting(both), https(443)]).notes.filter(ofAnyName)).toEqual([]);
    const rules = [named, rule(2, [group('app')])];
    expect(decided([redirecting(...rules), https(443)]).notes.filter(ofAnyName)).toEqual([
      'Some of these rules match every host name: clients that use a name that no certificate covers, such as web.example.com, get a certificate error after the redirect.',
    ]);
  });
});

describe('the note that bodies may be lost', () => {
  const forwarding = (methods: readonly string[]) =>
    decided([redirecting(rule(1, [group('app')], { methods })), https(443)]).notes.filter((note) =>
      note.startsWith('Some of these rules forward requests of every method'),
    );
  test.each([
    [[], 1],
    [['GET'], 0],
    // That is asked about.
    [['POST'], 0],
  ])('where a rule forwards %j', (methods, count) => {
    expect(forwarding(methods)).toHaveLength(count);
  });
});

describe('states of the balancer', () => {
  test('nothing is open: it is as it should be, whatever surrounds it', () => {
    expect(decided([redirecting(rule(1, [to('443')])), https(443)]).verdict).toEqual({
      is: 'compliant',
      notes: [],
    });
  });

  test.each([
    ['active', 'non-compliant'],
    ['active_impaired', 'non-compliant'],
    ['failed', 'pending'],
  ])('%s', (state, is) => {
    expect(decided([http(80), https(443)], { state }).verdict.is).toBe(is);
  });

  test('there is an HTTPS listener, and no certificate that is of use', () => {
    const useless = https(443, { certificates: [certificate('old', 'no')] });
    expect(decided([http(80), useless]).verdict).toMatchObject({
      message: 'no-usable-certificate',
      data: { name: 'web' },
      changes: [],
    });
    expect(decided([http(80)]).verdict).toMatchObject({ message: 'no-https-listener', changes: [] });
  });
});
