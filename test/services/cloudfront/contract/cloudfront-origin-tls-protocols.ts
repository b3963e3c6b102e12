import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { distribution, id, shop } from '../distributions.ts';
import { writesComment } from './distribution.ts';

const shown = (...protocols: readonly string[]): string =>
  JSON.stringify({ Items: protocols, Quantity: protocols.length });
const protocolsIn = (text: string | undefined): readonly string[] =>
  [...(text ?? '').matchAll(/"((?:SSL|TLS)v[\d.]+)"/g)].map(([, one = '']) => one);
const path =
  /^cloudfront\.Distributions\[.*\]\.Origins\.Items\[.*\]\.CustomOriginConfig\.OriginSslProtocols$/s;

/** `…#Origin app`. */
const originIn = (on: string): string => on.slice(on.indexOf('#Origin ') + '#Origin '.length);

const parts = valueContract({
  type: 'AWS::CloudFront::Distribution',
  remediation: 'cloudfront-origin-tls-protocols',
  at: 'cloudfront.Distributions',
  value: /^\.Origins\.Items\[.*\]\.CustomOriginConfig\.OriginSslProtocols$/s,
  good: [
    { Items: ['TLSv1.2'], Quantity: 1 },
    { Quantity: 1, Items: ['TLSv1.2'] },
  ],
  field: 'originSslProtocols',
  shows: (on) => `.Origins.Items[${originIn(on)}].CustomOriginConfig.OriginSslProtocols`,
  others: [['TLSv1.1'], ['TLSv1', 'TLSv1.1'], ['TLSv1']],
  writes: 'cloudfront:UpdateDistribution',
  reads: 'cloudfront:GetDistribution',
  follows: /^\.Status$/,
  inWhole: 'OriginSslProtocols',
  beside: writesComment,
  scene: {
    target: id,
    account: shop({
      Tags: { team: 'shop' },
      Origins: {
        Items: (distribution().Origins.Items ?? []).map((origin) => ({
          ...origin,
          CustomOriginConfig: {
            OriginProtocolPolicy: 'https-only',
            OriginSslProtocols: { Items: ['SSLv3', 'TLSv1.2'] },
          },
        })),
      },
    }),
  },
});
const [promised] = Object.values(parts.promises ?? {});
if (!promised) throw new Error('valueContract promises something');

/** What the tests must know of the protocols between CloudFront and origins. */
export const cloudfrontOriginTlsProtocols: Contract = {
  ...parts,
  promises: {
    'cloudfront-origin-tls-protocols': {
      ...promised,
      // In steps: each takes old ones away, and leaves TLS 1.2 alone at the end.
      mayFix: (operation, difference) => {
        const [before, after] = [protocolsIn(difference.before), protocolsIn(difference.after)];
        const takesAway =
          after.length > 0 && after.length < before.length && after.every((one) => before.includes(one));
        return path.test(difference.path)
          ? operation === 'cloudfront:UpdateDistribution' &&
              (takesAway || difference.after === shown('TLSv1.2'))
          : promised.mayFix(operation, difference);
      },
    },
  },
};
