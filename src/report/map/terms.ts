import { tlsVersions } from '../../aws/tls-policies.ts';
import type { TlsTerms } from '../../core/model/tls-terms.ts';

/** What is shown and spoken over TLS. */
export interface Shown {
  /** The oldest version of TLS that gets by: `TLS 1.2`. Left out: nothing tells. */
  readonly oldest?: string;
  /** ARNs of the certificates that are shown there, or their ids where they have none. */
  readonly certificates?: readonly string[];
}

const order: readonly string[] = tlsVersions;
const byAge = (versions: readonly string[]): readonly string[] =>
  versions.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));

/** Older than TLS 1.2, which is what is still held to be sound. */
export const isOldTls = (version: string): boolean =>
  order.slice(0, order.indexOf('TLS 1.2')).includes(version);

/** The oldest of all, where each is known: one that is not may be older. */
export const oldestOfAll = (versions: readonly (string | undefined)[]): string | undefined =>
  versions.every((one) => one !== undefined) ? byAge(versions)[0] : undefined;

const shown = (terms: readonly TlsTerms[], oldest: string | undefined): Shown => {
  const certificates = [...new Set(terms.flatMap(({ certificate }) => certificate ?? []))].toSorted();
  return {
    ...(oldest !== undefined && { oldest }),
    ...(certificates.length > 0 && { certificates }),
  };
};

/** What whoever comes in meets: any of the doors. `told`: the oldest that a finding tells. */
export const termsOfEntry = (terms: readonly TlsTerms[], told: string | undefined): Shown =>
  shown(terms, oldestOfAll(terms.map(({ oldest }) => oldest)) ?? order.find((one) => one === told));

/** What is spoken on a way: both sides have to have it, so the newer of both floors holds. */
export const termsOfWay = (
  way: { readonly port?: number | undefined; readonly oldest?: string | undefined },
  doors: readonly TlsTerms[],
): Shown => {
  const met = doors.filter(({ port }) => way.port === undefined || port === undefined || port === way.port);
  const floors = [way.oldest, oldestOfAll(met.map(({ oldest }) => oldest))].flatMap((one) => one ?? []);
  return shown(met, byAge(floors).at(-1));
};
