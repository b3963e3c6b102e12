import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Its distributions; and what must be known of who asks a bucket over plain HTTP. */
export default service({
  client: 'CloudFrontClient',
  prefix: 'cloudfront',
  iam,
  reads: [
    'GetDistribution',
    'GetDistributionConfig',
    'GetVpcOrigin',
    'ListCloudFrontOriginAccessIdentities',
    'ListDistributions',
    'ListDistributionsByWebACLId',
    'ListResponseHeadersPolicies',
    'ListTagsForResource',
  ],
  writes: ['UpdateDistribution'],
  narrowed: {
    ListTagsForResource: { on: ['distribution'], because: 'Nothing else of CloudFront is looked at.' },
  },
  // AWS publishes no rate for its API: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
  shared: Object.fromEntries(
    ['ListCloudFrontOriginAccessIdentities', 'ListDistributions'].map((operation) => [
      operation,
      {
        seconds: 60,
        because:
          'A new distribution takes minutes until it forwards anything, and no write rests on these lists.',
      },
    ]),
  ),
});
