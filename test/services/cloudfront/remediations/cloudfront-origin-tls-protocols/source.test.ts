import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/cloudfront/remediations/cloudfront-origin-tls-protocols/source.ts';
import { arn } from '../../distributions.ts';

const change = (id: string, after: readonly string[] | null) => ({
  set: 'originSslProtocols',
  on: `${arn}#Origin ${id}`,
  before: ['SSLv3', 'TLSv1.2'],
  after,
  impact: ['breaks-old-tls'] as const,
});

test('the protocols where the origin is described, whatever signs are in its id', () => {
  expect(source(change("a'#${b}", ['TLSv1.1', 'TLSv1.2']))).toEqual({
    cloudformation:
      '# AWS::CloudFront::Distribution\nDistributionConfig:\n  Origins:\n    - Id: "a\'#${b}"\n      CustomOriginConfig:\n        OriginSSLProtocols: ["TLSv1.1","TLSv1.2"]',
    cdk: "// new origins.HttpOrigin, with the id of the origin\noriginId: 'a\\'#${b}',\noriginSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_1, cloudfront.OriginSslPolicy.TLS_V1_2],",
    terraform:
      '# aws_cloudfront_distribution\norigin {\n  origin_id = "a\'#$${b}"\n  custom_origin_config {\n    origin_ssl_protocols = ["TLSv1.1", "TLSv1.2"]\n  }\n}',
  });
});

test('what is put back to nothing has no code', () => {
  expect(source(change('app', null))).toBeUndefined();
});
