import { createHash } from 'node:crypto';
import { parseArn } from '../../../aws/arn.ts';
import { clusterNameOf } from './clusters.ts';

/**
 * Default parameter groups belong to AWS: they can be neither modified nor copied.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/parameter-groups-overview.html
 */
export const isDefaultGroup = (group: string): boolean => group.startsWith('default.');
export const defaultGroupOf = (family: string): string => `default.${family}`;

/** `arn:aws:rds:eu-west-1:111122223333:db:orders` → `orders`; `undefined` for anything else. */
export const instanceNameOf = (arn: string): string | undefined => {
  const parsed = parseArn(arn);
  const [kind, name, ...more] = parsed?.resource.split(':') ?? [];
  return parsed?.service === 'rds' && kind === 'db' && more.length === 0 && name ? name : undefined;
};

/**
 * The parameter group that is made for one instance or cluster: always the same name for the same instance and family.
 * Letters, digits and single hyphens, beginning with a letter, at most 255, kept in lower case by RDS:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html
 */
export const ownGroupName = (arn: string, family: string): string => {
  const hash = createHash('sha256').update(`${arn} ${family}`).digest('hex').slice(0, 8);
  const cluster = clusterNameOf(arn);
  const name = cluster === undefined ? (instanceNameOf(arn) ?? 'instance') : `cluster-${cluster}`;
  return `waxseal-${name.toLowerCase()}-${hash}`;
};
