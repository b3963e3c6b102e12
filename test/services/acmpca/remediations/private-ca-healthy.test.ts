import { expect, test } from 'vitest';
import resource from '../../../../src/services/acmpca/resources/aws-acmpca-certificateauthority.ts';
import unit from '../../../../src/services/acmpca/remediations/private-ca-healthy.ts';
import type { AuthoritySeen } from '../../../../src/services/acmpca/remediations/private-ca-healthy/read.ts';
import { renewal } from '../../../../src/services/acmpca/remediations/private-ca-healthy/write.ts';
import { location } from '../../../kit/answers.ts';
import { answering, awsError } from '../../../kit/answering.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, authority, forAcm, keys, root, rootArn } from '../authorities.ts';

const good = { is: 'compliant' } as const;
const told = { is: 'non-compliant', changes: 0 } as const;
const soon = { NotAfter: '2026-02-05T00:00:00Z' };
/** Within thirteen months, and not within ninety days. */
const thisYear = { NotAfter: '2026-12-01T00:00:00Z' };
const crl = { RevocationConfiguration: { CrlConfiguration: { Enabled: true, S3BucketName: 'our-crl' } } };
const denied = (...operations: readonly string[]) => ({ denied: operations.map((one) => `acmpca:${one}`) });

testRemediation(unit, resource, {
  'a subordinate, for years': { account: authority(), expect: good },
  'with a key on P-384': { account: authority(keys('EC_secp384r1', 'SHA384WITHECDSA')), expect: good },
  'with a key that quantum computers do not find': {
    account: authority(keys('ML_DSA_65', 'ML_DSA_65')),
    expect: good,
  },
  'that revokes nothing': {
    account: authority({ RevocationConfiguration: undefined }),
    expect: { ...good, notes: ['no-revocation'] },
  },
  'that has a CRL and OCSP, both off': {
    account: authority({
      RevocationConfiguration: {
        CrlConfiguration: { Enabled: false, S3BucketName: 'our-crl' },
        OcspConfiguration: { Enabled: false },
      },
    }),
    expect: { ...good, notes: ['no-revocation'] },
  },
  'with a CRL in a bucket': { account: authority(crl), expect: { ...good, notes: ['crl-over-http'] } },
  'of short-lived certificates, which need no revocation, and ACM has none of': {
    account: authority({
      UsageMode: 'SHORT_LIVED_CERTIFICATE',
      RevocationConfiguration: undefined,
      Permissions: forAcm,
      ...thisYear,
    }),
    expect: good,
  },
  'that ends this year, and nobody but its owner uses': { account: authority(thisYear), expect: good },
  'that ends this year, and another service uses': {
    account: authority({
      ...thisYear,
      Permissions: [{ Principal: 'ecs.amazonaws.com', Actions: ['IssueCertificate'] }],
    }),
    expect: good,
  },
  'that ends this year, and ACM may only read': {
    account: authority({
      ...thisYear,
      Permissions: [{ Principal: 'acm.amazonaws.com', Actions: ['GetCertificate'] }],
    }),
    expect: good,
  },
  'that ends this year, and ACM uses': {
    account: authority({ ...thisYear, Permissions: forAcm }),
    expect: { ...told, message: 'ends-before-acm' },
  },
  'that ends this year, and is shared': {
    account: authority({ ...thisYear, Policy: '{}' }),
    expect: { ...told, message: 'ends-before-acm' },
  },
  'that ends this year, and we may not read who uses it': {
    account: { ...authority(thisYear), ...denied('ListPermissions') },
    expect: { is: 'unknown', message: 'users-unread' },
  },
  'that ends this year, and we may not read with whom it is shared': {
    account: { ...authority(thisYear), ...denied('GetPolicy') },
    expect: { is: 'unknown', message: 'users-unread' },
  },
  'that ends soon': { account: authority(soon), expect: { ...told, message: 'ends-soon' } },
  'that ends soon, and ACM uses: said once': {
    account: authority({ ...soon, Permissions: forAcm }),
    expect: { ...told, message: 'ends-soon', notes: [] },
  },
  'that ends in a week, of short-lived certificates': {
    account: authority({ ...soon, UsageMode: 'SHORT_LIVED_CERTIFICATE' }),
    expect: { ...told, message: 'ends-soon' },
  },
  'that has ended': {
    account: authority({ Status: 'EXPIRED', NotAfter: '2025-12-31T00:00:00Z' }),
    expect: { ...told, message: 'expired' },
  },
  disabled: {
    account: authority({ Status: 'DISABLED' }),
    expect: { ...told, message: 'disabled' },
  },
  'disabled, and about to end': {
    account: authority({ Status: 'DISABLED', ...soon }),
    expect: { ...told, message: 'ends-soon', notes: ['disabled'] },
  },
  'that waits for its certificate': {
    account: authority({ Status: 'PENDING_CERTIFICATE', NotAfter: undefined }),
    expect: { ...told, message: 'no-certificate' },
  },
  'that is being created': {
    account: authority({ Status: 'CREATING', NotAfter: undefined }),
    expect: { is: 'pending', message: 'being-made' },
  },
  'that could not be created': {
    account: authority({ Status: 'FAILED', NotAfter: undefined, FailureReason: 'UNSUPPORTED_ALGORITHM' }),
    expect: { ...told, message: 'failed' },
  },
  'that is deleted': {
    account: authority({ Status: 'DELETED', RestorableUntil: '2026-01-30T00:00:00Z' }),
    expect: { ...told, message: 'deleted' },
  },
  'with a key of 1024 bits': {
    account: authority(keys('RSA_1024')),
    expect: { ...told, message: 'weak-key' },
  },
  'with a key of 1024 bits and SHA-1, about to end': {
    account: authority({ ...keys('RSA_1024', 'SHA1WITHRSA'), ...soon }),
    expect: { ...told, message: 'weak-key', notes: ['weak-hash', 'ends-soon'] },
  },
  'that signs by SHA-1': {
    account: authority(keys('RSA_2048', 'SHA1WITHRSA')),
    expect: { ...told, message: 'weak-hash' },
  },
  'with a key that nobody knows': {
    account: authority(keys('SM2', 'SHA256WITHECDSA')),
    expect: { is: 'unknown', message: 'algorithm-unknown' },
  },
  'that signs by what nobody knows': {
    account: authority(keys('EC_prime256v1', 'SM3WITHSM2')),
    expect: { is: 'unknown', message: 'algorithm-unknown' },
  },
  'of which no end is told': {
    account: authority({ NotAfter: undefined }),
    expect: { is: 'unknown', message: 'state-unknown' },
  },
  'a root, disabled': { account: root({ Status: 'DISABLED' }), target: rootArn, expect: good },
  'a root, disabled, that ends soon': {
    account: root({ Status: 'DISABLED', ...soon }),
    target: rootArn,
    expect: { ...told, message: 'ends-soon' },
  },
  'a root, disabled, that ends this year': {
    account: root({ Status: 'DISABLED', ...thisYear }),
    target: rootArn,
    expect: good,
  },
  'a root, active': {
    account: root(),
    target: rootArn,
    expect: { ...told, message: 'root-active' },
  },
  'a root, active, that revokes nothing, and about to end': {
    account: root({ ...soon, RevocationConfiguration: undefined }),
    target: rootArn,
    expect: { ...told, message: 'ends-soon', notes: ['root-active', 'no-revocation'] },
  },
  'a root, active, that ACM uses': {
    account: root({ Permissions: forAcm }),
    target: rootArn,
    expect: { ...told, message: 'root-issues' },
  },
  'a root, active, of short-lived certificates, that is shared': {
    account: root({ Policy: '{}', UsageMode: 'SHORT_LIVED_CERTIFICATE' }),
    target: rootArn,
    expect: { ...told, message: 'root-issues' },
  },
  'a root, active, whose subordinate is disabled': {
    account: root({}, { Status: 'DISABLED' }),
    target: rootArn,
    expect: { ...told, message: 'root-alone' },
  },
  'two roots, active': {
    account: root({}, { Type: 'ROOT' }),
    target: rootArn,
    expect: { ...told, message: 'root-alone' },
  },
  'a root, active, and we may not read who uses it': {
    account: { ...root(), ...denied('ListPermissions') },
    target: rootArn,
    expect: { ...told, message: 'root-use-unread' },
  },
  'a root, active, and we may not list the others': {
    account: { ...root(), ...denied('ListCertificateAuthorities') },
    target: rootArn,
    expect: { ...told, message: 'root-use-unread' },
  },
  'a root that may stay active': {
    account: root({ Permissions: forAcm }),
    target: rootArn,
    settings: { activeRoots: [rootArn] },
    expect: good,
  },
  'a root that may stay active, and ends this year': {
    account: root({ Permissions: forAcm, ...thisYear }),
    target: rootArn,
    settings: { activeRoots: [rootArn] },
    expect: { ...told, message: 'ends-before-acm' },
  },
  'in GovCloud': {
    location: { partition: 'aws-us-gov', region: 'us-gov-west-1' },
    account: {
      partition: 'aws-us-gov',
      region: 'us-gov-west-1',
      acmpca: {
        CertificateAuthorities: [
          {
            Arn: 'arn:aws-us-gov:acm-pca:us-gov-west-1:111122223333:certificate-authority/orders',
            Type: 'ROOT',
            Status: 'EXPIRED',
          },
        ],
      },
    },
    expect: { ...told, message: 'expired' },
  },
  'one that is gone': {
    account: {},
    target: 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/gone',
    gone: true,
  },
});

