import { hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import { patternOf } from '../../facts/viewers.ts';

/**
 * The response headers policy where the behaviour is described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-cachebehavior.html
 */
export const source = ({ on, after }: Change): Source | undefined => {
  if (typeof after !== 'string') return undefined;
  const pattern = patternOf(on.slice(on.indexOf('#') + 1));
  const name = `responseHeadersPolicy: cloudfront.ResponseHeadersPolicy.fromResponseHeadersPolicyId(this, 'Hsts', ${tsText(after)}),`;
  return pattern === undefined
    ? {
        cloudformation: `# AWS::CloudFront::Distribution\nDistributionConfig:\n  DefaultCacheBehavior:\n    ResponseHeadersPolicyId: ${yamlValue(after)}`,
        cdk: `// new cloudfront.Distribution\ndefaultBehavior: {\n  ${name}\n},`,
        terraform: `# aws_cloudfront_distribution\ndefault_cache_behavior {\n  response_headers_policy_id = ${hclText(after)}\n}`,
      }
    : {
        cloudformation: `# AWS::CloudFront::Distribution\nDistributionConfig:\n  CacheBehaviors:\n    - PathPattern: ${yamlValue(pattern)}\n      ResponseHeadersPolicyId: ${yamlValue(after)}`,
        cdk: `// new cloudfront.Distribution\nadditionalBehaviors: {\n  ${tsText(pattern)}: {\n    ${name}\n  },\n},`,
        terraform: `# aws_cloudfront_distribution\nordered_cache_behavior {\n  path_pattern               = ${hclText(pattern)}\n  response_headers_policy_id = ${hclText(after)}\n}`,
      };
};
