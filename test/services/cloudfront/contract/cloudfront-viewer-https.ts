import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';

/** What the tests must know of each distribution. Every member: `test/kit/contract.ts`. */
export const cloudfrontViewerHttps: Contract = {
  ...valueContract({
    type: 'AWS::CloudFront::Distribution',
    remediation: 'cloudfront-viewer-https',
    at: 'cloudfront.Distributions',
    // TODO: where it stands in a record, as `test/simulation/flat.ts` writes paths, and what is good.
    value: /^\.TODO$/,
    good: ['TODO-on'],
    field: 'setting',
    shows: (_on) => '.TODO',
    // TODO: what somebody else could set it to: neither what is there nor what is wanted.
    other: 'TODO-other',
    writes: 'cloudfront:UpdateDistribution',
    reads: 'cloudfront:GetDistributionConfig',
    // TODO: what somebody else writes beside it, and where that shows.
    beside: (_world, name) => ({
      write: { operation: 'cloudfront:UpdateDistribution', input: { Id: name, TODO: 'theirs' } },
      path: `cloudfront.Distributions[${name}].TODO`,
      shows: 'theirs',
    }),
    scene: {
      target: 'orders',
      account: { cloudfront: { Distributions: [] } },
    },
  }),

  sets: { 'cloudfront:ListTagsForResource': 'Tags.Items' },
  unpaged: ['cloudfront:ListTagsForResource'],
  named: {
    Id: (name, { partition, account }) =>
      `arn:${partition}:cloudfront::${account}:distribution/${name.split(/[:/]/).at(-1)}`,
  },
  // Operations by which it is found, and that nothing else calls.
  resolvedBy: [],
  aims: {
    'AWS::CloudFront::Distribution': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:cloudfront::111122223333:distribution/orders',
        changes: [],
      },
    ],
  },
};
