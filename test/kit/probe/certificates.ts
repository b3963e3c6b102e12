// oxlint-disable-next-line import/no-unassigned-import -- what the next one is built on wants it loaded first
import 'reflect-metadata';
import { webcrypto, X509Certificate } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type Extension,
  type X509Certificate as Made,
} from '@peculiar/x509';

/** Certificates as good and as bad as a test wants them, made when it runs. */

export interface Wanted {
  readonly subject?: string;
  readonly names?: readonly string[];
  readonly key?: 'EC' | 'RSA 2048' | 'RSA 1024';
  readonly hash?: 'SHA-256' | 'SHA-1';
  readonly from?: Date;
  readonly until?: Date;
  readonly authority?: boolean;
  readonly use?: 'server' | 'client';
  /** Left out: self-signed. */
  readonly by?: Certified;
}

export interface Certified {
  readonly cert: string;
  readonly key: string;
  readonly x509: X509Certificate;
  readonly made: Made;
  readonly keys: webcrypto.CryptoKeyPair;
}

const day = 86_400_000;

const algorithmOf = (key: Wanted['key'], hash: string) =>
  key === undefined || key === 'EC'
    ? ({ name: 'ECDSA', namedCurve: 'P-256', hash } as const)
    : ({
        name: 'RSASSA-PKCS1-v1_5',
        hash,
        publicExponent: new Uint8Array([1, 0, 1]),
        modulusLength: Number(key.slice(4)),
      } as const);

const isPair = (keys: webcrypto.CryptoKeyPair | webcrypto.CryptoKey): keys is webcrypto.CryptoKeyPair =>
  'privateKey' in keys;

/** Makes one. */
export const certified = async ({
  subject = 'CN=localhost',
  names = ['localhost'],
  key,
  hash = 'SHA-256',
  from = new Date(Date.now() - day),
  until = new Date(Date.now() + 80 * day),
  authority = false,
  use,
  by,
}: Wanted = {}): Promise<Certified> => {
  const algorithm = algorithmOf(key, hash);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  if (!isPair(keys)) throw new Error('no pair of keys was made');
  const extensions: Extension[] = [
    // As RFC 5280 wants it of authorities: strict clients take no other.
    new BasicConstraintsExtension(authority, undefined, authority),
    ...(authority ? [new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)] : []),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(by?.keys.publicKey ?? keys.publicKey),
    ...(names.length === 0
      ? []
      : [new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value })))]),
    ...(use === undefined
      ? []
      : [
          new ExtendedKeyUsageExtension([
            use === 'server' ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth,
          ]),
        ]),
  ];
  const signing = by?.keys ?? keys;
  const made = await X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
    subject,
    issuer: by?.made.subject ?? subject,
    notBefore: from,
    notAfter: until,
    publicKey: keys.publicKey,
    signingKey: signing.privateKey,
    signingAlgorithm: { ...signing.privateKey.algorithm, hash },
    extensions,
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const cert = made.toString('pem');
  return {
    cert,
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
    x509: new X509Certificate(cert),
    made,
    keys,
  };
};
