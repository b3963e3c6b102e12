import * as z from 'zod/mini';
import type { Where } from '../../../sandbox/world.ts';
import { loadVpcEndpoints, vpcEndpointRecord, type VpcEndpoint } from './vpc-endpoints.ts';
import { loadVpnConnections, vpnConnectionRecord, type VpnConnection } from './vpn-connections.ts';

const permission = z.strictObject({
  IpProtocol: z._default(z.string(), 'tcp'),
  FromPort: z.optional(z.number()),
  ToPort: z.optional(z.number()),
  IpRanges: z._default(z.array(z.strictObject({ CidrIp: z.string() })), []),
  Ipv6Ranges: z._default(z.array(z.strictObject({ CidrIpv6: z.string() })), []),
  PrefixListIds: z._default(z.array(z.strictObject({ PrefixListId: z.string() })), []),
  UserIdGroupPairs: z._default(z.array(z.strictObject({ GroupId: z.string() })), []),
});

/** What of EC2 decides who reaches a balancer, as account files carry it. */
export const ec2Records = z.strictObject({
  SecurityGroups: z._default(
    z.array(
      z.strictObject({
        GroupId: z.string(),
        GroupName: z._default(z.string(), 'default'),
        VpcId: z._default(z.string(), 'vpc-1'),
        IpPermissions: z._default(z.array(permission), []),
      }),
    ),
    [],
  ),
  PrefixLists: z._default(
    z.array(
      z.strictObject({
        PrefixListId: z.string(),
        PrefixListName: z.string(),
        /** What GetManagedPrefixListEntries answers. */
        Entries: z._default(
          z.array(z.strictObject({ Cidr: z.string(), Description: z.optional(z.string()) })),
          [],
        ),
      }),
    ),
    [],
  ),
  VpcEndpoints: z._default(z.array(vpcEndpointRecord), []),
  VpnConnections: z._default(z.array(vpnConnectionRecord), []),
});
type Records = z.output<typeof ec2Records>;

export interface Ec2 extends Omit<Records, 'VpcEndpoints' | 'VpnConnections'> {
  readonly VpcEndpoints: readonly VpcEndpoint[];
  readonly VpnConnections: readonly VpnConnection[];
}

/** The records with AWS's defaults. */
export const loadEc2 = (records: Records, where: Where): Ec2 => ({
  ...records,
  VpcEndpoints: loadVpcEndpoints(records.VpcEndpoints, where),
  VpnConnections: loadVpnConnections(records.VpnConnections, where),
});
