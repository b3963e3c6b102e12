import { sandboxRoom } from '../../../sandbox/room.ts';
import { ec2 } from './operations.ts';
import { securityGroup, vpc, vpcEndpoint } from './probes.ts';
import { algorithmLists } from './vpn-connections.ts';
import { ec2Records, loadEc2 } from './records.ts';

export type { Ec2 as Slice } from './records.ts';

export default sandboxRoom({
  client: 'EC2Client',
  prefix: 'ec2',
  records: ec2Records,
  load: loadEc2,
  operations: ec2,
  probes: {
    'AWS::EC2::SecurityGroup': securityGroup,
    'AWS::EC2::VPC': vpc,
    'AWS::EC2::VPCEndpoint': vpcEndpoint,
  },
  shows: {
    names: [
      'SecurityGroupRuleId',
      'NetworkInterfaceId',
      'GroupId',
      'PrefixListId',
      'VpcEndpointId',
      'ClientVpnEndpointId',
      'VpnConnectionId',
      'OutsideIpAddress',
      'VpcEncryptionControlId',
      'InstanceId',
      'InstanceType',
      'LaunchTemplateId',
      'TransitGatewayId',
      'VpcPeeringConnectionId',
      'VpcId',
    ],
    policies: ['Policy'],
    whole: algorithmLists,
  },
});
