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
  | { readonly is: 'ssl'; readonly port: number | null; readonly versions: string; readonly isOld: boolean }
  | { readonly is: 'none' };

/**
 * Everything that the server takes when nobody says, in the order of its page.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Oracle.Options.NNE.Options.html
 */
const usualCiphers = 'RC4_256,AES256,AES192,3DES168,RC4_128,AES128,3DES112,RC4_56,DES,RC4_40,DES40';

const list = (text: string): readonly string[] =>
  text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));

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
  return { is: 'ssl', port: ssl.port, versions, isOld: /\b1\.[01]\b/.test(versions) };
};
