import { describe, expect, test } from 'vitest';
import { noDependants } from '../../../../src/dependants/words.ts';
import { dependantsOf } from '../../../../src/services/rds/parameters/dependants.ts';
import { answering, refusal, type Asked } from '../../../kit/answers.ts';

const address = 'orders.c0.eu-west-1.rds.amazonaws.com';

/** What is found for the instance `orders`, and what was asked for it. */
const finding = async (
  answers: Readonly<Record<string, object | ((asked: Asked) => object)>>,
  instance: { readonly name: string; readonly address: string | undefined } = { name: 'orders', address },
  engine = 'PostgreSQL',
) => {
  const { read, asked } = await answering((one) => {
    const answer = answers[one.operation] ?? {};
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer(one) : answer;
  });
  return { found: dependantsOf({ ...instance, engine }, read), asked };
};
const nobody = { ...noDependants, proxies: [] };

test('an account without any', async () => {
  const { found, asked } = await finding({});
  expect(await found).toEqual(nobody);
  expect(asked.map(({ operation }) => operation).toSorted()).toEqual([
    'DescribeDBProxies',
    'DescribeEndpoints',
    'GetConnections',
    'ListClusters',
    'ListFunctions',
  ]);
});

test('an instance without an address can be compared with proxies at most', async () => {
  const { found, asked } = await finding({}, { name: 'orders', address: undefined });
  expect(await found).toEqual({
    ...nobody,
    unseen: ['DMS endpoints', 'Glue connections', 'Lambda functions', 'ECS task definitions'],
  });
  expect(asked.map(({ operation }) => operation)).toEqual(['DescribeDBProxies']);
});

test('endpoints and connections are named, in order, and passwords are not asked for', async () => {
  const { found, asked } = await finding({
    DescribeEndpoints: {
      Endpoints: ['second', 'first'].map((EndpointIdentifier) => ({
        EndpointIdentifier,
        ServerName: address,
      })),
    },
    GetConnections: {
      ConnectionList: ['etl', 'crawl'].map((Name) => ({
        Name,
        ConnectionProperties: { JDBC_CONNECTION_URL: `jdbc:postgresql://${address}/orders` },
      })),
    },
  });
  expect(await found).toEqual({
    ...nobody,
    dmsEndpoints: ['first', 'second'],
    glueConnections: ['crawl', 'etl'],
  });
  expect(asked.find(({ operation }) => operation === 'GetConnections')?.input).toMatchObject({
    HidePassword: true,
  });
});

describe('proxies', () => {
  const targets = (...ids: readonly string[]) => ({
    Targets: ids.map((RdsResourceId) => ({ Type: 'RDS_INSTANCE', RdsResourceId })),
  });

  test('only those in front of the instance that do not require TLS, each once, in order', async () => {
    const { found, asked } = await finding({
      DescribeDBProxies: {
        DBProxies: [
          { DBProxyName: 'z-front' },
          { DBProxyName: 'a-front', RequireTLS: false },
          { DBProxyName: 'strict', RequireTLS: true },
          { DBProxyName: 'elsewhere' },
          { DBProxyName: 'cluster' },
          { RequireTLS: false },
        ],
      },
      DescribeDBProxyTargets: ({ input }) => {
        const { DBProxyName: name } = input;
        if (name === 'elsewhere') return targets('stock');
        if (name === 'cluster') return { Targets: [{ Type: 'TRACKED_CLUSTER', RdsResourceId: 'orders' }] };
        return targets('stock', 'orders', 'orders');
      },
    });
    expect(await found).toEqual({ ...nobody, proxies: ['a-front', 'z-front'] });
    const asking = asked.filter(({ operation }) => operation === 'DescribeDBProxyTargets');
    expect(asking.map(({ input }) => input['DBProxyName'])).toEqual([
      'z-front',
      'a-front',
      'elsewhere',
      'cluster',
    ]);
  });

  test('one that has the instance twice, on two pages, is named once', async () => {
    const { found } = await finding({
      DescribeDBProxies: { DBProxies: [{ DBProxyName: 'front' }] },
      DescribeDBProxyTargets: ({ input }) => ({
        ...targets('orders'),
        ...(input['Marker'] === undefined && { Marker: 'more' }),
      }),
    });
    expect((await found).proxies).toEqual(['front']);
  });

  test('one without an answer about its targets is in front of nobody', async () => {
    const { found } = await finding({ DescribeDBProxies: { DBProxies: [{ DBProxyName: 'front' }] } });
    expect((await found).proxies).toEqual([]);
  });
});

