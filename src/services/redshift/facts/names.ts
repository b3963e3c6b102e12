import { createHash } from 'node:crypto';
import { parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

export const clusterArn = ({ partition, region, account }: Location, name: string): string =>
  `arn:${partition}:redshift:${region}:${account}:cluster:${name}`;

/** The name in an ARN of a cluster; `undefined`: the ARN is of something else. */
export const clusterNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'redshift' ? /^cluster:([^:/]+)$/.exec(resource)?.[1] : undefined;
};

/** https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html */
export const isClusterName = (text: string): boolean => /^[a-z](?:-?[a-z0-9]){0,62}$/i.test(text);

/** The name in an ARN of a parameter group; `undefined`: the ARN is of something else. */
export const groupNameIn = (text: string): string | undefined => {
  const { service, resource = '' } = parseArn(text) ?? {};
  return service === 'redshift' ? /^parametergroup:([^:/]+)$/.exec(resource)?.[1] : undefined;
};

/** Default groups have a dot, others have none. https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateClusterParameterGroup.html */
export const isGroupName = (text: string): boolean => /^[a-z][a-z0-9.-]{0,254}$/i.test(text);

/**
 * Default parameter groups belong to AWS and cannot be changed.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/parameter-group-default.html
 */
export const isDefaultGroup = (group: string): boolean => group.startsWith('default.');
export const defaultGroupOf = (family: string): string => `default.${family}`;

/** The parameter group that is made for one cluster: always the same name for the same cluster and family. */
export const ownGroupName = (arn: string, family: string): string => {
  const hash = createHash('sha256').update(`${arn} ${family}`).digest('hex').slice(0, 8);
  return `waxseal-${(clusterNameIn(arn) ?? 'cluster').toLowerCase()}-${hash}`;
};
