import { servesHost } from './certificate-names.ts';
import type { ListenerWithRules, Part } from './plaintext-rules.ts';
import type { Space } from './routing/boxes.ts';
import { compareOf, type Comparison } from './routing/compare.ts';
import { isAnyName, takesAnyName } from './rule-conditions.ts';

/** A certificate that a listener shows, and what is known of it. */
export interface ServedCertificate {
  readonly arn: string;
  /** `unread`: we may not look at it, or it is not one of Certificate Manager's. */
  readonly usable: 'yes' | 'no' | 'unread';
  readonly names: readonly string[];
  /** Shown to clients that ask for a name which no other certificate of the listener is for. */
  readonly isDefault: boolean;
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
  /** Certificates that could not be read: they may cover what is uncovered. */
  readonly unread: readonly string[];
  /** Names of a default certificate of no use, which requests by any name may go by. */
  readonly lapsed: readonly string[];
  /** What it does otherwise than plain HTTP; `undefined`: more than could be looked at. */
  readonly comparison: Comparison | undefined;
}

/** One HTTP listener with what is open of it, and where it is sent. */
export interface Redirected {
  readonly from: ListenerWithRules;
  readonly open: readonly Part[];
  readonly to: RedirectTarget;
  /** Ports of other HTTPS listeners that are as good, none of which does the same as plain HTTP. */
  readonly rivals: readonly number[];
}

export interface Surroundings {
  readonly listeners: readonly HttpsListener[];
  /** `undefined`: too many requests to look at. */
  readonly space: Space | undefined;
  /** How much of who reaches one port does not reach another: sources that are shut out. */
  readonly shutOut: (from: number, to: number) => number;
}

const evaluated = (
  listener: HttpsListener,
  from: ListenerWithRules,
  open: readonly Part[],
  { listeners, space }: Surroundings,
): RedirectTarget => {
  const { certificates } = listener;
  const names = certificates.filter(({ usable }) => usable === 'yes').flatMap((one) => one.names);
  const hosts = [...new Set(open.flatMap(({ conditions }) => conditions.hosts))].toSorted();
  const anyName = open.some(({ conditions }) => takesAnyName(conditions));
  const lapsed = certificates.filter(({ usable, isDefault }) => isDefault && usable === 'no');
  return {
    listener,
    uncovered: hosts.filter((host) => !isAnyName(host) && !servesHost(names, host)),
    unread: certificates.filter(({ usable }) => usable === 'unread').map(({ arn }) => arn),
    lapsed: anyName ? lapsed.flatMap((one) => one.names).filter((name) => !servesHost(names, name)) : [],
    comparison: space && compareOf(space, listeners, from, listener),
  };
};

/** The usual pairs: 443 for 80, and a port of HTTPS that ends as the other does. */
const isPair = (from: number, to: number): boolean =>
  from === 80 ? to === 443 : String(to).endsWith('443') && String(from).startsWith(String(to).slice(0, 1));

/** What counts, most first; less is better. */
const costsOf = ({ uncovered, comparison, lapsed }: RedirectTarget): readonly number[] => [
  comparison?.traps.length ?? 0,
  uncovered.length,
  comparison ? comparison.changes.length : 1,
  comparison ? comparison.doubts.length : 1,
  comparison?.checks.length ?? 0,
  lapsed.length,
];

const compared = (a: readonly number[], b: readonly number[]): number =>
  a.map((cost, at) => cost - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;

/**
 * For what is open of one HTTP listener the best HTTPS listener: one with a certificate that can be used; then the one
 * whose redirects end, that leaves the fewest names without a certificate and answers the fewest requests otherwise;
 * then the one that is open to the same clients; then the usual pair of ports. `undefined`: there is none.
 */
export const redirectTarget = (
  from: ListenerWithRules,
  open: readonly Part[],
  surroundings: Surroundings,
): Redirected | undefined => {
  const candidates = surroundings.listeners
    .filter(({ protocol }) => protocol === 'HTTPS')
    .filter(({ certificates }) => certificates.some((one) => one.usable !== 'no'))
    .map((listener) => evaluated(listener, from, open, surroundings));
  const tie = ({ listener: { port } }: RedirectTarget): readonly number[] => [
    surroundings.shutOut(from.port, port),
    isPair(from.port, port) ? 0 : 1,
    port === 443 ? 0 : 1,
    port,
  ];
  const [to, ...others] = candidates.toSorted(
    (a, b) => compared(costsOf(a), costsOf(b)) || compared(tie(a), tie(b)),
  );
  if (!to) return undefined;
  const same = to.comparison && to.comparison.changes.length + to.comparison.doubts.length === 0;
  const rivals = same ? [] : others.filter((other) => compared(costsOf(other), costsOf(to)) === 0);
  return { from, open, to, rivals: rivals.map(({ listener }) => listener.port) };
};
