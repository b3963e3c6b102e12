import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** ARNs of AWS::ElastiCache::ReplicationGroup: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const replicationGroupArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:elasticache:${region}:${account}:replicationgroup:${name}`;

/** The name in an ARN of a replication group; `undefined`: the ARN is of something else. */
export const replicationGroupNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'elasticache' ? /^replicationgroup:([^:/]+)$/.exec(resource)?.[1] : undefined;
};
