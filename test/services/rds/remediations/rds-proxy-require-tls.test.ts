import { expect, test } from 'vitest';
import { noDependants } from '../../../../src/dependants/words.ts';
import resource from '../../../../src/services/rds/resources/aws-rds-dbproxy.ts';
import unit from '../../../../src/services/rds/remediations/rds-proxy-require-tls.ts';
import { readinessOf } from '../../../../src/services/rds/remediations/rds-proxy-require-tls/readiness.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Proxy = NonNullable<NonNullable<AccountFile['rds']>['DBProxies']>[number];

const behind = { Targets: [{ Type: 'RDS_INSTANCE', RdsResourceId: 'orders' }] };
const held = (over: Partial<Proxy> = {}) => ({
  rds: { DBProxies: [{ DBProxyName: 'orders', EngineFamily: 'POSTGRESQL', ...behind, ...over }] },
});
const iam = (...modes: string[]) => ({ Auth: modes.map((IAMAuth) => ({ IAMAuth })) });
const endpoint = 'orders.proxy-c0sandbox.eu-west-1.rds.amazonaws.com';
const fixed = { is: 'non-compliant', message: 'not-as-wanted', changes: 1 } as const;
const breaks = { ...fixed, notes: ['clients-without-tls', 'hop-behind'] };

