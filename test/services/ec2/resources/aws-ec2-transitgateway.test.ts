import { expect, test } from 'vitest';
import resource from '../../../../src/services/ec2/resources/aws-ec2-transitgateway.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const idOf = (number: number) => `tgw-0123456789abcdef${number}`;
const arnOf = (id: string, account = '111122223333') =>
  `arn:aws:ec2:eu-west-1:${account}:transit-gateway/${id}`;

const world = () => {
  const TransitGateways = [
    ...[0, 1, 2, 3].map((number) => ({ TransitGatewayId: idOf(number), Tags: { team: `t${number}` } })),
    { TransitGatewayId: idOf(4), State: 'modifying' },
    { TransitGatewayId: idOf(5), State: 'deleted' },
    { TransitGatewayId: idOf(6), Region: 'us-east-1' },
    { TransitGatewayId: idOf(7), OwnerId: '444455556666' },
  ];
  return sandboxClouds(startHost(loadAccount({ ec2: { TransitGateways } }))).look(location);
};

testResource(resource, {
  world,
  named: (id) => ({ ...location, type: 'AWS::EC2::TransitGateway', id, arn: arnOf(id) }),
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
    ['an attachment', 'tgw-attach-0123456789abcdef0'],
  ],
  failing: idOf(1),
  listed: [0, 1, 2, 3, 4].map(idOf),
  tags: { [idOf(2)]: { team: 't2' }, [idOf(4)]: {} },
});

test('one that another account shares is that account’s', async () => {
  expect(await resource.resolve(idOf(7), location, world())).toBeUndefined();
});
