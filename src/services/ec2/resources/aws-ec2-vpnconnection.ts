import { DescribeVpnConnectionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsOf, type Location, type Target } from '../../../core/model/target.ts';
import { overVpn } from '../facts/onward.ts';
import { isDeleted, vpnConnectionArn, vpnConnectionIdIn, vpnConnectionIn } from '../facts/vpn-connection.ts';
import { vpnConnectionOf } from '../parameters/described.ts';

const type = 'AWS::EC2::VPNConnection';

const targetOf = targetsOf(type, vpnConnectionArn);

/** All in one answer: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpnConnections.html */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const { VpnConnections: all = [] } = await aws.use(EC2Client).send(new DescribeVpnConnectionsCommand({}));
  for (const { VpnConnectionId, State } of all)
    if (VpnConnectionId !== undefined && !isDeleted(State)) yield targetOf(VpnConnectionId, place);
}

/** Site-to-Site VPN connections, of virtual private gateways, transit gateways and Cloud WAN. AWS Config names them by id. */
const vpnConnection: Resource = {
  type,
  arn: 'arn:{partition}:ec2:{region}:{account}:vpn-connection/vpn-{connection}',
  configRecords: true,
  permissions: ['ec2:DescribeVpnConnections'],
  idOf: vpnConnectionIdIn,
  resolve: async (text, place, aws) => {
    const id = vpnConnectionIn(text, place);
    return id !== undefined && (await vpnConnectionOf(id, aws)) ? targetOf(id, place) : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async ({ id }, aws) => tagsByKey((await vpnConnectionOf(id, aws))?.Tags ?? []),
  onward: async ({ id }, aws) => overVpn((await vpnConnectionOf(id, aws)) ?? {}),
};

export default vpnConnection;
