import { hclText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';

/**
 * The way to choose the certificate where the distribution is described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-viewercertificate.html
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudfront.SSLMethod.html
 */
export const source = ({ after }: Change): Source | undefined =>
  after === 'sni-only'
    ? {
        cloudformation: `# AWS::CloudFront::Distribution\nDistributionConfig:\n  ViewerCertificate:\n    SslSupportMethod: ${yamlValue(after)}`,
        cdk: '// new cloudfront.Distribution\nsslSupportMethod: cloudfront.SSLMethod.SNI,',
        terraform: `# aws_cloudfront_distribution\nviewer_certificate {\n  ssl_support_method = ${hclText(after)}\n}`,
      }
    : undefined;
