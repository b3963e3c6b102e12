import { rootCertificates } from 'node:tls';
import { expect, test } from 'vitest';
import resource from '../../../../src/services/acm/resources/aws-acm-certificate.ts';
import unit from '../../../../src/services/acm/remediations/acm-certificate-strength.ts';
import { location } from '../../../kit/answers.ts';
import { certified } from '../../../kit/probe/certificates.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, balancer, certificate } from '../certificates.ts';

const authority = true;
const until = new Date('2027-01-01');
const root = await certified({ subject: 'CN=Root', names: [], authority, until });
const middle = await certified({ subject: 'CN=Middle', names: [], authority, until, by: root });
const ended = await certified({
  subject: 'CN=Old',
  names: [],
  authority,
  by: root,
  from: new Date('2020-01-01'),
  until: new Date('2021-01-01'),
});
const leaf = await certified({ by: middle, until });
const ofEnded = await certified({ by: ended, until });
const alone = await certified({ until });

const imported = (over: object = {}) =>
  certificate({ Type: 'IMPORTED', Certificate: leaf.cert, CertificateChain: middle.cert, ...over });
const InUseBy = [balancer];
const own = { is: 'compliant', notes: ['own-authority'] } as const;
const told = { is: 'non-compliant', changes: 0 } as const;

