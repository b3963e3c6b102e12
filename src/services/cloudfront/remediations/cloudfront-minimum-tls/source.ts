import { hclText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';

/** `TLSv1.2_2021` is `TLS_V1_2_2021` there, and `SSLv3` is `SSL_V3`. */
const inCdk = (policy: string): string => policy.replace(/^(SSL|TLS)v/, '$1_V').replaceAll('.', '_');

/**
 * The security policy where the distribution is described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-viewercertificate.html
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudfront.SecurityPolicyProtocol.html
 */
export const source = ({ after }: Change): Source | undefined =>
  typeof after === 'string'
    ? {
        cloudformation: `# AWS::CloudFront::Distribution\nDistributionConfig:\n  ViewerCertificate:\n    MinimumProtocolVersion: ${yamlValue(after)}`,
        cdk: `// new cloudfront.Distribution\nminimumProtocolVersion: cloudfront.SecurityPolicyProtocol.${inCdk(after)},`,
        terraform: `# aws_cloudfront_distribution\nviewer_certificate {\n  minimum_protocol_version = ${hclText(after)}\n}`,
      }
    : undefined;
