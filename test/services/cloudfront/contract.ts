import type { Contract } from '../../kit/contract.ts';

export const contract: Contract = {
  sets: {
    'cloudfront:ListDistributions': 'DistributionList.Items',
    'cloudfront:ListCloudFrontOriginAccessIdentities': 'CloudFrontOriginAccessIdentityList.Items',
  },
};
