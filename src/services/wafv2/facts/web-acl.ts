import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** AWS WAF keeps those of regional resources apart from those of CloudFront and Amplify. */
export type Scope = 'REGIONAL' | 'CLOUDFRONT';

/** All by which AWS WAF asks for one. */
export interface WebAclName {
  readonly Scope: Scope;
  readonly Name: string;
  readonly Id: string;
}

/** `arn:aws:wafv2:us-east-1:111122223333:global/webacl/shop/…`. `undefined`: the ARN is of something else. */
export const webAclIn = (arn: string): WebAclName | undefined => {
  const { service, resource = '' } = parseArn(arn) ?? {};
  const found =
    service === 'wafv2' && /^(regional|global)\/webacl\/([\w-]{1,128})\/([\w-]{1,36})$/.exec(resource);
  if (!found) return undefined;
  const [, scope, Name = '', Id = ''] = found;
  return { Scope: scope === 'global' ? 'CLOUDFRONT' : 'REGIONAL', Name, Id };
};

/**
 * Those of CloudFront are asked for in us-east-1. AWS has no such sentence for the other partitions: there, the regional ones
 * alone are looked at. https://docs.aws.amazon.com/waf/latest/APIReference/API_ListWebACLs.html
 */
export const scopesIn = ({ region }: Pick<Location, 'region'>): readonly Scope[] =>
  region === 'us-east-1' ? ['REGIONAL', 'CLOUDFRONT'] : ['REGIONAL'];
