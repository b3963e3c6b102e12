import { expect, test } from 'vitest';
import unit from '../../../../src/services/elbv2/remediations/elb-listener-acm-certificate.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-loadbalancer.ts';
import { location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import {
  balanced,
  certificateArn,
  edge,
  listener,
  listenerArn,
  secure,
  web,
  type Certificate,
} from '../balancers.ts';

const served = 'arn:aws:iam::111122223333:server-certificate/web';
const older = 'arn:aws:iam::111122223333:server-certificate/path/older';
const one = certificateArn('one');
const two = certificateArn('two');
type More = Parameters<typeof balanced>[0];

const issued = (CertificateArn: string, more: Partial<Certificate> = {}) => ({
  CertificateArn,
  DomainName: 'www.example.com',
  ...more,
});
const serving = (CertificateArn: string, more: More = {}) =>
  balanced({
    certificates: [issued(one), issued(two)],
    ...more,
    listeners: [secure(443, { Certificates: [{ CertificateArn }] }), ...(more?.listeners ?? [])],
  });
const by = (...pairs: readonly (readonly [string, string])[]) => ({
  replacements: Object.fromEntries(pairs),
});
const change = (before: string, after: string, port = 443) => ({
  set: 'defaultCertificate',
  on: listenerArn(port),
  before,
  after,
  impact: ['interrupts'] as const,
});
const planned = {
  is: 'non-compliant',
  message: 'not-as-wanted',
  changes: [change(served, one)],
  hazards: ['compare'],
} as const;
const stuck = (message: 'which' | 'not-there' | 'not-issued' | 'more-names') =>
  ({ is: 'non-compliant', message }) as const;
const settings = by([served, one]);
const endpoint = 'arn:aws:acm:eu-west-1:111122223333:acme-endpoint/1';
const over = { NotAfter: '2025-01-01T00:00:00Z' } as const;
/** For further names. */
const further = (...arns: readonly string[]): More => ({
  elbv2: {
    ListenerCertificates: arns.map((CertificateArn) => ({ ListenerArn: listenerArn(443), CertificateArn })),
  },
});

const rows = {
  'of Certificate Manager': { account: serving(one) },
  'the only one that is allowed': { account: serving(one), settings: { allowed: [one] } },
  'of IAM, and nobody has said what takes its place': {
    account: serving(served),
    expect: {
      ...stuck('which'),
      says: [
        `Listeners of web serve ${served}, and nobody has said which certificate of AWS Certificate Manager takes its place. Find or request one for the same names (aws acm list-certificates), and name it in replacements, by the ARN of the one that is served. Waxseal never guesses it: the wrong one shuts everybody out. One of Certificate Manager that is not in force can be renewed or imported anew under its own ARN instead: see acm-certificate-valid.`,
      ],
    },
  },
  'of IAM, and what takes its place is said': {
    account: serving(served),
    settings,
    expect: {
      ...planned,
      says: [
        `Listeners of web serve certificates that are not of AWS Certificate Manager, not allowed, or not in force: "${served}". Apply the plan: it makes "${one}" the default certificate there and changes nothing else about the listeners.`,
        `Whether ${one} covers every name that clients of web use is not known here: the names of what is served now (${served}) were not read. Clients for which it is not good, and such as pin the old certificate or its authority, can no longer connect. Compare both: aws acm describe-certificate --region eu-west-1 --certificate-arn ${one}, and openssl s_client -connect with a name of web for what is served now. Then try it from outside with each name.`,
      ],
    },
  },
  'each has a certificate of its own that takes its place': {
    account: serving(served, {
      listeners: [secure(8443, { Certificates: [{ CertificateArn: older }] }), secure(9443)],
    }),
    settings: by([served, one], [older, two]),
    expect: { ...planned, changes: [change(served, one), change(older, two, 8443)] },
  },
  'of one it is said, and of another not': {
    account: serving(served, { listeners: [secure(8443, { Certificates: [{ CertificateArn: older }] })] }),
    settings,
    expect: {
      ...stuck('which'),
      says: [
        `Listeners of web serve ${older}, and nobody has said which certificate of AWS Certificate Manager takes its place. Find or request one for the same names (aws acm list-certificates), and name it in replacements, by the ARN of the one that is served. Waxseal never guesses it: the wrong one shuts everybody out. One of Certificate Manager that is not in force can be renewed or imported anew under its own ARN instead: see acm-certificate-valid.`,
      ],
    },
  },
  'of Certificate Manager, and not allowed': {
    account: serving(one),
    settings: { ...by([one, two]), allowed: [two] },
    expect: { ...planned, changes: [change(one, two)] },
  },
  'what takes its place is not allowed': {
    account: serving(served),
    settings: { ...settings, allowed: [two] },
    expect: {
      ...stuck('not-there'),
      hazards: ['compare'],
      says: [
        `${one} is not allowed (AcmCertificatesAllowed), or is not of the account, the Region and the partition of web: no listener there can serve it. Name another in replacements.`,
      ],
    },
  },
  ...Object.fromEntries(
    [
      ['another Region', one.replace('eu-west-1', 'us-east-1')],
      ['another account', one.replace('111122223333', '444455556666')],
      ['another partition', one.replace('arn:aws:', 'arn:aws-cn:')],
    ].map(([where, arn = '']) => [
      `what takes its place is in ${where}`,
      {
        account: serving(served),
        settings: by([served, arn]),
        expect: { ...stuck('not-there'), hazards: ['compare'] as const },
      },
    ]),
  ),
  'a network balancer': {
    account: balanced({
      balancers: [{ LoadBalancerArn: edge }],
      listeners: [secure(443, { Protocol: 'TLS', Certificates: [{ CertificateArn: served }] }, edge)],
    }),
    target: edge,
    settings,
    expect: { ...planned, changes: [{ on: listenerArn(443, edge), after: one }] },
  },
  'other certificates for further names, on the second page': {
    account: serving(one, further(two, two, two, two, served, older)),
    expect: {
      ...stuck('more-names'),
      says: [
        `For some names listeners of web serve certificates that are not of AWS Certificate Manager, not allowed, or not in force: ${older}, ${served}. Only default certificates are changed here. Add one of Certificate Manager for the same names (aws elbv2 add-listener-certificates), see that it is served, and only then take the other away (aws elbv2 remove-listener-certificates).`,
      ],
    },
  },
  'one for further names is not allowed': {
    account: serving(one, further(two)),
    settings: { allowed: [one] },
    expect: stuck('more-names'),
  },
  'one for further names has run out': {
    account: serving(one, { ...further(two), certificates: [issued(one), issued(two, over)] }),
    expect: {
      ...stuck('more-names'),
      says: [
        `For some names listeners of web serve certificates that are not of AWS Certificate Manager, not allowed, or not in force: ${two} (EXPIRED). Only default certificates are changed here. Add one of Certificate Manager for the same names (aws elbv2 add-listener-certificates), see that it is served, and only then take the other away (aws elbv2 remove-listener-certificates).`,
      ],
    },
  },
  'all of Certificate Manager, also for further names': { account: serving(one, further(two)) },
  'of IAM, and so is one for further names': {
    account: serving(served, further(older)),
    settings,
    expect: { ...stuck('more-names'), hazards: ['compare'] },
  },
  'of Certificate Manager, and it has run out': {
    account: serving(one, { certificates: [issued(one, over), issued(two)] }),
    expect: {
      ...stuck('which'),
      says: [
        `Listeners of web serve ${one} (EXPIRED), and nobody has said which certificate of AWS Certificate Manager takes its place. Find or request one for the same names (aws acm list-certificates), and name it in replacements, by the ARN of the one that is served. Waxseal never guesses it: the wrong one shuts everybody out. One of Certificate Manager that is not in force can be renewed or imported anew under its own ARN instead: see acm-certificate-valid.`,
      ],
    },
  },
  'it has run out, and what takes its place is said': {
    account: serving(one, { certificates: [issued(one, over), issued(two)] }),
    settings: by([one, two]),
    expect: { ...planned, changes: [change(one, two)] },
  },
  'of Certificate Manager, and revoked': {
    account: serving(one, { certificates: [issued(one, { Status: 'REVOKED' })] }),
    expect: stuck('which'),
  },
  'of Certificate Manager, and not valid yet': {
    account: serving(one, { certificates: [issued(one, { NotBefore: '2027-01-01T00:00:00Z' })] }),
    expect: stuck('which'),
  },
  'of Certificate Manager, and in no list, as of ACME': {
    account: serving(one, {
      certificates: [issued(one, { AcmeEndpointArn: endpoint })],
    }),
  },
  ...Object.fromEntries(
    (
      [
        ['has run out', over],
        ['is not issued', { Status: 'PENDING_VALIDATION' }],
      ] as const
    ).map(([how, more]) => [
      `what takes its place ${how}`,
      {
        account: serving(served, { certificates: [issued(one, more)] }),
        settings,
        expect: { ...stuck('not-issued'), hazards: ['compare'] as const },
      },
    ]),
  ),
  'certificates may not be seen': {
    account: { ...serving(one), denied: ['acm:ListCertificates'] },
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'of IAM, and certificates may not be seen': {
    account: { ...serving(served), denied: ['acm:ListCertificates'] },
    settings,
    expect: { ...stuck('not-issued'), hazards: ['compare'] },
  },
  'of Certificate Manager, in no list, and hidden': {
    account: {
      ...serving(one, { certificates: [issued(one, { AcmeEndpointArn: endpoint })] }),
      denied: ['acm:DescribeCertificate'],
    },
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'what takes its place is nowhere': {
    account: serving(served, { certificates: [issued(two)] }),
    settings,
    expect: {
      ...stuck('not-issued'),
      hazards: ['compare'],
      says: [
        `Certificate Manager does not say of ${one} (not known) that it is issued and in its time: listeners of web cannot serve it, or nobody would trust it. Have it issued, or name another in replacements. Where it says not known, look at the ARN, and let Waxseal call acm:ListCertificates.`,
      ],
    },
  },
  'what takes its place has a key of ECDSA': {
    account: serving(served, { certificates: [issued(one, { KeyAlgorithm: 'EC_prime256v1' })] }),
    settings,
    expect: {
      ...planned,
      hazards: ['compare', 'key-type'],
      says: [
        `The key of ${one} is one of ECDSA, and that of what is served now is RSA, or was not read: old clients that take RSA alone can no longer connect to web. Ask who runs old devices and programs; or request one with an RSA key for the same names (aws acm request-certificate --key-algorithm RSA_2048). A listener serves both where both are among its certificates.`,
      ],
    },
  },
  'both have keys of ECDSA': {
    account: serving(one, {
      certificates: [
        issued(one, { ...over, KeyAlgorithm: 'EC_prime256v1' }),
        issued(two, { KeyAlgorithm: 'EC_secp384r1' }),
      ],
    }),
    settings: by([one, two]),
    expect: { ...planned, changes: [change(one, two)] },
  },
  'listeners without TLS as well': {
    account: serving(one, { listeners: [listener(8080), listener(80)] }),
    expect: {
      is: 'compliant',
      notes: ['plain-listeners'],
      says: [
        'web has listeners without TLS as well (port 80, 8080). AWS Config counts them as listeners without a certificate.',
      ],
    },
  },
  'the last listener of two pages': {
    account: serving(one, {
      listeners: [444, 445, 446, 447]
        .map((port) => secure(port))
        .concat(secure(448, { Certificates: [{ CertificateArn: served }] })),
    }),
    settings,
    expect: { ...planned, changes: [change(served, one, 448)] },
  },
  'made by a controller': {
    account: serving(served, { tags: { 'ingress.k8s.aws/stack': 'shop' } }),
    settings,
    expect: {
      ...planned,
      hazards: ['compare', 'made-by-kubernetes'],
      says: [
        `The AWS Load Balancer Controller made web (shop) and sets certificates back to what the manifest says. Set the annotation alb.ingress.kubernetes.io/certificate-arn (of a Service: service.beta.kubernetes.io/aws-load-balancer-ssl-cert) to ${one}.`,
      ],
    },
  },
  'made by Elastic Beanstalk': {
    account: serving(served, { tags: { 'elasticbeanstalk:environment-name': 'shop' } }),
    settings,
    expect: {
      ...planned,
      hazards: ['compare', 'made-by-beanstalk'],
      says: [
        `Elastic Beanstalk made web (shop) and sets certificates back when the environment is next updated. Set the option SSLCertificateArns in the namespace aws:elbv2:listener:443, or of the port that it is, to ${one}.`,
      ],
    },
  },
  'a balancer that is made': {
    account: serving(served, { balancer: { State: { Code: 'provisioning' } } }),
    settings,
    expect: { is: 'pending', message: 'busy' },
  },
  'a balancer that could not be made': {
    account: serving(served, { balancer: { State: { Code: 'failed' } } }),
    settings,
    expect: { is: 'non-compliant', message: 'needs-people' },
  },
  'a state that no page has': {
    account: serving(served, { balancer: { State: { Code: 'resting' } } }),
    settings,
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'what is served is none that anybody knows': {
    account: serving('a certificate'),
    expect: {
      is: 'unknown',
      message: 'value-unknown',
      says: [
        'AWS names no default certificate for a listener of web, or one of which Waxseal cannot tell the kind or whether it is in force: "a certificate". Look at it: aws elbv2 describe-listener-certificates, and let Waxseal call acm:ListCertificates and acm:DescribeCertificate. It is evaluated again with the next event or sweep.',
      ],
    },
  },
  'no listener with TLS': {
    account: balanced({ listeners: [listener(80)] }),
    expect: {
      is: 'not-applicable',
      message: 'no-tls',
      says: ['No listener of web serves a certificate.'],
    },
  },
  'a balancer that is gone': { account: balanced(), target: `${web}0`, gone: true },
} satisfies Parameters<typeof testRemediation<string>>[2];

testRemediation(
  unit,
  resource,
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, { target: web, ...row }])),
);

test('the Config rule says which are allowed', () => {
  expect(unit.fromRule?.({ AcmCertificatesAllowed: ` ${one}, ${two},` })).toEqual({ allowed: [one, two] });
  expect(unit.fromRule?.({})).toEqual({});
});

test('in code it is the certificate of the listener', () => {
  const on = listenerArn(443);
  const { cloudformation, cdk, terraform } =
    unit.source?.(
      { set: 'defaultCertificate', on, before: served, after: one, impact: ['none'] },
      { ...location, type: resource.type, id: web, arn: web },
    ) ?? {};
  expect(cloudformation).toMatch(new RegExp(`${on}:\nCertificates:\n {2}- CertificateArn: "${one}"$`));
  expect(cdk).toContain(`certificates: [{ certificateArn: '${one}' }],`);
  expect(terraform).toContain(`certificate_arn = "${one}"`);
});
