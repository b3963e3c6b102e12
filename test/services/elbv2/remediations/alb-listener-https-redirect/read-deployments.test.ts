import { describe, expect, test } from 'vitest';
import {
  deploymentsOf,
  mostCalls,
} from '../../../../../src/services/elbv2/remediations/alb-listener-https-redirect/read-deployments.ts';
import { answering, refusal, type Asked } from '../../../../kit/answers.ts';
import { edge, groupArn, listenerArn, ruleArn, web } from '../../balancers.ts';

/** What the table cannot show: answers with parts left out, pages, batches, and calls to the letter. */

type Answer = object | ((asked: Asked) => object);
const deployments = async (answers: Readonly<Record<string, Answer>>) => {
  const { read, asked } = await answering((one) => {
    const answer = answers[one.operation] ?? {};
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer(one) : answer;
  });
  const inputs = (operation: string) =>
    asked.filter((one) => one.operation === operation).map(({ input }) => input);
  return { answer: () => deploymentsOf(web, [groupArn('app')], read), asked, inputs };
};
const none = { routes: [], external: [], unread: [] };
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `n${n}`);
/** All but the last on the first page. */
const paged =
  (key: string, all: readonly string[]) =>
  ({ input }: Asked): object =>
    input['nextToken'] === undefined
      ? { [key]: all.slice(0, -1), nextToken: 'more' }
      : { [key]: all.slice(-1) };
const namedIn = (input: Asked['input'], key: string): readonly unknown[] => {
  const value = input[key];
  return Array.isArray(value) ? value : [];
};
const shop = {
  ListApplications: { applications: ['shop'] },
  ListDeploymentGroups: { deploymentGroups: ['a'] },
};
const served = {
  ListClusters: { clusterArns: ['arn:aws:ecs:eu-west-1:111122223333:cluster/shop'] },
  ListServices: { serviceArns: ['one'] },
};

test('one call of each service where there is nothing', async () => {
  const { answer, asked } = await deployments({});
  expect(await answer()).toEqual(none);
  expect(asked.map(({ operation }) => operation).toSorted()).toEqual(['ListApplications', 'ListClusters']);
});

describe('CodeDeploy', () => {
  test('every page, in batches of a hundred', async () => {
    const { answer, inputs } = await deployments({
      ListApplications: paged('applications', names(101)),
      BatchGetApplications: ({ input }) => ({
        applicationsInfo: namedIn(input, 'applicationNames').flatMap((applicationName) =>
          applicationName === 'n100' ? [] : [{ applicationName, computePlatform: 'Server' }],
        ),
      }),
      ListDeploymentGroups: paged('deploymentGroups', names(101)),
      BatchGetDeploymentGroups: ({ input }) => ({
        deploymentGroupsInfo: namedIn(input, 'deploymentGroupNames').map((deploymentGroupName) => ({
          deploymentGroupName,
          ...(deploymentGroupName === 'n100' && {
            loadBalancerInfo: {
              targetGroupPairInfoList: [
                {},
                { prodTrafficRoute: {}, testTrafficRoute: { listenerArns: [listenerArn(80)] } },
                { prodTrafficRoute: { listenerArns: [listenerArn(80, edge)] } },
              ],
            },
          }),
        })),
      }),
    });
    expect(await answer()).toEqual({
      ...none,
      routes: [{ by: 'CodeDeploy deployment group n100/n100', on: listenerArn(80) }],
    });
    expect(inputs('ListApplications')).toEqual([{}, { nextToken: 'more' }]);
    expect(inputs('BatchGetApplications').map((input) => namedIn(input, 'applicationNames').length)).toEqual([
      100, 1,
    ]);
    expect(inputs('ListDeploymentGroups')).toEqual([
      { applicationName: 'n100' },
      { applicationName: 'n100', nextToken: 'more' },
    ]);
    expect(
      inputs('BatchGetDeploymentGroups').map((input) => namedIn(input, 'deploymentGroupNames').length),
    ).toEqual([100, 1]);
  });

  test.each(['BatchGetApplications', 'ListDeploymentGroups', 'BatchGetDeploymentGroups'])(
    '%s: the application is gone by now',
    async (operation) => {
      const { answer } = await deployments({
        ...shop,
        BatchGetDeploymentGroups: { deploymentGroupsInfo: [{}] },
        [operation]: refusal('ApplicationDoesNotExistException', 400),
      });
      expect(await answer()).toEqual(none);
    },
  );

  test('a group is left out of the answer', async () => {
    const { answer } = await deployments({ ...shop, BatchGetDeploymentGroups: { errorMessage: 'sorry' } });
    expect(await answer()).toEqual({
      ...none,
      unread: ['CodeDeploy deployment groups (AWS answered a part of them only)'],
    });
  });
});

