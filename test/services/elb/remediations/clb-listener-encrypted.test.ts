import { expect, test } from 'vitest';
import resource from '../../../../src/services/elb/resources/aws-elasticloadbalancing-loadbalancer.ts';
import unit from '../../../../src/services/elb/remediations/clb-listener-encrypted.ts';
import { standOf } from '../../../kit/stand.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { secure, shopArn, sticky } from '../balancers.ts';
import { certificate, certificateArn, open, plain, shop } from '../plain.ts';

const one = certificateArn('one');
const named = { certificate: one };
const added = (
  port = 443,
  [protocol = 'HTTPS', instanceProtocol = 'HTTP', instancePort = '80']: readonly string[] = [],
) =>
  ({
    set: 'listener',
    on: `${shopArn}#${port}`,
    before: null,
    after: [protocol, instanceProtocol, instancePort, one],
    impact: ['none'],
  }) as const;
const removed = (port = 80, before: readonly string[] = ['HTTP', 'HTTP', '80']) =>
  ({
    set: 'listener',
    on: `${shopArn}#${port}`,
    before,
    after: null,
    impact: ['breaks-plaintext'],
  }) as const;
const first = {
  is: 'non-compliant',
  message: 'first-of-two',
  changes: [added()],
  hazards: ['compare-names'],
  notes: ['usual-policy', 'undo-cuts-off', 'instances-see-https'],
} as const;
const second = {
  is: 'non-compliant',
  message: 'second-of-two',
  changes: [removed()],
  hazards: ['no-redirect'],
  notes: ['undo-opens-plaintext'],
} as const;
/** The same account with its certificates in China. */
const inChina = <Account>(account: Account): Account =>
  JSON.parse(JSON.stringify(account).replaceAll('arn:aws:acm:eu-west-1', 'arn:aws-cn:acm:cn-north-1'));
const both = [plain(80), secure(443, [], { InstanceProtocol: 'HTTP' })];
const stuck = <Message extends string>(message: Message) => ({ is: 'non-compliant', message }) as const;

