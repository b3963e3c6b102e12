import type { Question } from '../../core/model/evidence.ts';
import { distributionIn, isDistribution } from '../cloudfront-logs/source.ts';
import type { Metric } from './metrics.ts';

/**
 * Requests that CloudFront or its origins refuse: AWS tells the share of all requests, in per cent.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
 */
export const distributionMetrics = ({ ask, of }: Question): readonly Metric[] =>
  ask === 'requests-without-redirect' && isDistribution(of)
    ? [
        {
          namespace: 'AWS/CloudFront',
          name: '4xxErrorRate',
          dimensions: { DistributionId: distributionIn(of), Region: 'Global' },
          statistic: 'Average',
          counts: 'errors',
          alongside: [],
          percentOf: 'Requests',
        },
      ]
    : [];
