import {
  DescribeClientVpnEndpointsCommand,
  DescribeLaunchTemplatesCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeTransitGatewaysCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { unless } from '../../../aws/error-names.ts';
import type { Aws } from '../../../core/model/remediation.ts';

// One, as AWS shows it, by its id; `undefined`: AWS knows none. Asked for by name, one answer holds all.

export const securityGroupOf = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }));
  const answer = await unless('InvalidGroup.NotFound', undefined, asking);
  return answer?.SecurityGroups?.find(({ GroupId }) => GroupId === id);
};

export const vpcOf = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeVpcsCommand({ VpcIds: [id] }));
  const answer = await unless('InvalidVpcID.NotFound', undefined, asking);
  return answer?.Vpcs?.find(({ VpcId }) => VpcId === id);
};

/** As AWS shows it, keys of its tunnels among the rest. One that was deleted is shown for a while. */
export const vpnConnectionOf = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeVpnConnectionsCommand({ VpnConnectionIds: [id] }));
  const answer = await unless('InvalidVpnConnectionID.NotFound', undefined, asking);
  return answer?.VpnConnections?.find(({ VpnConnectionId }) => VpnConnectionId === id);
};

/** One that was deleted is shown for a while. */
export const clientVpnEndpointOf = async (id: string, aws: Aws) => {
  const asking = aws
    .use(EC2Client)
    .send(new DescribeClientVpnEndpointsCommand({ ClientVpnEndpointIds: [id] }));
  const answer = await unless('InvalidClientVpnEndpointId.NotFound', undefined, asking);
  return answer?.ClientVpnEndpoints?.find(({ ClientVpnEndpointId }) => ClientVpnEndpointId === id);
};

/** One that was terminated is shown for a while. */
export const instanceOf = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const answer = await unless('InvalidInstanceID.NotFound', undefined, asking);
  return answer?.Reservations?.flatMap(({ Instances = [] }) => Instances).find(
    ({ InstanceId }) => InstanceId === id,
  );
};

/** Either side sees it. One that was deleted is shown for a while. */
export const peeringOf = async (id: string, aws: Aws) => {
  const asking = aws
    .use(EC2Client)
    .send(new DescribeVpcPeeringConnectionsCommand({ VpcPeeringConnectionIds: [id] }));
  const answer = await unless('InvalidVpcPeeringConnectionID.NotFound', undefined, asking);
  return answer?.VpcPeeringConnections?.find(({ VpcPeeringConnectionId }) => VpcPeeringConnectionId === id);
};

/** Those that others share are shown as well. One that was deleted is shown for a while. */
export const transitGatewayOf = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeTransitGatewaysCommand({ TransitGatewayIds: [id] }));
  const answer = await unless('InvalidTransitGatewayID.NotFound', undefined, asking);
  return answer?.TransitGateways?.find(({ TransitGatewayId }) => TransitGatewayId === id);
};

/** One that was deleted is shown for a while. */
export const vpcEndpointOf = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }));
  const answer = await unless('InvalidVpcEndpointId.NotFound', undefined, asking);
  const found = answer?.VpcEndpoints?.find(({ VpcEndpointId }) => VpcEndpointId === id);
  return found?.State?.toLowerCase() === 'deleted' ? undefined : found;
};

export const launchTemplateOf = async (id: string, aws: Aws) => {
  const asking = aws.use(EC2Client).send(new DescribeLaunchTemplatesCommand({ LaunchTemplateIds: [id] }));
  const answer = await unless('InvalidLaunchTemplateId.NotFound', undefined, asking);
  return answer?.LaunchTemplates?.find(({ LaunchTemplateId }) => LaunchTemplateId === id);
};
