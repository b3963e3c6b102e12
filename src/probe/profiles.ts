import { classOf, type Version } from './ciphers.ts';

/**
 * What others hold a server against. Mozilla's guidelines, version 5.7, by name as IANA has it.
 * Source: https://ssl-config.mozilla.org/guidelines/5.7.json
 */
export interface Profile {
  readonly name: 'modern' | 'intermediate' | 'old' | 's3';
  readonly versions: readonly Version[];
  takes(cipher: string): boolean;
  readonly keys: readonly ('RSA' | 'EC')[];
  readonly signatures: RegExp;
  readonly leastRsa: number;
  readonly curves: readonly string[];
  /** Days. */
  readonly longestLife?: number;
  /** Seconds. */
  readonly leastHsts?: number;
}

const tls13 = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'];

const intermediate = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
];

const old = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384',
  'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA',
  'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA',
  'TLS_DHE_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_DHE_RSA_WITH_AES_256_CBC_SHA256',
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
  'TLS_RSA_WITH_AES_128_CBC_SHA256',
  'TLS_RSA_WITH_AES_256_CBC_SHA256',
  'TLS_RSA_WITH_AES_128_CBC_SHA',
  'TLS_RSA_WITH_AES_256_CBC_SHA',
  'TLS_RSA_WITH_3DES_EDE_CBC_SHA',
];

const oneOf =
  (...lists: readonly (readonly string[])[]) =>
  (cipher: string): boolean =>
    lists.some((list) => list.includes(cipher));

const curves = ['prime256v1', 'secp384r1'];
const twoYears = 63_072_000;

/** The strictest first. */
export const mozilla: readonly Profile[] = [
  {
    name: 'modern',
    versions: ['TLSv1.3'],
    takes: oneOf(tls13),
    keys: ['EC'],
    signatures: /^ecdsa-with-SHA(?:256|384|512)$/i,
    leastRsa: 2048,
    curves,
    longestLife: 90,
    leastHsts: twoYears,
  },
  {
    name: 'intermediate',
    versions: ['TLSv1.2', 'TLSv1.3'],
    takes: oneOf(tls13, intermediate),
    keys: ['EC', 'RSA'],
    signatures: /^(?:sha256WithRSAEncryption|ecdsa-with-SHA(?:256|384|512))$/i,
    leastRsa: 2048,
    curves,
    longestLife: 366,
    leastHsts: twoYears,
  },
  {
    name: 'old',
    versions: ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'],
    takes: oneOf(tls13, intermediate, old),
    keys: ['RSA'],
    signatures: /^sha256WithRSAEncryption$/i,
    leastRsa: 2048,
    curves,
    longestLife: 366,
    leastHsts: twoYears,
  },
];

/**
 * What Amazon S3 asks of its own clients: TLS 1.2 or later, and cipher suites with perfect forward secrecy. AWS publishes no
 * list of suites.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/network-isolation.html
 */
export const s3Profile: Profile = {
  name: 's3',
  versions: ['TLSv1.2', 'TLSv1.3'],
  takes: (cipher) => classOf(cipher).startsWith('forward secret'),
  keys: ['EC', 'RSA'],
  signatures: /sha(?:256|384|512)/i,
  leastRsa: 2048,
  curves: [...curves, 'secp521r1'],
};
