import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { vpcEndpointTlsOnly } from './contract/vpc-endpoint-tls-only.ts';
import { securityGroupNoPlaintextPorts } from './contract/security-group-no-plaintext-ports.ts';
import { vpnBothTunnelsUp } from './contract/vpn-both-tunnels-up.ts';
import { vpnTunnelStrength } from './contract/vpn-tunnel-strength.ts';
import { vpcEncryptionControl } from './contract/vpc-encryption-control.ts';
import { clientVpnEndpoint } from './contract/client-vpn-endpoint.ts';
import { ec2InstanceNitroEncryption } from './contract/ec2-instance-nitro-encryption.ts';
import { privatelinkEndpoint } from './contract/privatelink-endpoint.ts';
import { transitGatewayEncrypted } from './contract/transit-gateway-encrypted.ts';
import { vpcPeeringEncrypted } from './contract/vpc-peering-encrypted.ts';

const permissions = 'SecurityGroups.IpPermissions';

const own: Contract = {
  sets: {
    'ec2:DescribeLaunchTemplateVersions': 'LaunchTemplateVersions',
    'ec2:DescribeLaunchTemplates': ['LaunchTemplates', 'LaunchTemplates.Tags'],
    'ec2:DescribeManagedPrefixLists': 'PrefixLists',
    'ec2:DescribeSecurityGroups': [
      'SecurityGroups',
      'SecurityGroups.Tags',
      permissions,
      ...['IpRanges', 'Ipv6Ranges', 'PrefixListIds', 'UserIdGroupPairs'].map(
        (sources) => `${permissions}.${sources}`,
      ),
    ],
    'ec2:GetManagedPrefixListEntries': 'Entries',
  },
};

// Of a statement every field is a policy: what says of which field it is comes first.
export const contract = joined(
  own,
  vpnTunnelStrength,
  securityGroupNoPlaintextPorts,
  vpcEncryptionControl,
  vpcEndpointTlsOnly,
  vpnBothTunnelsUp,
  clientVpnEndpoint,
  ec2InstanceNitroEncryption,
  vpcPeeringEncrypted,
  transitGatewayEncrypted,
  privatelinkEndpoint,
);
