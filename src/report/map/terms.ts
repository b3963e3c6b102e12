import { tlsVersions } from '../../aws/tls-policies.ts';
import type { TlsTerms } from '../../core/model/tls-terms.ts';
import type { Edge } from './graph.ts';

type Shown = Pick<Edge, 'oldest' | 'certificates'>;

const order: readonly string[] = tlsVersions;
const byAge = (versions: readonly string[]): readonly string[] =>
  versions.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));

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

/** The remediation whose finding is about what is wrong with a hop: what would fix it. */
export const fixOf = ({ state, findings }: Pick<Edge, 'state' | 'findings'>): string | undefined => {
  const matter = state === 'plaintext' || state === 'unknown' ? 'plaintext' : 'old-tls';
  return findings.find((one) => one.matter === matter)?.remediation;
};
