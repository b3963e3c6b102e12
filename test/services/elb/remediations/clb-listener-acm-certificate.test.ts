import { expect, test } from 'vitest';
import resource from '../../../../src/services/elb/resources/aws-elasticloadbalancing-loadbalancer.ts';
import unit from '../../../../src/services/elb/remediations/clb-listener-acm-certificate.ts';
import { location } from '../../../kit/answers.ts';
import { standOf } from '../../../kit/stand.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { custom, shopArn, sticky, type Policy } from '../balancers.ts';
import { iamArn, serving, withAddress, withCertificates, withWildcard } from '../certificates.ts';
import { certificate, certificateArn, plain } from '../plain.ts';

const served = iamArn('shop');
const one = certificateArn('one');
const two = certificateArn('two');
const both = ['shop.example.com', 'www.example.com'] as const;

const change = (port = 443, after = one, before = served) =>
  ({ set: 'certificate', on: `${shopArn}#${port}`, before, after, impact: ['interrupts'] }) as const;
const planned = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: [change()],
  hazards: ['pinned'],
} as const;
const stuck = <Id extends string>(message: Id) => ({ is: 'non-compliant', message }) as const;
const by = (...pairs: readonly (readonly [string, string])[]) => ({
  replacements: Object.fromEntries(pairs),
});
const named = by([served, one]);
const over = { NotAfter: '2020-01-01T00:00:00Z' } as const;

/** Why Certificate Manager's own would not do, one reason a row. */
const notServable = {
  'not issued yet': { Status: 'PENDING_VALIDATION' },
  'said to have run out': { Status: 'EXPIRED' },
  'taken back': { Status: 'REVOKED' },
  'run out, and not said to have': { NotAfter: '2020-01-01T00:00:00Z' },
  'not valid yet': { NotBefore: '2099-01-01T00:00:00Z' },
  'with an elliptic key': { KeyAlgorithm: 'EC_prime256v1' },
  'with a longer key': { KeyAlgorithm: 'RSA_4096' },
  'with a shorter key': { KeyAlgorithm: 'RSA_1024' },
  'of another Region': { CertificateArn: one.replace('eu-west-1', 'us-east-1') },
} as const;

