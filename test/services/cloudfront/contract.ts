import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { cloudfrontOriginHttps } from './contract/cloudfront-origin-https.ts';
import { cloudfrontOriginTlsProtocols } from './contract/cloudfront-origin-tls-protocols.ts';
import { cloudfrontViewerHttps } from './contract/cloudfront-viewer-https.ts';
import { cloudfrontCustomCertificate } from './contract/cloudfront-custom-certificate.ts';
import { cloudfrontHsts } from './contract/cloudfront-hsts.ts';
import { cloudfrontMinimumTls } from './contract/cloudfront-minimum-tls.ts';
import { cloudfrontSni } from './contract/cloudfront-sni.ts';

/** Where answers tell of a distribution, in whole or in part. */
const tellings = {
  'cloudfront:GetDistribution': 'Distribution.DistributionConfig',
  'cloudfront:GetDistributionConfig': 'DistributionConfig',
  'cloudfront:ListDistributions': 'DistributionList.Items',
  'cloudfront:ListDistributionsByWebACLId': 'DistributionList.Items',
} as const;
const told = (lists: readonly string[], more: Readonly<Record<string, readonly string[]>> = {}) =>
  Object.fromEntries(
    Object.entries(tellings).map(([operation, at]) => [
      operation,
      [...(more[operation] ?? []), ...lists.map((list) => `${at}.${list}`)],
    ]),
  );

const policyLists = [
  ...['Origins', 'Headers', 'Methods'].map((of) => `CorsConfig.AccessControlAllow${of}`),
  'CustomHeadersConfig',
  'RemoveHeadersConfig',
].map((list) => `.ResponseHeadersPolicy.ResponseHeadersPolicyConfig.${list}.Items`);

const own: Contract = {
  sets: {
    ...told(
      [
        'Aliases.Items',
        'Origins.Items',
        'Origins.Items.CustomOriginConfig.OriginSslProtocols.Items',
        'OriginGroups.Items',
        ...['DefaultCacheBehavior', 'CacheBehaviors.Items'].flatMap((place) => [
          `${place}.AllowedMethods.Items`,
          `${place}.AllowedMethods.CachedMethods.Items`,
          `${place}.ForwardedValues.Headers.Items`,
          `${place}.FunctionAssociations.Items`,
          `${place}.LambdaFunctionAssociations.Items`,
        ]),
      ],
      {
        'cloudfront:ListDistributions': ['DistributionList.Items'],
        'cloudfront:ListDistributionsByWebACLId': ['DistributionList.Items'],
        // What the SDK would have dropped.
        'cloudfront:GetDistribution': ['waxsealDropped'],
      },
    ),
    'cloudfront:ListCloudFrontOriginAccessIdentities': 'CloudFrontOriginAccessIdentityList.Items',
    'cloudfront:GetVpcOrigin': 'VpcOrigin.VpcOriginEndpointConfig.OriginSslProtocols.Items',
    'cloudfront:ListResponseHeadersPolicies': ['', ...policyLists].map(
      (list) => `ResponseHeadersPolicyList.Items${list}`,
    ),
    'cloudfront:ListTagsForResource': 'Tags.Items',
  },
  standsFor: { document: 'cloudfront-viewer-https' },
  ordered: told([
    // The first path pattern that fits decides; the first member of a group is asked first.
    'CacheBehaviors.Items',
    'OriginGroups.Items.Members.Items',
    // Nobody knows what it means.
    'NewerThanTheSdk.Levels',
  ]),
  withoutEvidence: {
    'cloudfront-hsts': {
      not: 'What browsers make of the header shows after they saw it: no log tells whose pages or other names need plain HTTP.',
    },
    'cloudfront-sni': {
      not: 'No log of CloudFront tells whether a viewer sent the name of the server in the handshake.',
    },
    'cloudfront-origin-https': {
      not: 'Logs of CloudFront tell how viewers come. Whether an origin answers over HTTPS stands in no log before it is asked so.',
    },
    'cloudfront-origin-tls-protocols': {
      not: 'Logs of CloudFront name the TLS of viewers. What it speaks with an origin stands in the logs of that origin alone.',
    },
  },
  asks: {
    'cloudfront-minimum-tls': {
      arn: 'arn:aws:cloudfront::111122223333:distribution/E1ABCDEFGHIJKL',
      state: { whole: { ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.1_2016' } } },
      clears: ['breaks-old-tls'],
      given: {
        protocols: ['TLSv1.2', 'TLSv1.3'],
        ciphers: [
          'ECDHE-ECDSA-AES128-GCM-SHA256',
          'ECDHE-ECDSA-AES256-GCM-SHA384',
          'ECDHE-ECDSA-CHACHA20-POLY1305',
          'ECDHE-RSA-AES128-GCM-SHA256',
          'ECDHE-RSA-AES256-GCM-SHA384',
          'ECDHE-RSA-CHACHA20-POLY1305',
          'TLS_AES_128_GCM_SHA256',
          'TLS_AES_256_GCM_SHA384',
          'TLS_CHACHA20_POLY1305_SHA256',
        ],
      },
    },
    'cloudfront-viewer-https': {
      arn: 'arn:aws:cloudfront::111122223333:distribution/E1ABCDEFGHIJKL',
      state: {},
      clears: ['breaks-plaintext', 'redirects-clients'],
    },
  },
};

export const contract = joined(
  own,
  cloudfrontViewerHttps,
  cloudfrontMinimumTls,
  cloudfrontOriginTlsProtocols,
  cloudfrontOriginHttps,
  cloudfrontSni,
  cloudfrontHsts,
  cloudfrontCustomCertificate,
);
