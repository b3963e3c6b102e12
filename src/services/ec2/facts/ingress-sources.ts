import { everyAddress, rangeOf, uncoveredPart, type Range } from './address-ranges.ts';

/** Who may reach a port: what security groups admit, as one text per source. */
export interface Permission {
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly IpRanges?: readonly { readonly CidrIp?: string | undefined }[] | undefined;
  readonly Ipv6Ranges?: readonly { readonly CidrIpv6?: string | undefined }[] | undefined;
  readonly PrefixListIds?: readonly { readonly PrefixListId?: string | undefined }[] | undefined;
  readonly UserIdGroupPairs?: readonly { readonly GroupId?: string | undefined }[] | undefined;
}

/**
 * `-1` is every protocol and every port; 6 is TCP.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
const admits = ({ IpProtocol, FromPort, ToPort }: Permission, port: number): boolean => {
  if (IpProtocol === '-1') return true;
  if (IpProtocol !== 'tcp' && IpProtocol !== '6') return false;
  if (FromPort === undefined || ToPort === undefined) return true;
  return FromPort === -1 || (FromPort <= port && port <= ToPort);
};

/** Address ranges, ids of prefix lists and of security groups that may reach a TCP port, sorted. */
export const sourcesOn = (permissions: readonly Permission[], port: number): readonly string[] => {
  const sources = permissions
    .filter((permission) => admits(permission, port))
    .flatMap(({ IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] }) => [
      ...IpRanges.map(({ CidrIp }) => CidrIp),
      ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
      ...PrefixListIds.map(({ PrefixListId }) => PrefixListId),
      ...UserIdGroupPairs.map(({ GroupId }) => GroupId),
    ]);
  return [...new Set(sources.filter((source) => source !== undefined))].toSorted();
};

/** What prefix lists hold, by id; `null`, or not there: we may not see it. */
export type PrefixLists = Readonly<Record<string, readonly string[] | null>>;

/** Who reaches one port and not another. */
export interface ShutOut {
  /** Surely not admitted on the other port. */
  readonly closed: readonly string[];
  /** Perhaps admitted, by what could not be read: a prefix list, or the members of a security group. */
  readonly unknown: readonly string[];
}

/**
 * More addresses than the members of security groups can have: those are network interfaces of VPCs, and VPCs have at
 * most a few blocks of /16.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
const mostMembers = { 4: 1n << 24n, 6: 1n << 88n } as const;

const isPrefixList = (source: string): boolean => source.startsWith('pl-');

const rangesIn = (sources: readonly string[]): readonly Range[] =>
  sources.map(rangeOf).filter((range) => range !== undefined);

/**
 * The sources that reach one port and not surely another. Ranges that are admitted count together. `ipv6`: whether the
 * balancer takes IPv6 at all, else such ranges do not matter.
 */
export const shutOut = (
  permissions: readonly Permission[],
  {
    from,
    to,
    ipv6,
    lists = {},
  }: {
    readonly from: number;
    readonly to: number;
    readonly ipv6: boolean;
    readonly lists?: PrefixLists;
  },
): ShutOut => {
  const admitted = sourcesOn(permissions, to);
  const admittedLists = admitted.filter(isPrefixList);
  const ranges = rangesIn([...admitted, ...admittedLists.flatMap((id) => lists[id] ?? [])]);
  const listUnread = admittedLists.some((id) => !lists[id]);
  const groups = admitted.some((source) => source.startsWith('sg-'));
  const everybody = (ipv6 ? ([4, 6] as const) : ([4] as const)).every(
    (family) => uncoveredPart(everyAddress(family), ranges).length === 0,
  );

  /** `open`, or what is known of it. */
  const evaluated = (source: string): 'open' | 'closed' | 'unknown' => {
    const range = rangeOf(source);
    if (!range) return admitted.includes(source) ? 'open' : 'closed';
    if (range.family === 6 && !ipv6) return 'open';
    const left = uncoveredPart(range, ranges);
    if (left.length === 0) return 'open';
    const count = left.reduce((sum, part) => sum + part.to - part.from + 1n, 0n);
    return listUnread || (groups && count <= mostMembers[range.family]) ? 'unknown' : 'closed';
  };
  const evaluatedAll = (source: string): 'open' | 'closed' | 'unknown' => {
    if (everybody || admitted.includes(source)) return 'open';
    if (source.includes('/')) return evaluated(source);
    if (admitted.length === 0) return 'closed';
    const held = isPrefixList(source) ? lists[source] : undefined;
    // Whose addresses are in a group, or in a list that we may not see, cannot be compared with others.
    if (!held) return 'unknown';
    const each = held.map(evaluated);
    return each.find((one) => one === 'closed') ?? each.find((one) => one === 'unknown') ?? 'open';
  };
  const sources = sourcesOn(permissions, from);
  return {
    closed: sources.filter((source) => evaluatedAll(source) === 'closed'),
    unknown: sources.filter((source) => evaluatedAll(source) === 'unknown'),
  };
};
