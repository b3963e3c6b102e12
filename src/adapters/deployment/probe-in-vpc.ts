import { isIP } from 'node:net';
import { protocols, type Plaintext, type ProtocolName } from '../../core/model/endpoint.ts';
import { addressesOf, isOf } from '../../probe/guard.ts';
import { mostAddresses } from '../../probe/places.ts';
import { probePlaces } from '../../probe/probe-plaintext.ts';
import { times } from '../../probe/times.ts';
import { Unreached } from '../../probe/unreached.ts';

/** What the function in a VPC is asked: whoever asks has looked the name up, so nothing is looked up again. */
export interface AskedInVpc {
  readonly addresses: readonly string[];
  readonly port: number;
  /** By which clients know it: only said, never looked up. */
  readonly name: string;
  readonly protocol: ProtocolName;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isName = /^[\w.-]{1,255}$/u;

/** By hand: a parser would be more code than the probe, and the function's code stands in a template. */
const askedIn = (event: unknown): AskedInVpc | undefined => {
  const { addresses, port, name, protocol } = Object.fromEntries(
    Object.entries(isObject(event) ? event : {}),
  );
  const known = protocols.find((one) => one === protocol);
  const isWhole =
    Array.isArray(addresses) &&
    addresses.length > 0 &&
    addresses.length <= mostAddresses &&
    addresses.every((one) => isText(one) && isIP(one) !== 0) &&
    Number.isInteger(port) &&
    isText(name) &&
    isName.test(name);
  return isWhole && known ? { addresses, port: Number(port), name, protocol: known } : undefined;
};

const unknown = (says: string): Plaintext => ({ is: 'unknown', says });

/** Whether the function's security group lets it out to a port; without a range nobody says that it does not. */
const isWayOut = (range: string | undefined, port: number): boolean => {
  if (range === undefined) return true;
  const [, from, to] = /^(\d{1,5})-(\d{1,5})$/.exec(range) ?? [];
  return Number(from) <= port && port <= Number(to);
};

/**
 * Probes plaintext at addresses of the function's own VPC, and at no others: `WAXSEAL_VPC_CIDR` names its networks, separated by
 * commas, and `WAXSEAL_PORTS` the ports that its security group lets it out to: beyond them silence would be its own. The guard is that of every probe, so metadata, this machine itself and the ports of people stay refused.
 */
export const probeInVpc = async (
  event: unknown,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Plaintext> => {
  const asked = askedIn(event);
  if (!asked) return unknown('The function was asked for something that is no endpoint.');
  const { addresses, port, name, protocol } = asked;
  const range = env['WAXSEAL_PORTS'];
  if (!isWayOut(range, port))
    return unknown(`Not probed: the function has no way to port ${port}, only to ${range}: docs/deploy.md.`);
  const networks = (env['WAXSEAL_VPC_CIDR'] ?? '').split(',').filter((one) => one !== '');
  try {
    const outside = addresses.find((address) => !isOf(networks, address));
    if (outside !== undefined)
      return unknown(`Not probed: ${outside} is not of this VPC (${networks.join(', ')}).`);
    for (const address of addresses)
      await addressesOf(address, port, { inside: true, lookup: async () => [], wait: times.dns });
    const places = addresses.map((address) => ({ address, port, name, times }));
    return await probePlaces(places, protocol, false);
  } catch (error) {
    if (error instanceof Unreached || error instanceof RangeError) return unknown(error.message);
    throw error;
  }
};
