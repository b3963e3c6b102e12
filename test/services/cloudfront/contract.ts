import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { cloudfrontViewerHttps } from './contract/cloudfront-viewer-https.ts';

const own: Contract = {
  sets: {
    'cloudfront:ListDistributions': ['DistributionList.Items', 'DistributionList.Items.Origins.Items'],
    'cloudfront:ListCloudFrontOriginAccessIdentities': 'CloudFrontOriginAccessIdentityList.Items',
  },
  // The first path pattern that fits decides.
  ordered: { 'cloudfront:ListDistributions': 'DistributionList.Items.CacheBehaviors.Items' },
};

export const contract = joined(own, cloudfrontViewerHttps);
