import { hclList, hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import { originIn } from '../../facts/custom-origins.ts';

/** `TLSv1.2` is `TLS_V1_2` there, and `SSLv3` is `SSL_V3`. */
const inCdk = (protocol: string): string =>
  `cloudfront.OriginSslPolicy.${protocol.replace(/^(SSL|TLS)v/, '$1_V').replaceAll('.', '_')}`;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/**
 * The protocols where the origin is described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-customoriginconfig.html
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_cloudfront_origins.HttpOriginProps.html
 */
export const source = ({ on, after }: Change): Source | undefined => {
  if (!isTexts(after)) return undefined;
  const id = originIn(on.slice(on.indexOf('#') + 1));
  return {
    cloudformation: `# AWS::CloudFront::Distribution\nDistributionConfig:\n  Origins:\n    - Id: ${yamlValue(id)}\n      CustomOriginConfig:\n        OriginSSLProtocols: ${yamlValue(after)}`,
    cdk: `// new origins.HttpOrigin, with the id of the origin\noriginId: ${tsText(id)},\noriginSslProtocols: [${after.map(inCdk).join(', ')}],`,
    terraform: `# aws_cloudfront_distribution\norigin {\n  origin_id = ${hclText(id)}\n  custom_origin_config {\n    origin_ssl_protocols = ${hclList(after)}\n  }\n}`,
  };
};
