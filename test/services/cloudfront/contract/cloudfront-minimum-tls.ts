import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { at, certificate, id, shop } from '../distributions.ts';
import { writesComment } from './distribution.ts';

/** What the tests must know of the security policy of a distribution. */
export const cloudfrontMinimumTls: Contract = valueContract({
  type: 'AWS::CloudFront::Distribution',
  remediation: 'cloudfront-minimum-tls',
  at: 'cloudfront.Distributions',
  value: /^\.ViewerCertificate\.MinimumProtocolVersion$/,
  good: ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'],
  field: 'minimumProtocolVersion',
  shows: () => '.ViewerCertificate.MinimumProtocolVersion',
  // The table begins with each policy.
  others: ['TLSv1', 'TLSv1_2016'],
  writes: 'cloudfront:UpdateDistribution',
  reads: 'cloudfront:GetDistribution',
  follows: /^\.Status$/,
  inWhole: 'MinimumProtocolVersion',
  beside: writesComment,
  scene: {
    target: id,
    account: shop({
      Tags: { team: 'shop' },
      ViewerCertificate: { ...certificate, MinimumProtocolVersion: 'TLSv1_2016' },
      CacheBehaviors: { Items: [at('/images/*')] },
    }),
  },
});