testRemediation(unit, resource, {
  'RSA of 2048 bits': { account: certificate(), expect: { is: 'compliant' } },
  'P-256': {
    account: certificate({ KeyAlgorithm: 'EC_prime256v1', SignatureAlgorithm: 'SHA256WITHECDSA' }),
    expect: { is: 'compliant' },
  },
  'P-521, and used': {
    account: certificate({ KeyAlgorithm: 'EC_secp521r1', SignatureAlgorithm: 'SHA512WITHECDSA', InUseBy }),
    expect: { is: 'compliant' },
  },
  'RSA of 1024 bits': {
    account: certificate({ KeyAlgorithm: 'RSA_1024', InUseBy }),
    expect: { ...told, message: 'weak-key', notes: ['used-by'] },
  },
  'signed by SHA-1': {
    account: certificate({ SignatureAlgorithm: 'SHA1WITHRSA' }),
    expect: { ...told, message: 'weak-hash' },
  },
  'a key that nobody knows': {
    account: certificate({ KeyAlgorithm: 'ML_DSA_65' }),
    target: arn,
    expect: { is: 'unknown', message: 'key-unknown' },
  },
  'a signature that nobody knows': {
    account: certificate({ SignatureAlgorithm: 'ED25519' }),
    expect: { is: 'unknown', message: 'key-unknown' },
  },
  'a weak key, and a signature that nobody knows': {
    account: certificate({ KeyAlgorithm: 'RSA_1024', SignatureAlgorithm: 'ED25519' }),
    expect: { ...told, message: 'weak-key' },
  },
  'imported with all above it, of an authority of somebody’s own': { account: imported(), expect: own },
  'however long that one lasts': { account: imported({ NotAfter: '2035-01-01T00:00:00Z' }), expect: own },
  'imported, of a public authority, for a year and a half': {
    // A root above itself: nobody here has a certificate of theirs.
    account: imported({
      Certificate: rootCertificates[0],
      CertificateChain: rootCertificates[0],
      NotAfter: '2027-01-01T00:00:00Z',
    }),
    expect: { ...told, message: 'lasts-too-long' },
  },
  'imported without its chain': {
    account: imported({ CertificateChain: undefined, InUseBy }),
    expect: { ...told, message: 'chain-missing', notes: ['used-by'] },
  },
  'imported with the chain of another': {
    account: imported({ CertificateChain: ended.cert }),
    expect: { ...told, message: 'chain-broken' },
  },
  'imported with one that has ended': {
    account: imported({ Certificate: ofEnded.cert, CertificateChain: ended.cert }),
    expect: { ...told, message: 'chain-ended' },
  },
  'imported, and vouching for itself': {
    account: imported({ Certificate: alone.cert, CertificateChain: undefined }),
    expect: { ...told, message: 'self-signed' },
  },
  'imported with a weak key and without a chain': {
    account: imported({ KeyAlgorithm: 'RSA_1024', CertificateChain: undefined }),
    expect: { ...told, message: 'weak-key', notes: ['chain-missing'] },
  },
  'imported, and no certificate comes': {
    account: imported({ Certificate: 'nothing' }),
    expect: { is: 'unknown', message: 'chain-unread' },
  },
  'imported, and we may not read it': {
    account: { ...imported(), denied: ['acm:GetCertificate'] },
    expect: { is: 'unknown', message: 'chain-unread' },
  },
  'imported with a weak key, and we may not read it': {
    account: { ...imported({ KeyAlgorithm: 'RSA_1024' }), denied: ['acm:GetCertificate'] },
    expect: { ...told, message: 'weak-key', notes: ['chain-unread'] },
  },
  'not issued': {
    account: certificate({ Status: 'PENDING_VALIDATION', KeyAlgorithm: 'RSA_1024' }),
    expect: { is: 'not-applicable', message: 'not-issued' },
  },
  'a certificate that is gone': {
    account: {},
    target: 'arn:aws:acm:eu-west-1:111122223333:certificate/gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::ACM::Certificate', id: arn, arn };
const seen = {
  domain: 'orders.example.com',
  names: ['orders.example.com'],
  status: 'ISSUED',
  key: 'RSA_2048',
  signature: 'SHA256WITHRSA',
  users: [],
  days: 366,
  chain: { is: 'complete', isPublic: true },
} as const;
const settings = { maximumDays: 366 };

test('of a public authority for a year', () => {
  expect(unit.plan(seen, target, settings)).toEqual({ is: 'compliant', notes: [] });
});

test('of a public authority for a day more', () => {
  const verdict = unit.plan({ ...seen, days: 367 }, target, settings);
  expect(verdict).toMatchObject({
    is: 'non-compliant',
    message: 'lasts-too-long',
    data: { days: 367, most: 366 },
  });
  expect(unit.plan({ ...seen, days: 367 }, target, { maximumDays: 398 })).toMatchObject({ is: 'compliant' });
});

test('another one has the same names', () => {
  const verdict = unit.plan(
    { ...seen, key: 'RSA_1024', names: ['*.orders.example.com', 'orders.example.com'] },
    target,
    settings,
  );
  const [change] = 'advises' in verdict ? (verdict.advises ?? []) : [];
  const { cli, terraform, cdk, cloudformation } = (change && unit.source?.(change, target)) ?? {};
  expect(cli).toBe(
    "aws acm request-certificate --region eu-west-1 --domain-name 'orders.example.com' --subject-alternative-names '*.orders.example.com' --validation-method DNS --key-algorithm RSA_2048",
  );
  expect(terraform).toContain('subject_alternative_names = ["*.orders.example.com"]');
  expect(cdk).toContain('subjectAlternativeNames: ["*.orders.example.com"],');
  expect(cloudformation).toContain('SubjectAlternativeNames: ["*.orders.example.com"]');
});

test('of one with a single name no others are told', () => {
  const verdict = unit.plan({ ...seen, key: 'RSA_1024' }, target, settings);
  const [change] = 'advises' in verdict ? (verdict.advises ?? []) : [];
  const { cli, terraform } = (change && unit.source?.(change, target)) ?? {};
  expect(cli).not.toContain('alternative');
  expect(terraform).not.toContain('alternative');
});

test('for a chain alone no other certificate is asked for', () => {
  const verdict = unit.plan({ ...seen, chain: { is: 'missing' } }, target, settings);
  expect(verdict).toMatchObject({ is: 'non-compliant', message: 'chain-missing', advises: [] });
});
