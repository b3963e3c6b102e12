import { expect, test } from 'vitest';
import { certificateSeen } from '../../../../src/services/acm/facts/certificate-seen.ts';

const arn = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';
const user = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/1';
const issued = {
  DomainName: 'shop.example',
  Status: 'ISSUED',
  Type: 'AMAZON_ISSUED',
  NotAfter: new Date('2026-06-01T00:00:00Z'),
  InUseBy: [user],
  RenewalEligibility: 'ELIGIBLE',
} as const;

test.each<[string, Parameters<typeof certificateSeen>[1], string, RegExp]>([
  ['issued and in use', issued, 'yes', /^ACM renews it$/],
  ['exported', { ...issued, InUseBy: [] }, 'no', /exported/],
  ['exported, of a private CA', { ...issued, Type: 'PRIVATE', InUseBy: [] }, 'no', /exported/],
  ['exported, use not told', { ...issued, InUseBy: undefined }, 'no', /exported/],
  ['issued by a private CA', { ...issued, Type: 'PRIVATE' }, 'yes', /in use; a copy/],
  ['in use, and may be exported', { ...issued, Options: { Export: 'ENABLED' } }, 'yes', /in use; a copy/],
  [
    'in use, and may not be exported',
    { ...issued, Options: { Export: 'DISABLED' } },
    'yes',
    /^ACM renews it$/,
  ],
  ['imported, whatever else is said', { ...issued, Type: 'IMPORTED' }, 'no', /imported/],
  ['revoked', { ...issued, Status: 'REVOKED' }, 'no', /revoked/],
  ['over', { ...issued, Status: 'EXPIRED' }, 'no', /over/],
  ['not issued yet', { ...issued, Status: 'PENDING_VALIDATION' }, 'no', /not issued/],
  ['of an ACME client', { ...issued, AcmeEndpointArn: 'arn:aws:acm:x' }, 'unknown', /ACME/],
  [
    'a renewal failed',
    { ...issued, RenewalSummary: { RenewalStatus: 'FAILED', RenewalStatusReason: 'CAA_ERROR' } },
    'no',
    /failed: CAA_ERROR/,
  ],
  [
    'a renewal waits',
    { ...issued, RenewalSummary: { RenewalStatus: 'PENDING_VALIDATION' } },
    'no',
    /waits: its owner/,
  ],
  ...(
    [
      ['DNS', /waits: ACM does not find the DNS record/],
      ['EMAIL', /waits: somebody has to answer/],
      ['HTTP', /waits: a domain does not lead/],
      ['OF_TOMORROW', /waits: its owner/],
    ] as const
  ).map(([ValidationMethod, why]): [string, Parameters<typeof certificateSeen>[1], string, RegExp] => [
    `a renewal waits, by ${ValidationMethod}`,
    {
      ...issued,
      RenewalSummary: { RenewalStatus: 'PENDING_VALIDATION' },
      DomainValidationOptions: [{ ValidationMethod }, { ValidationMethod }],
    },
    'no',
    why,
  ]),
  [
    'a renewal goes on',
    { ...issued, RenewalSummary: { RenewalStatus: 'PENDING_AUTO_RENEWAL' } },
    'yes',
    /renews/,
  ],
  ['by mail', { ...issued, DomainValidationOptions: [{ ValidationMethod: 'EMAIL' }] }, 'no', /mail/],
  ['by DNS', { ...issued, DomainValidationOptions: [{ ValidationMethod: 'DNS' }] }, 'yes', /renews/],
  ['not used', { ...issued, RenewalEligibility: 'INELIGIBLE', InUseBy: [] }, 'no', /nothing uses it/],
  ['not eligible', { ...issued, RenewalEligibility: 'INELIGIBLE' }, 'no', /not eligible/],
  ['eligibility not told', { ...issued, RenewalEligibility: undefined }, 'unknown', /does not say/],
  ['a type of tomorrow', { ...issued, Type: 'OTHER' }, 'unknown', /not known/],
  ['a status of tomorrow', { ...issued, Status: 'INACTIVE' }, 'unknown', /not known/],
])('%s', (_says, of, renews, why) => {
  expect(certificateSeen(arn, of)).toEqual([
    expect.objectContaining({ id: arn, renews, why: expect.stringMatching(why) }),
  ]);
});

test('its end, its domain and what uses it, in any order', () => {
  const [one] = certificateSeen(arn, { ...issued, InUseBy: ['b', 'a'] });
  expect(one).toMatchObject({ name: 'shop.example', ends: '2026-06-01T00:00:00.000Z', serves: ['a', 'b'] });
  expect(certificateSeen(arn, { ...issued, NotAfter: undefined })[0]).not.toHaveProperty('ends');
});

test.each(['FAILED', 'VALIDATION_TIMED_OUT'])('%s: there never was one', (Status) => {
  expect(certificateSeen(arn, { ...issued, Status })).toEqual([]);
});
