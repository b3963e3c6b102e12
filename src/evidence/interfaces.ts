import { DescribeNetworkInterfacesCommand, EC2Client, type NetworkInterface } from '@aws-sdk/client-ec2';
import { isDenied } from '../aws/error-names.ts';
import type { Caller, Seen } from '../core/model/evidence.ts';
import type { Target } from '../core/model/target.ts';
import type { Asking } from './source.ts';

/** Whose a private address is: people look for an instance, a task or a function, not for a number. */

/** RFC 1918 and shared space; what is public is no interface that its private address finds. */
const isPrivate = (address: string): boolean =>
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(address);

/** What an interface says of itself. A NAT gateway or a load balancer hides the clients behind it. */
export const behindOf = (found: NetworkInterface): string | undefined => {
  const {
    InterfaceType: type,
    Description: description = '',
    Attachment: attachment,
    NetworkInterfaceId: id,
  } = found;
  if (attachment?.InstanceId) return `instance ${attachment.InstanceId}`;
  if (type === 'lambda')
    return `function ${description.replace(/^AWS Lambda VPC ENI-/, '').replace(/-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '')}`;
  // The SDK's type and the API's page write it in different ways.
  if (/^nat(?:_?gateway)?$/i.test(type ?? '')) return `NAT gateway ${id ?? ''}, which hides who it is`;
  const task = /attachment\/([0-9a-f-]+)/.exec(description)?.[1];
  if (task !== undefined) return `ECS task, interface attachment ${task}`;
  if (description.startsWith('ELB ')) return `load balancer ${description.slice(4)}`;
  return id === undefined
    ? undefined
    : `interface ${id}${description === '' ? '' : ` (${description.slice(0, 80)})`}`;
};

/** A filter takes 200 values; a report names 50. */
const mostAddresses = 200;

/** The same callers, with what their addresses belong to now. What may not be read stays a number. */
export const named = async (seen: Seen, target: Target, look: Asking['look']): Promise<Seen> => {
  const addresses = new Set(
    seen.callers.flatMap(({ address }) => (address !== undefined && isPrivate(address) ? [address] : [])),
  );
  if (addresses.size === 0) return seen;
  const whose = new Map<string, string>();
  try {
    const { NetworkInterfaces = [] } = await look(target)
      .use(EC2Client)
      .send(
        new DescribeNetworkInterfacesCommand({
          Filters: [{ Name: 'addresses.private-ip-address', Values: [...addresses].slice(0, mostAddresses) }],
        }),
      );
    for (const found of NetworkInterfaces) {
      const behind = behindOf(found);
      for (const { PrivateIpAddress: address } of found.PrivateIpAddresses ?? [])
        // Two networks may have the same addresses: then neither is named.
        if (address !== undefined && behind !== undefined)
          whose.set(address, whose.has(address) ? 'one of several interfaces' : behind);
    }
  } catch (error) {
    if (isDenied(error)) return seen;
    throw error;
  }
  const withName = (caller: Caller): Caller => {
    const behind = caller.address === undefined ? undefined : whose.get(caller.address);
    return behind === undefined ? caller : { ...caller, behind };
  };
  return { ...seen, callers: seen.callers.map(withName) };
};

export const interfacePermissions = ['ec2:DescribeNetworkInterfaces'] as const;
