import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { arn, at, id, shop } from '../distributions.ts';
import { writesComment } from './distribution.ts';

/** `…#DefaultCacheBehavior` or `…#CacheBehavior /images/*`. */
const pathIn = (on: string): string => {
  const [, pattern] = /#CacheBehavior (.*)$/s.exec(on) ?? [];
  const behaviour = pattern === undefined ? 'DefaultCacheBehavior' : `CacheBehaviors.Items[${pattern}]`;
  return `.${behaviour}.ViewerProtocolPolicy`;
};

/** What the tests must know of each distribution. Every member: `test/kit/contract.ts`. */
export const cloudfrontViewerHttps: Contract = {
  ...valueContract({
    type: 'AWS::CloudFront::Distribution',
    remediation: 'cloudfront-viewer-https',
    at: 'cloudfront.Distributions',
    value: /^\.(?:DefaultCacheBehavior|CacheBehaviors\.Items\[.*\])\.ViewerProtocolPolicy$/s,
    good: ['redirect-to-https', 'https-only'],
    field: 'viewerProtocolPolicy',
    shows: pathIn,
    others: ['https-only', 'allow-all'],
    writes: 'cloudfront:UpdateDistribution',
    reads: 'cloudfront:GetDistribution',
    follows: /^\.Status$/,
    inWhole: 'ViewerProtocolPolicy',
    beside: writesComment,
    scene: {
      target: id,
      account: shop({
        Tags: { team: 'shop' },
        CacheBehaviors: {
          Items: [at('/images/*'), at('/old/*', { ViewerProtocolPolicy: 'https-only' })],
        },
      }),
    },
  }),

  unpaged: ['cloudfront:ListTagsForResource'],
  named: {
    Id: (name, { partition, account }) => `arn:${partition}:cloudfront::${account}:distribution/${name}`,
  },
  resolvedBy: ['cloudfront:GetDistributionConfig'],
  seed: { not: 'A server names distributions itself: distributions.wire.test.ts makes its own.' },
  aims: {
    'AWS::CloudFront::Distribution': [
      { partition: 'aws', account: '111122223333', region: 'us-east-1', arn, changes: [] },
    ],
  },
};
