import { expect, test } from 'vitest';
import { source } from '../../../../../src/services/cloudfront/remediations/cloudfront-viewer-https/source.ts';
import { arn } from '../../distributions.ts';

const change = (place: string, after: string | null) => ({
  set: 'viewerProtocolPolicy',
  on: `${arn}#${place}`,
  before: 'allow-all',
  after,
  impact: ['redirects-clients'] as const,
});

test('the default behaviour', () => {
  expect(source(change('DefaultCacheBehavior', 'redirect-to-https'))).toEqual({
    cloudformation:
      '# AWS::CloudFront::Distribution\nDistributionConfig:\n  DefaultCacheBehavior:\n    ViewerProtocolPolicy: "redirect-to-https"',
    cdk: '// new cloudfront.Distribution\ndefaultBehavior: {\n  viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,\n},',
    terraform:
      '# aws_cloudfront_distribution\ndefault_cache_behavior {\n  viewer_protocol_policy = "redirect-to-https"\n}',
  });
});

test('another one, by its path pattern, whatever signs are in it', () => {
  expect(source(change("CacheBehavior /a'#${b}/*", 'redirect-to-https'))).toEqual({
    cloudformation:
      '# AWS::CloudFront::Distribution\nDistributionConfig:\n  CacheBehaviors:\n    - PathPattern: "/a\'#${b}/*"\n      ViewerProtocolPolicy: "redirect-to-https"',
    cdk: "// new cloudfront.Distribution\nadditionalBehaviors: {\n  '/a\\'#${b}/*': {\n    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,\n  },\n},",
    terraform:
      '# aws_cloudfront_distribution\nordered_cache_behavior {\n  path_pattern           = "/a\'#$${b}/*"\n  viewer_protocol_policy = "redirect-to-https"\n}',
  });
});

test('what is put back to nothing has no code', () => {
  expect(source(change('DefaultCacheBehavior', null))).toBeUndefined();
});