const target = { ...location, type: 'AWS::ACMPCA::CertificateAuthority', id: arn, arn };
const settings = { daysToExpiration: 90, activeRoots: [] };
const seen: AuthoritySeen = {
  name: 'Orders',
  kind: 'SUBORDINATE',
  status: 'ACTIVE',
  why: null,
  until: '2026-12-01',
  daysLeft: 395,
  restorableUntil: null,
  key: 'RSA_2048',
  signature: 'SHA256WITHRSA',
  isShortLived: false,
  ocsp: true,
  crl: null,
  users: ['acm', 'others'],
  hasSubordinates: null,
};
const plan = (over: Partial<AuthoritySeen>) => unit.plan({ ...seen, ...over }, target, settings);

test.each([
  ['InvalidStateException', 'unseen'],
  ['ResourceNotFoundException', 'unseen'],
  ['ThrottlingException', undefined],
])('who uses it is not known where %s comes meanwhile', async (name, users) => {
  const { aws } = answering({
    DescribeCertificateAuthority: () => ({
      CertificateAuthority: { Type: 'ROOT', Status: 'ACTIVE', NotAfter: new Date('2035-01-01') },
    }),
    ListPermissions: () => {
      throw awsError(name);
    },
    ListCertificateAuthorities: () => ({ CertificateAuthorities: [] }),
  });
  const reading = unit.read(target, aws);
  if (users === undefined) await expect(reading).rejects.toThrow(name);
  else expect(await reading).toMatchObject({ users, hasSubordinates: false });
});

