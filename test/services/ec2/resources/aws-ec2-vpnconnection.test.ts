import resource from '../../../../src/services/ec2/resources/aws-ec2-vpnconnection.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const idOf = (number: number) => `vpn-0123456789abcdef${number}`;
const arnOf = (id: string, account = '111122223333') =>
  `arn:aws:ec2:eu-west-1:${account}:vpn-connection/${id}`;

testResource(resource, {
  world: () => {
    const VpnConnections = [
      ...[0, 1, 2, 3].map((number) => ({ VpnConnectionId: idOf(number), Tags: { team: `t${number}` } })),
      { VpnConnectionId: idOf(4) },
      { VpnConnectionId: idOf(5), State: 'deleted' },
      { VpnConnectionId: idOf(6), Region: 'us-east-1' },
    ];
    return sandboxClouds(startHost(loadAccount({ ec2: { VpnConnections } }))).look(location);
  },
  named: (id) => ({ ...location, type: 'AWS::EC2::VPNConnection', id, arn: arnOf(id) }),
  resolves: [
    ['as AWS Config names it', idOf(1), idOf(1)],
    ['by ARN', arnOf(idOf(1)), idOf(1)],
  ],
  gone: idOf(9),
  others: [
    ['another account', arnOf(idOf(1), '444455556666')],
    ['a Client VPN endpoint', 'cvpn-endpoint-0123456789abcdef0'],
    ['an endpoint of a VPC', 'arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-0123456789abcdef0'],
  ],
  failing: idOf(1),
  listed: [0, 1, 2, 3, 4].map(idOf),
  tags: { [idOf(2)]: { team: 't2' }, [idOf(4)]: {} },
});
