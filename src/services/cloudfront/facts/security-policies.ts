import type { TlsPolicy } from '../../../aws/tls-policies.ts';

/**
 * The security policies between viewers and CloudFront, from the weakest on, as the table of AWS has them.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
 */
const names = [
  'SSLv3',
  'TLSv1',
  'TLSv1_2016',
  'TLSv1.1_2016',
  'TLSv1.2_2018',
  'TLSv1.2_2019',
  'TLSv1.2_2021',
  'TLSv1.2_2025',
  'TLSv1.3_2025',
] as const;
type Name = (typeof names)[number];

/** Each with the strictest policy that still has it; all before it have it as well. */
const protocols: Readonly<Record<string, Name>> = {
  SSLv3: 'SSLv3',
  TLSv1: 'TLSv1_2016',
  'TLSv1.1': 'TLSv1.1_2016',
  'TLSv1.2': 'TLSv1.2_2025',
  'TLSv1.3': 'TLSv1.3_2025',
};

/** The same suites for both kinds of certificates: `ECDHE-ECDSA-…` and `ECDHE-RSA-…`. */
const forwardSecret: Readonly<Record<string, Name>> = {
  'AES128-GCM-SHA256': 'TLSv1.2_2025',
  'AES128-SHA256': 'TLSv1.2_2019',
  'AES128-SHA': 'TLSv1.1_2016',
  'AES256-GCM-SHA384': 'TLSv1.2_2025',
  'CHACHA20-POLY1305': 'TLSv1.2_2021',
  'AES256-SHA384': 'TLSv1.2_2019',
  'AES256-SHA': 'TLSv1.1_2016',
};

const ciphers: Readonly<Record<string, Name>> = {
  TLS_AES_128_GCM_SHA256: 'TLSv1.3_2025',
  TLS_AES_256_GCM_SHA384: 'TLSv1.3_2025',
  TLS_CHACHA20_POLY1305_SHA256: 'TLSv1.2_2025',
  ...Object.fromEntries(
    Object.entries(forwardSecret).flatMap(([suite, last]) => [
      [`ECDHE-ECDSA-${suite}`, last],
      [`ECDHE-RSA-${suite}`, last],
    ]),
  ),
  'AES128-GCM-SHA256': 'TLSv1.2_2018',
  'AES256-GCM-SHA384': 'TLSv1.2_2018',
  'AES128-SHA256': 'TLSv1.2_2018',
  'AES256-SHA': 'TLSv1.1_2016',
  'AES128-SHA': 'TLSv1.1_2016',
  'DES-CBC3-SHA': 'TLSv1',
  'RC4-MD5': 'SSLv3',
};

const had = (table: Readonly<Record<string, Name>>, policy: Name): readonly string[] =>
  Object.entries(table)
    .filter(([, last]) => names.indexOf(policy) <= names.indexOf(last))
    .map(([one]) => one)
    .toSorted();

export const securityPolicies: readonly TlsPolicy[] = names.map((name) => ({
  name,
  protocols: had(protocols, name),
  ciphers: had(ciphers, name),
  kinds: [],
}));

export const securityPolicy = (name: string | null): TlsPolicy | undefined =>
  securityPolicies.find((one) => one.name === name);

/** Those of Security Hub: https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-15 */
export const recommended = ['TLSv1.2_2021', 'TLSv1.2_2025', 'TLSv1.3_2025'] as const;
