import { describe, expect, test } from 'vitest';
import { dependantsOn } from '../../src/dependants/dependants.ts';
import { noDependants } from '../../src/dependants/words.ts';
import { leadsWithoutTls, referredBy } from '../../src/dependants/environment.ts';
import { namesHost } from '../../src/dependants/hosts.ts';
import {
  plaintextFunctions,
  referringFunctions,
  type LambdaFunction,
} from '../../src/dependants/lambda-functions.ts';
import {
  plaintextTaskDefinitions,
  referringTaskDefinitions,
  taskDefinitions,
} from '../../src/dependants/task-definitions.ts';
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
  [
    'what libpq demands, which JDBC does not ask',
    { URL: `jdbc:postgresql://${host}/x`, PGSSLMODE: 'require' },
    true,
  ],
  [
    'what libpq demands, and an address that refuses it',
    { URL: `postgres://${host}/x?sslmode=disable`, PGSSLMODE: 'require' },
    true,
  ],
  ['another host', { DB_HOST: `x${host}` }, false],
  ['nothing', {}, false],
])('an environment with %s', (_what, variables, leads) => {
  const all = Object.entries(variables).map(([name, value]) => ({ name, value }));
  expect(leadsWithoutTls({ isMeant, engine: 'PostgreSQL' }, all)).toBe(leads);
});

test('functions are named, once and in order', () => {
  const functions = ['b', 'a', 'a', undefined].map((FunctionName) => ({
    FunctionName,
    Environment: { Variables: { DB_HOST: host } },
  }));
  expect(plaintextFunctions({ isMeant }, [...functions, { FunctionName: 'c' }])).toEqual([
    '(no name)',
    'a',
    'b',
  ]);
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
  expect(plaintextTaskDefinitions({ isMeant, engine: 'PostgreSQL' }, definitions)).toEqual(['web']);
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

  test.each([
    ['ListServices', 'AccessDeniedException'],
    ['DescribeServices', 'AccessDeniedException'],
    ['DescribeTaskDefinition', 'AccessDeniedException'],
  ])('%s: %s is said, not taken for nothing', async (operation, error) => {
    const { read } = await finding({ ...services, [operation]: refusal(error, 400) });
    expect(await dependantsOn({ isMeant }, read)).toEqual({
      ...noDependants,
      unseen: ['ECS task definitions'],
    });
  });

  test.each([
    ['ListClusters', 'ServerException'],
    ['ListServices', 'ServerException'],
    ['ListServices', 'ClientException'],
    ['DescribeServices', 'ThrottlingException'],
    ['DescribeTaskDefinition', 'ServerException'],
    ['DescribeTaskDefinition', 'ClusterNotFoundException'],
  ])('%s: %s fails the look, for only what is gone runs nothing', async (operation, error) => {
    const { read } = await finding({ ...services, [operation]: refusal(error, 400) });
    await expect(dependantsOn({ isMeant }, read)).rejects.toThrow(error);
  });

  test('a cluster that is gone between two calls runs nothing', async () => {
    const { read } = await finding({
      ...services,
      DescribeServices: refusal('ClusterNotFoundException', 400),
    });
    expect(await dependantsOn({ isMeant }, read)).toEqual(noDependants);
  });

  test('a source that never comes without TLS is not asked', async () => {
    const { read, asked } = await finding({ ...services, DescribeEndpoints: refusal('AccessDenied', 403) });
    expect(await dependantsOn({ isMeant, not: ['dms', 'glue'] }, read)).toMatchObject({ unseen: [] });
    const operations = new Set(asked.map(({ operation }) => operation));
    expect(['DescribeEndpoints', 'GetConnections'].filter((one) => operations.has(one))).toEqual([]);
    expect((await dependantsOn({ isMeant: undefined, not: ['dms'] }, read)).unseen).toEqual([
      'Glue connections',
      'Lambda functions',
      'ECS task definitions',
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

describe('what an environment only refers to', () => {
  const secret = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-AbCdEf';
  const cn = 'arn:aws-cn:ssm:cn-north-1:111122223333:parameter/shop/db';

  test.each([
    ['a secret', secret, 'secret shop/db-AbCdEf'],
    ['a key of a secret', `${secret}:host::`, 'secret shop/db-AbCdEf'],
    ['a parameter, in China', cn, 'parameter shop/db'],
    ['another service', 'arn:aws:s3:::orders', undefined],
    ['an ARN within something else', `x ${secret}`, undefined],
    ['a password that begins like one', 'arn:aws:secretsmanager:hunter2', undefined],
    ['whatever follows a name', `${secret} hunter2`, undefined],
    ['nothing', '', undefined],
  ])('%s', (_what, value, named) => expect(referredBy(value)).toBe(named));

  test('functions are told with the secrets that they name, and with nothing else', () => {
    const functions: readonly LambdaFunction[] = [
      { FunctionName: 'f', Environment: { Variables: { A: secret, B: secret, C: 'hunter2', D: cn } } },
      { FunctionName: 'g', Environment: { Variables: { C: 'hunter2' } } },
      { Environment: { Variables: { A: secret } } },
      { FunctionName: 'bare' },
    ];
    expect(referringFunctions(functions)).toEqual([
      'function f (parameter shop/db, secret shop/db-AbCdEf)',
      'function (no name) (secret shop/db-AbCdEf)',
    ]);
  });

  const one = (family: string, container: object) => ({ family, containerDefinitions: [container] });
  test.each([
    ['a secret', { secrets: [{ valueFrom: secret }] }, 'secret shop/db-AbCdEf'],
    ['its key host', { secrets: [{ valueFrom: `${secret}:host::` }] }, 'secret shop/db-AbCdEf'],
    [
      'its key password, of a version',
      { secrets: [{ valueFrom: `${secret}:password:AWSCURRENT:` }] },
      undefined,
    ],
    ['its key username', { secrets: [{ valueFrom: `${secret}:username::` }] }, undefined],
    [
      'a key that only begins so',
      { secrets: [{ valueFrom: `${secret}:username2::` }] },
      'secret shop/db-AbCdEf',
    ],
    ['a parameter by its name', { secrets: [{ valueFrom: '/shop/db' }] }, 'a parameter'],
    ['nothing that can be read', { secrets: [{}] }, 'a parameter'],
    ['a file', { environmentFiles: [{ value: 'arn:aws:s3:::b/x.env' }] }, 'a file in S3'],
    ['an ARN among its variables', { environment: [{ name: 'A', value: secret }] }, 'secret shop/db-AbCdEf'],
    ['a value', { environment: [{ name: 'A', value: 'hunter2' }] }, undefined],
  ])('a task definition with %s', (_what, container, told) =>
    expect(referringTaskDefinitions([one('web', container)])).toEqual(
      told === undefined ? [] : [`task definition web (${told})`],
    ),
  );
  test('one without containers refers to nothing', () =>
    expect(referringTaskDefinitions([{ family: 'bare' }, {}])).toEqual([]));
});
