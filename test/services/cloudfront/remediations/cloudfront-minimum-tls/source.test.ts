import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/cloudfront/remediations/cloudfront-minimum-tls/source.ts';
import { arn } from '../../distributions.ts';

const change = (after: string | null) => ({
  set: 'minimumProtocolVersion',
  on: `${arn}#ViewerCertificate`,
  before: 'TLSv1',
  after,
  impact: ['breaks-old-tls'] as const,
});

test('the security policy where the distribution is described', () => {
  expect(source(change('TLSv1.2_2021'))).toEqual({
    cloudformation:
      '# AWS::CloudFront::Distribution\nDistributionConfig:\n  ViewerCertificate:\n    MinimumProtocolVersion: "TLSv1.2_2021"',
    cdk: '// new cloudfront.Distribution\nminimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,',
    terraform:
      '# aws_cloudfront_distribution\nviewer_certificate {\n  minimum_protocol_version = "TLSv1.2_2021"\n}',
  });
});

test.each([
  ['SSLv3', 'SSL_V3'],
  ['TLSv1', 'TLS_V1'],
  ['TLSv1_2016', 'TLS_V1_2016'],
  ['TLSv1.1_2016', 'TLS_V1_1_2016'],
])('%s is %s in the CDK', (policy, name) => {
  expect(source(change(policy))?.cdk).toContain(`SecurityPolicyProtocol.${name},`);
});

test('what is put back to nothing has no code', () => {
  expect(source(change(null))).toBeUndefined();
});
