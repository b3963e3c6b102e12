import { expect, test } from 'vitest';
import unit from '../../../../src/services/efs/remediations/efs-file-system-tls-only.ts';
import { mountingInPlaintext } from '../../../../src/services/efs/remediations/efs-file-system-tls-only/tasks.ts';
import { answering, location, refusal, type Asked } from '../../../kit/answers.ts';

const fileSystem = 'fs-0123456789abcdef0';
const place = 'arn:aws:ecs:eu-west-1:111122223333';
const revision = (number: number) => `${place}:task-definition/orders:${number}`;
const volumes = [{ name: 'files', efsVolumeConfiguration: { fileSystemId: fileSystem } }];
const tls = [
  { name: 'files', efsVolumeConfiguration: { fileSystemId: fileSystem, transitEncryption: 'ENABLED' } },
];
const running = (serviceName: string, ...numbers: readonly number[]) => ({
  serviceName,
  status: 'ACTIVE',
  taskDefinition: revision(numbers[0] ?? 1),
  deployments: numbers.map((number) => ({ taskDefinition: revision(number) })),
});

type Answers = Readonly<Record<string, object | Error>>;
const whole: Answers = {
  ListClusters: { clusterArns: [`${place}:cluster/shop`] },
  ListServices: { serviceArns: ['a', 'b'] },
  DescribeServices: { services: [running('orders', 1, 2), running('bills', 2)] },
  DescribeTaskDefinition: { taskDefinition: { volumes } },
};
const said =
  (answers: Answers) =>
  ({ operation }: Asked): object => {
    const answer = answers[operation] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
const mounting = async (answers: Answers, most?: number) => {
  const { read, asked } = await answering(said(answers));
  const found = await mountingInPlaintext(fileSystem, read, most);
  return { found, asked: asked.map(({ operation }) => operation) };
};
const both = ['shop/bills (orders)', 'shop/orders (orders)'];
const gone = refusal('ClusterNotFoundException', 400);

test.each<[string, Answers, object]>([
  ['all is read', whole, { services: both, isWhole: true }],
  [
    'one is gone since it was listed',
    {
      ...whole,
      DescribeServices: { services: [running('orders', 1)], failures: [{ reason: 'MISSING' }] },
    },
    { services: ['shop/orders (orders)'], isWhole: true },
  ],
  [
    'one is left out of the answer',
    { ...whole, DescribeServices: { services: [running('orders', 1)] } },
    { services: ['shop/orders (orders)'], isWhole: false },
  ],
  ['the cluster is gone', { ...whole, ListServices: gone }, { services: [], isWhole: true }],
  ['the cluster goes meanwhile', { ...whole, DescribeServices: gone }, { services: [], isWhole: true }],
  [
    'a service is deleted',
    { ...whole, DescribeServices: { services: [{ ...running('orders', 1), status: 'INACTIVE' }, {}] } },
    { services: [], isWhole: true },
  ],
  [
    'a revision is not there',
    { ...whole, DescribeTaskDefinition: refusal('ClientException', 400) },
    { services: [], isWhole: false },
  ],
  ['a revision is left out', { ...whole, DescribeTaskDefinition: {} }, { services: [], isWhole: false }],
])('%s', async (_what, answers, expected) => {
  expect((await mounting(answers)).found).toEqual(expected);
});

test('each revision is asked for once, and each service is named once', async () => {
  expect((await mounting(whole)).asked).toEqual([
    'ListClusters',
    'ListServices',
    'DescribeServices',
    'DescribeTaskDefinition',
    'DescribeTaskDefinition',
  ]);
});

test.each([
  [5, true],
  [4, false],
  [1, false],
])('of at most %i calls', async (most, isWhole) => {
  const { found, asked } = await mounting(whole, most);
  expect(found.isWhole).toBe(isWhole);
  expect(asked).toHaveLength(most);
});

test('what was read before there were too many is told', async () => {
  expect((await mounting(whole, 4)).found).toEqual({ services: ['shop/orders (orders)'], isWhole: false });
});

test('other failures are not taken for an absence', async () => {
  await expect(mounting({ ListClusters: refusal('ServerException', 500) })).rejects.toThrow(
    'ServerException',
  );
});

test.each(['ListClusters', 'ListServices'])('a list without end is not cut off: %s', async (endless) => {
  let page = 0;
  const { read } = await answering((asked) =>
    asked.operation === endless ? { nextToken: String((page += 1)) } : said(whole)(asked),
  );
  await expect(mountingInPlaintext(fileSystem, read)).rejects.toMatchObject({ code: 'pages-without-end' });
});

const arn = `arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/${fileSystem}`;
const policy = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const deny = {
  Effect: 'Deny',
  Principal: '*',
  Action: '*',
  Resource: arn,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
test.each([
  ['open', policy({ ...deny, Effect: 'Allow', Condition: {} }), 1, true],
  ['refuses NFS without TLS', policy(deny), 1, false],
  ['cannot be read', '{', 1, false],
  ['open, and nobody reaches it', policy({ ...deny, Effect: 'Allow', Condition: {} }), 0, false],
])('ECS is asked where the file system is %s', async (_what, Policy, NumberOfMountTargets, isAsked) => {
  const { read, asked } = await answering(
    said({
      ...whole,
      DescribeFileSystemPolicy: { Policy },
      DescribeFileSystems: {
        FileSystems: [{ FileSystemId: fileSystem, NumberOfMountTargets, LifeCycleState: 'available' }],
      },
      DescribeTaskDefinition: { taskDefinition: { volumes: tls } },
    }),
  );
  await unit.read({ ...location, type: 'AWS::EFS::FileSystem', id: fileSystem, arn }, read);
  expect(asked.some(({ operation }) => operation === 'ListClusters')).toBe(isAsked);
});
