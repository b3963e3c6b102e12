import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Unreached } from './unreached.ts';

/**
 * What may be connected to. A name is looked up once; every address of it is evaluated, and only these addresses are
 * connected to: a name that answers differently the second time (rebinding) gains nothing.
 */

type Subnet = readonly [address: string, prefix: number];

/** Nothing of AWS and nothing of the internet answers there, but the machine itself and its metadata do. */
const never: readonly Subnet[] = [
  ['0.0.0.0', 8],
  // Instance metadata, credentials of ECS and EKS, time, DNS.
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  // AS112 and relays: not anybody's endpoint.
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // https://www.iana.org/assignments/iana-ipv6-special-registry: Teredo, benchmarks, ORCHID, documentation, 6to4, AS112.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
  // Metadata over IPv6.
  ['fd00:ec2::', 32],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

/** The machine itself, and networks that only some can reach. */
const inside: readonly Subnet[] = [
  ['127.0.0.0', 8],
  ['::1', 128],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['fc00::', 7],
];

const listOf = (subnets: readonly Subnet[]): BlockList => {
  const list = new BlockList();
  for (const [address, prefix] of subnets)
    list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
};
const neverList = listOf(never);
const insideList = listOf(inside);

export interface Allowing {
  /** Private networks and the machine itself: somebody said that this is where the resource is. */
  readonly inside: boolean;
}

const isIn = (list: BlockList, address: string): boolean =>
  list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Of IPv6 only what is given out to networks (`2000::/3`), private networks and the machine itself. All else carries
 * IPv4 in another dress (compatible, translated) or belongs to nobody. Mapped addresses are evaluated as the IPv4 that they are.
 */
const placed = listOf([
  ['2000::', 3],
  ['fc00::', 7],
  ['::1', 128],
  ['::ffff:0:0', 96],
]);
const mapped = listOf([['::ffff:0:0', 96]]);
const isPlaced = (address: string): boolean => isIP(address) !== 6 || isIn(placed, address);

/** Why an address may not be connected to; `undefined`: it may. */
export const refusalOf = (address: string, allowing: Allowing): string | undefined => {
  if (isIP(address) === 0 || address.includes('%')) return `${address} is no address`;
  if (isIn(neverList, address) || !isPlaced(address))
    return `${address} is reserved: metadata, link-local or not of the internet`;
  return isIn(insideList, address) && !allowing.inside
    ? `${address} is a private address or this machine itself`
    : undefined;
};

/** Whether an address is one that only some can reach: of a private network, or this machine itself. */
export const isInside = (address: string): boolean => isIn(insideList, address);

/**
 * Whether an address that a VPC uses may be another's elsewhere: IPv4 that is not private. IPv6 of the internet is given out once.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
export const mayBeOfOthers = (address: string): boolean =>
  !isInside(address) && (isIP(address) === 4 || isIn(mapped, address));

/** Whether an address is in one of these networks, such as `10.0.0.0/16`. Throws for what is no network. */
export const isOf = (networks: readonly string[], address: string): boolean => {
  const subnets = networks.map((network): Subnet => {
    const [base = '', prefix = ''] = network.split('/');
    if (isIP(base) === 0 || !/^\d{1,3}$/.test(prefix)) throw new RangeError(`"${network}" is no network`);
    return [base, Number(prefix)];
  });
  return isIn(listOf(subnets), address);
};

/** Ways in for people: no endpoint of a resource. */
const closedPorts: ReadonlySet<number> = new Set([22, 3389]);

/** As a browser reads it: `2852039166`, `0xa9.0xfe.43518` and `0251.…` are addresses, and become what they mean. */
export const hostOf = (typed: string): string | undefined => {
  const bare = typed.startsWith('[') && typed.endsWith(']') ? typed.slice(1, -1) : typed;
  if (isIP(bare) === 6)
    return bare.includes('%') ? undefined : new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  if (!/^[\w.-]+$/u.test(bare)) return undefined;
  return URL.parse(`http://${bare}/`)?.hostname.replace(/\.$/, '');
};

export type Lookup = (host: string) => Promise<readonly string[]>;

export const systemLookup: Lookup = async (host) =>
  (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);

interface Asked extends Allowing {
  readonly lookup: Lookup;
  readonly wait: number;
}

/** The addresses of a host, all of them allowed. Throws `Unreached`. */
export const addressesOf = async (
  typed: string,
  port: number,
  { lookup: ask, wait, ...allowing }: Asked,
): Promise<readonly string[]> => {
  if (closedPorts.has(port)) throw new Unreached('forbidden', `Port ${port} is never probed.`);
  const host = hostOf(typed);
  if (host === undefined) throw new Unreached('no-address', `"${typed}" is no name of a host.`);
  const found = isIP(host) === 0 ? await inTime(ask, host, wait) : [host];
  if (found.length === 0) throw new Unreached('no-address', `${host} has no address.`);
  for (const address of found) {
    const refused = refusalOf(address, allowing);
    if (refused === undefined) continue;
    const name = address === host ? '' : ` (${host})`;
    throw new Unreached('forbidden', `Not probed: ${refused}${name}.`);
  }
  return [...new Set(found)];
};

const inTime = async (ask: Lookup, host: string, wait: number): Promise<readonly string[]> => {
  const stop = new AbortController();
  const late = setTimeout(wait, undefined, { signal: stop.signal, ref: false }).then(() => {
    throw new Unreached('timeout', `The name ${host} was not answered within ${wait} ms.`);
  });
  try {
    return await Promise.race([ask(host), late]);
  } catch (cause) {
    if (cause instanceof Unreached) throw cause;
    throw new Unreached('no-address', `The name ${host} has no address.`, { cause });
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
};
