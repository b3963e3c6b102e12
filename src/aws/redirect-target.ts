import { servesHost } from './certificate-names.ts';
import { notServed, type ListenerWithRules, type Part } from './plaintext-rules.ts';

/** A certificate that a listener shows, and what is known of it. */
export interface ServedCertificate {
  readonly arn: string;
  /** `unread`: we may not look at it, or it is not one of Certificate Manager's. */
  readonly usable: 'yes' | 'no' | 'unread';
  readonly names: readonly string[];
}

export interface HttpsListener extends ListenerWithRules {
  readonly certificates: readonly ServedCertificate[];
  /** `off`, `passthrough`, `verify`: whether clients must show certificates of their own. */
  readonly clientCertificates: string;
}

/** A listener to be redirected to, and what speaks against it. */
export interface RedirectTarget {
  readonly listener: HttpsListener;
  /** Host names that no readable certificate of it is for. */
  readonly uncovered: readonly string[];
  /** Target groups that it does not reach. */
  readonly unserved: readonly string[];
  /** Certificates that could not be read: they may cover what is uncovered. */
  readonly unread: readonly string[];
}

const judged = (listener: HttpsListener, parts: readonly Part[]): RedirectTarget => {
  const names = listener.certificates
    .filter(({ usable }) => usable === 'yes')
    .flatMap((certificate) => certificate.names);
  const hosts = [...new Set(parts.flatMap(({ conditions }) => conditions.hosts))].toSorted();
  return {
    listener,
    uncovered: hosts.filter((host) => !servesHost(names, host)),
    unserved: notServed(parts, listener),
    unread: listener.certificates.filter(({ usable }) => usable === 'unread').map(({ arn }) => arn),
  };
};

/**
 * The best listener to redirect to: one with a certificate that can be used; then the one that leaves the fewest
 * names without a certificate and the fewest target groups unreached; then 443. `undefined`: there is none.
 */
export const redirectTarget = (
  listeners: readonly HttpsListener[],
  parts: readonly Part[],
): RedirectTarget | undefined => {
  const usable = listeners.filter(({ certificates }) => certificates.some((one) => one.usable !== 'no'));
  const isUsual = ({ listener }: RedirectTarget): number => (listener.port === 443 ? 0 : 1);
  const [best] = usable
    .map((listener) => judged(listener, parts))
    .toSorted(
      (a, b) =>
        a.uncovered.length - b.uncovered.length ||
        a.unserved.length - b.unserved.length ||
        isUsual(a) - isUsual(b) ||
        a.listener.port - b.listener.port,
    );
  return best;
};
