import { type Arn, parseArn } from '../../aws/arn.ts';
import { UsageError } from './usage.ts';

const wellFormed = ({ partition, service, region, account, resource }: Arn): boolean =>
  /^aws(-[a-z]+)*$/.test(partition) &&
  /^[a-z0-9-]+$/.test(service) &&
  /^[a-z0-9-]*$/.test(region) &&
  /^(\d{12})?$/.test(account) &&
  // Names of EMR have spaces, quotes and letters of every script.
  /^\P{Cc}+$/u.test(resource);

/** The parts of an ARN that somebody typed. */
export const arnNamed = (typed: string): Arn => {
  const arn = parseArn(typed);
  if (arn && wellFormed(arn)) return arn;
  throw new UsageError(
    'bad-arn',
    `"${typed}" is not an ARN.`,
    'Give the full ARN, such as arn:aws:s3:::my-bucket or arn:aws:rds:eu-west-1:111122223333:db:orders.',
  );
};
