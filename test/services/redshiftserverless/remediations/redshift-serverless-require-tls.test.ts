import { expect, test } from 'vitest';
import resource from '../../../../src/services/redshiftserverless/resources/aws-redshiftserverless-workgroup.ts';
import unit from '../../../../src/services/redshiftserverless/remediations/redshift-serverless-require-tls.ts';
import type { AccountFile } from '../../../../src/sandbox/account.ts';
import { answering, location } from '../../../kit/answers.ts';
import { environmentsWith } from '../../../dependants/environments.ts';
import { testRemediation } from '../../../kit/tester.ts';

type Workgroup = NonNullable<NonNullable<AccountFile['redshiftserverless']>['Workgroups']>[number];

const host = 'orders.111122223333.eu-west-1.redshift-serverless.amazonaws.com';
const held = (require_ssl: string, over: Partial<Workgroup> = {}, set: Record<string, string> = {}) => ({
  redshiftserverless: {
    Workgroups: [
      {
        workgroupName: 'orders',
        endpoint: { address: host },
        configParameters: { require_ssl, ...set },
        ...over,
      },
    ],
  },
});
const glue = (...urls: string[]) => ({
  glue: {
    Connections: urls.map((url, index) => ({
      Name: `job-${index}`,
      ConnectionProperties: { JDBC_CONNECTION_URL: url },
    })),
  },
});
const fixed = { is: 'non-compliant', message: 'not-as-wanted', changes: 1 } as const;
const asks = { ...fixed, hazards: ['clients-without-tls'] } as const;

testRemediation(unit, resource, {
  'TLS is required': { account: held('true'), target: 'orders', expect: { is: 'compliant' } },
  'TLS is not required': { account: held('false'), target: 'orders', expect: asks },
  'in China': {
    account: held('false'),
    location: { partition: 'aws-cn', region: 'cn-north-1' },
    target: 'orders',
    expect: asks,
  },
  'with parameters of its own': {
    account: held('false', {}, { search_path: 'sales', enable_case_sensitive_identifier: 'true' }),
    target: 'orders',
    expect: asks,
  },
  'with queues, beside which AWS takes no metrics': {
    account: held('false', {}, { wlm_json_configuration: '[{"auto_wlm":true}]' }),
    target: 'orders',
    expect: asks,
  },
  'Glue connects to it without TLS': {
    account: {
      ...held('false', { customDomainName: 'dwh.example.com' }),
      ...glue(
        `jdbc:redshift://${host}:5439/dev`,
        'jdbc:redshift://dwh.example.com:5439/dev',
        'jdbc:redshift://else.example.com:5439/dev',
      ),
    },
    target: 'orders',
    expect: {
      ...fixed,
      hazards: ['clients-without-tls', 'glue-without-tls'],
      says: [
        'Glue connections to workgroup orders do not enforce TLS and may fail: job-0, job-1. Set JDBC_ENFORCE_SSL to true in them first.',
      ],
    },
  },
  'Lambda and ECS have its address in an environment, DMS speaks TLS by itself': {
    account: {
      ...held('false'),
      ...environmentsWith(`jdbc:redshift://${host}:5439/dev`),
      dms: { Endpoints: [{ EndpointIdentifier: 'load', EngineName: 'redshift', ServerName: host }] },
    },
    target: 'orders',
    expect: {
      ...fixed,
      hazards: ['clients-without-tls', 'lambda-without-tls', 'ecs-without-tls'],
      notes: ['settings-elsewhere'],
    },
  },
  'Glue, Lambda and ECS may not be read': {
    account: {
      ...held('false'),
      denied: ['glue:GetConnections', 'lambda:ListFunctions', 'ecs:ListClusters'],
    },
    target: 'orders',
    expect: {
      ...fixed,
      hazards: ['clients-without-tls', 'dependants-unseen'],
      says: [
        "It could not be excluded that others connect to workgroup orders without TLS: Waxseal could not look through Glue connections, Lambda functions, ECS task definitions. Give Waxseal's role the read permissions if it lacks them, or check there yourself.",
      ],
    },
  },
  'AWS does not say where it is reached': {
    account: held('false', { endpoint: undefined }),
    target: 'orders',
    expect: { ...fixed, hazards: ['clients-without-tls', 'dependants-unseen'] },
  },
  'AWS is at work on it': {
    account: held('false', { status: 'MODIFYING' }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'AWS is still applying what is wanted': {
    account: held('true', { status: 'MODIFYING' }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'it is being made': {
    account: held('false', { status: 'CREATING', endpoint: undefined }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'it is being deleted': {
    account: held('false', { status: 'DELETING' }),
    target: 'orders',
    expect: { is: 'pending', message: 'busy' },
  },
  'a status that no page has': {
    account: held('false', { status: 'PAUSED' }),
    target: 'orders',
    expect: { is: 'unknown', message: 'status-unknown' },
  },
  'AWS does not tell whether TLS is required': {
    account: held(''),
    target: 'orders',
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'a value that nobody here knows': {
    account: held('preferred'),
    target: 'orders',
    expect: { is: 'unknown', message: 'value-unknown' },
  },
  'a workgroup that is gone': {
    account: {},
    target: 'arn:aws:redshift-serverless:eu-west-1:111122223333:workgroup/gone',
    gone: true,
  },
});

const arn = 'arn:aws:redshift-serverless:eu-west-1:111122223333:workgroup/0a1b2c3d';
const target = { ...location, type: 'AWS::RedshiftServerless::Workgroup', id: 'orders', arn };

test('another workgroup that has its name by now is not it', async () => {
  const configParameters = [{ parameterKey: 'require_ssl', parameterValue: 'true' }];
  const { read } = await answering(() => ({
    workgroup: { workgroupName: 'orders', workgroupArn: `${arn}9`, configParameters, status: 'AVAILABLE' },
  }));
  expect(await unit.read(target, read)).toBeUndefined();
  expect(await unit.fields['requireSsl']?.get(arn, target, read)).toEqual({ value: null, token: [] });
});

test('a call sends all parameters back, and nothing else', async () => {
  const datestyle = { parameterKey: 'datestyle', parameterValue: 'ISO, MDY' };
  const metric = { parameterKey: 'max_scan_row_count', parameterValue: '1000' };
  const queues = { parameterKey: 'wlm_json_configuration', parameterValue: '[]' };
  const off = { parameterKey: 'require_ssl', parameterValue: 'false' };
  const on = { parameterKey: 'require_ssl', parameterValue: 'true' };
  const { write, asked } = await answering(() => ({}));
  const put = (token: unknown) =>
    unit.fields['requireSsl']?.put(arn, 'true', { value: 'false', token }, target, write);
  await put([datestyle, off, metric]);
  await put([datestyle, off, metric, queues]);
  await put([]);
  expect(asked.map(({ input }) => input)).toEqual([
    { workgroupName: 'orders', configParameters: [datestyle, metric, on] },
    { workgroupName: 'orders', configParameters: [datestyle, queues, on] },
    { workgroupName: 'orders', configParameters: [on] },
  ]);
  await expect(put(undefined)).rejects.toThrow('a put needs what get has seen');
});

test('code is told of one parameter beside the others', () => {
  const change = { set: 'requireSsl', on: arn, before: 'false', after: 'true', impact: [] };
  const { cloudformation, cdk, terraform } = unit.source?.(change, target) ?? {};
  expect(cloudformation).toContain('- ParameterKey: require_ssl\n  ParameterValue: "true"');
  expect(cdk).toContain("{ parameterKey: 'require_ssl', parameterValue: 'true' },");
  expect(terraform).toContain('parameter_value = "true"');
});
