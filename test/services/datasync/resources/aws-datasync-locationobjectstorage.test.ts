import resource from '../../../../src/services/datasync/resources/aws-datasync-locationobjectstorage.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const idOf = (number: number) => `loc-0123456789abcdef${number}`;
const arnOf = (id: string, region = 'eu-west-1') => `arn:aws:datasync:${region}:111122223333:location/${id}`;
const named = (arn: string) => ({ ...location, type: 'AWS::DataSync::LocationObjectStorage', id: arn, arn });
const uri = 'object-storage://minio.example.com/backups/';
const many = { a: '1', b: '2', c: '3', team: 'storage' };
const world = () => {
  const Locations = [
    ...[0, 1, 2, 3].map((number) => ({
      Id: idOf(number),
      LocationUri: uri,
      ...(number === 0 && { Tags: many }),
    })),
    { Id: idOf(4), LocationUri: 's3://eu-west-1/archive/' },
    { Id: idOf(5), LocationUri: uri, Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ datasync: { Locations } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', arnOf(idOf(0)), arnOf(idOf(0))],
    ['by its id', idOf(1), arnOf(idOf(1))],
  ],
  gone: idOf(5),
  others: [
    ['another Region', arnOf(idOf(0), 'us-east-1')],
    ['another account', arnOf(idOf(0)).replace('111122223333', '444455556666')],
    ['another partition', arnOf(idOf(0)).replace('arn:aws:', 'arn:aws-cn:')],
    ['a task', 'arn:aws:datasync:eu-west-1:111122223333:task/task-0123456789abcdef0'],
    ['a path', 'loc-../0'],
    ['nothing', ''],
  ],
  answer: { LocationUri: uri },
  failing: idOf(0),
  listed: [0, 1, 2, 3].map((number) => arnOf(idOf(number))),
  tags: { [arnOf(idOf(0))]: many, [arnOf(idOf(1))]: {} },
});