testRemediation(unit, resource, {
  'of Certificate Manager': {
    account: withCertificates(
      [serving(one), serving(two, 8883, { Protocol: 'SSL' })],
      [certificate('one'), certificate('two')],
    ),
  },
  'of Certificate Manager, and it is not told of': {
    account: {
      ...withCertificates([serving(one)], [certificate('one')]),
      denied: ['acm:DescribeCertificate'],
    },
    expect: {
      is: 'unknown',
      message: 'value-unknown',
      says: [
        `AWS names no certificate for a listener of shop, or one of which Waxseal cannot tell the kind or whether it is in force: "${one}". Look at it: aws elb describe-load-balancers, and let Waxseal call acm:DescribeCertificate. It is evaluated again with the next event or sweep.`,
      ],
    },
  },
  'of Certificate Manager, and it is gone there': {
    account: withCertificates([serving(one)], []),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  ...Object.fromEntries(
    Object.entries({
      'said to have run out': { Status: 'EXPIRED' },
      'run out, and not said to have': over,
      'taken back': { Status: 'REVOKED' },
    } as const).map(([why, more]) => [
      `of Certificate Manager, and ${why}`,
      {
        account: withCertificates([serving(one)], [certificate('one', both, more)]),
        expect: stuck('which'),
      },
    ]),
  ),
  'of Certificate Manager, run out, and another covers all of its names': {
    account: withCertificates([serving(one)], [certificate('one', both, over), certificate('two', both)]),
    expect: { ...planned, changes: [change(443, two, one)] },
  },
  'of IAM, and one covers all of its names': {
    account: withCertificates([serving(served)], [certificate('one', both)]),
    expect: {
      ...planned,
      says: [
        `Listeners of shop serve certificates that are not of AWS Certificate Manager, or not in force: "${served}". Apply the plan: it has them serve "${one}" and changes nothing else about the listeners.`,
        `Clients of shop that pin ${served} or its authority, or do not trust that of ${one}, can no longer connect. Ask those who run clients outside of browsers; then try it from outside with each name.`,
      ],
    },
  },
  'of IAM on a port of SSL': {
    account: withCertificates(
      [serving(served, 8883, { Protocol: 'SSL', InstanceProtocol: 'TCP' })],
      [certificate('one', both)],
    ),
    expect: { ...planned, changes: [change(8883)] },
  },
  'a wildcard covers its names': {
    account: withCertificates([serving(served)], [certificate('one', ['*.example.com'])]),
    expect: planned,
  },
  'a wildcard, and only some names of it are covered': {
    account: withCertificates([serving(served)], [certificate('one', both)], {
      held: [{ ServerCertificateName: 'shop', CertificateBody: withWildcard }],
    }),
    expect: stuck('which'),
  },
  'a wildcard is covered by the same': {
    account: withCertificates([serving(served)], [certificate('one', ['*.EXAMPLE.com'])], {
      held: [{ ServerCertificateName: 'shop', CertificateBody: withWildcard }],
    }),
    expect: planned,
  },
  'none covers all of its names': {
    account: withCertificates([serving(served)], [certificate('one')]),
    expect: {
      ...stuck('which'),
      says: [
        `Listeners of shop serve ${served}, and which certificate of Certificate Manager takes its place is not clear. Those that cover all of its names: none. Request one for the same names (aws acm request-certificate), or name one in replacements, by the ARN of the one that is served. Waxseal never guesses it: the wrong one shuts everybody out. One of Certificate Manager that is not in force can be renewed or imported anew under its own ARN instead: see acm-certificate-valid.`,
      ],
    },
  },
  'the only one is told without an ARN of a certificate': {
    account: withCertificates(
      [serving(served)],
      [certificate('one', both, { CertificateArn: one.replace('certificate/', '') })],
    ),
    expect: stuck('which'),
  },
  'more than one covers them': {
    account: withCertificates([serving(served)], [certificate('one', both), certificate('two', both)]),
    expect: {
      ...stuck('which'),
      says: [expect.stringContaining(`Those that cover all of its names: ${one}, ${two}. `)],
    },
  },
  'more than one covers them, and people have named one': {
    account: withCertificates([serving(served)], [certificate('one', both), certificate('two', both)]),
    settings: by([served, two]),
    expect: { ...planned, changes: [change(443, two)] },
  },
  'what people have named does not cover all of them': {
    account: withCertificates([serving(served)], [certificate('one')]),
    settings: named,
    expect: {
      ...stuck('names-not-covered'),
      says: [
        `${one} does not cover all names of what listeners of shop serve now: clients that come by www.example.com would be refused. Request one for all of them, and name it in replacements. A Classic Load Balancer serves one certificate on a port, whatever name clients ask for.`,
      ],
    },
  },
  'what people have named is not there': {
    account: withCertificates([serving(served)], [certificate('two', both)]),
    settings: named,
    expect: {
      ...stuck('not-good'),
      says: [
        `${one} is not among the certificates that Certificate Manager has issued in the Region of shop, that have not run out, and that have RSA keys of 2048 bits: of others AWS does not say that Classic Load Balancers take them from there. Name another in replacements.`,
      ],
    },
  },
  ...Object.fromEntries(
    Object.entries(notServable).flatMap(([why, more]) => {
      const account = withCertificates([serving(served)], [certificate('one', both, more)]);
      return [
        [`the only one is ${why}`, { account, expect: stuck('which') }],
        [`what people have named is ${why}`, { account, settings: named, expect: stuck('not-good') }],
      ];
    }),
  ),
  'the one that covers them is on the second page': {
    account: withCertificates(
      [serving(served)],
      [
        ...['a', 'b', 'c', 'd', 'e'].map((name) => certificate(name, [`${name}.example.org`])),
        certificate('one', both),
      ],
    ),
    expect: planned,
  },
  'certificates may not be seen': {
    account: {
      ...withCertificates([serving(served)], [certificate('one', both)]),
      denied: ['acm:ListCertificates'],
    },
    settings: named,
    expect: {
      ...stuck('certificates-unread'),
      says: [
        'A listener of shop serves a certificate that is not of Certificate Manager or not in force, and Waxseal may not see others of it. Let it call acm:ListCertificates; or set the certificate by hand.',
      ],
    },
  },
  'IAM may not be asked, and nobody has named one': {
    account: {
      ...withCertificates([serving(served)], [certificate('one', both)]),
      denied: ['iam:GetServerCertificate'],
    },
    expect: {
      ...stuck('which'),
      says: [
        expect.stringContaining(
          'Those that cover all of its names: not known, because IAM did not tell these.',
        ),
      ],
    },
  },
  'IAM may not be asked, and people have named one': {
    account: {
      ...withCertificates([serving(served)], [certificate('one', both)]),
      denied: ['iam:GetServerCertificate'],
    },
    settings: named,
    expect: {
      ...planned,
      hazards: ['pinned', 'names-unread'],
      says: [
        `Whether ${one} covers every name of ${served} is not known: IAM did not tell them. Compare both: aws acm describe-certificate --region eu-west-1 --certificate-arn ${one}, and openssl s_client -connect with a name of shop for what is served now.`,
      ],
    },
  },
  ...Object.fromEntries(
    [
      ['is for an address too', withAddress],
      ['is no certificate', 'mine'],
    ].map(([how, CertificateBody = '']) => [
      `what is served ${how}`,
      {
        account: withCertificates([serving(served)], [certificate('one', both)], {
          held: [{ ServerCertificateName: 'shop', CertificateBody }],
        }),
        settings: named,
        expect: { ...planned, hazards: ['pinned', 'names-unread'] as const },
      },
    ]),
  ),
  'what is served is no longer in IAM': {
    account: withCertificates([serving(served)], [certificate('one', both)], { held: [] }),
    expect: stuck('which'),
  },
  'another one in IAM has the name of what is served': {
    account: withCertificates([serving(iamArn('old/shop'))], [certificate('one', both)]),
    expect: stuck('which'),
  },
  'it is told behind a path': {
    account: withCertificates([serving(iamArn('eu/shop'))], [certificate('one', ['*.example.com'])], {
      held: [{ ServerCertificateName: 'shop', Path: '/eu/', CertificateBody: withWildcard }],
    }),
    settings: by([iamArn('eu/shop'), one]),
    expect: { ...planned, changes: [change(443, one, iamArn('eu/shop'))] },
  },
  'some are of IAM, some are not, and some listeners have none': {
    account: withCertificates(
      [serving(served, 8443), serving(two, 9443), plain(80), serving(served)],
      [certificate('one', both), certificate('two')],
    ),
    expect: { ...planned, changes: [change(443), change(8443)] },
  },
  'each has one that takes its place': {
    account: withCertificates(
      [serving(served), serving(iamArn('wild'), 8443)],
      [certificate('one', both), certificate('two', ['*.example.com'])],
      {
        held: [
          { ServerCertificateName: 'shop' },
          { ServerCertificateName: 'wild', CertificateBody: withWildcard },
        ],
      },
    ),
    settings: named,
    expect: {
      ...planned,
      changes: [change(443), change(8443, two, iamArn('wild'))],
      hazards: ['pinned', 'names-unread'],
      says: [expect.stringContaining(`covers every name of ${served} is not known`)],
    },
  },
  'of one it is clear, and of another not': {
    account: withCertificates([serving(served), serving(iamArn('theirs'), 8443)], [certificate('one', both)]),
    expect: {
      ...stuck('which'),
      says: [expect.stringContaining(`Listeners of shop serve ${iamArn('theirs')}, and`)],
    },
  },
  'no certificate is told of a listener with TLS': {
    account: withCertificates([plain(443, { Protocol: 'HTTPS' }), serving(served, 8443)], []),
    expect: {
      is: 'unknown',
      message: 'value-unknown',
      says: [
        'AWS names no certificate for a listener of shop, or one of which Waxseal cannot tell the kind or whether it is in force: absent. Look at it: aws elb describe-load-balancers, and let Waxseal call acm:DescribeCertificate. It is evaluated again with the next event or sweep.',
      ],
    },
  },
  'what is served is none that anybody knows': {
    account: withCertificates([serving('a certificate')], []),
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  ...Object.fromEntries(
    Object.entries<Policy>({
      'has no cipher suite for RSA': custom('own', 'Protocol-TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256'),
      'has cipher suites that nobody knows': custom('own', 'Protocol-TLSv1.2', 'PSK-AES128-SHA256'),
      'is not understood': {
        PolicyName: 'own',
        Attributes: { 'AES128-SHA': 'true', 'AES256-SHA': 'perhaps' },
      },
    }).map(([how, policy]) => [
      `the security policy ${how}`,
      {
        account: withCertificates(
          [serving(served), serving(served, 8443, { PolicyNames: ['own'] })],
          [certificate('one', both)],
          { policies: [policy] },
        ),
        expect: {
          ...stuck('no-rsa'),
          says: [
            'The security policy of shop on port 8443 has no cipher suite that is known to go with an RSA key, which certificates of Certificate Manager have here: nobody could connect. Give it one that has, such as ELBSecurityPolicy-TLS-1-2-2017-01, beside what else the listener has; then this is planned.',
          ],
        },
      },
    ]),
  ),
  'a security policy of their own has one cipher suite for RSA': {
    account: withCertificates(
      [serving(served, 443, { PolicyNames: ['own', 'cookie'] })],
      [certificate('one', both)],
      {
        policies: [
          custom('own', 'Protocol-TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'),
          sticky('cookie'),
        ],
      },
    ),
    expect: planned,
  },
  'what has no cipher suite for RSA is left as it is': {
    account: withCertificates(
      [serving(served), serving(two, 8443, { PolicyNames: ['own'] })],
      [certificate('one', both), certificate('two')],
      { policies: [custom('own', 'Protocol-TLSv1.2', 'ECDHE-ECDSA-AES128-GCM-SHA256')] },
    ),
    expect: planned,
  },
  'made by Kubernetes': {
    account: withCertificates([serving(served)], [certificate('one', both)], {
      tags: { 'kubernetes.io/cluster/shop': 'owned' },
    }),
    expect: {
      ...planned,
      hazards: ['pinned', 'made-by-kubernetes'],
      says: [
        expect.stringContaining(
          `Set the annotation service.beta.kubernetes.io/aws-load-balancer-ssl-cert of the Service to ${one}.`,
        ),
      ],
    },
  },
  'made by Elastic Beanstalk': {
    account: withCertificates([serving(served)], [certificate('one', both)], {
      tags: { 'elasticbeanstalk:environment-name': 'shop-prod' },
    }),
    expect: {
      ...planned,
      hazards: ['pinned', 'made-by-beanstalk'],
      says: [
        `Elastic Beanstalk made shop (shop-prod) and sets certificates back when the environment is next updated. Set the option SSLCertificateId in the namespace aws:elb:listener:443, or of the port that it is, to ${one}.`,
      ],
    },
  },
  'another partition': {
    account: {
      ...withCertificates(
        [serving(served.replace('arn:aws:', 'arn:aws-cn:'))],
        [
          certificate('one', both, {
            CertificateArn: 'arn:aws-cn:acm:cn-north-1:111122223333:certificate/one',
          }),
        ],
      ),
      region: 'cn-north-1',
      partition: 'aws-cn',
    },
    location: { region: 'cn-north-1', partition: 'aws-cn' },
    expect: { ...planned, changes: 1 },
  },
  'no listener with TLS': {
    account: withCertificates([plain(80)], [certificate('one', both)]),
    expect: {
      is: 'not-applicable',
      message: 'no-tls',
      says: ['No listener of shop serves a certificate.'],
    },
  },
  'no listener': {
    account: withCertificates([], []),
    expect: { is: 'not-applicable', message: 'no-tls' },
  },
  'a load balancer that is gone': {
    account: {},
    target: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/gone',
    gone: true,
  },
});

test('policies of the listener stay, there and back', async () => {
  const account = withCertificates(
    [serving(served, 443, { PolicyNames: ['cookie', 'ELBSecurityPolicy-TLS-1-2-2017-01'] })],
    [certificate('one', both)],
    { policies: [sticky('cookie')] },
  );
  const stand = await standOf(unit, resource, { account });
  const balancers = () => stand.host.world().elb.LoadBalancers;
  const before = JSON.stringify(balancers());
  const outcome = await stand.apply();
  expect(JSON.stringify(balancers())).toBe(before.replace(served, one));
  await stand.undo('run' in outcome ? (outcome.run ?? '') : '');
  expect(JSON.stringify(balancers())).toBe(before);
});

test('a certificate that IAM no longer has does not come back, and undo says so', async () => {
  const account = withCertificates([serving(served)], [certificate('one', both)], { held: [] });
  const stand = await standOf(unit, resource, { account, settings: named });
  const outcome = await stand.apply();
  const undone = await stand.undo('run' in outcome ? (outcome.run ?? '') : '');
  expect(JSON.stringify(undone)).toContain('CertificateNotFoundException');
  expect(stand.host.world().elb.LoadBalancers[0]?.Listeners[0]?.SSLCertificateId).toBe(one);
});

test('in code it is the certificate of one of many listeners', () => {
  const { cloudformation, cdk, terraform } =
    unit.source?.(change(8443), { ...location, type: resource.type, id: 'shop', arn: shopArn }) ?? {};
  expect(cloudformation).toBe(
    `# AWS::ElasticLoadBalancing::LoadBalancer shop: in Listeners, the one with LoadBalancerPort 8443\nSSLCertificateId: "${one}"`,
  );
  expect(cdk).toBe(
    `// elb.CfnLoadBalancer shop: in listeners, the one with loadBalancerPort 8443\nsslCertificateId: '${one}',`,
  );
  expect(terraform).toBe(
    `# aws_elb shop: in the listener block with lb_port 8443\nssl_certificate_id = "${one}"`,
  );
});
