import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** One certificate, as people read it. */
export interface CertificateSeen {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  /** ISO 8601. */
  readonly from: string;
  readonly until: string;
  readonly serial: string;
  readonly fingerprint: string;
  /** `RSA 2048`, `EC prime256v1`. */
  readonly key: string;
  readonly signature: string;
  readonly authority: boolean;
}

export interface CertificateProblem {
  readonly check: 'chain' | 'name' | 'dates' | 'key' | 'signature' | 'use';
  /** `note`: worth knowing, and no client is refused for it. */
  readonly weighs: 'problem' | 'note';
  readonly says: string;
}

const oneLine = (name: string | undefined): string => (name ?? '').split('\n').join(', ');

/** Without certificates of which somebody has to know a quotation mark: `DNS:"a\\"b"`. */
const namesOf = ({ subjectAltName }: X509Certificate): readonly string[] =>
  (subjectAltName ?? '')
    .split(', ')
    .flatMap((name) => /^(?:DNS|IP Address):(?<value>.+)$/.exec(name)?.groups?.['value'] ?? []);

const keyOf = ({ publicKey }: X509Certificate): string => {
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  const type = (publicKey.asymmetricKeyType ?? 'unknown').toUpperCase();
  return [type, modulusLength ?? namedCurve].filter((part) => part !== undefined).join(' ');
};

export const certificateSeen = (certificate: X509Certificate): CertificateSeen => ({
  subject: oneLine(certificate.subject),
  issuer: oneLine(certificate.issuer),
  names: namesOf(certificate),
  from: certificate.validFromDate.toISOString(),
  until: certificate.validToDate.toISOString(),
  serial: certificate.serialNumber,
  fingerprint: certificate.fingerprint256,
  key: keyOf(certificate),
  signature: certificate.signatureAlgorithm ?? 'unknown',
  authority: certificate.ca,
});

const day = 86_400_000;
const daysLeft = (certificate: X509Certificate, now: Date): number =>
  Math.floor((certificate.validToDate.getTime() - now.getTime()) / day);

/** Reasons of OpenSSL in words. */
const chainWords: Readonly<Record<string, string>> = {
  UNVERIFIED: 'Whether the chain is trusted is not known: the handshake was ended before.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The chain ends at a root that is not trusted here.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The issuer is unknown here, or an intermediate certificate was not sent.',
  UNABLE_TO_GET_ISSUER_CERT: 'An issuer in the chain is unknown here.',
  CERT_HAS_EXPIRED: 'A certificate of an authority in the chain has expired.',
  CERT_NOT_YET_VALID: 'A certificate of an authority in the chain is not valid yet.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'The issuer is unknown here, or an intermediate certificate was not sent.',
};

const isSelfIssued = ({ subject, issuer }: X509Certificate): boolean => subject === issuer;

const serverAuth = '1.3.6.1.5.5.7.3.1';
const anyUse = '2.5.29.37.0';

interface Asked {
  /** Every name under which clients connect. */
  readonly names: readonly string[];
  readonly now: Date;
  readonly untrusted?: string | undefined;
}

const problem = (check: CertificateProblem['check'], says: string): CertificateProblem => ({
  check,
  weighs: 'problem',
  says,
});

const datesOf = (certificate: X509Certificate, now: Date): readonly CertificateProblem[] => {
  const left = daysLeft(certificate, now);
  const until = certificate.validToDate.toISOString().slice(0, 10);
  if (certificate.validFromDate > now)
    return [problem('dates', `It is not valid before ${certificate.validFromDate.toISOString()}.`)];
  if (left < 0) return [problem('dates', `It expired on ${until}.`)];
  // Amazon's public certificates are renewed 45 days before their end; whatever is nearer has been missed once.
  const isAmazon = /O=Amazon\b/.test(certificate.issuer);
  if (left < 14) return [problem('dates', `It expires on ${until}, in ${left} days.`)];
  if (isAmazon && left < 40)
    return [problem('dates', `It expires on ${until}, in ${left} days: ACM should have renewed it by now.`)];
  return left < 45
    ? [{ check: 'dates', weighs: 'note', says: `It expires on ${until}, in ${left} days.` }]
    : [];
};

const namesProblem = (
  certificate: X509Certificate,
  names: readonly string[],
): readonly CertificateProblem[] => {
  if (certificate.subjectAltName === undefined)
    return [
      problem('name', 'It has no subjectAltName, and clients do not look at the common name any more.'),
    ];
  return names
    .filter(
      (name) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) === undefined,
    )
    .map((name) => problem('name', `It is not for ${name}.`));
};

const keyProblem = (certificate: X509Certificate): readonly CertificateProblem[] => {
  const { modulusLength } = certificate.publicKey.asymmetricKeyDetails ?? {};
  return modulusLength !== undefined && modulusLength < 2048
    ? [problem('key', `A key of ${modulusLength} bits is too short (${oneLine(certificate.subject)}).`)]
    : [];
};

const signatureProblem = (certificate: X509Certificate): readonly CertificateProblem[] =>
  // Nobody relies on the signature of a root.
  !isSelfIssued(certificate) && /sha1|md5|md2/i.test(certificate.signatureAlgorithm ?? '')
    ? [
        problem(
          'signature',
          `It is signed with ${certificate.signatureAlgorithm} (${oneLine(certificate.subject)}).`,
        ),
      ]
    : [];

const useProblem = (leaf: X509Certificate): readonly CertificateProblem[] => {
  // Node calls the extended key usage so; without any, every use is allowed.
  const uses: readonly string[] = leaf.keyUsage ?? [];
  return [
    ...(leaf.ca ? [problem('use', 'It is a certificate of an authority, and used by a server.')] : []),
    ...(uses.length > 0 && !uses.includes(serverAuth) && !uses.includes(anyUse)
      ? [problem('use', 'It is not for servers (extended key usage).')]
      : []),
  ];
};

/** Everything wrong with the certificates that a server sent, the leaf first. Pure. */
export const problemsOf = (
  chain: readonly X509Certificate[],
  { names, now, untrusted }: Asked,
): readonly CertificateProblem[] => {
  const [leaf] = chain;
  if (!leaf) return [problem('chain', 'No certificate was sent.')];
  // Of the leaf the dates say so themselves; an authority in the chain that has expired shuts out clients as well.
  const expired = untrusted === 'CERT_HAS_EXPIRED' || untrusted === 'CERT_NOT_YET_VALID';
  const isOfLeaf = expired && (leaf.validFromDate > now || leaf.validToDate < now);
  return [
    ...(untrusted === undefined || isOfLeaf
      ? []
      : [problem('chain', chainWords[untrusted] ?? `The chain is not trusted: ${untrusted}.`)]),
    ...namesProblem(leaf, names),
    ...datesOf(leaf, now),
    ...chain.flatMap(keyProblem),
    ...chain.flatMap(signatureProblem),
    ...useProblem(leaf),
  ];
};
