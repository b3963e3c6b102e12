import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { distribution, id, shop } from '../distributions.ts';
import { writesComment } from './distribution.ts';

/** What the tests must know of how CloudFront asks origins. `…#Origin app`. */
export const cloudfrontOriginHttps: Contract = valueContract({
  type: 'AWS::CloudFront::Distribution',
  remediation: 'cloudfront-origin-https',
  at: 'cloudfront.Distributions',
  value: /^\.Origins\.Items\[.*\]\.CustomOriginConfig\.OriginProtocolPolicy$/s,
  good: ['https-only'],
  field: 'originProtocolPolicy',
  shows: (on) =>
    `.Origins.Items[${on.slice(on.indexOf('#Origin ') + '#Origin '.length)}].CustomOriginConfig.OriginProtocolPolicy`,
  others: ['match-viewer', 'http-only'],
  writes: 'cloudfront:UpdateDistribution',
  reads: 'cloudfront:GetDistribution',
  follows: /^\.Status$/,
  inWhole: 'OriginProtocolPolicy',
  beside: writesComment,
  scene: {
    target: id,
    account: shop({
      Tags: { team: 'shop' },
      Origins: {
        Items: (distribution().Origins.Items ?? []).map((origin) => ({
          ...origin,
          CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
        })),
      },
    }),
  },
});
