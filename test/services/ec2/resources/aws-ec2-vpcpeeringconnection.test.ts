import resource from '../../../../src/services/ec2/resources/aws-ec2-vpcpeeringconnection.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const idOf = (number: number) => `pcx-0123456789abcdef${number}`;
const arnOf = (id: string, account = '111122223333') =>
  `arn:aws:ec2:eu-west-1:${account}:vpc-peering-connection/${id}`;
const between = (number: number) => ({
  VpcPeeringConnectionId: idOf(number),
  RequesterVpcInfo: { VpcId: 'vpc-1' },
  AccepterVpcInfo: { VpcId: 'vpc-2' },
});
testResource(resource, {
  world: () => {
    const VpcPeeringConnections = [
      ...[0, 1, 2, 3].map((number) => ({ ...between(number), Tags: { team: `t${number}` } })),
      // Somebody else has asked this account.
      { ...between(4), RequesterVpcInfo: { VpcId: 'vpc-3', OwnerId: '444455556666', Region: 'us-east-1' } },
      { ...between(5), Status: { Code: 'deleted' } },
      {
        ...between(6),
        RequesterVpcInfo: { VpcId: 'vpc-1', Region: 'us-east-1' },
        AccepterVpcInfo: { VpcId: 'vpc-2', Region: 'us-west-2' },
      },
    ];
    return sandboxClouds(startHost(loadAccount({ ec2: { VpcPeeringConnections } }))).look(location);
  },
  named: (id) => ({ ...location, type: 'AWS::EC2::VPCPeeringConnection', id, arn: arnOf(id) }),
  resolves: [
    ['as AWS Config names it', idOf(1), idOf(1)],
    ['by ARN', arnOf(idOf(1)), idOf(1)],
  ],
  gone: idOf(9),
  others: [
    ['another account', arnOf(idOf(1), '444455556666')],
    ['another Region', arnOf(idOf(1)).replace('eu-west-1', 'us-east-1')],
    ['a VPC', 'vpc-0123456789abcdef0'],
    ['something within it', `${arnOf(idOf(1))}/route`],
    ['a request for one', 'pcx-request'],
  ],
  failing: idOf(1),
  listed: [0, 1, 2, 3, 4].map(idOf),
  tags: { [idOf(2)]: { team: 't2' }, [idOf(4)]: {} },
});
