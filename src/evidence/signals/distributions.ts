import { globalHome } from '../../aws/regions.ts';
import type { Question } from '../../core/model/evidence.ts';
import type { Location } from '../../core/model/target.ts';
import { distributionIn, isDistribution } from '../cloudfront-logs/source.ts';
import { leastInPublic, type Metric } from './metrics.ts';

/**
 * What viewers of a distribution show when they break.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
 */

/** Whoever fails the handshake sends no request, and CloudFront counts no handshakes: only their requests are missing. */
const handshakes = {
  name: 'Requests',
  statistic: 'Sum',
  counts: 'traffic',
  alongside: ['BytesDownloaded'],
  least: leastInPublic,
} as const;

/** What CloudFront or its origins refuse: AWS tells the share of all requests, in per cent. */
const refusals = {
  name: '4xxErrorRate',
  statistic: 'Average',
  counts: 'errors',
  among: 'Requests',
  isPercent: true,
  alongside: [],
} as const;

/** A redirect that nobody follows is a request as well, and is no error: only the bytes that viewers get fall. */
const bytes = {
  name: 'BytesDownloaded',
  statistic: 'Sum',
  counts: 'traffic',
  alongside: ['Requests'],
  carriedBy: 'Requests',
  least: leastInPublic,
} as const;

/** CloudFront tells its metrics in one Region of a partition, wherever a distribution was named. */
export const homeOfDistributions = ({ account, partition }: Location): Location => ({
  account,
  partition,
  region: globalHome[partition === 'aws-cn' ? 'aws-cn' : 'aws'],
});

export const distributionMetrics = ({ ask, of }: Question): readonly Metric[] => {
  if (!isDistribution(of)) return [];
  const place = {
    namespace: 'AWS/CloudFront',
    dimensions: { DistributionId: distributionIn(of), Region: 'Global' },
  };
  if (ask === 'tls-not-offered') return [{ ...place, ...handshakes }];
  return ask === 'requests-without-redirect'
    ? [
        { ...place, ...refusals },
        { ...place, ...bytes },
      ]
    : [];
};
