import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/transfer/resources/aws-transfer-server.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:transfer:${region}:111122223333:server/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::Transfer::Server', id, arn: arnOf(id) });

const ids = ['1', '2', '3', '4', '5'].map((last) => `s-0000000000000000${last}`);
const [first = '', second = ''] = ids;
const elsewhere = 's-fedcba98765432100';
const world = () => {
  const Servers = [
    ...ids.map((ServerId) => ({ ServerId, Tags: ServerId === first ? { team: 'shop' } : {} })),
    { ServerId: elsewhere, Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ transfer: { Servers } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', first, first],
    ['by its ARN', arnOf(second), second],
  ],
  gone: elsewhere,
  others: [
    ['of another Region', arnOf(first, 'us-east-1')],
    ["another account's", `arn:aws:transfer:eu-west-1:444455556666:server/${first}`],
    ['of another partition', `arn:aws-cn:transfer:eu-west-1:111122223333:server/${first}`],
    ['a user', `arn:aws:transfer:eu-west-1:111122223333:user/${first}/anna`],
    ['a connector', 'arn:aws:transfer:eu-west-1:111122223333:connector/c-01234567890abcdef'],
    ['nothing', ''],
    ['a path', '../orders'],
  ],
  answer: { Server: {} },
  failing: first,
  listed: ids,
  tags: { [first]: { team: 'shop' }, [second]: {} },
});