testRemediation(unit, resource, {
  'HTTP alone, and the certificate is named': {
    account: shop([plain(80)]),
    target: 'shop',
    settings: named,
    expect: {
      ...first,
      says: [
        `Load balancer shop takes plaintext on port 80, and its clients have nowhere to come with TLS. Apply the plan, the first of two steps: it adds a listener with TLS on port 443 that serves ${one}, to the same servers in the same way, with the same stickiness. What is there stays. When clients have moved, the second step, which takes plaintext away, is planned and asked about by itself.`,
        `The listener serves ${one}, which is for shop.example.com, to whoever comes. Clients that come to shop by another name, or whose system does not trust its authority, are refused. Compare these names with those by which clients come, also the one that AWS gave the load balancer.`,
        'AWS gives the new listener of shop the security policy ELBSecurityPolicy-2016-08, which takes TLS 1.0 as well. clb-listener-tls-policy evaluates it as soon as it is there.',
        'To undo this step deletes the listener on port 443 of shop again: clients that have moved to TLS by then reach nothing until they come on port 80 again.',
      ],
    },
    next: second,
  },
  'by its ARN': { account: shop([plain(80)]), target: shopArn, settings: named, expect: first, next: second },
  'stickiness comes along': {
    account: shop([plain(80, { PolicyNames: ['cookie'] })], {
      policies: [sticky('cookie'), sticky('other')],
    }),
    settings: named,
    expect: {
      ...first,
      changes: [added(), { set: 'stickiness', on: `${shopArn}#443`, before: [], after: ['cookie'] }],
    },
    next: {
      ...second,
      changes: [{ set: 'stickiness', on: `${shopArn}#80`, before: ['cookie'], after: [] }, removed()],
    },
  },
  'both are there': {
    account: shop(both),
    expect: {
      ...second,
      says: [
        'Load balancer shop takes plaintext on port 80, beside TLS on port 443. When every client comes with TLS, apply the plan, the second of two steps: it deletes what listens on port 80, and changes nothing about port 443.',
        'A Classic Load Balancer cannot redirect: from then on whoever comes to shop on port 80 reaches nothing, browsers that are told no protocol among them. Look in the access logs of the load balancer for clients without TLS (a "-" for ssl_protocol), and have them come on port 443 first; so, too, what stands in front: CloudFront, Global Accelerator, monitoring. Where browsers come by typing a name, move to an Application Load Balancer, which redirects.',
      ],
    },
  },
  'the certificate that is served already is taken': {
    account: shop([plain(8080), secure(443)], {
      certificates: [certificate('one'), certificate('two')],
      admits: [open(0, { ToPort: 65_535 })],
    }),
    settings: { securePorts: { '8080': 8443 } },
    expect: {
      ...first,
      changes: [added(8443)],
    },
    next: { ...second, changes: [removed(8080)] },
  },
  'the only certificate that covers all names is taken': {
    account: shop([plain(80)], {
      certificates: [
        certificate('other', ['www.example.com']),
        certificate('one', ['example.com', '*.example.com']),
      ],
    }),
    settings: { names: ['example.com', 'shop.example.com'] },
    expect: first,
    next: second,
  },
  'of several that cover the names, the one that is served': {
    account: shop([plain(80), secure(8443)], {
      certificates: [certificate('one'), certificate('two')],
    }),
    settings: { names: ['shop.example.com'] },
    expect: first,
    next: second,
  },
  'what is served covers not all names, and another one does': {
    account: shop([plain(80), secure(8443, [], { SSLCertificateId: certificateArn('two') })], {
      certificates: [certificate('one'), certificate('two', ['www.example.com'])],
    }),
    settings: { names: ['shop.example.com'] },
    expect: first,
    next: second,
  },
  'one of Certificate Manager and one of IAM are served': {
    account: shop([
      plain(80),
      secure(8443),
      secure(9443, [], { SSLCertificateId: 'arn:aws:iam::111122223333:server-certificate/shop' }),
    ]),
    expect: stuck('which-certificate'),
  },
  'several cover the names': {
    account: shop([plain(80)], { certificates: [certificate('one'), certificate('two')] }),
    settings: { names: ['shop.example.com'] },
    expect: {
      ...stuck('which-certificate'),
      says: [
        `Load balancer shop takes plaintext, and which certificate its listener with TLS is to serve is not clear. That its listeners serve, or that cover all of names: ${one}, ${certificateArn('two')}. Find or request one for the names by which clients come (aws acm list-certificates), and name it in certificate; or name those in names, where only one covers them all. Waxseal never guesses it: the wrong one shuts everybody out.`,
      ],
    },
  },
  'a certificate, and nobody has said that it is the one': {
    account: shop([plain(80)]),
    expect: stuck('which-certificate'),
  },
  'none covers the names': {
    account: shop([plain(80)]),
    settings: { names: ['www.example.com'] },
    expect: stuck('which-certificate'),
  },
  'two are served': {
    account: shop([plain(80), secure(8443), secure(9443, [], { SSLCertificateId: certificateArn('two') })], {
      certificates: [certificate('one'), certificate('two')],
    }),
    expect: stuck('which-certificate'),
  },
  'one of IAM is served': {
    account: shop([
      plain(80),
      secure(8443, [], { SSLCertificateId: 'arn:aws:iam::111122223333:server-certificate/shop' }),
    ]),
    expect: stuck('which-certificate'),
  },
  'what is named does not cover the names': {
    account: shop([plain(80)]),
    settings: { ...named, names: ['shop.example.com', 'www.example.com'] },
    expect: {
      ...stuck('names-not-covered'),
      says: [
        `${one}, which the listener of shop would serve, is for shop.example.com: clients that come by www.example.com would be refused. Request one for all of names, and name it in certificate. A Classic Load Balancer serves one certificate on a port, whatever name clients ask for.`,
      ],
    },
  },
  ...Object.fromEntries(
    Object.entries({
      'has run out': { NotAfter: '2020-01-01T00:00:00Z' },
      'begins later': { NotBefore: '2999-01-01T00:00:00Z' },
      'waits to be validated': { Status: 'PENDING_VALIDATION' as const },
      'has another key': { KeyAlgorithm: 'EC_prime256v1' },
      'is of another Region': { CertificateArn: one.replace('eu-west-1', 'us-east-1') },
    }).map(([how, more]) => [
      `what is named ${how}`,
      {
        account: shop([plain(80)], {
          certificates: [certificate('one', ['shop.example.com'], more)],
        }),
        settings: named,
        expect: stuck('certificate-not-good'),
      },
    ]),
  ),
  'certificates may not be seen': {
    account: { ...shop([plain(80)]), denied: ['acm:ListCertificates'] },
    settings: named,
    expect: stuck('certificates-unread'),
  },
  'the certificate is on the second page': {
    account: shop([plain(80)], {
      certificates: ['a', 'b', 'c', 'd', 'e', 'one'].map((name) =>
        certificate(name, [`${name}.example.com`]),
      ),
    }),
    settings: named,
    expect: first,
    next: second,
  },
  'the port of TLS is closed to some': {
    account: shop([plain(80)], {
      admits: [open(80), open(443, { IpRanges: [{ CidrIp: '10.0.0.0/8' }] })],
    }),
    settings: named,
    expect: {
      ...stuck('port-closed'),
      says: [
        'Security groups of shop let clients in on port 80 that they do not let in on port 443: 0.0.0.0/0. In the end these would reach nothing. Open port 443 to them (aws ec2 authorize-security-group-ingress --region eu-west-1), or close port 80 to those that need nothing there; then this is planned.',
      ],
    },
  },
  'the port of TLS is closed to some, and both are there': {
    account: shop(both, { admits: [open(80)] }),
    expect: stuck('port-closed'),
  },
  'security groups may not be seen': {
    account: { ...shop(both), denied: ['ec2:DescribeSecurityGroups'] },
    expect: { ...second, hazards: ['no-redirect', 'groups-unread'] },
  },
  'no security groups are told': {
    account: shop(both, { balancer: { SecurityGroups: [] } }),
    expect: { ...second, hazards: ['no-redirect', 'groups-unread'] },
  },
  'a prefix list on one port alone': {
    account: shop(both, {
      admits: [open(80), open(443, { IpRanges: [], PrefixListIds: [{ PrefixListId: 'pl-1' }] })],
    }),
    expect: {
      ...second,
      hazards: ['no-redirect', 'sources-unsure'],
    },
  },
  'TLS leads to another port of the instances': {
    account: shop([plain(80), secure(443, [], { InstanceProtocol: 'HTTPS', InstancePort: 8443 })]),
    expect: {
      ...second,
      hazards: ['no-redirect', 'other-servers'],
      says: [
        'What listens with TLS at shop leads elsewhere than what is to go, by protocol or port of the instances: port 80 to 80, port 443 to 8443. See that the same is served there.',
      ],
    },
  },
  'TLS has other stickiness': {
    account: shop([plain(80, { PolicyNames: ['cookie'] }), secure(443, [], { InstanceProtocol: 'HTTP' })], {
      policies: [sticky('cookie')],
    }),
    expect: { ...second, changes: 2, hazards: ['no-redirect', 'other-stickiness'] },
  },
  'instances have policies that only what goes leads to': {
    account: shop(
      [
        plain(80, { Protocol: 'TCP' }),
        secure(443, [], { Protocol: 'SSL', InstanceProtocol: 'TCP', InstancePort: 8080 }),
      ],
      { balancer: { BackendServerDescriptions: [{ InstancePort: 80, PolicyNames: ['proxy'] }] } },
    ),
    settings: { securePorts: { '80': 443 } },
    expect: {
      ...stuck('backend-policies'),
      says: [
        'Instances behind shop have policies on port 80 (proxy protocol, or trusted keys), to which nothing but what is to go on port 80 leads: AWS does not say that they outlast it. Have the listener with TLS lead to the same port of the instances, or take these policies away first (aws elb set-load-balancer-policies-for-backend-server), when nothing needs them.',
      ],
    },
  },
  'instances have policies that what stays leads to': {
    account: shop(
      [plain(80, { Protocol: 'TCP' }), secure(443, [], { Protocol: 'SSL', InstanceProtocol: 'TCP' })],
      { balancer: { BackendServerDescriptions: [{ InstancePort: 80, PolicyNames: ['proxy'] }] } },
    ),
    settings: { securePorts: { '80': 443 } },
    expect: { ...second, changes: [removed(80, ['TCP', 'TCP', '80'])] },
  },
  'TCP, and clients are said to speak no TLS': {
    account: shop([plain(5000, { Protocol: 'TCP', InstanceProtocol: 'SSL', InstancePort: 5001 })], {
      admits: [open(0, { ToPort: 65_535 })],
    }),
    settings: { ...named, securePorts: { '5000': 5443 } },
    expect: {
      ...first,
      changes: [added(5443, ['SSL', 'SSL', '5001'])],
      notes: ['usual-policy', 'undo-cuts-off'],
    },
    next: { ...second, changes: [removed(5000, ['TCP', 'SSL', '5001'])] },
  },
  'TCP, and nobody has said what it is': {
    account: shop([plain(443, { Protocol: 'TCP' })]),
    expect: {
      is: 'unknown',
      message: 'passed-on',
      says: [
        'Load balancer shop passes on what clients send by TCP (port 443). Whether that is TLS, only clients and servers know: then it is encrypted from end to end, and AWS Config calls it non-compliant all the same. Ask whoever runs the servers. Where nothing but TLS comes, name the port in passesTls. Where clients speak plain TCP, name in securePorts the port on which they are to come with TLS.',
      ],
    },
  },
  'TCP of which nobody knows, beside what is plaintext for certain': {
    account: shop([...both, plain(8443, { Protocol: 'TCP' })]),
    expect: { is: 'non-compliant', message: 'passed-on-beside', changes: 0 },
  },
  ...Object.fromEntries(
    Object.entries({
      'has run out': { NotAfter: '2020-01-01T00:00:00Z' },
      'begins later': { NotBefore: '2999-01-01T00:00:00Z' },
      'is withdrawn': { Status: 'REVOKED' as const },
    }).map(([how, more]) => [
      `TLS is there, and its certificate ${how}`,
      {
        account: shop(both, { certificates: [certificate('one', ['shop.example.com'], more)] }),
        expect: stuck('certificate-not-in-force'),
      },
    ]),
  ),
  'TLS is there, and its certificate has a key of another kind': {
    account: shop(both, {
      certificates: [certificate('one', ['shop.example.com'], { KeyAlgorithm: 'EC_prime256v1' })],
    }),
    expect: second,
  },
  'of another listener with TLS the certificate has run out': {
    account: shop([...both, secure(8443, [], { SSLCertificateId: certificateArn('two') })], {
      certificates: [
        certificate('one'),
        certificate('two', ['shop.example.com'], { NotAfter: '2020-01-01T00:00:00Z' }),
      ],
    }),
    expect: second,
  },
  'TLS is there with a certificate that Certificate Manager does not tell': {
    account: shop(both, { certificates: [certificate('two')] }),
    expect: { ...second, hazards: ['no-redirect', 'certificate-not-known'] },
  },
  'TLS is there with a certificate of IAM': {
    account: shop([
      plain(80),
      secure(443, [], {
        InstanceProtocol: 'HTTP',
        SSLCertificateId: 'arn:aws:iam::111122223333:server-certificate/shop',
      }),
    ]),
    expect: {
      ...second,
      hazards: ['no-redirect', 'certificate-not-known'],
      says: [
        'Whether the certificate of what listens with TLS at shop on port 443 is in force is not known: arn:aws:iam::111122223333:server-certificate/shop. Where it is not, clients that check it reach nothing once port 80 is gone. See when it runs out: of IAM, aws iam get-server-certificate; of Certificate Manager, let Waxseal call acm:DescribeCertificate.',
      ],
    },
  },
  'TLS is there, and certificates may not be seen': {
    account: { ...shop(both), denied: ['acm:ListCertificates', 'acm:DescribeCertificate'] },
    expect: { ...second, hazards: ['no-redirect', 'certificate-not-known'] },
  },
  'TLS is there, and certificates may be listed alone': {
    account: { ...shop(both), denied: ['acm:DescribeCertificate'] },
    expect: second,
  },
  'TLS is there, and certificates may be described alone': {
    account: { ...shop(both), denied: ['acm:ListCertificates'] },
    expect: second,
  },
  'TCP on port 80': {
    account: shop([plain(80, { Protocol: 'TCP' })]),
    settings: named,
    expect: { is: 'unknown', message: 'passed-on' },
  },
  'HTTP beside TCP that is said to be TLS': {
    account: shop([plain(80), plain(443, { Protocol: 'TCP', InstancePort: 443 })]),
    settings: { passesTls: [443] },
    expect: { ...second, hazards: ['no-redirect', 'other-servers'] },
  },
  'nothing but TCP that is said to be TLS': {
    account: shop([plain(443, { Protocol: 'TCP' })]),
    settings: { passesTls: [443] },
  },
  'HTTP on a port that is said to be TLS is HTTP': {
    account: shop([plain(8080)]),
    settings: { passesTls: [8080] },
    expect: stuck('which-port'),
  },
  'HTTP on another port, and nobody has said where to': {
    account: shop([plain(80), plain(8080)]),
    settings: named,
    expect: {
      ...stuck('which-port'),
      says: [
        'Load balancer shop takes plaintext on port 8080, and nobody has said on which port the same clients are to come with TLS. Name it in securePorts, by the port of today.',
      ],
    },
  },
  'the same port for both': {
    account: shop([plain(8080)]),
    settings: { ...named, securePorts: { '8080': 8080 } },
    expect: stuck('same-port'),
  },
  'something without TLS is where TLS would be': {
    account: shop([plain(80), plain(8443)]),
    settings: { ...named, securePorts: { '80': 8443, '8443': 9443 } },
    expect: {
      ...stuck('port-taken'),
      says: [
        'Load balancer shop takes plaintext on port 80, and where its clients would come with TLS something without TLS listens already: HTTP on port 8443. Name another port in securePorts. Where nothing but TLS comes by TCP there, name that port in passesTls.',
      ],
    },
  },
  'two that lead elsewhere would share a port': {
    account: shop([plain(80), plain(8080, { InstancePort: 8080 })]),
    settings: { ...named, securePorts: { '8080': 443 } },
    expect: {
      ...stuck('port-shared'),
      says: [
        'Load balancer shop takes plaintext on port 80, 8080 for different servers, and all of these clients would come with TLS on port 443. Name another port for each in securePorts.',
      ],
    },
  },
  'two that lead to the same share a port': {
    account: shop([plain(80), plain(8080)]),
    settings: { ...named, securePorts: { '8080': 443 } },
    expect: first,
    next: { ...second, changes: [removed(80), removed(8080)] },
  },
  'one has TLS beside it, and another not: only the first step is taken': {
    account: shop([...both, plain(8080, { InstancePort: 8080 })], {
      admits: [open(0, { ToPort: 65_535 })],
    }),
    settings: { ...named, securePorts: { '8080': 8443 } },
    expect: { ...first, changes: [added(8443, ['HTTPS', 'HTTP', '8080'])] },
    next: { ...second, changes: [removed(80), removed(8080, ['HTTP', 'HTTP', '8080'])] },
  },
  'nothing but TLS': { account: shop([secure(443), secure(8883, [], { Protocol: 'SSL' })]) },
  'no listener': { account: shop([]), expect: { is: 'not-applicable', message: 'no-listener' } },
  'a protocol that nobody knows': {
    account: shop([secure(443), plain(4433, { Protocol: 'QUIC' })]),
    expect: { is: 'unknown', message: 'not-understood' },
  },
  'a port that is none': {
    account: shop([plain(0)]),
    expect: { is: 'unknown', message: 'not-understood' },
  },
  'made by Kubernetes': {
    account: shop([plain(80)], { tags: { 'kubernetes.io/cluster/shop': 'owned' } }),
    settings: named,
    expect: { ...first, hazards: ['compare-names', 'made-by-kubernetes'] },
    next: { ...second, hazards: ['no-redirect', 'made-by-kubernetes'] },
  },
  'made by Elastic Beanstalk': {
    account: shop([plain(80)], { tags: { 'elasticbeanstalk:environment-name': 'shop-prod' } }),
    settings: named,
    expect: { ...first, hazards: ['compare-names', 'made-by-beanstalk'] },
    next: { ...second, hazards: ['no-redirect', 'made-by-beanstalk'] },
  },
  'made by CloudFormation': {
    account: shop([plain(80)], { tags: { 'aws:cloudformation:stack-name': 'shop' } }),
    settings: named,
    expect: { ...first, hazards: ['compare-names', 'made-by-cloudformation'] },
    next: { ...second, hazards: ['no-redirect', 'made-by-cloudformation'] },
  },
  'another partition': {
    account: {
      ...inChina(shop(both)),
      region: 'cn-north-1',
      partition: 'aws-cn',
    },
    location: { region: 'cn-north-1', partition: 'aws-cn' },
    expect: { ...second, changes: 1 },
  },
  'a load balancer that is gone': {
    account: {},
    target: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/gone',
    gone: true,
  },
});

