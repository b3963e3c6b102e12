import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { certificate, id, shop } from '../distributions.ts';
import { writesComment } from './distribution.ts';

/** What the tests must know of addresses that are a distribution's own. */
export const cloudfrontSni: Contract = valueContract({
  type: 'AWS::CloudFront::Distribution',
  remediation: 'cloudfront-sni',
  at: 'cloudfront.Distributions',
  value: /^\.ViewerCertificate\.SSLSupportMethod$/,
  good: ['sni-only'],
  field: 'sslSupportMethod',
  shows: () => '.ViewerCertificate.SSLSupportMethod',
  others: ['static-ip', 'vip'],
  writes: 'cloudfront:UpdateDistribution',
  reads: 'cloudfront:GetDistribution',
  follows: /^\.Status$/,
  inWhole: 'SSLSupportMethod',
  beside: writesComment,
  scene: {
    target: id,
    account: shop({
      Tags: { team: 'shop' },
      ViewerCertificate: { ...certificate, SSLSupportMethod: 'vip', MinimumProtocolVersion: 'TLSv1' },
    }),
  },
});
