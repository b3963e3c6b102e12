import { expect, test } from 'vitest';
import resource from '../../../../src/services/acm/resources/aws-acm-certificate.ts';
import unit from '../../../../src/services/acm/remediations/acm-certificate-valid.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testRemediation } from '../../../kit/tester.ts';
import { arn, authority, balancer, certificate, exported } from '../certificates.ts';

const InUseBy = [balancer];
const waiting = (RenewalStatus: string, over: object = {}) =>
  certificate({ InUseBy, RenewalSummary: { RenewalStatus, ...over } });
const early = (RenewalStatus: string, over: object = {}, besides: object = {}) =>
  certificate({
    NotAfter: '2026-03-04T12:00:00Z',
    InUseBy,
    RenewalSummary: { RenewalStatus, ...over },
    ...besides,
  });
const byDns = (DomainName: string, name: string, over: object = {}) => ({
  DomainName,
  ValidationMethod: 'DNS',
  ValidationStatus: 'PENDING_VALIDATION',
  ResourceRecord: { Name: `_${name}.example.com.`, Value: `_of-${name}.acm-validations.aws.` },
  ...over,
});
const fresh = { UpdatedAt: '2026-01-05T08:00:00Z' };
const told = { is: 'non-compliant', changes: 0, notes: ['used-by'] } as const;
const due = { is: 'non-compliant', message: 'renewal-due', changes: 1, hazards: ['copies-stay'] } as const;