test('the security policy that AWS gives the new listener stays when it gets its stickiness', async () => {
  const account = shop([plain(80, { PolicyNames: ['cookie'] })], { policies: [sticky('cookie')] });
  const stand = await standOf(unit, resource, { account, settings: named });
  await stand.apply();
  expect(stand.host.world().elb.LoadBalancers[0]?.Listeners[1]?.Enabled).toEqual([
    { PolicyName: 'ELBSecurityPolicy-2016-08' },
    { PolicyName: 'cookie' },
  ]);
});

test('undo of the second step puts listener and stickiness back, and leaves the one with TLS', async () => {
  const account = shop(
    [
      plain(80, { PolicyNames: ['cookie'] }),
      secure(443, ['cookie', 'ELBSecurityPolicy-2016-08'], { InstanceProtocol: 'HTTP' }),
    ],
    { policies: [sticky('cookie')] },
  );
  const stand = await standOf(unit, resource, { account });
  const before = JSON.stringify(stand.host.world().elb.LoadBalancers[0]?.Listeners);
  const outcome = await stand.apply();
  expect(stand.host.world().elb.LoadBalancers[0]?.Listeners.map(({ On }) => On)).toEqual(['443']);
  await stand.undo('run' in outcome ? (outcome.run ?? '') : '');
  const after = stand.host.world().elb.LoadBalancers[0]?.Listeners;
  expect(JSON.parse(JSON.stringify(after))).toEqual(JSON.parse(before));
});