testRemediation(unit, resource, {
  'TLS is required': {
    account: held({ RequireTLS: true }),
    target: 'orders',
    expect: { is: 'compliant', notes: ['hop-behind'] },
  },
  'TLS is not required of PostgreSQL': { account: held(), target: 'orders', expect: breaks },
  'TLS is not required of MySQL': {
    account: held({ EngineFamily: 'MYSQL' }),
    target: 'orders',
    expect: breaks,
  },
  'TLS is not required of SQL Server': {
    account: held({ EngineFamily: 'SQLSERVER' }),
    target: 'orders',
    expect: breaks,
  },
  'an engine of which nothing is known': {
    account: held({ EngineFamily: 'ORACLE' }),
    target: 'orders',
    expect: { ...fixed, hazards: ['engine-unknown'], notes: ['hop-behind'] },
  },
  'a secret demands IAM, which RDS takes with TLS only': {
    account: held({ RequireTLS: true, ...iam('REQUIRED', 'DISABLED') }),
    target: 'orders',
    expect: { is: 'compliant', notes: ['hop-behind'] },
  },
  'IAM from end to end': {
    account: held({ DefaultAuthScheme: 'IAM_AUTH' }),
    target: 'orders',
    expect: breaks,
  },
  'IAM is allowed and not demanded': {
    account: held({ EngineFamily: 'SQLSERVER', ...iam('ENABLED') }),
    target: 'orders',
    expect: breaks,
  },
  'it leads nowhere': {
    account: held({ Targets: [] }),
    target: 'orders',
    expect: { ...fixed, notes: ['clients-without-tls', 'leads-nowhere'] },
  },
  'it has more targets than a page': {
    account: held({
      Targets: ['a', 'b', 'c', 'd'].map((id) => ({ Type: 'RDS_INSTANCE', RdsResourceId: id })),
    }),
    target: 'orders',
    expect: {
      ...breaks,
      says: [
        'RequireTLS is about the clients of proxy orders. AWS does not say clearly whether the proxy speaks TLS with instance a, instance b, instance c, instance d as well: CloudWatch counts it (DatabaseConnectionsWithTLS), and rds-instance-force-tls evaluates instances, rds-cluster-force-tls clusters.',
      ],
    },
  },
  'who comes to its own endpoint without TLS is named': {
    account: {
      ...held(),
      ...environmentsWith(`postgres://app@${endpoint}:5432/orders`),
      dms: {
        Endpoints: [
          { EndpointIdentifier: 'copy', EngineName: 'postgres', ServerName: endpoint },
          { EndpointIdentifier: 'safe', EngineName: 'postgres', ServerName: endpoint, SslMode: 'require' },
          {
            EndpointIdentifier: 'secret',
            EngineName: 'postgres',
            PostgreSQLSettings: { SecretsManagerSecretId: 's' },
          },
        ],
      },
      glue: {
        Connections: [
          {
            Name: 'etl',
            ConnectionProperties: { JDBC_CONNECTION_URL: `jdbc:postgresql://${endpoint}/orders` },
          },
        ],
      },
    },
    target: 'orders',
    expect: {
      ...breaks,
      hazards: [
        'dms-without-tls',
        'glue-without-tls',
        'lambda-without-tls',
        'ecs-without-tls',
        'dependants-unseen',
      ],
      notes: [...breaks.notes, 'settings-elsewhere'],
    },
  },
  'who comes to another of its endpoints is named': {
    account: {
      ...held({
        Endpoints: ['a', 'b', 'c', 'readers'].map((DBProxyEndpointName) => ({
          DBProxyEndpointName,
          Endpoint: `${DBProxyEndpointName}.${endpoint.replace('orders.', '')}`,
        })),
      }),
      ...environmentsWith(`readers.${endpoint.replace('orders.', '')}`),
    },
    target: 'orders',
    expect: {
      ...breaks,
      hazards: ['lambda-without-tls', 'ecs-without-tls'],
      notes: [...breaks.notes, 'settings-elsewhere'],
    },
  },
  'who libpq is told to demand TLS of is not named': {
    account: {
      ...held(),
      lambda: {
        Functions: [
          {
            FunctionName: 'resize',
            Environment: { Variables: { PGHOST: endpoint, PGSSLMODE: 'verify-full' } },
          },
        ],
      },
    },
    target: 'orders',
    expect: breaks,
  },
  'nobody who comes may be read': {
    account: {
      ...held(),
      denied: [
        'dms:DescribeEndpoints',
        'ecs:ListClusters',
        'glue:GetConnections',
        'lambda:ListFunctions',
        'rds:DescribeDBProxyEndpoints',
      ],
    },
    target: 'orders',
    expect: {
      ...breaks,
      hazards: ['dependants-unseen'],
      says: [
        "It could not be excluded that others connect to proxy orders without TLS: Waxseal could not look through other endpoints of the proxy, DMS endpoints, Glue connections, Lambda functions, ECS task definitions. Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
      ],
    },
  },
  'AWS does not show where it is reached': {
    account: held({ Endpoint: null }),
    target: 'orders',
    expect: { ...breaks, hazards: ['dependants-unseen'] },
  },
  'AWS is at work on it': {
    account: held({ Status: 'modifying' }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'its subnets have no addresses left': {
    account: held({ Status: 'incompatible-network' }),
    target: 'orders',
    expect: { is: 'non-compliant', message: 'needs-people', changes: 0 },
  },
  'TLS is required, whatever else is wrong': {
    account: held({ Status: 'incompatible-network', RequireTLS: true }),
    target: 'orders',
    expect: { is: 'compliant', notes: ['hop-behind'] },
  },
  'a status that no page has': {
    account: held({ Status: 'upgrading' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'AWS does not tell whether TLS is required': {
    account: held({ RequireTLS: null }),
    target: 'orders',
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'a proxy that is gone': {
    account: {},
    target: 'arn:aws:rds:eu-west-1:111122223333:db-proxy:gone',
    gone: true,
  },
});

const arn = 'arn:aws:rds:eu-west-1:111122223333:db-proxy:prx-0a1b2c3d4e5f60718';
const target = { ...location, type: 'AWS::RDS::DBProxy', id: 'orders', arn };

test('another proxy that has its name by now is not it', async () => {
  const { read } = await answering(({ operation }) =>
    operation === 'DescribeDBProxies'
      ? {
          DBProxies: [
            { DBProxyName: 'orders', DBProxyArn: `${arn}9`, RequireTLS: true, Status: 'available' },
          ],
        }
      : { Targets: [] },
  );
  expect(await unit.read(target, read)).toBeUndefined();
  expect(await unit.fields['requireTls']?.get(arn, target, read)).toEqual({ value: null });
});

test('a call names the proxy and the one setting', async () => {
  const { write, asked } = await answering(() => ({}));
  await unit.fields['requireTls']?.put(arn, true, { value: false }, target, write);
  expect(asked).toEqual([{ operation: 'ModifyDBProxy', input: { DBProxyName: 'orders', RequireTLS: true } }]);
});

const refused = async (value: boolean, error: string, proxy: object) => {
  const { write } = await answering(({ operation }) => {
    if (operation === 'ModifyDBProxy') throw refusal(error, 400);
    return { DBProxies: [{ DBProxyName: 'orders', DBProxyArn: arn, ...proxy }] };
  });
  return unit.fields['requireTls']?.put(arn, value, { value: !value }, target, write);
};
const demanding = { Auth: [{ IAMAuth: 'DISABLED' }, { IAMAuth: 'REQUIRED' }] };

test.each([
  ['a secret demands IAM', demanding],
  ['IAM is from end to end', { DefaultAuthScheme: 'IAM_AUTH', Auth: [] }],
])('RequireTLS false is refused, and why is said: %s', async (_what, proxy) => {
  await expect(refused(false, 'InvalidParameterValue', proxy)).rejects.toMatchObject({
    code: 'iam-demands-tls',
    retry: false,
  });
});

test.each([
  ['nobody demands IAM', false, 'InvalidParameterValue', { Auth: [{ IAMAuth: 'ENABLED' }] }],
  [
    'the proxy is another one by now',
    false,
    'InvalidParameterValue',
    { ...demanding, DBProxyArn: `${arn}9` },
  ],
  ['it is refused for another reason', false, 'InvalidDBProxyStateFault', demanding],
  ['TLS was to be required', true, 'InvalidParameterValue', demanding],
])('any other refusal stays what it is: %s', async (_what, value, error, proxy) => {
  await expect(refused(value, error, proxy)).rejects.toMatchObject({ name: error });
});

test('clients, metrics and templates are told of what they are', () => {
  const state = (family: string) => ({
    held: [{ on: arn, value: false }],
    readiness: { is: 'ready' } as const,
    around: { family, targets: ['instance orders', 'cluster shop'], dependants: noDependants },
  });
  const told = (family: string) => JSON.stringify(unit.plan(state(family), target, {}));
  expect(told('POSTGRESQL')).toContain('sslmode=verify-full');
  expect(told('MYSQL')).toContain('ssl-mode=VERIFY_IDENTITY');
  expect(told('SQLSERVER')).toContain('Encrypt=True');
  expect(told('MYSQL')).toContain('instance orders, cluster shop');
  expect(unit.evidence?.(state('MYSQL'), target, {})).toEqual([
    { ask: 'plaintext-connections', of: arn, clears: ['breaks-plaintext'], given: { proxy: 'orders' } },
  ]);
  const change = { set: 'requireTls', on: arn, before: false, after: true, impact: [] };
  expect(unit.source?.(change, target)?.terraform).toContain('require_tls = true');
  expect(unit.source?.({ ...change, after: false }, target)?.cloudformation).toContain('RequireTLS: false');
});

test.each([
  ['available', 'ready'],
  ['creating', 'busy'],
  ['deleting', 'busy'],
  ['modifying', 'busy'],
  ['reactivating', 'busy'],
  ['suspending', 'busy'],
  ['suspended', 'people'],
  ['insufficient-resource-limits', 'people'],
  ['incompatible-network', 'people'],
  ['', 'unheard'],
])('status %s is %s', (status, is) => {
  expect(readinessOf(status).is).toBe(is);
});