test('to the day', () => {
  expect(plan({})).toEqual({ is: 'compliant', notes: [] });
  expect(plan({ daysLeft: 394 })).toMatchObject({
    message: 'ends-before-acm',
    data: { name: 'Orders', users: 'ACM of this account and accounts that it is shared with', acm: 395 },
  });
  expect(plan({ daysLeft: 90, users: [] })).toMatchObject({ is: 'compliant' });
  expect(plan({ daysLeft: 89, users: [] })).toMatchObject({ message: 'ends-soon' });
  expect(plan({ daysLeft: 395, users: 'unseen' })).toMatchObject({ is: 'compliant' });
  expect(plan({ daysLeft: 394, users: 'unseen' })).toMatchObject({ is: 'unknown', message: 'users-unread' });
});

test.each([{ kind: 'BRIDGE' }, { status: 'FROZEN' }])('what nobody knows: %j', (over) => {
  expect(plan(over)).toMatchObject({ is: 'unknown', message: 'state-unknown' });
});

test.each([
  [{ kind: 'ROOT', users: [], hasSubordinates: true }, 'root-active', 'DISABLED'],
  [{ kind: 'ROOT', users: [], hasSubordinates: true, key: 'RSA_1024' }, 'weak-key', 'DISABLED'],
  [{ kind: 'ROOT', users: [], hasSubordinates: false }, 'root-alone', undefined],
  [{ kind: 'ROOT', users: [], hasSubordinates: 'unseen' }, 'root-use-unread', undefined],
  [{ kind: 'ROOT', users: 'unseen', hasSubordinates: true }, 'root-use-unread', undefined],
  [{ kind: 'ROOT', users: ['acm'], hasSubordinates: true }, 'root-issues', undefined],
  [{ status: 'DISABLED' }, 'disabled', 'ACTIVE'],
  [{ status: 'DISABLED', daysLeft: 10 }, 'ends-soon', 'ACTIVE'],
  [{ kind: 'ROOT', status: 'DISABLED', daysLeft: 10 }, 'ends-soon', undefined],
  [{ daysLeft: 10 }, 'ends-soon', undefined],
] as const)('of %j the status is proposed that is safe, and no other', (over, message, after) => {
  const verdict = plan(over);
  expect(verdict).toMatchObject({ is: 'non-compliant', message, changes: [] });
  const [change, ...more] = 'advises' in verdict ? (verdict.advises ?? []) : [];
  expect([change?.after, more]).toEqual([after, []]);
});

