import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';

/** What a certificate shows of who vouches for it. */
export type Chain =
  /** `isPublic`: by an authority that browsers know. Else it is somebody's own, or one is left out that nobody here knows. */
  | { readonly is: 'complete'; readonly isPublic: boolean }
  | { readonly is: 'self-signed' | 'missing' | 'unreadable' }
  /** This one does not vouch for the one before it, or has ended on a day. */
  | { readonly is: 'broken' | 'ended'; readonly at: string; readonly until: string };

const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

const readAll = (pem: string): readonly X509Certificate[] | undefined => {
  try {
    return (pem.match(block) ?? []).map((one) => new X509Certificate(one));
  } catch {
    return undefined;
  }
};

const isBy = (one: X509Certificate, authority: X509Certificate): boolean => {
  try {
    return one.checkIssued(authority) && one.verify(authority.publicKey);
  } catch {
    return false;
  }
};

let parsed: readonly X509Certificate[] | undefined;
/** Those that Node carries, which are those of Mozilla. Read when first asked for. */
const publicRoots = (): readonly X509Certificate[] => {
  parsed ??= rootCertificates.map((pem) => new X509Certificate(pem));
  return parsed;
};

const nameOf = ({ subject }: X509Certificate): string => subject.split('\n').join(', ');
const dayOf = ({ validToDate }: X509Certificate): string => validToDate.toISOString().slice(0, 10);

/**
 * Each vouches for the one before it, up to one that vouches for itself or that clients have.
 * https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-format.html
 */
export const chainOf = (certificate: string, chain: string, now: Date): Chain => {
  const [leaf, ...others] = readAll(certificate) ?? [];
  const above = readAll(chain);
  if (!leaf || others.length > 0 || !above) return { is: 'unreadable' };
  const all = [leaf, ...above];
  const top = all.at(-1) ?? leaf;
  if (above.length === 0 && isBy(leaf, leaf)) return { is: 'self-signed' };
  const broken = above.find((authority, index) => !isBy(all[index] ?? leaf, authority));
  if (broken) return { is: 'broken', at: nameOf(broken), until: dayOf(broken) };
  const ended = above.find(({ validToDate }) => validToDate < now);
  if (ended) return { is: 'ended', at: nameOf(ended), until: dayOf(ended) };
  const isPublic = publicRoots().some((root) => isBy(top, root));
  return above.length === 0 && !isPublic ? { is: 'missing' } : { is: 'complete', isPublic };
};
