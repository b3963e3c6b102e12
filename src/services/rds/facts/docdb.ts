/** Each demands TLS 1.2 or newer. `enabled` is TLS, too, and in most versions TLS 1.0 as well. */
const good: ReadonlySet<string> = new Set(['tls1.2+', 'tls1.3+', 'fips-140-3']);

/**
 * Which TLS a DocumentDB cluster takes. The control of Security Hub wants neither `disabled` nor `enabled`.
 * https://docs.aws.amazon.com/documentdb/latest/devguide/security.encryption.ssl.html
 * https://docs.aws.amazon.com/securityhub/latest/userguide/documentdb-controls.html
 */
const docdb = {
  name: 'tls',
  engine: 'DocumentDB',
  upgradeTo: 'DocumentDB 5.0',
  onByDefault: () => false,
  wanted: () => 'tls1.2+',
  isOn: (value: string) => good.has(value),
  isOff: (value: string) => value === 'disabled' || value === 'enabled',
  // `enabled` takes no plaintext, only old TLS.
  breaks: (value: string | null) => (value === 'enabled' ? 'breaks-old-tls' : 'breaks-plaintext'),
} as const;

/** By engine or by family of a DB cluster parameter group: `docdb`, `docdb5.0`. */
export const docdbParameterOf = (engine: string): typeof docdb | undefined =>
  /^docdb(?:\d|$)/.test(engine) ? docdb : undefined;

/** The oldest version that knows more than `disabled` and `enabled`. */
export const firstWithVersions = '4.0';

/**
 * The first version that AWS names no patch for: each of it knows them.
 * https://docs.aws.amazon.com/documentdb/latest/developerguide/API_Parameter.html
 */
export const firstWithoutPatches = '8.0';
