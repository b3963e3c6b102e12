/** Where calls go: one account in one Region of one partition (`aws`, `aws-cn`, `aws-us-gov`). */
export interface Location {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/**
 * The identity of one resource, and nothing else. An event names a resource; its state is always read live.
 * `id` is the identifier as AWS Config sends it (a bucket name, a listener ARN, `db-…`).
 */
export interface Target extends Location {
  /** The AWS Config resource type, such as `AWS::S3::Bucket`. */
  readonly type: string;
  readonly id: string;
  readonly arn: string;
}

/** Targets of a type that AWS Config names by something within their ARN: from that name, and the place. */
export const targetsOf =
  (type: string, arnOf: (place: Location, id: string) => string) =>
  (id: string, { account, region, partition }: Location): Target => ({
    account,
    region,
    partition,
    type,
    id,
    arn: arnOf({ account, region, partition }, id),
  });

/** Targets of a type that AWS Config names by its ARN, where they were found. */
export const targetsByTheirArn =
  (type: string) =>
  (arn: string, { account, region, partition }: Location): Target => ({
    account,
    region,
    partition,
    type,
    id: arn,
    arn,
  });

/** Whether what an event or a person says can mean this target: an ARN of another account or Region is that of another one. */
export const canMean = (said: string, { arn }: Pick<Target, 'arn'>): boolean =>
  !said.startsWith('arn:') || said === arn;

/** One account, one Region, one ARN: what is told of another place is not about it. */
export const placeKey = ({ account, region, arn }: Pick<Target, 'account' | 'region' | 'arn'>): string =>
  `${account} ${region} ${arn}`;