test.each([
  ['DescribeDBProxies', { Marker: 'more' }],
  ['DescribeEndpoints', { Marker: 'more' }],
  ['GetConnections', { NextToken: 'more' }],
  ['ListClusters', { nextToken: 'more' }],
  ['ListFunctions', { NextMarker: 'more' }],
])('%s: a list that leads back to an earlier page decides nothing', async (operation, answer) => {
  const { found } = await finding({ [operation]: answer });
  await expect(found).rejects.toMatchObject({ code: 'pages-without-end' });
});

describe('what cannot be read', () => {
  test.each([
    ['DescribeDBProxies', 'AccessDenied', 'RDS proxies'],
    ['DescribeDBProxies', 'UnauthorizedOperation', 'RDS proxies'],
    ['DescribeEndpoints', 'AccessDeniedFault', 'DMS endpoints'],
    ['GetConnections', 'AccessDeniedException', 'Glue connections'],
    ['ListClusters', 'AccessDeniedException', 'ECS task definitions'],
    ['ListFunctions', 'AccessDeniedException', 'Lambda functions'],
  ])('%s: %s is said, not failed upon', async (operation, error, what) => {
    const { found } = await finding({ [operation]: refusal(error, 400) });
    expect(await found).toEqual({ ...nobody, unseen: [what] });
  });

  test('nothing at all', async () => {
    const denied = refusal('AccessDenied', 403);
    const { found } = await finding({
      DescribeDBProxies: denied,
      DescribeEndpoints: denied,
      GetConnections: denied,
      ListClusters: denied,
      ListFunctions: denied,
    });
    expect(await found).toEqual({
      ...nobody,
      unseen: [
        'RDS proxies',
        'DMS endpoints',
        'Glue connections',
        'Lambda functions',
        'ECS task definitions',
      ],
    });
  });

  test('DMS says that there is no endpoint by an error', async () => {
    const { found } = await finding({ DescribeEndpoints: refusal('ResourceNotFoundFault', 404) });
    expect(await found).toEqual(nobody);
  });

  test.each(['DescribeDBProxies', 'DescribeEndpoints', 'GetConnections', 'ListClusters', 'ListFunctions'])(
    '%s: anything else fails the look',
    async (operation) => {
      const { found } = await finding({ [operation]: refusal('ThrottlingException', 400) });
      await expect(found).rejects.toThrow('ThrottlingException');
    },
  );
});

describe('a DMS endpoint whose host is in a secret may connect to any instance of its engine', () => {
  const secret = { SecretsManagerSecretId: 'replicate' };
  const endpoints = {
    DescribeEndpoints: {
      Endpoints: [
        { EndpointIdentifier: 'pg', PostgreSQLSettings: secret },
        { EndpointIdentifier: 'pg-tls', SslMode: 'require', PostgreSQLSettings: secret },
        { EndpointIdentifier: 'my', MySQLSettings: secret },
        { EndpointIdentifier: 'ms', MicrosoftSQLServerSettings: secret },
        { EndpointIdentifier: 'elsewhere', PostgreSQLSettings: { ServerName: 'elsewhere.example' } },
      ],
    },
  };
  test.each([
    ['PostgreSQL', 'pg'],
    ['MySQL', 'my'],
    ['MariaDB', 'my'],
    ['SQL Server', 'ms'],
  ])('%s: %s', async (engine, name) => {
    const { found } = await finding(endpoints, { name: 'orders', address }, engine);
    expect(await found).toEqual({
      ...nobody,
      unseen: [`DMS endpoints that take their host from a secret (${name})`],
    });
  });
});