describe('ECS', () => {
  test('every page, in batches of ten', async () => {
    const { answer, inputs } = await deployments({
      ListClusters: paged('clusterArns', ['a', 'b']),
      ListServices: (asked) => (asked.input['cluster'] === 'b' ? paged('serviceArns', names(11))(asked) : {}),
      DescribeServices: ({ input }) => ({
        services: namedIn(input, 'services').map((serviceName) => ({
          serviceName,
          ...(serviceName === 'n10' && {
            loadBalancers: [{}, { advancedConfiguration: { testListenerRule: ruleArn(1) } }],
          }),
        })),
      }),
    });
    expect(await answer()).toEqual({ ...none, routes: [{ by: 'ECS service /n10', on: ruleArn(1) }] });
    expect(inputs('ListClusters')).toEqual([{ maxResults: 100 }, { maxResults: 100, nextToken: 'more' }]);
    expect(inputs('ListServices')).toEqual([
      { cluster: 'a', maxResults: 100 },
      { cluster: 'b', maxResults: 100 },
      { cluster: 'b', maxResults: 100, nextToken: 'more' },
    ]);
    expect(inputs('DescribeServices')).toEqual([
      { cluster: 'b', services: names(10) },
      { cluster: 'b', services: ['n10'] },
    ]);
  });

  test.each(['ListServices', 'DescribeServices'])('%s: the cluster is gone by now', async (operation) => {
    const { answer } = await deployments({
      ...served,
      [operation]: refusal('ClusterNotFoundException', 400),
    });
    expect(await answer()).toEqual(none);
  });

  test.each([
    [{ failures: [{ reason: 'MISSING' }] }, []],
    [{ failures: [{ reason: 'ACCESS' }] }, ['ECS services (AWS answered a part of them only)']],
    [{}, ['ECS services (AWS answered a part of them only)']],
  ])('a service is left out of the answer: %j', async (DescribeServices, unread) => {
    const { answer } = await deployments({ ...served, DescribeServices });
    expect(await answer()).toEqual({ ...none, unread });
  });

  test('a controller that is newer than we are', async () => {
    const service = {
      serviceName: 'web',
      clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop',
      deploymentController: { type: 'TELEPORT' },
      loadBalancers: [{}, { targetGroupArn: groupArn('app') }],
    };
    const { answer } = await deployments({ ...served, DescribeServices: { services: [service] } });
    expect(await answer()).toEqual({ ...none, external: ['shop/web'] });
  });
});

test('there is an end to calls, and what was found until then is told', async () => {
  const { answer, inputs } = await deployments({
    ListClusters: { clusterArns: names(mostCalls) },
    ListServices: { serviceArns: ['one'] },
    DescribeServices: ({ input }) => ({
      services: [
        {
          serviceName: 'web',
          clusterArn: String(input['cluster']),
          loadBalancers:
            input['cluster'] === 'n0'
              ? [{ advancedConfiguration: { productionListenerRule: ruleArn(1) } }]
              : [],
        },
      ],
    }),
  });
  expect(await answer()).toEqual({
    ...none,
    routes: [{ by: 'ECS service n0/web', on: ruleArn(1) }],
    unread: [`ECS services (more than ${mostCalls} calls)`],
  });
  expect(1 + inputs('ListServices').length + inputs('DescribeServices').length).toBe(mostCalls);
});

test.each(['ListApplications', 'ListClusters'])('%s: another error is told', async (operation) => {
  const { answer } = await deployments({ [operation]: refusal('ThrottlingException', 400) });
  await expect(answer()).rejects.toThrow('ThrottlingException');
});
