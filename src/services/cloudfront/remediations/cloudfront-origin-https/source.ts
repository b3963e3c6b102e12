import { hclText, tsText, yamlValue } from '../../../../aws/source-text.ts';
import type { Change, Source } from '../../../../core/model/remediation.ts';
import { originIn } from '../../facts/custom-origins.ts';

/**
 * The origin protocol policy where the origin is described.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-customoriginconfig.html
 */
export const source = ({ on, after }: Change): Source | undefined => {
  if (typeof after !== 'string') return undefined;
  const id = originIn(on.slice(on.indexOf('#') + 1));
  return {
    cloudformation: `# AWS::CloudFront::Distribution\nDistributionConfig:\n  Origins:\n    - Id: ${yamlValue(id)}\n      CustomOriginConfig:\n        OriginProtocolPolicy: ${yamlValue(after)}`,
    cdk: `// new origins.HttpOrigin, with the id of the origin\noriginId: ${tsText(id)},\nprotocolPolicy: cloudfront.OriginProtocolPolicy.${after.toUpperCase().replaceAll('-', '_')},`,
    terraform: `# aws_cloudfront_distribution\norigin {\n  origin_id = ${hclText(id)}\n  custom_origin_config {\n    origin_protocol_policy = ${hclText(after)}\n  }\n}`,
  };
};
