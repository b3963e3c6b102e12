import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Read by the unit that must know who asks a bucket over plain HTTP. */
export default service({
  client: 'CloudFrontClient',
  prefix: 'cloudfront',
  iam,
  reads: [
    'GetDistributionConfig',
    'ListCloudFrontOriginAccessIdentities',
    'ListDistributions',
    'ListTagsForResource',
  ],
  writes: ['UpdateDistribution'],
});
