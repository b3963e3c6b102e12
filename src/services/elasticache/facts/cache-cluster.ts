import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** ARNs of AWS::ElastiCache::CacheCluster: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const cacheClusterArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:elasticache:${region}:${account}:cluster:${name}`;

/** The name in an ARN of a cache cluster; `undefined`: the ARN is of something else. */
export const cacheClusterNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'elasticache' ? /^cluster:([^:/]+)$/.exec(resource)?.[1] : undefined;
};
