import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { at, certificate, id, shop } from '../distributions.ts';
import { pathIn, writesComment } from './distribution.ts';

const value = valueContract({
  type: 'AWS::CloudFront::Distribution',
  remediation: 'cloudfront-minimum-tls',
  at: 'cloudfront.Distributions',
  value: /^\.ViewerCertificate\.MinimumProtocolVersion$/,
  good: ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'],
  field: 'minimumProtocolVersion',
  shows: pathIn,
  other: 'TLSv1',
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

/** What the tests must know of the security policy of a distribution. */
export const cloudfrontMinimumTls: Contract = {
  ...value,
  // The table begins with each policy: somebody else's is another one.
  otherValues: { minimumProtocolVersion: ({ before }) => (before === 'TLSv1' ? 'TLSv1_2016' : 'TLSv1') },
};