test('the plan is the same on the next day', () => {
  expect(plan({ daysLeft: 60 })).toEqual(plan({ daysLeft: 61 }));
});

const of = `--region eu-west-1 --certificate-authority-arn ${arn}`;

test('a root signs itself, and one that is disabled is enabled for it', () => {
  const self = { kind: 'ROOT', signature: 'SHA384WITHECDSA' };
  const active = renewal({ ...self, status: 'EXPIRED' }, target);
  expect(active).toBe(
    `choose for how long, here ten years, then: aws acm-pca get-certificate-authority-csr ${of} --output text > ca.csr && CERTIFICATE=$(aws acm-pca issue-certificate ${of} --csr fileb://ca.csr --signing-algorithm SHA384WITHECDSA --template-arn arn:aws:acm-pca:::template/RootCACertificate/V1 --validity Value=10,Type=YEARS --query CertificateArn --output text) && aws acm-pca wait certificate-issued ${of} --certificate-arn "$CERTIFICATE" && aws acm-pca get-certificate ${of} --certificate-arn "$CERTIFICATE" --query Certificate --output text > ca.pem && aws acm-pca import-certificate-authority-certificate ${of} --certificate fileb://ca.pem. Clients must then be given the new root certificate.`,
  );
  const disabled = renewal({ ...self, status: 'DISABLED' }, target);
  expect(disabled).toContain(`then: aws acm-pca update-certificate-authority ${of} --status ACTIVE && aws`);
  expect(disabled).toContain(
    `ca.pem && aws acm-pca update-certificate-authority ${of} --status DISABLED. Clients`,
  );
});

test('a subordinate is signed by the one above it', () => {
  const asked = renewal({ kind: 'SUBORDINATE', status: 'ACTIVE', signature: 'SHA256WITHRSA' }, target);
  expect(asked).toBe(
    `have the CA above it sign its request (aws acm-pca get-certificate-authority-csr ${of} --output text > ca.csr), and import what comes of it: aws acm-pca import-certificate-authority-certificate ${of} --certificate fileb://ca.pem --certificate-chain fileb://chain.pem`,
  );
});

test.each([
  ['DISABLED', 'false'],
  ['ACTIVE', 'true'],
])('what people write to make it %s', (after, enabled) => {
  const change = { set: 'status', on: arn, before: null, after, impact: ['none'] } as const;
  const written = unit.source?.(change, target);
  expect(written?.cli).toBe(`aws acm-pca update-certificate-authority ${of} --status ${after}`);
  expect(written?.cloudformation).toContain(`Status: ${after}`);
  expect(written?.cdk).toContain(`status: '${after}',`);
  expect(written?.terraform).toContain(`enabled = ${enabled}`);
});

test.each([
  [{}, {}],
  [{ exemptedCAArns: '' }, {}],
  [{ exemptedCAArns: `${arn}, ${rootArn}` }, { activeRoots: [arn, rootArn] }],
])('of the rule’s parameters %j come the settings %j', (parameters, expected) => {
  expect(unit.fromRule?.(parameters)).toEqual(expected);
});
