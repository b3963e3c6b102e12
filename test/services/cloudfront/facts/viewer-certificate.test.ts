import type { DistributionConfig } from '@aws-sdk/client-cloudfront';
import { expect, test } from 'vitest';
import {
  hasOwnCertificate,
  minimumProtocolVersion,
  withMinimumProtocolVersion,
} from '../../../../src/services/cloudfront/facts/viewer-certificate.ts';

const config = (ViewerCertificate?: DistributionConfig['ViewerCertificate']): DistributionConfig => ({
  CallerReference: 'made-once',
  Comment: 'the shop',
  Enabled: true,
  Origins: { Quantity: 0, Items: [] },
  DefaultCacheBehavior: { TargetOriginId: 'app', ViewerProtocolPolicy: 'https-only' },
  ...(ViewerCertificate && { ViewerCertificate }),
});

test.each([
  [true, { ACMCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/one' }],
  [true, { IAMCertificateId: 'ASCAEXAMPLE' }],
  [false, { CloudFrontDefaultCertificate: true }],
  // As some answers carry it.
  [false, { CloudFrontDefaultCertificate: true, ACMCertificateArn: '', IAMCertificateId: '' }],
  [false, undefined],
])('%s: %j', (expected, certificate) => {
  expect(hasOwnCertificate(config(certificate))).toBe(expected);
});

test('another security policy, and all else as it was', () => {
  const before = config({ IAMCertificateId: 'ASCAEXAMPLE', MinimumProtocolVersion: 'TLSv1' });
  const after = withMinimumProtocolVersion(before, 'TLSv1.2_2021');
  expect(minimumProtocolVersion(after)).toBe('TLSv1.2_2021');
  expect(withMinimumProtocolVersion(after, 'TLSv1')).toEqual(before);
});

test('where no certificate is described there is no policy, and none is put', () => {
  expect(minimumProtocolVersion(config())).toBeNull();
  expect(withMinimumProtocolVersion(config(), 'TLSv1.2_2021')).toEqual(config());
});

test('none at all', () => {
  const before = config({ IAMCertificateId: 'ASCAEXAMPLE', MinimumProtocolVersion: 'TLSv1' });
  expect(minimumProtocolVersion(withMinimumProtocolVersion(before, null))).toBeNull();
});

test('what AWS still answers beside the certificate stays', () => {
  const arn = 'arn:aws:acm:us-east-1:111122223333:certificate/one';
  const before = config({
    ACMCertificateArn: arn,
    Certificate: arn,
    CertificateSource: 'acm',
    CloudFrontDefaultCertificate: false,
    SSLSupportMethod: 'sni-only',
    MinimumProtocolVersion: 'TLSv1',
  });
  expect(withMinimumProtocolVersion(before, 'TLSv1.2_2021')).toEqual({
    ...before,
    ViewerCertificate: { ...before.ViewerCertificate, MinimumProtocolVersion: 'TLSv1.2_2021' },
  });
});
