import resource from '../../../../src/services/ec2/resources/aws-ec2-clientvpnendpoint.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const idOf = (number: number) => `cvpn-endpoint-0123456789abcdef${number}`;
const arnOf = (id: string, account = '111122223333') =>
  `arn:aws:ec2:eu-west-1:${account}:client-vpn-endpoint/${id}`;

testResource(resource, {
  world: () => {
    const ClientVpnEndpoints = [
      ...[0, 1, 2, 3].map((number) => ({ ClientVpnEndpointId: idOf(number), Tags: { team: `t${number}` } })),
      { ClientVpnEndpointId: idOf(4), Status: { Code: 'pending-associate' } },
      { ClientVpnEndpointId: idOf(5), Status: { Code: 'deleted' } },
      { ClientVpnEndpointId: idOf(6), Region: 'us-east-1' },
    ];
    return sandboxClouds(startHost(loadAccount({ ec2: { ClientVpnEndpoints } }))).look(location);
  },
  named: (id) => ({ ...location, type: 'AWS::EC2::ClientVpnEndpoint', id, arn: arnOf(id) }),
  resolves: [
    ['as AWS Config names it', idOf(1), idOf(1)],
    ['by ARN', arnOf(idOf(1)), idOf(1)],
  ],
  gone: idOf(9),
  others: [
    ['another account', arnOf(idOf(1), '444455556666')],
    ['a Site-to-Site VPN connection', 'vpn-0123456789abcdef0'],
    [
      'an ARN of such a connection',
      'arn:aws:ec2:eu-west-1:111122223333:vpn-connection/vpn-0123456789abcdef0',
    ],
    ['something within it', `${arnOf(idOf(1))}/route`],
  ],
  failing: idOf(1),
  listed: [0, 1, 2, 3, 4].map(idOf),
  tags: { [idOf(2)]: { team: 't2' }, [idOf(4)]: {} },
});
