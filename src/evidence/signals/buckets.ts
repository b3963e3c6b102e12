import { ListBucketMetricsConfigurationsCommand, S3Client } from '@aws-sdk/client-s3';
import type { Question } from '../../core/model/evidence.ts';
import type { Aws } from '../../core/model/remediation.ts';
import type { Metric } from './metrics.ts';

export const bucketPermissions = ['s3:GetMetricsConfiguration'] as const;

export const bucketOf = ({ ask, of }: Question): string | undefined =>
  ask === 'plaintext-requests' ? /^arn:[\w-]+:s3:::(.+)$/.exec(of)?.[1] : undefined;

/** More pages than a bucket can have configurations. */
const mostPages = 20;

/**
 * Refused requests of a bucket, where somebody has switched on request metrics for all of it. `undefined`: nobody has.
 * Throws what AWS throws. https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html
 */
export const bucketMetric = async (bucket: string, aws: () => Aws): Promise<Metric | undefined> => {
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await aws()
      .use(S3Client)
      .send(new ListBucketMetricsConfigurationsCommand({ Bucket: bucket, ContinuationToken: token }));
    const { MetricsConfigurationList: all = [] } = answer;
    // A filter by prefix or tag tells of a part of the bucket only.
    const whole = all.find(({ Filter }) => Filter === undefined);
    if (whole?.Id !== undefined)
      return {
        namespace: 'AWS/S3',
        name: '4xxErrors',
        dimensions: { BucketName: bucket, FilterId: whole.Id },
        statistic: 'Sum',
        counts: 'errors',
        among: 'AllRequests',
        alongside: [],
      };
    if (!answer.IsTruncated || answer.NextContinuationToken === undefined) return undefined;
    token = answer.NextContinuationToken;
  }
  return undefined;
};
