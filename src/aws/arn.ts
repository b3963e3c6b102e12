/** The parts of an ARN. `region` and `account` are empty where the service leaves them out, as S3 does. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the fifth colon; may contain colons and slashes. */
  readonly resource: string;
}

/**
 * `undefined` for anything that is not an ARN.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const parseArn = (text: string): Arn | undefined => {
  const [arn, partition, service, region = '', account = '', ...rest] = text.split(':');
  const resource = rest.join(':');
  if (arn !== 'arn' || !partition || !service || !resource) return undefined;
  return { partition, service, region, account, resource };
};

/** Whether an ARN is of something in this account, Region and partition. */
export const isArnIn = (
  text: string,
  { account, region, partition }: Pick<Arn, 'account' | 'region' | 'partition'>,
): boolean => {
  const arn = parseArn(text);
  return arn?.partition === partition && arn.region === region && arn.account === account;
};

export const formatArn = ({ partition, service, region, account, resource }: Arn): string =>
  ['arn', partition, service, region, account, resource].join(':');

/** A bucket's own ARN: no Region, no account. */
export const bucketArn = (partition: string, bucket: string): string =>
  formatArn({ partition, service: 's3', region: '', account: '', resource: bucket });