test('the last listener is not deleted', async () => {
  const stand = await standOf(unit, resource, { account: shop([plain(80)]), settings: named });
  const outcome = await stand.apply();
  const input = { LoadBalancerName: 'shop', LoadBalancerPorts: [80] };
  stand.host.write({
    operation: 'elasticloadbalancing:DeleteLoadBalancerListeners',
    input,
    region: 'eu-west-1',
  });
  expect(await stand.undo('run' in outcome ? (outcome.run ?? '') : '')).toMatchObject({
    is: 'failed',
    failure: { code: 'last-listener' },
  });
  expect(stand.host.world().elb.LoadBalancers[0]?.Listeners.map(({ On }) => On)).toEqual(['443']);
});

test('in code a listener is one of many', () => {
  const target = { type: resource.type, id: 'shop', arn: shopArn, account: '', region: '', partition: 'aws' };
  const inCode = { balancer: 'shop', policies: 'cookie' };
  const add = unit.source?.({ ...added(), inCode }, target);
  expect(add?.cloudformation).toContain(`  - Protocol: "HTTPS"\n    LoadBalancerPort: "443"`);
  expect(add?.cdk).toContain(`    sslCertificateId: '${one}',`);
  expect(add?.terraform).toContain(`  lb_protocol        = "https"\n  lb_port            = 443`);
  const again = unit.source?.({ ...added(80), after: ['HTTP', 'HTTP', '80'], inCode }, target);
  expect(JSON.stringify(again)).not.toMatch(/ertificate/);
  const gone = unit.source?.({ ...removed(), inCode }, target);
  expect(gone?.terraform).toBe(
    '# aws_elb shop: of its listener blocks, the one with port 80 (HTTP) goes; the others stay as they are',
  );
  const stick = {
    set: 'stickiness',
    on: `${shopArn}#443`,
    before: [],
    after: ['cookie'],
    impact: ['none'],
    inCode,
  } as const;
  expect(unit.source?.(stick, target)?.terraform).toContain(
    'policy_names       = ["ELBSecurityPolicy-2016-08", "cookie"]',
  );
  expect(unit.source?.({ ...stick, before: ['cookie'], after: [] }, target)).toBeUndefined();
});
