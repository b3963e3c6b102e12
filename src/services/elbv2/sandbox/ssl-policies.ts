/**
 * The predefined security policies by their protocols and ciphers. Put together from AWS's tables:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
const both = (suffix: string): readonly string[] => [`ECDHE-ECDSA-${suffix}`, `ECDHE-RSA-${suffix}`];

const fips13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384'];
const tls13 = [...fips13, 'TLS_CHACHA20_POLY1305_SHA256'];
const gcm = [...both('AES128-GCM-SHA256'), ...both('AES256-GCM-SHA384')];
const cbc2 = [...both('AES128-SHA256'), ...both('AES256-SHA384')];
const cbc1 = [...both('AES128-SHA'), ...both('AES256-SHA')];
const rsa2 = ['AES128-GCM-SHA256', 'AES128-SHA256', 'AES256-GCM-SHA384', 'AES256-SHA256'];
const rsa1 = ['AES128-SHA', 'AES256-SHA'];
const ecdhe = [...gcm, ...cbc2];
const everything = [...ecdhe, ...cbc1, ...rsa2, ...rsa1];

/** Ciphers by what follows the versions in the name of a TLS 1.3 policy; TLS 1.1 and 1.0 ones carry everything. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  '1-3': [],
  '1-2': ecdhe,
  '1-2-Res': gcm,
  '1-2-Ext0': [...ecdhe, ...cbc1],
  '1-2-Ext1': [...ecdhe, ...rsa2],
  '1-2-Ext2': everything,
  '1-1': everything,
  '1-0': everything,
};

/** Family → which kinds it comes in. */
const families: Readonly<Record<string, readonly string[]>> = {
  '2021-06': ['1-3', '1-2', '1-2-Res', '1-2-Ext1', '1-2-Ext2', '1-1', '1-0'],
  'PQ-2025-09': ['1-3', '1-2', '1-2-Res', '1-2-Ext1', '1-2-Ext2', '1-0'],
  'FIPS-2023-04': ['1-3', '1-2', '1-2-Res', '1-2-Ext0', '1-2-Ext1', '1-2-Ext2', '1-1', '1-0'],
  'FIPS-PQ-2025-09': ['1-3', '1-2', '1-2-Res', '1-2-Ext0', '1-2-Ext1', '1-2-Ext2', '1-0'],
};

/** From this version on. */
const protocolsFrom = (oldest: string): readonly string[] =>
  ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'].slice(Number(oldest.slice(-1))).toReversed();

/** RFC 9151 allows AES-256-GCM alone, and only the extended policy RSA key exchange. */
const cnsa = both('AES256-GCM-SHA384');
const strict: Readonly<Record<string, readonly string[]>> = {
  'TLS13-1-3-RFC9151-FIPS-2023-07': [],
  'TLS13-1-2-RFC9151-FIPS-2023-07': cnsa,
  'TLS13-1-2-Ext0-RFC9151-FIPS-2023-07': [...cnsa, 'AES256-GCM-SHA384'],
};

const older: Readonly<Record<string, readonly [protocols: readonly string[], ciphers: readonly string[]]>> = {
  '2016-08': [['TLSv1.2', 'TLSv1.1', 'TLSv1'], everything],
  '2015-05': [['TLSv1.2', 'TLSv1.1', 'TLSv1'], everything],
  'TLS-1-0-2015-04': [
    ['TLSv1.2', 'TLSv1.1', 'TLSv1'],
    [...everything, 'DES-CBC3-SHA'],
  ],
  'TLS-1-1-2017-01': [['TLSv1.2', 'TLSv1.1'], everything],
  'TLS-1-2-2017-01': [['TLSv1.2'], [...ecdhe, ...rsa2]],
  'TLS-1-2-Ext-2018-06': [['TLSv1.2'], everything],
  'FS-2018-06': [
    ['TLSv1.2', 'TLSv1.1', 'TLSv1'],
    [...ecdhe, ...cbc1],
  ],
  'FS-1-1-2019-08': [
    ['TLSv1.2', 'TLSv1.1'],
    [...ecdhe, ...cbc1],
  ],
  'FS-1-2-2019-08': [['TLSv1.2'], [...ecdhe, ...cbc1]],
  'FS-1-2-Res-2019-08': [['TLSv1.2'], ecdhe],
  'FS-1-2-Res-2020-10': [['TLSv1.2'], gcm],
};

export interface SslPolicy {
  readonly Name: string;
  readonly SslProtocols: readonly string[];
  readonly Ciphers: readonly { readonly Name: string; readonly Priority: number }[];
  readonly SupportedLoadBalancerTypes: readonly string[];
}

const policy = (name: string, SslProtocols: readonly string[], ciphers: readonly string[]): SslPolicy => ({
  Name: `ELBSecurityPolicy-${name}`,
  SslProtocols,
  Ciphers: ciphers.map((Name, index) => ({ Name, Priority: index + 1 })),
  SupportedLoadBalancerTypes: ['application', 'network'],
});

/** As DescribeSSLPolicies answers; without the INTEROP ones, whose suites AWS's tables have for no other. */
export const predefinedPolicies: readonly SslPolicy[] = [
  ...Object.entries(families).flatMap(([family, members]) =>
    members.map((kind) => {
      const newest = family.startsWith('FIPS') ? fips13 : tls13;
      const name = `TLS13-${kind}-${family}`;
      return policy(name, protocolsFrom(kind.slice(0, 3)), [...newest, ...(kinds[kind] ?? [])]);
    }),
  ),
  ...Object.entries(strict).map(([name, ciphers]) =>
    policy(name, protocolsFrom(name.slice(6, 9)), ['TLS_AES_256_GCM_SHA384', ...ciphers]),
  ),
  ...Object.entries(older).map(([name, [protocols, ciphers]]) => policy(name, protocols, ciphers)),
];