testRemediation(unit, resource, {
  'it ends in a year': {
    account: certificate({ NotAfter: '2027-01-01T00:00:00Z' }),
    expect: { is: 'compliant' },
  },
  'exactly as many days are left as are wanted': {
    account: certificate({ NotAfter: '2026-02-04T09:00:00Z' }),
    expect: { is: 'compliant' },
  },
  'a second less': {
    account: certificate({ NotAfter: '2026-02-04T08:59:59Z', InUseBy }),
    expect: { ...told, message: 'not-begun' },
  },
  'fewer days are wanted': {
    account: certificate(),
    settings: { daysToExpiration: 10 },
    expect: { is: 'compliant' },
  },
  'more days are wanted': {
    account: certificate({ NotAfter: '2026-04-01T00:00:00Z', InUseBy }),
    settings: { daysToExpiration: 90 },
    expect: { ...told, message: 'not-begun' },
  },
  'imported, and used by nothing': {
    account: certificate({ Type: 'IMPORTED', RenewalEligibility: 'INELIGIBLE' }),
    expect: {
      is: 'non-compliant',
      message: 'imported',
    },
  },
  'imported, and used by two': {
    account: certificate({ Type: 'IMPORTED', InUseBy: [balancer, `${balancer}-b`] }),
    expect: { ...told, message: 'imported' },
  },
  'imported, and it has ended': {
    account: certificate({ Type: 'IMPORTED', NotAfter: '2026-01-05T08:59:59Z', Status: 'EXPIRED', InUseBy }),
    expect: {
      ...told,
      message: 'imported',
    },
  },
  'it has ended, and ACM does not say so yet': {
    account: certificate({
      NotAfter: '2026-01-05T08:00:00Z',
      InUseBy,
      SubjectAlternativeNames: ['*.orders.example.com'],
    }),
    expect: {
      ...told,
      message: 'ended',
    },
  },
  'one of a private CA has ended': {
    account: exported({ NotAfter: '2025-12-31T00:00:00Z', Status: 'EXPIRED', KeyAlgorithm: 'EC_prime256v1' }),
    expect: {
      is: 'non-compliant',
      message: 'ended',
    },
  },
  'one that can be exported has ended': {
    account: certificate({
      NotAfter: '2025-12-31T00:00:00Z',
      Status: 'EXPIRED',
      Options: { Export: 'ENABLED' },
    }),
    expect: {
      is: 'non-compliant',
      message: 'ended',
    },
  },
  'revoked, however long it would last': {
    account: certificate({ Status: 'REVOKED', NotAfter: '2027-01-01T00:00:00Z', InUseBy }),
    expect: { ...told, message: 'revoked' },
  },
  'nothing uses it': {
    account: certificate({ RenewalEligibility: 'INELIGIBLE' }),
    expect: { is: 'non-compliant', message: 'not-used' },
  },
  'of a private CA, not exported, and nothing uses it': {
    account: exported({ Exported: false, RenewalEligibility: 'INELIGIBLE' }),
    expect: { is: 'non-compliant', message: 'not-used' },
  },
  'used, and not to be renewed all the same': {
    account: certificate({ RenewalEligibility: 'INELIGIBLE', InUseBy }),
    expect: { ...told, message: 'ineligible' },
  },
  'ACM does not say whether it renews it': {
    account: certificate({ RenewalEligibility: undefined, InUseBy }),
    expect: { ...told, message: 'ineligible' },
  },
  'records are missing, one for a name and all below it': {
    account: waiting('PENDING_VALIDATION', {
      DomainValidationOptions: [
        byDns('orders.example.com', 'a'),
        byDns('*.orders.example.com', 'a'),
        byDns('bills.example.com', 'b'),
        byDns('good.example.com', 'c', { ValidationStatus: 'SUCCESS' }),
      ],
    }),
    expect: {
      ...told,
      message: 'records-missing',
    },
  },
  'the record is told only as that of the first time': {
    account: certificate({
      InUseBy,
      DomainValidationOptions: [byDns('orders.example.com', 'a', { ValidationStatus: 'SUCCESS' })],
      RenewalSummary: {
        RenewalStatus: 'PENDING_AUTO_RENEWAL',
        DomainValidationOptions: [
          { DomainName: 'orders.example.com', ValidationStatus: 'PENDING_VALIDATION' },
        ],
      },
    }),
    expect: { ...told, message: 'records-missing' },
  },
  'mail is not answered': {
    account: waiting('PENDING_VALIDATION', {
      DomainValidationOptions: [
        { DomainName: 'orders.example.com', ValidationMethod: 'EMAIL', ValidationDomain: 'example.com' },
      ],
    }),
    expect: {
      ...told,
      message: 'mail-unanswered',
    },
  },
  'mail of which no domain is told': {
    account: waiting('PENDING_VALIDATION', {
      DomainValidationOptions: [{ DomainName: 'orders.example.com', ValidationMethod: 'EMAIL' }],
    }),
    expect: { ...told, message: 'mail-unanswered' },
  },
  'of CloudFront, whose name leads elsewhere': {
    account: waiting('PENDING_VALIDATION', {
      DomainValidationOptions: [{ DomainName: 'orders.example.com', ValidationMethod: 'HTTP' }],
    }),
    expect: { ...told, message: 'redirect-missing' },
  },
  'a CAA record forbids it': {
    account: certificate({
      DomainName: '*.example.com',
      InUseBy,
      RenewalSummary: { RenewalStatus: 'FAILED', RenewalStatusReason: 'CAA_ERROR' },
    }),
    expect: { ...told, message: 'caa-forbids' },
  },
  'a CAA record forbids it, and ACM goes on trying': {
    account: waiting('PENDING_VALIDATION', { RenewalStatusReason: 'CAA_ERROR' }),
    expect: { ...told, message: 'caa-forbids' },
  },
  'it has failed for another reason': {
    account: waiting('FAILED', { RenewalStatusReason: 'DOMAIN_NOT_ALLOWED' }),
    expect: { ...told, message: 'renewal-failed' },
  },
  'it has failed for no reason': {
    account: waiting('FAILED'),
    expect: {
      ...told,
      message: 'renewal-failed',
    },
  },
  'its private CA does not let ACM': {
    account: exported({
      InUseBy,
      RenewalSummary: { RenewalStatus: 'FAILED', RenewalStatusReason: 'PCA_ACCESS_DENIED' },
    }),
    expect: { ...told, message: 'authority-fails' },
  },
  'it is being renewed since today': {
    account: waiting('PENDING_AUTO_RENEWAL', fresh),
    expect: { is: 'pending', message: 'renewing' },
  },
  'it was being renewed when it ended': {
    account: certificate({
      NotAfter: '2026-01-05T08:30:00Z',
      RenewalSummary: { RenewalStatus: 'PENDING_AUTO_RENEWAL', ...fresh },
    }),
    expect: { is: 'non-compliant', message: 'ended' },
  },
  'it is being renewed for two weeks': {
    account: waiting('PENDING_AUTO_RENEWAL'),
    expect: { ...told, message: 'renewal-lasts' },
  },
  'its renewal has failed, 58 days before the end': {
    account: early('FAILED', { RenewalStatusReason: 'CAA_ERROR' }),
    expect: { ...told, message: 'caa-forbids' },
  },
  'its renewal has failed for no reason, 58 days before the end': {
    account: early('FAILED'),
    expect: { ...told, message: 'renewal-failed' },
  },
  'records are missing, 58 days before the end': {
    account: early('PENDING_VALIDATION', {
      ...fresh,
      DomainValidationOptions: [byDns('orders.example.com', 'a')],
    }),
    expect: { ...told, message: 'records-missing' },
  },
  'mail is not answered, 58 days before the end': {
    account: early('PENDING_VALIDATION', {
      ...fresh,
      DomainValidationOptions: [{ DomainName: 'orders.example.com', ValidationMethod: 'EMAIL' }],
    }),
    expect: { ...told, message: 'mail-unanswered' },
  },
  'a CAA record forbids it since today, 58 days before the end': {
    account: early('PENDING_VALIDATION', { ...fresh, RenewalStatusReason: 'CAA_ERROR' }),
    expect: { ...told, message: 'caa-forbids' },
  },
  'it waits for what nobody tells since weeks, 58 days before the end': {
    account: early('PENDING_VALIDATION'),
    expect: { ...told, message: 'renewal-lasts' },
  },
  'all is proven since today, 58 days before the end': {
    account: early('PENDING_VALIDATION', {
      ...fresh,
      DomainValidationOptions: [byDns('orders.example.com', 'a', { ValidationStatus: 'SUCCESS' })],
    }),
    expect: { is: 'compliant' },
  },
  'ACM has begun to renew it, 58 days before the end': {
    account: early('PENDING_AUTO_RENEWAL', { DomainValidationOptions: [byDns('orders.example.com', 'a')] }),
    expect: { is: 'compliant' },
  },
  'it was renewed, 58 days before the end': { account: early('SUCCESS'), expect: { is: 'compliant' } },
  'its renewal has failed, and ACM says that it cannot renew it, 58 days before the end': {
    account: early('FAILED', {}, { RenewalEligibility: 'INELIGIBLE' }),
    expect: { ...told, message: 'ineligible' },
  },
  'its renewal has failed, and nothing uses it any more, 58 days before the end': {
    account: early('FAILED', {}, { RenewalEligibility: 'INELIGIBLE', InUseBy: [] }),
    expect: { is: 'compliant' },
  },
  'exported, and its renewal has failed, 58 days before the end': {
    account: early('FAILED', { RenewalStatusReason: 'CAA_ERROR' }, { Exported: true, InUseBy: [] }),
    expect: { is: 'non-compliant', message: 'caa-forbids' },
  },
  'exported from a private CA, and its renewal has failed, 58 days before the end': {
    account: exported({
      NotAfter: '2026-03-04T12:00:00Z',
      RenewalSummary: { RenewalStatus: 'FAILED', RenewalStatusReason: 'PCA_INVALID_STATE' },
    }),
    expect: { is: 'non-compliant', message: 'authority-fails', changes: 0 },
  },
  'imported over one whose renewal had failed, 58 days before the end': {
    account: early('FAILED', {}, { Type: 'IMPORTED' }),
    expect: { is: 'compliant' },
  },
  'the renewal of last year': { account: waiting('SUCCESS'), expect: { ...told, message: 'not-begun' } },
  'exported from a private CA': {
    account: exported(),
    expect: {
      ...due,
      changes: [{ set: 'renewal', on: `${arn}#2026-01-15T12:00:00.000Z`, before: null, after: 'renewed' }],
    },
  },
  'exported from a private CA, and the last renewal failed': {
    account: exported({
      RenewalSummary: { RenewalStatus: 'FAILED', RenewalStatusReason: 'PCA_INVALID_STATE' },
    }),
    expect: { ...due, hazards: ['copies-stay', 'failed-before'] },
  },
  'exported from a private CA, and under way for two weeks': {
    account: exported({ RenewalSummary: { RenewalStatus: 'PENDING_AUTO_RENEWAL' } }),
    expect: { is: 'non-compliant', message: 'renewal-lasts' },
  },
  'exported from a private CA, and used as well: perhaps it was exported before the last renewal': {
    account: exported({ InUseBy }),
    expect: { ...told, message: 'not-begun' },
  },
  'exported, and of Amazon': {
    account: certificate({ Exported: true }),
    expect: { is: 'non-compliant', message: 'not-begun' },
  },
  'not issued yet': {
    account: certificate({ Status: 'PENDING_VALIDATION', NotAfter: undefined }),
    expect: { is: 'pending', message: 'not-issued-yet' },
  },
  'nobody has proven its names in time': {
    account: certificate({ Status: 'VALIDATION_TIMED_OUT', NotAfter: undefined }),
    expect: { is: 'not-applicable', message: 'never-issued' },
  },
  'refused by its issuer': {
    account: certificate({ Status: 'FAILED', NotAfter: undefined }),
    expect: { is: 'not-applicable', message: 'never-issued' },
  },
  'of an ACME client': {
    account: certificate({ AcmeEndpointArn: 'arn:aws:acm:eu-west-1:111122223333:acme-endpoint/a1' }),
    target: arn,
    expect: { is: 'not-applicable', message: 'of-acme' },
  },
  'a status that nobody knows': {
    account: certificate({ Status: 'INACTIVE' }),
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'ACM does not say until when': {
    account: certificate({ NotAfter: undefined }),
    expect: { is: 'unknown', message: 'end-unknown' },
  },
  'in China': {
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    account: {
      partition: 'aws-cn',
      region: 'cn-north-1',
      acm: {
        Certificates: [
          {
            CertificateArn: 'arn:aws-cn:acm:cn-north-1:111122223333:certificate/orders',
            DomainName: 'orders.example.com',
            Type: 'IMPORTED',
            NotAfter: '2026-01-15T12:00:00Z',
          },
        ],
      },
    },
    expect: { is: 'non-compliant', message: 'imported' },
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
  kind: 'AMAZON_ISSUED',
  key: 'RSA_2048',
  isExportable: false,
  authority: null,
  isOfAcme: false,
  until: '2026-01-15T12:00:00.000Z',
  daysLeft: 10,
  isEligible: true,
  users: [],
  renewal: null,
};

const told30 = (over: object) => {
  const verdict = unit.plan({ ...seen, ...over }, target, { daysToExpiration: 30 });
  return 'message' in verdict ? { said: verdict.message, ...verdict.data } : {};
};

test('days are told, and not how many are left', () => {
  expect(told30({})).toMatchObject({ ends: 'is valid until 2026-01-15' });
  expect(told30({ daysLeft: 0 })).toMatchObject({ ends: 'is valid until 2026-01-15' });
  expect(told30({ daysLeft: -1 })).toMatchObject({ said: 'ended', ends: 'ended on 2026-01-15' });
});

test.each([
  [
    { names: ['*.orders.example.com', 'orders.example.com'] },
    "aws acm request-certificate --region eu-west-1 --domain-name 'orders.example.com' --subject-alternative-names '*.orders.example.com' --key-algorithm RSA_2048 --validation-method DNS",
  ],
  [
    { kind: 'PRIVATE', key: 'EC_prime256v1', authority, isExportable: true },
    `aws acm request-certificate --region eu-west-1 --domain-name 'orders.example.com' --key-algorithm EC_prime256v1 --certificate-authority-arn ${authority}`,
  ],
  [
    { isExportable: true },
    "aws acm request-certificate --region eu-west-1 --domain-name 'orders.example.com' --key-algorithm RSA_2048 --validation-method DNS --options Export=ENABLED",
  ],
])('another one like %j', (over, another) => {
  expect(told30({ ...over, daysLeft: -1 })).toMatchObject({ said: 'ended', another });
});

test('mail goes to whom it went before, of each name', () => {
  const unproven = ['bills.example.com', 'orders.example.com'].map((domain) => ({
    domain,
    method: 'EMAIL',
    record: null,
    mailTo: 'example.com',
  }));
  const renewal = { status: 'PENDING_VALIDATION', reason: null, isFresh: false, unproven };
  const mail = (domain: string): string =>
    `aws acm resend-validation-email --region eu-west-1 --certificate-arn ${arn} --domain '${domain}' --validation-domain 'example.com'`;
  expect(told30({ renewal })).toMatchObject({
    said: 'mail-unanswered',
    domains: 'bills.example.com, orders.example.com',
    mails: `${mail('bills.example.com')}; ${mail('orders.example.com')}`,
  });
});

test('a CAA record is looked up of the name that a wildcard stands for', () => {
  const renewal = { status: 'FAILED', reason: 'CAA_ERROR', isFresh: true, unproven: [] };
  expect(told30({ domain: '*.example.com', renewal })).toMatchObject({ bare: 'example.com' });
});

test('a kind that nobody knows', () => {
  expect(unit.plan({ ...seen, kind: 'BORROWED' }, target, { daysToExpiration: 30 })).toMatchObject({
    is: 'unknown',
    message: 'status-unknown',
  });
});

test('a record is made as a command that writes over none', () => {
  const verdict = unit.plan(
    {
      ...seen,
      renewal: {
        status: 'PENDING_VALIDATION',
        reason: null,
        isFresh: false,
        unproven: ['*.orders.example.com', 'orders.example.com'].map((domain) => ({
          domain,
          method: 'DNS',
          record: { name: '_a.example.com.', value: '_b.acm-validations.aws.' },
          mailTo: '',
        })),
      },
    },
    target,
    { daysToExpiration: 30 },
  );
  const [change, ...more] = 'advises' in verdict ? (verdict.advises ?? []) : [];
  expect(more).toEqual([]);
  expect(change?.after).toEqual({ Name: '_a.example.com.', Type: 'CNAME', Value: '_b.acm-validations.aws.' });
  const { cli = '', cloudformation } = (change && unit.source?.(change, target)) ?? {};
  expect(cli).toBe(
    `printf %s 'Id of the public hosted zone of orders.example.com: ' && read -r ZONE\naws route53 change-resource-record-sets --hosted-zone-id "$ZONE" --change-batch '{"Changes":[{"Action":"CREATE","ResourceRecordSet":{"Name":"_a.example.com.","Type":"CNAME","TTL":300,"ResourceRecords":[{"Value":"_b.acm-validations.aws."}]}}]}'`,
  );
  expect(cloudformation).toContain('ResourceRecords: ["_b.acm-validations.aws."]');
});

test.each([
  ['nothing', '2026-01-15T12:00:00Z', undefined, null],
  ['the renewal of last year', '2026-01-15T12:00:00Z', 'SUCCESS', null],
  ['a renewal that has begun', '2026-01-15T12:00:00Z', 'PENDING_AUTO_RENEWAL', 'renewed'],
  ['another end', '2027-02-15T12:00:00Z', 'SUCCESS', 'renewed'],
])('where ACM shows %s', async (_what, NotAfter, RenewalStatus, value) => {
  const { read } = await answering(() => ({
    Certificate: {
      NotAfter: new Date(NotAfter),
      ...(RenewalStatus !== undefined && { RenewalSummary: { RenewalStatus, DomainValidationOptions: [] } }),
    },
  }));
  expect(await unit.fields.renewal.get(`${arn}#2026-01-15T12:00:00.000Z`, target, read)).toEqual({ value });
});

test('a renewal is no part of the code that made the certificate', () => {
  const change = { set: 'renewal', on: arn, before: null, after: 'renewed', impact: ['none'] } as const;
  expect(unit.source?.(change, target)).toBeUndefined();
});

test.each([
  [{}, {}],
  [{ daysToExpiration: '45' }, { daysToExpiration: 45 }],
  [{ daysToExpiration: '900' }, { daysToExpiration: 365 }],
  [{ daysToExpiration: '0' }, {}],
  [{ daysToExpiration: 'soon' }, {}],
])('of the rule’s parameters %j come the settings %j', (parameters, expected) => {
  expect(unit.fromRule?.(parameters)).toEqual(expected);
});

test('the plan is the same on the next day', () => {
  const settings = { daysToExpiration: 30 };
  expect(unit.plan({ ...seen, daysLeft: 9 }, target, settings)).toEqual(unit.plan(seen, target, settings));
});
