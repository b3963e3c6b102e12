import { createHash } from 'node:crypto';
import { parseArn } from '../../../aws/arn.ts';

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
 * The parameter group that is made for one instance: always the same name for the same instance and family.
 * Letters, digits and single hyphens, beginning with a letter, at most 255, kept in lower case by RDS:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html
 */
export const ownGroupName = (instanceArn: string, family: string): string => {
  const hash = createHash('sha256').update(`${instanceArn} ${family}`).digest('hex').slice(0, 8);
  return `waxseal-${(instanceNameOf(instanceArn) ?? 'instance').toLowerCase()}-${hash}`;
};
