/** One option of an option group, as far as it is about encryption in transit. */
export interface OracleOption {
  readonly name: string;
  readonly port: number | null;
  readonly settings: Readonly<Record<string, string>>;
}

/** How an Oracle instance takes connections, by the options of its group. */
export type OracleEncryption =
  /** Oracle's own encryption; whether it is demanded, and ciphers that are none any more. */
  | { readonly is: 'native'; readonly server: string; readonly weak: readonly string[] }
  /** A second port for TLS, beside the one in the clear. */
  | {
      readonly is: 'ssl';
      readonly port: number | null;
      readonly versions: string;
      readonly isOld: boolean;
      /** Cipher suites, one at least. */
      readonly suites: readonly string[];
    }
  | { readonly is: 'none' };

/**
 * Everything that the server takes when nobody says, in the order of its page.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Oracle.Options.NNE.Options.html
 */
const usualCiphers = 'RC4_256,AES256,AES192,3DES168,RC4_128,AES128,3DES112,RC4_56,DES,RC4_40,DES40';

const list = (text: string): readonly string[] =>
  text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));

/** What the option has when nobody says. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.Oracle.Options.SSL.html */
const usualSuite = 'SSL_RSA_WITH_AES_256_CBC_SHA';
const usualSuiteSince26 = 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384';

/** What was recorded stays secret when the key of the server is lost. Of one that no page has, nobody can say so. */
export const keepsSecret = (suite: string): boolean => /^TLS_ECDHE_(?:ECDSA|RSA)_WITH_AES_\d+_/.test(suite);

/** The kind of key that certificates of an authority have; `undefined`: an authority that nobody knows here. */
export const keyOf = (authority: string | null): 'ECDSA' | 'RSA' | undefined => {
  if (authority?.startsWith('rds-ca-ecc')) return 'ECDSA';
  return authority && /^rds-ca-(?:rsa|20\d\d)/.test(authority) ? 'RSA' : undefined;
};

/** Whether a certificate of the authority can do the suite: it cannot where the name has the other kind of key. */
export const goesWith = (suite: string, authority: string | null): boolean => {
  const key = keyOf(authority);
  return key === undefined || !suite.includes(key === 'RSA' ? '_ECDSA_' : '_RSA_');
};

/**
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.Oracle.Options.SSL.html: 1.0 where nobody says, until
 * Oracle 26, which has TLS 1.2 and AES alone.
 */
export const encryptionBy = (options: readonly OracleOption[], version: string): OracleEncryption => {
  const isModern = Number.parseInt(version, 10) >= 26;
  const native = options.find(({ name }) => name === 'NATIVE_NETWORK_ENCRYPTION');
  if (native) {
    const { settings } = native;
    const ciphers = list(
      settings['SQLNET.ENCRYPTION_TYPES_SERVER'] ?? (isModern ? 'AES256,AES192' : usualCiphers),
    );
    return {
      is: 'native',
      server: (settings['SQLNET.ENCRYPTION_SERVER'] ?? 'REQUESTED').toUpperCase(),
      // A server that refuses weak ones does so whatever its list holds.
      weak:
        settings['SQLNET.ALLOW_WEAK_CRYPTO_CLIENTS']?.toUpperCase() === 'FALSE' &&
        settings['SQLNET.ALLOW_WEAK_CRYPTO']?.toUpperCase() === 'FALSE'
          ? []
          : ciphers.filter((cipher) => !/^AES/i.test(cipher)),
    };
  }
  const ssl = options.find(({ name }) => name === 'SSL');
  if (!ssl) return { is: 'none' };
  const versions = ssl.settings['SQLNET.SSL_VERSION'] ?? (isModern ? '1.2' : '1.0');
  const said = list(ssl.settings['SQLNET.CIPHER_SUITE'] ?? '');
  return {
    is: 'ssl',
    port: ssl.port,
    versions,
    isOld: /\b1\.[01]\b/.test(versions),
    suites: said.length > 0 ? said : [isModern ? usualSuiteSince26 : usualSuite],
  };
};
