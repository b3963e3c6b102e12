import type { Contract } from '../../kit/contract.ts';

export const contract: Contract = {
  sets: {
    'cloudfront:ListDistributions': ['DistributionList.Items', 'DistributionList.Items.Origins.Items'],
    'cloudfront:ListCloudFrontOriginAccessIdentities': 'CloudFrontOriginAccessIdentityList.Items',
  },
  // The first path pattern that fits decides.
  ordered: { 'cloudfront:ListDistributions': 'DistributionList.Items.CacheBehaviors.Items' },
};
