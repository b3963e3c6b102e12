import { describe, expect, test } from 'vitest';
import { dependantsOn } from '../../src/dependants/dependants.ts';
import { noDependants } from '../../src/dependants/words.ts';
import { leadsWithoutTls } from '../../src/dependants/environment.ts';
import { namesHost } from '../../src/dependants/hosts.ts';
import { plaintextFunctions } from '../../src/dependants/lambda-functions.ts';
import { plaintextTaskDefinitions, taskDefinitions } from '../../src/dependants/task-definitions.ts';
import { answering, refusal, type Asked } from '../kit/answers.ts';

const host = 'orders.c0.eu-west-1.rds.amazonaws.com';
const isMeant = namesHost([host]);

test.each([
  ['its host', { DB_HOST: host }, true],
  ['a URL that says nothing of TLS', { URL: `postgres://app:p@${host}:5432/orders` }, true],
  ['a URL that refuses TLS', { URL: `jdbc:mysql://${host}:3306/x?useSSL=false` }, true],
  ['a URL that demands TLS', { URL: `postgres://app:p@${host}:5432/orders?sslmode=verify-full` }, false],
  ['a URL with TLS and its host besides', { URL: `postgres://${host}/x?sslmode=require`, HOST: host }, true],
  ['a scheme of TLS', { CACHE: `rediss://${host}:6379` }, false],
  ['a scheme without', { CACHE: `redis://${host}:6379` }, true],
  ['HTTPS', { SEARCH: `https://${host}` }, false],
  ['HTTP', { SEARCH: `http://${host}` }, true],
  ['what libpq demands', { PGHOST: host, PGSSLMODE: 'verify-full' }, false],
  ['what libpq prefers', { PGHOST: host, PGSSLMODE: 'prefer' }, true],
  ['another host', { DB_HOST: `x${host}` }, false],
  ['nothing', {}, false],
])('an environment with %s', (_what, variables, leads) => {
  expect(leadsWithoutTls(isMeant, Object.entries(variables))).toBe(leads);
});

test('functions are named, once and in order', () => {
  const functions = ['b', 'a', 'a', undefined].map((FunctionName) => ({
    FunctionName,
    Environment: { Variables: { DB_HOST: host } },
  }));
  expect(plaintextFunctions(isMeant, [...functions, { FunctionName: 'c' }])).toEqual(['(no name)', 'a', 'b']);
});

test('each container of a task has an environment of its own', () => {
  const one = (family: string, ...environments: readonly Readonly<Record<string, string>>[]) => ({
    family,
    containerDefinitions: environments.map((variables) => ({
      environment: Object.entries(variables).map(([name, value]) => ({ name, value })),
    })),
  });
  const definitions = [
    one('web', { PGSSLMODE: 'require' }, { PGHOST: host }),
    one('worker', {}, { PGHOST: host, PGSSLMODE: 'require' }),
    one('none'),
    { family: 'bare' },
  ];
  expect(plaintextTaskDefinitions(isMeant, definitions)).toEqual(['web']);
});

const finding = (answers: Readonly<Record<string, object | ((asked: Asked) => object)>>) =>
  answering(({ operation, ...rest }) => {
    const answer = answers[operation] ?? {};
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer({ operation, ...rest }) : answer;
  });

describe('what is told of both', () => {
  const services = {
    ListClusters: ({ input }: Asked) =>
      input['nextToken'] === undefined
        ? { clusterArns: ['a'], nextToken: '2' }
        : { clusterArns: ['b', 'gone'] },
    ListServices: ({ input }: Asked) => {
      if (input['cluster'] === 'gone') throw refusal('ClusterNotFoundException', 400);
      return { serviceArns: [`${String(input['cluster'])}/one`] };
    },
    DescribeServices: ({ input }: Asked) => ({
      services: [
        {
          taskDefinition: `${String(input['cluster'])}:2`,
          deployments: [{ taskDefinition: `${String(input['cluster'])}:1` }, { taskDefinition: 'gone:1' }],
        },
      ],
    }),
    DescribeTaskDefinition: ({ input }: Asked) => {
      const name = String(input['taskDefinition']);
      if (name === 'gone:1') throw refusal('ClientException', 400);
      const value = name === 'a:1' ? host : 'elsewhere.example.com';
      return {
        taskDefinition: {
          family: name.split(':')[0],
          containerDefinitions: [{ environment: [{ name: 'H', value }] }],
        },
      };
    },
  };

  test('services are found in every cluster, with each revision that they run or go over to', async () => {
    const { read, asked } = await finding(services);
    expect(await dependantsOn({ isMeant }, read)).toEqual({ ...noDependants, taskDefinitions: ['a'] });
    const described = asked.filter(({ operation }) => operation === 'DescribeTaskDefinition');
    expect(described.map(({ input }) => input['taskDefinition'])).toEqual([
      'a:2',
      'a:1',
      'gone:1',
      'b:2',
      'b:1',
    ]);
  });

  test('more revisions than are read are not looked through', async () => {
    const { read, asked } = await finding({
      ...services,
      DescribeServices: {
        services: [{ deployments: Array.from({ length: 301 }, (_, at) => ({ taskDefinition: `x:${at}` })) }],
      },
    });
    expect(await taskDefinitions(read)).toBe('unseen');
    expect((await dependantsOn({ isMeant }, read)).unseen).toEqual(['ECS task definitions']);
    expect(asked.some(({ operation }) => operation === 'DescribeTaskDefinition')).toBe(false);
  });

  test('an environment that a key keeps from us is not looked through', async () => {
    const { read } = await finding({
      ListFunctions: {
        Functions: [
          { FunctionName: 'open', Environment: { Variables: { H: host } } },
          { FunctionName: 'closed', Environment: { Error: { ErrorCode: 'AccessDenied', Message: '' } } },
        ],
      },
    });
    expect(await dependantsOn({ isMeant }, read)).toEqual({
      ...noDependants,
      lambdaFunctions: ['open'],
      unseen: ['Lambda functions whose environment a key of KMS keeps from Waxseal (closed)'],
    });
  });

  test('values stay inside: names alone come back', async () => {
    const { read } = await finding({
      ListFunctions: {
        Functions: [
          { FunctionName: 'f', Environment: { Variables: { URL: `postgres://a:hunter2@${host}/x` } } },
        ],
      },
    });
    expect(JSON.stringify(await dependantsOn({ isMeant }, read))).not.toContain('hunter2');
  });
});
