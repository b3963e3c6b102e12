import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** ARNs of AWS::ElastiCache::ServerlessCache: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const serverlessCacheArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:elasticache:${region}:${account}:serverlesscache:${name}`;

/** The name in an ARN of a serverless cache; `undefined`: the ARN is of something else. */
export const serverlessCacheNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'elasticache' ? /^serverlesscache:([^:/]+)$/.exec(resource)?.[1] : undefined;
};
