import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/cloudfront/remediations/cloudfront-sni/source.ts';
import { arn } from '../../distributions.ts';

const change = (after: string | null) => ({
  set: 'sslSupportMethod',
  on: `${arn}#ViewerCertificate`,
  before: 'vip',
  after,
  impact: ['breaks-old-tls'] as const,
});

test('the way to choose the certificate where the distribution is described', () => {
  expect(source(change('sni-only'))).toEqual({
    cloudformation:
      '# AWS::CloudFront::Distribution\nDistributionConfig:\n  ViewerCertificate:\n    SslSupportMethod: "sni-only"',
    cdk: '// new cloudfront.Distribution\nsslSupportMethod: cloudfront.SSLMethod.SNI,',
    terraform: '# aws_cloudfront_distribution\nviewer_certificate {\n  ssl_support_method = "sni-only"\n}',
  });
});

test('what is put back has no code', () => {
  expect(source(change('vip'))).toBeUndefined();
});
