import { placeKey } from '../../core/model/target.ts';
import { tlsVersions, type TlsVersion } from '../../aws/tls-policies.ts';
import { notTls } from './figures-catalog.ts';
import type { Posed } from './posed.ts';

/** The oldest version of TLS that one resource takes, or offers on its way out. `undefined`: nothing tells. */
export type Floor = TlsVersion | undefined;

const versionNamed = (text: string | undefined): Floor => tlsVersions.find((one) => one === text);
export const meets = (floor: TlsVersion, wanted: TlsVersion): boolean =>
  tlsVersions.indexOf(floor) >= tlsVersions.indexOf(wanted);
const oldestOfAll = (all: readonly TlsVersion[]): Floor => tlsVersions.find((one) => all.includes(one));

/** What a finding tells fills only what AWS did not say; one that is old is enough to know that all of it is. */
const floorOf = (said: readonly Floor[], told: readonly Floor[]): Floor => {
  const known = oldestOfAll(said.flatMap((one) => one ?? []));
  if (said.length > 0 && said.every((one) => one !== undefined)) return known;
  if (known !== undefined && !meets(known, 'TLS 1.2')) return known;
  return told.length > 0 && told.every((one) => one !== undefined)
    ? oldestOfAll([...told.flatMap((one) => one ?? []), ...(known === undefined ? [] : [known])])
    : undefined;
};

/**
 * Each resource with a version of TLS of its own, once: what the look read of its doors and of its ways out, else what the plan
 * of a finding about old TLS names. Whether a policy accepts it is another question.
 */
export const floorsOf = ({
  stops = [],
  items,
  concerns,
}: Pick<Posed, 'stops' | 'items' | 'concerns'>): readonly Floor[] => {
  const said = new Map(
    stops.flatMap(({ target, terms = [], onward }): readonly (readonly [string, readonly Floor[]])[] => {
      const ways = onward.flatMap(({ oldest }) => (oldest === undefined ? [] : [versionNamed(oldest)]));
      const all = [...terms.map(({ oldest }) => versionNamed(oldest)), ...ways];
      return all.length > 0 ? [[placeKey(target), all]] : [];
    }),
  );
  const told = Map.groupBy(
    items.filter(
      ({ remediation }) => concerns(remediation)?.matter === 'old-tls' && !notTls.includes(remediation),
    ),
    ({ target }) => placeKey(target),
  );
  return [...new Set([...said.keys(), ...told.keys()])].map((place) =>
    floorOf(
      said.get(place) ?? [],
      // Without a plan of its own a finding only remembers.
      (told.get(place) ?? []).map(({ accepts, plan }) => versionNamed(plan && accepts)),
    ),
  );
};
