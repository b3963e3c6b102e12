import { oldestAmong, type TlsPolicy } from '../../../aws/tls-policies.ts';
import type { TlsTerms } from '../../../core/model/tls-terms.ts';

/**
 * No operation of API Gateway describes its policies: their page does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'];
const chacha13 = 'TLS_CHACHA20_POLY1305_SHA256';
const gcm = ['ECDSA', 'RSA'].flatMap((key) => [
  `ECDHE-${key}-AES128-GCM-SHA256`,
  `ECDHE-${key}-AES256-GCM-SHA384`,
]);
const cbc = ['ECDSA', 'RSA'].flatMap((key) => [`ECDHE-${key}-AES128-SHA256`, `ECDHE-${key}-AES256-SHA384`]);
const sha1 = ['ECDSA', 'RSA'].flatMap((key) => [`ECDHE-${key}-AES128-SHA`, `ECDHE-${key}-AES256-SHA`]);
const chacha12 = ['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'];
const rsa = ['AES128-GCM-SHA256', 'AES128-SHA256', 'AES256-GCM-SHA384', 'AES256-SHA256'];

const since12 = ['TLSv1.2', 'TLSv1.3'];
const all = ['TLSv1', 'TLSv1.1', ...since12];
type Row = readonly [name: string, protocols: readonly string[], ...ciphers: readonly (readonly string[])[]];
const old = [...tls13, chacha13];
const wide = [...old, ...gcm, ...cbc, ...rsa];

const regional: readonly Row[] = [
  ['SecurityPolicy_TLS13_1_2_2021_06', since12, wide],
  ['SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09', since12, tls13, gcm],
  ['SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09', since12, old, gcm],
  ['SecurityPolicy_TLS13_1_2_PQ_2025_09', since12, wide],
  ['SecurityPolicy_TLS13_1_3_2025_09', ['TLSv1.3'], old],
  ['SecurityPolicy_TLS13_1_3_FIPS_2025_09', ['TLSv1.3'], tls13],
  ['TLS_1_0', all, wide, sha1, ['AES128-SHA', 'AES256-SHA']],
  ['TLS_1_2', since12, wide],
];
const edge: readonly Row[] = [
  ['SecurityPolicy_TLS12_2018_EDGE', since12, old, gcm, cbc, chacha12],
  ['SecurityPolicy_TLS12_PFS_2025_EDGE', since12, old, gcm, chacha12],
  ['SecurityPolicy_TLS13_2025_EDGE', ['TLSv1.3'], old],
  ['TLS_1_0', all, old, gcm, cbc, sha1, ['AES256-SHA', 'AES256-SHA256']],
  ['TLS_1_2', since12, old, gcm, cbc, chacha12, ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA256']],
];

/** Private endpoints take those of Regional ones. */
export const kindOf = (types: readonly string[]): 'EDGE' | 'REGIONAL' =>
  types.includes('EDGE') ? 'EDGE' : 'REGIONAL';

/** All that an endpoint of this type could have, sorted by name. */
export const policiesFor = (kind: 'EDGE' | 'REGIONAL'): readonly TlsPolicy[] =>
  (kind === 'EDGE' ? edge : regional).map(([name, protocols, ...ciphers]) => ({
    name,
    protocols,
    ciphers: ciphers.flat().toSorted(),
    kinds: [kind],
  }));

/** They go with an endpoint access mode, and the others (`TLS_1_0`, `TLS_1_2`) without one. */
export const isEnhanced = (policy: string): boolean => policy.startsWith('SecurityPolicy_');

/** What Security Hub takes for a custom domain name. https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html#apigateway-11 */
export const securityHubPolicies: readonly string[] = [
  'SecurityPolicy_TLS13_1_3_2025_09',
  'SecurityPolicy_TLS13_1_3_FIPS_2025_09',
  'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
  'SecurityPolicy_TLS13_2025_EDGE',
  'SecurityPolicy_TLS12_PFS_2025_EDGE',
];

/** The API knows them, and the page of the policies does not say yet what is in them beside TLS 1.2 and 1.3. */
export const undescribed: readonly string[] = [
  'SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09',
  'SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09',
  'SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09',
];

/** On what terms clients come in, as `GetDomainName` and `GetRestApi` tell it. Pure. */
export const termsOf = ({
  securityPolicy,
  endpointConfiguration: { types = [] } = {},
  regionalCertificateArn,
  certificateArn = regionalCertificateArn,
}: {
  readonly securityPolicy?: string | undefined;
  readonly endpointConfiguration?: { readonly types?: readonly string[] | undefined } | undefined;
  readonly regionalCertificateArn?: string | undefined;
  readonly certificateArn?: string | undefined;
}): TlsTerms => {
  const policy = policiesFor(kindOf(types)).find(({ name }) => name === securityPolicy);
  const oldest = oldestAmong(policy?.protocols ?? []);
  return {
    ...(oldest !== undefined && { oldest }),
    ...(certificateArn !== undefined && { certificate: certificateArn }),
  };
};
