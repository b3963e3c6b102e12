import resource from '../../../../src/services/directconnect/resources/aws-directconnect-connection.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const idOf = (number: number) => `dxcon-abcd123${number}`;
const arnOf = (id: string, account = '111122223333') =>
  `arn:aws:directconnect:eu-west-1:${account}:dxcon/${id}`;

testResource(resource, {
  world: () => {
    const Connections = [
      ...[0, 1, 2, 3].map((number) => ({ connectionId: idOf(number), Tags: { team: `t${number}` } })),
      { connectionId: idOf(4), connectionState: 'requested' },
      { connectionId: idOf(5), connectionState: 'deleted' },
      { connectionId: idOf(6), Region: 'us-east-1' },
    ];
    return sandboxClouds(startHost(loadAccount({ directconnect: { Connections } }))).look(location);
  },
  named: (id) => ({ ...location, type: 'AWS::DirectConnect::Connection', id, arn: arnOf(id) }),
  resolves: [
    ['by its id', idOf(3), idOf(3)],
    ['by ARN', arnOf(idOf(1)), idOf(1)],
  ],
  gone: idOf(5),
  others: [
    ['another account', arnOf(idOf(1), '444455556666')],
    ['a LAG', 'dxlag-abcd1231'],
    ['an ARN of a LAG', 'arn:aws:directconnect:eu-west-1:111122223333:dxlag/dxlag-abcd1231'],
    ['something within it', `${arnOf(idOf(1))}/key`],
  ],
  failing: idOf(1),
  listed: [0, 1, 2, 3, 4].map(idOf),
  tags: { [idOf(2)]: { team: 't2' }, [idOf(4)]: {} },
});
