import { ECSClient } from '@aws-sdk/client-ecs';
import { expect, test } from 'vitest';
import { usersOf } from '../../../../src/services/ecs/remediations/ecs-task-efs-tls/users.ts';
import unit from '../../../../src/services/ecs/remediations/ecs-task-efs-tls.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';

const place = 'arn:aws:ecs:eu-west-1:111122223333';
const revision = `${place}:task-definition/orders:1`;

type Answers = Readonly<Record<string, object | Error>>;
const users = async (answers: Answers) => {
  const { read, asked } = await answering(({ operation }) => {
    const answer = answers[operation] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { found: await usersOf(revision, read.use(ECSClient)), asked };
};
const clusters = { ListClusters: { clusterArns: [`${place}:cluster/shop`] } };
const services = {
  ...clusters,
  ListServices: { serviceArns: [`${place}:service/shop/orders`, `${place}:service/shop/bills`] },
};
const orders = { serviceName: 'orders', status: 'ACTIVE', taskDefinition: revision };
const named = { cluster: 'shop', service: 'orders', by: 'ECS' };
const denied = refusal('AccessDeniedException', 400);
const gone = refusal('ClusterNotFoundException', 400);

test.each<[string, Answers, object]>([
  ['no clusters', {}, { services: [], clusters: [], isWhole: true }],
  ['clusters may not be listed', { ListClusters: denied }, { services: [], clusters: [], isWhole: false }],
  ['services may not be listed', { ...clusters, ListServices: denied }, { services: [], isWhole: false }],
  [
    'services may not be described',
    { ...services, DescribeServices: denied },
    { services: [], isWhole: false },
  ],
  [
    'tasks may not be listed',
    { ...services, DescribeServices: { services: [orders, {}] }, ListTasks: denied },
    { services: [named], isWhole: false },
  ],
  [
    'tasks may not be described',
    { ...clusters, ListTasks: { taskArns: ['a'] }, DescribeTasks: denied },
    { clusters: [], isWhole: false },
  ],
  [
    'a service is gone since it was listed',
    { ...services, DescribeServices: { services: [orders], failures: [{ reason: 'MISSING' }] } },
    { services: [named], isWhole: true },
  ],
  [
    'a service is left out of the answer',
    { ...services, DescribeServices: { services: [orders] } },
    { services: [named], isWhole: false },
  ],
  [
    'the cluster is gone',
    { ...services, ListServices: gone, ListTasks: gone },
    { services: [], isWhole: true },
  ],
  ['the cluster goes meanwhile', { ...services, DescribeServices: gone }, { services: [], isWhole: true }],
  [
    'a task of another revision',
    {
      ...clusters,
      ListTasks: { taskArns: ['a'] },
      DescribeTasks: { tasks: [{ taskDefinitionArn: revision.replace(/1$/, '11') }] },
    },
    { clusters: [], isWhole: true },
  ],
  [
    'a task has stopped since it was listed',
    { ...clusters, ListTasks: { taskArns: ['a'] }, DescribeTasks: { failures: [{ reason: 'MISSING' }] } },
    { clusters: [], isWhole: true },
  ],
  [
    'a task is left out of the answer',
    {
      ...clusters,
      ListTasks: { taskArns: ['a'] },
      DescribeTasks: { tasks: [], failures: [{ reason: 'OTHER' }] },
    },
    { clusters: [], isWhole: false },
  ],
  [
    'the cluster goes while its tasks are described',
    { ...clusters, ListTasks: { taskArns: ['a'] }, DescribeTasks: gone },
    { clusters: [], isWhole: true },
  ],
])('%s', async (_what, answers, expected) => {
  expect((await users(answers)).found).toMatchObject(expected);
});

test('other failures are not taken for an absence', async () => {
  await expect(users({ ListClusters: refusal('ServerException', 500) })).rejects.toThrow('ServerException');
});

test.each(['ListClusters', 'ListServices', 'ListTasks'])(
  'a list without end is not cut off: %s',
  async (endless) => {
    let page = 0;
    const { read } = await answering(({ operation }) =>
      operation === endless ? { nextToken: String((page += 1)) } : ((clusters as Answers)[operation] ?? {}),
    );
    await expect(usersOf(revision, read.use(ECSClient))).rejects.toMatchObject({ code: 'pages-without-end' });
  },
);

test('tasks of the family alone are listed', async () => {
  const { asked } = await users(clusters);
  expect(asked.find(({ operation }) => operation === 'ListTasks')?.input).toMatchObject({ family: 'orders' });
});

test.each([
  ['mounts nothing in the clear', { transitEncryption: 'ENABLED' }, ['DescribeTaskDefinition']],
  ['does', {}, ['DescribeTaskDefinition', 'DescribeTaskDefinition', 'ListClusters']],
])('who runs one that %s', async (_what, over, expected) => {
  const volumes = [
    { name: 'files', efsVolumeConfiguration: { fileSystemId: 'fs-0123456789abcdef0', ...over } },
  ];
  const { read, asked } = await answering(() => ({
    taskDefinition: { taskDefinitionArn: revision, status: 'ACTIVE', volumes },
  }));
  await unit.read({ ...location, type: 'AWS::ECS::TaskDefinition', id: revision, arn: revision }, read);
  expect(asked.map(({ operation }) => operation)).toEqual(expected);
});
