import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** ARNs of AWS::CloudFront::Distribution: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const distributionArn = ({ partition, account }: Location, name: string): string =>
  `arn:${partition}:cloudfront::${account}:distribution/${name}`;

/** The name in an ARN of a distribution; `undefined`: the ARN is of something else. */
export const distributionNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'cloudfront' ? /^distribution\/([^:/]+)$/.exec(resource)?.[1] : undefined;
};
