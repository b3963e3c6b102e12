import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/cloudfront/remediations/cloudfront-hsts/source.ts';
import { arn } from '../../distributions.ts';

const change = (place: string, after: string | null) => ({
  set: 'responseHeadersPolicyId',
  on: `${arn}#${place}`,
  before: null,
  after,
  impact: ['breaks-plaintext'] as const,
});

test('the default behaviour', () => {
  expect(source(change('DefaultCacheBehavior', 'policy-1'))).toEqual({
    cloudformation:
      '# AWS::CloudFront::Distribution\nDistributionConfig:\n  DefaultCacheBehavior:\n    ResponseHeadersPolicyId: "policy-1"',
    cdk: "// new cloudfront.Distribution\ndefaultBehavior: {\n  responseHeadersPolicy: cloudfront.ResponseHeadersPolicy.fromResponseHeadersPolicyId(this, 'Hsts', 'policy-1'),\n},",
    terraform:
      '# aws_cloudfront_distribution\ndefault_cache_behavior {\n  response_headers_policy_id = "policy-1"\n}',
  });
});

test('another one, by its path pattern', () => {
  expect(source(change('CacheBehavior /a/*', 'policy-1'))).toEqual({
    cloudformation:
      '# AWS::CloudFront::Distribution\nDistributionConfig:\n  CacheBehaviors:\n    - PathPattern: "/a/*"\n      ResponseHeadersPolicyId: "policy-1"',
    cdk: "// new cloudfront.Distribution\nadditionalBehaviors: {\n  '/a/*': {\n    responseHeadersPolicy: cloudfront.ResponseHeadersPolicy.fromResponseHeadersPolicyId(this, 'Hsts', 'policy-1'),\n  },\n},",
    terraform:
      '# aws_cloudfront_distribution\nordered_cache_behavior {\n  path_pattern               = "/a/*"\n  response_headers_policy_id = "policy-1"\n}',
  });
});

test('what is put back to nothing has no code', () => {
  expect(source(change('DefaultCacheBehavior', null))).toBeUndefined();
});
