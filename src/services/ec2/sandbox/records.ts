import * as z from 'zod/mini';
import type { Where } from '../../../sandbox/world.ts';
import {
  clientVpnEndpointRecord,
  loadClientVpnEndpoints,
  type ClientVpnEndpoint,
} from './client-vpn-endpoints.ts';
import { instanceRecord, instanceTypeRecord, loadInstances, type Instance } from './instances.ts';
import {
  loadNetworkInterfaces,
  loadSecurityGroups,
  networkInterfaceRecord,
  securityGroupRecord,
  securityGroupRuleRecord,
  type NetworkInterface,
  type Rule,
  type SecurityGroup,
} from './security-groups.ts';
import { launchTemplateRecord, loadLaunchTemplates, type LaunchTemplate } from './launch-templates.ts';
import { loadTransitGateways, transitGatewayRecord, type TransitGateway } from './transit-gateways.ts';
import { loadVpcEndpoints, vpcEndpointRecord, type VpcEndpoint } from './vpc-endpoints.ts';
import { encryptionRecord, vpcEncryptionControlRecord } from './vpc-encryption-controls.ts';
import {
  loadVpcPeeringConnections,
  vpcPeeringConnectionRecord,
  type VpcPeeringConnection,
} from './vpc-peering-connections.ts';
import { loadVpcs, vpcRecord, type Vpc } from './vpcs.ts';
import { loadVpnConnections, vpnConnectionRecord, type VpnConnection } from './vpn-connections.ts';

/** What of EC2 decides who reaches a balancer, as account files carry it. */
export const ec2Records = z.strictObject({
  SecurityGroups: z._default(z.array(securityGroupRecord), []),
  /** Beside those that the groups carry themselves. */
  SecurityGroupRules: z._default(z.array(securityGroupRuleRecord), []),
  NetworkInterfaces: z._default(z.array(networkInterfaceRecord), []),
  Vpcs: z._default(z.array(vpcRecord), []),
  VpcEncryptionControls: z._default(z.array(vpcEncryptionControlRecord), []),
  Encryption: encryptionRecord,
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
  ClientVpnEndpoints: z._default(z.array(clientVpnEndpointRecord), []),
  VpnConnections: z._default(z.array(vpnConnectionRecord), []),
  Instances: z._default(z.array(instanceRecord), []),
  InstanceTypes: z._default(z.array(instanceTypeRecord), []),
  LaunchTemplates: z._default(z.array(launchTemplateRecord), []),
  TransitGateways: z._default(z.array(transitGatewayRecord), []),
  VpcPeeringConnections: z._default(z.array(vpcPeeringConnectionRecord), []),
});
type Records = z.output<typeof ec2Records>;

export interface Ec2 extends Omit<
  Records,
  | 'ClientVpnEndpoints'
  | 'Instances'
  | 'LaunchTemplates'
  | 'NetworkInterfaces'
  | 'SecurityGroupRules'
  | 'SecurityGroups'
  | 'TransitGateways'
  | 'VpcEndpoints'
  | 'VpcPeeringConnections'
  | 'Vpcs'
  | 'VpnConnections'
> {
  readonly ClientVpnEndpoints: readonly ClientVpnEndpoint[];
  readonly Instances: readonly Instance[];
  readonly LaunchTemplates: readonly LaunchTemplate[];
  readonly NetworkInterfaces: readonly NetworkInterface[];
  readonly SecurityGroupRules: readonly Rule[];
  readonly SecurityGroups: readonly SecurityGroup[];
  readonly TransitGateways: readonly TransitGateway[];
  readonly Vpcs: readonly Vpc[];
  readonly VpcEndpoints: readonly VpcEndpoint[];
  readonly VpcPeeringConnections: readonly VpcPeeringConnection[];
  readonly VpnConnections: readonly VpnConnection[];
}

/** The records with AWS's defaults. */
export const loadEc2 = (records: Records, where: Where): Ec2 => ({
  ...records,
  ...loadSecurityGroups(records.SecurityGroups, records.SecurityGroupRules, where),
  ClientVpnEndpoints: loadClientVpnEndpoints(records.ClientVpnEndpoints, where),
  Instances: loadInstances(records.Instances, where),
  LaunchTemplates: loadLaunchTemplates(records.LaunchTemplates, where),
  NetworkInterfaces: loadNetworkInterfaces(records.NetworkInterfaces, where),
  TransitGateways: loadTransitGateways(records.TransitGateways, where),
  Vpcs: loadVpcs(records.Vpcs, where),
  VpcEndpoints: loadVpcEndpoints(records.VpcEndpoints, where),
  VpcPeeringConnections: loadVpcPeeringConnections(records.VpcPeeringConnections, where),
  VpnConnections: loadVpnConnections(records.VpnConnections, where),
});
