/** A bucket of calls that fills itself again, as AWS reckons them for an account and Region. */
export interface Rate {
  readonly bucket: number;
  readonly perSecond: number;
}

/** What we take of it: at first, and at most while nobody is throttled. */
export interface Budget {
  readonly start: Rate;
  readonly most: Rate;
}

/**
 * What AWS publishes for reading, for one account and Region, by the client's name. Where operations have buckets of
 * their own, one of them stands for the whole service. An account may have been given more: we do not count on it.
 */
export const publishedRates: Readonly<Record<string, Rate>> = {
  // https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html#api-rate-limits
  ACMClient: { bucket: 10, perSecond: 10 },
  // Lookups. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
  CloudTrailClient: { bucket: 2, perSecond: 2 },
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Limits.html
  DatabaseMigrationServiceClient: { bucket: 200, perSecond: 8 },
  // The smaller of two kinds of reading. https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
  EC2Client: { bucket: 50, perSecond: 10 },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html
  ElasticLoadBalancingV2Client: { bucket: 40, perSecond: 10 },
};

/** Thousands a second: https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html */
const practicallyUnlimited: ReadonlySet<string> = new Set(['DynamoDBClient', 'S3Client', 'SQSClient']);

const part = ({ bucket, perSecond }: Rate, share: number): Rate => ({
  bucket: bucket * share,
  perSecond: perSecond * share,
});

const unlimited: Rate = { bucket: Infinity, perSecond: Infinity };
/** Until AWS asks for fewer. */
export const untilThrottled: Budget = { start: unlimited, most: unlimited };

/** AWS says nothing of RDS, Config, Glue and others: we begin low and find out. */
const unpublished: Budget = {
  start: { bucket: 10, perSecond: 5 },
  most: { bucket: 40, perSecond: 40 },
};

/** Terraform, the console and every other tool of the account live from the same bucket. */
const shareAtFirst = 0.5;
const shareAtMost = 0.75;

/** What reading may take of a service, by the name of its client. */
export const budgetOf = (client: string): Budget => {
  const published = publishedRates[client];
  if (published) return { start: part(published, shareAtFirst), most: part(published, shareAtMost) };
  return practicallyUnlimited.has(client) ? untilThrottled : unpublished;
};
