import type { Question } from '../../core/model/evidence.ts';
import { distributionIn, isDistribution } from '../cloudfront-logs/source.ts';
import type { Metric } from './metrics.ts';

/**
 * Requests that CloudFront or its origins refuse: AWS tells the share of all requests, in per cent. A redirect that nobody follows
 * is a request as well, and is no error: only the bytes that viewers get fall.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
 */
export const distributionMetrics = ({ ask, of }: Question): readonly Metric[] => {
  if (ask !== 'requests-without-redirect' || !isDistribution(of)) return [];
  const place = {
    namespace: 'AWS/CloudFront',
    dimensions: { DistributionId: distributionIn(of), Region: 'Global' },
  };
  return [
    {
      ...place,
      name: '4xxErrorRate',
      statistic: 'Average',
      counts: 'errors',
      among: 'Requests',
      isPercent: true,
      alongside: [],
    },
    { ...place, name: 'BytesDownloaded', statistic: 'Sum', counts: 'traffic', alongside: ['Requests'] },
  ];
};
