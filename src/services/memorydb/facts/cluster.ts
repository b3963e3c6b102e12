import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/** ARNs of AWS::MemoryDB::Cluster: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const clusterArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:memorydb:${region}:${account}:cluster/${name}`;

/** The name in an ARN of a cluster; `undefined`: the ARN is of something else. */
export const clusterNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'memorydb' ? /^cluster\/([^:/]+)$/.exec(resource)?.[1] : undefined;
};
