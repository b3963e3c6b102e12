/**
 * The predefined security policies of Classic Load Balancers by what they switch on, from AWS's tables:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
 */
const both = (suffix: string): readonly string[] => [`ECDHE-ECDSA-${suffix}`, `ECDHE-RSA-${suffix}`];

const sha2 = [
  ...both('AES128-GCM-SHA256'),
  ...both('AES128-SHA256'),
  ...both('AES256-GCM-SHA384'),
  ...both('AES256-SHA384'),
  'AES128-GCM-SHA256',
  'AES128-SHA256',
  'AES256-GCM-SHA384',
  'AES256-SHA256',
];
const sha1 = [...both('AES128-SHA'), ...both('AES256-SHA'), 'AES128-SHA', 'AES256-SHA'];
const all = [...sha2, ...sha1];

const protocols = ['TLSv1', 'TLSv1.1', 'TLSv1.2'];

export interface Predefined {
  readonly Name: string;
  readonly On: readonly string[];
}
const policy = (name: string, from: number, ciphers: readonly string[]): Predefined => ({
  Name: `ELBSecurityPolicy-${name}`,
  On: [...protocols.slice(from).map((one) => `Protocol-${one}`), 'Server-Defined-Cipher-Order', ...ciphers],
});

export const predefinedPolicies: readonly Predefined[] = [
  policy('TLS-1-2-2017-01', 2, sha2),
  policy('TLS-1-1-2017-01', 1, all),
  policy('2016-08', 0, all),
  policy('2015-05', 0, [...all, 'DES-CBC3-SHA']),
];

/** What every description tells of, switched on or not. */
export const everyAttribute: readonly string[] = [
  ...['SSLv2', 'SSLv3', ...protocols].map((one) => `Protocol-${one}`),
  'Server-Defined-Cipher-Order',
  ...all,
  'DES-CBC3-SHA',
  'RC4-SHA',
];
