import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Read by the unit that must know who asks a bucket over plain HTTP. */
export default service({
  client: 'CloudFrontClient',
  prefix: 'cloudfront',
  iam,
  reads: ['ListCloudFrontOriginAccessIdentities', 'ListDistributions'],
  writes: [],
  // AWS publishes no rate for its API: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
  shared: Object.fromEntries(
    ['ListCloudFrontOriginAccessIdentities', 'ListDistributions'].map((operation) => [
      operation,
      {
        seconds: 60,
        because: 'A new distribution takes minutes until it forwards anything, and nothing here is written.',
      },
    ]),
  ),
});
