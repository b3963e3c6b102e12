import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/cloudfront/remediations/cloudfront-origin-https/source.ts';
import { arn } from '../../distributions.ts';

const change = (after: string | null) => ({
  set: 'originProtocolPolicy',
  on: `${arn}#Origin app`,
  before: 'http-only',
  after,
  impact: ['breaks-plaintext'] as const,
});

test('the origin protocol policy where the origin is described', () => {
  expect(source(change('https-only'))).toEqual({
    cloudformation:
      '# AWS::CloudFront::Distribution\nDistributionConfig:\n  Origins:\n    - Id: "app"\n      CustomOriginConfig:\n        OriginProtocolPolicy: "https-only"',
    cdk: "// new origins.HttpOrigin, with the id of the origin\noriginId: 'app',\nprotocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,",
    terraform:
      '# aws_cloudfront_distribution\norigin {\n  origin_id = "app"\n  custom_origin_config {\n    origin_protocol_policy = "https-only"\n  }\n}',
  });
});

test('what is put back to nothing has no code', () => {
  expect(source(change(null))).toBeUndefined();
});
