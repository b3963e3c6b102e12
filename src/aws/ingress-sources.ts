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

interface Range {
  readonly family: 4 | 6;
  readonly from: bigint;
  readonly to: bigint;
}

/** Digits only: `Number` would read an empty text as 0, and so `10.0.0.0/` as everybody. */
const decimal = (text: string): number => (/^\d{1,3}$/.test(text) ? Number(text) : Number.NaN);

const number4 = (address: string): bigint | undefined => {
  const parts = address.split('.').map(decimal);
  const isAddress = parts.length === 4 && parts.every((part) => part < 256);
  return isAddress ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) : undefined;
};

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));

const number6 = (address: string): bigint | undefined => {
  const [head = '', tail] = address.split('::');
  const before = words(head);
  const after = words(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const all = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  if (all.length !== 8 || all.some((word) => !/^[0-9a-f]{1,4}$/i.test(word))) return undefined;
  return all.reduce((sum, word) => sum * 65_536n + BigInt(`0x${word}`), 0n);
};

const rangeOf = (source: string): Range | undefined => {
  const [address = '', bits = ''] = source.split('/');
  const family = address.includes(':') ? 6 : 4;
  const start = family === 6 ? number6(address) : number4(address);
  const width = family === 6 ? 128 : 32;
  const length = decimal(bits);
  if (start === undefined || !(length <= width)) return undefined;
  const size = 1n << BigInt(width - length);
  return { family, from: start - (start % size), to: start - (start % size) + size - 1n };
};

/**
 * The sources that reach one port and not surely another. A group or prefix list counts as admitted by itself or by
 * everything; `ipv6`: whether the balancer takes IPv6 at all, else such ranges do not matter.
 */
export const shutOut = (
  permissions: readonly Permission[],
  { from, to, ipv6 }: { readonly from: number; readonly to: number; readonly ipv6: boolean },
): readonly string[] => {
  const admitted = sourcesOn(permissions, to);
  const ranges = admitted.map(rangeOf).filter((range) => range !== undefined);
  const everything = admitted.includes('0.0.0.0/0') && (!ipv6 || admitted.includes('::/0'));
  return sourcesOn(permissions, from).filter((source) => {
    if (everything || admitted.includes(source)) return false;
    const wanted = rangeOf(source);
    if (!wanted) return true;
    if (wanted.family === 6 && !ipv6) return false;
    return !ranges.some(
      ({ family, from: first, to: last }) =>
        family === wanted.family && first <= wanted.from && wanted.to <= last,
    );
  });
};
