/**
 * What Security Hub's ELB.17 accepts since 2026-04-06; not to be customised there.
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17
 */
export const securityHubPolicies: readonly string[] = [
  'ELBSecurityPolicy-TLS13-1-3-2021-06',
  'ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04',
  'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
  'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04',
  'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-3-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09',
  'ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09',
];

/** Each time with the versions and words that come between `TLS13` and the date. */
const inTls13: Readonly<Record<string, readonly string[]>> = {
  '2021-06': ['1-3', '1-2', '1-2-Res', '1-2-Ext1', '1-2-Ext2', '1-1', '1-0'],
  'PQ-2025-09': ['1-3', '1-2', '1-2-Res', '1-2-Ext1', '1-2-Ext2', '1-0'],
  'FIPS-2023-04': ['1-3', '1-2', '1-2-Res', '1-2-Ext0', '1-2-Ext1', '1-2-Ext2', '1-1', '1-0'],
  'FIPS-PQ-2025-09': ['1-3', '1-2', '1-2-Res', '1-2-Ext0', '1-2-Ext1', '1-2-Ext2', '1-0'],
  'RFC9151-FIPS-2023-07': ['1-3', '1-2', '1-2-Ext0'],
};

/**
 * Names for whoever writes a policy file. Of a listener the Region tells what it has, which may be more.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const policyNames: readonly string[] = [
  ...Object.entries(inTls13).flatMap(([date, all]) => all.map((one) => `TLS13-${one}-${date}`)),
  'TLS-1-0-2015-04',
  'TLS-1-1-2017-01',
  'TLS-1-2-2017-01',
  'TLS-1-2-Ext-2018-06',
  '2016-08',
  '2015-05',
  'FS-2018-06',
  'FS-1-1-2019-08',
  'FS-1-2-2019-08',
  'FS-1-2-Res-2019-08',
  'FS-1-2-Res-2020-10',
].map((name) => `ELBSecurityPolicy-${name}`);
