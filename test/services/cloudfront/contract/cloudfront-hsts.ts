import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { at, behaviour, certificate, id, shop } from '../distributions.ts';
import { writesComment } from './distribution.ts';

/** SecurityHeadersPolicy and SimpleCORS of AWS. */
export const securityHeaders = '67f7725c-6f97-4210-82d7-5512b31e9d03';
const simpleCors = '60669652-455b-4ae9-85a4-c4c02393f86c';

/** `…#DefaultCacheBehavior` or `…#CacheBehavior /images/*`. */
const pathIn = (on: string): string => {
  const [, pattern] = /#CacheBehavior (.*)$/s.exec(on) ?? [];
  return `.${pattern === undefined ? 'DefaultCacheBehavior' : `CacheBehaviors.Items[${pattern}]`}.ResponseHeadersPolicyId`;
};

const parts = valueContract({
  type: 'AWS::CloudFront::Distribution',
  remediation: 'cloudfront-hsts',
  at: 'cloudfront.Distributions',
  value: /^\.(?:DefaultCacheBehavior|CacheBehaviors\.Items\[.*\])\.ResponseHeadersPolicyId$/s,
  good: [securityHeaders, 'short'],
  field: 'responseHeadersPolicyId',
  shows: pathIn,
  others: [simpleCors, securityHeaders],
  writes: 'cloudfront:UpdateDistribution',
  reads: 'cloudfront:GetDistribution',
  follows: /^\.Status$/,
  inWhole: 'ResponseHeadersPolicyId',
  beside: writesComment,
  scene: {
    target: id,
    account: shop({
      Tags: { team: 'shop' },
      ViewerCertificate: certificate,
      DefaultCacheBehavior: behaviour({ ViewerProtocolPolicy: 'redirect-to-https' }),
      CacheBehaviors: { Items: [at('/images/*', { ViewerProtocolPolicy: 'https-only' })] },
    }),
  },
});
const [promised] = Object.values(parts.promises ?? {});
if (!promised) throw new Error('valueContract promises something');

/** What the tests must know of the headers that CloudFront adds. */
export const cloudfrontHsts: Contract = {
  ...parts,
  promises: {
    'cloudfront-hsts': {
      ...promised,
      // What no behaviour has is not there at all.
      isRemediated: (target, account) => {
        const base = `cloudfront.Distributions[${target.arn.split('/').at(-1)}]`;
        const isThere = [...account.keys()].some((path) => path.startsWith(`${base}.`));
        const attached = account.get(`${base}.DefaultCacheBehavior.ResponseHeadersPolicyId`);
        return !isThere || (attached !== undefined && promised.isRemediated(target, account));
      },
    },
  },
};
