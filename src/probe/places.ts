import type { Endpoint } from '../core/model/endpoint.ts';
import type { Place } from './dial.ts';
import { addressesOf, hostOf, mayBeOfOthers, systemLookup, type Lookup } from './guard.ts';
import { times, type Times } from './times.ts';
import { Unreached } from './unreached.ts';

export interface Probing {
  /** Private networks and this machine itself may be connected to. */
  readonly inside: boolean;
  /** A login may be begun where it leaves more than a line in a log. */
  readonly login: boolean;
  /** Certificates in PEM that are trusted besides those that Node brings. */
  readonly ca: readonly string[];
  /** By which clients know it, if not by the host: the first is said to the server, the certificate must be for all. */
  readonly names: readonly string[];
  readonly now: Date;
  readonly lookup: Lookup;
  readonly times: Times;
}

export const probing: Omit<Probing, 'now'> = {
  inside: false,
  login: false,
  ca: [],
  names: [],
  lookup: systemLookup,
  times,
};

/** More are not asked: a name with many addresses is one balancer with many nodes. */
export const mostAddresses = 4;

/** What is said to the server. */
export const nameOf = ({ host }: Endpoint, { names: [known] }: Pick<Probing, 'names'>): string =>
  known ?? hostOf(host) ?? host;

type Finding = Pick<Probing, 'inside' | 'lookup' | 'names' | 'times'>;

/** Throws `Unreached` where an internal endpoint is out of reach, or somebody else may have its addresses here. */
const mustBeReached = ({ internal }: Endpoint, addresses: readonly string[], inside: boolean): void => {
  if (!internal) return;
  if (!inside)
    throw new Unreached('forbidden', 'Not probed: it is internal, and reached only from within its VPC.');
  const other = addresses.find(mayBeOfOthers);
  if (other !== undefined)
    throw new Unreached('forbidden', `Not probed: it is internal, and ${other} may be of others here.`);
};

/** Where an endpoint is: every address of its name. Throws `Unreached`. */
export const placesOf = async (endpoint: Endpoint, options: Finding): Promise<readonly Place[]> => {
  const { host, port } = endpoint;
  const { inside, lookup, times: waits } = options;
  const found = await addressesOf(host, port, { inside, lookup, wait: waits.dns });
  mustBeReached(endpoint, found, inside);
  const name = nameOf(endpoint, options);
  return found.map((address) => ({ address, port, name, times: waits }));
};
