import { describe, expect, test } from 'vitest';
import { ownGroupName } from '../../../../../src/services/rds/facts/names.ts';
import { read } from '../../../../../src/services/rds/remediations/rds-instance-force-tls/read.ts';
import { answering, location, refusal, type Asked } from '../../../../kit/answers.ts';

/** What the table cannot show: answers with parts left out, and things that go away while we look. */

const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
const target = { ...location, type: 'AWS::RDS::DBInstance', id: 'db-ORDERS', arn };
const instance = { DbiResourceId: 'db-ORDERS', DBInstanceIdentifier: 'orders', Engine: 'postgres' };
const attached = (name: string) => ({
  DBParameterGroups: [{ DBParameterGroupName: name, ParameterApplyStatus: 'in-sync' }],
});
const group = { DBParameterGroups: [{ DBParameterGroupFamily: 'postgres14' }] };
const gone = refusal('DBParameterGroupNotFound', 404);

const looking = async (
  found: object,
  answers: Readonly<Record<string, object | ((asked: Asked) => object)>> = {},
) => {
  const { read: aws, asked } = await answering((one) => {
    const answer =
      one.operation === 'DescribeDBInstances' ? { DBInstances: [found] } : answers[one.operation];
    if (answer instanceof Error) throw answer;
    return (typeof answer === 'function' ? answer(one) : answer) ?? {};
  });
  return { state: await read(target, aws), asked };
};

test('an instance of which RDS says nothing', async () => {
  const { state, asked } = await looking({ DbiResourceId: 'db-ORDERS' });
  expect(state).toEqual({
    is: 'outside',
    thing: {
      cluster: null,
      address: null,
      port: null,
      name: 'db-ORDERS',
      engine: '',
      version: '',
      status: '',
      queued: [],
      stack: null,
      replicaOf: null,
      replicas: 0,
      backupDays: null,
    },
  });
  expect(asked).toHaveLength(1);
});

test('what is queued is what has a value', async () => {
  const { state } = await looking({
    ...instance,
    PendingModifiedValues: {
      EngineVersion: '15',
      AllocatedStorage: undefined,
      DBInstanceClass: null,
      Port: 0,
      MultiAZ: false,
      ProcessorFeatures: [],
      PendingCloudwatchLogsExports: { LogTypesToEnable: undefined },
    },
  });
  expect(state?.thing.queued).toEqual(['EngineVersion', 'MultiAZ', 'Port']);
});

test('replicas may be clusters, and so may their source', async () => {
  const { state } = await looking({
    ...instance,
    ReadReplicaSourceDBClusterIdentifier: 'main',
    ReadReplicaDBInstanceIdentifiers: ['a', 'b'],
    ReadReplicaDBClusterIdentifiers: ['c'],
  });
  expect(state?.thing).toMatchObject({ replicaOf: 'main', replicas: 3 });
});

describe('a group that is not there', () => {
  test.each([
    ['of none at all', instance, {}],
    ['of an empty list', { ...instance, DBParameterGroups: [] }, {}],
    [
      'alone',
      {
        ...instance,
        DBParameterGroups: ['one', 'two'].map((DBParameterGroupName) => ({ DBParameterGroupName })),
      },
      {},
    ],
    [
      'whose parameters are gone',
      { ...instance, ...attached('orders-group') },
      { DescribeDBParameters: gone },
    ],
    [
      'that goes away while we look',
      { ...instance, ...attached('orders-group') },
      { DescribeDBParameterGroups: gone },
    ],
  ])('%s', async (_name, found, answers) => {
    const { state } = await looking(found, answers);
    expect(state).toMatchObject({ is: 'groupless', thing: { name: 'orders' } });
  });
});

const parameters = (more: object) => ({
  DescribeDBParameters: { Parameters: [{ ParameterName: 'rds.force_ssl', ...more }] },
});

test('how it is applied, where RDS does not say', async () => {
  const found = { ...instance, DBParameterGroups: [{ DBParameterGroupName: 'orders-group' }] };
  const { state } = await looking(found, parameters({ ParameterValue: '1' }));
  expect(state).toMatchObject({ is: 'forced', group: { name: 'orders-group', applyStatus: 'unknown' } });
});

describe('a parameter without a value holds what the engine holds', () => {
  test.each([
    ['15.7', 'forced'],
    ['14.12', 'open'],
  ])('%s', async (EngineVersion, is) => {
    const found = { ...instance, EngineVersion, ...attached('orders-group') };
    const { state } = await looking(found, { DescribeDBParameterGroups: group, ...parameters({}) });
    expect(state).toMatchObject({ is });
  });

  test.each([
    ['static', true],
    ['dynamic', false],
    [undefined, true],
  ])('one that is applied in the way "%s" waits for a reboot: %s', async (ApplyType, isStatic) => {
    const found = { ...instance, EngineVersion: '15.7', ...attached('orders-group') };
    const { state } = await looking(found, parameters({ ApplyType, ParameterValue: '1' }));
    expect(state).toMatchObject({ is: 'forced', isStatic });
  });

  test.each([
    ['14.12', '15.0', 'open', null],
    ['15.7', '15.10', 'open', null],
    ['15.7', '15.7', 'forced', undefined],
    ['15.10', '15.9', 'forced', undefined],
    ['15', '15.1', 'open', null],
    ['', '15.1', 'forced', undefined],
  ])('in %s, one that begins at %s: %s', async (EngineVersion, MinimumEngineVersion, is, parameter) => {
    const found = { ...instance, EngineVersion, ...attached('orders-group') };
    const answers = {
      DescribeDBParameterGroups: group,
      ...parameters({ MinimumEngineVersion, ParameterValue: '1', Source: 'user' }),
    };
    const { state } = await looking(found, answers);
    expect(state).toMatchObject({ is, ...(parameter === null && { parameter }) });
  });

  test('but a parameter that is not listed holds nothing', async () => {
    const found = { ...instance, EngineVersion: '15.7', ...attached('orders-group') };
    const { state } = await looking(found, { DescribeDBParameterGroups: group });
    expect(state).toMatchObject({ is: 'open', parameter: null });
  });
});

describe('whom else the group concerns', () => {
  const asks = async (name: string) => {
    const found = { ...instance, EngineVersion: '14.12', ...attached(name) };
    const { state, asked } = await looking(found, { DescribeDBParameterGroups: group, ...parameters({}) });
    return { state, groups: asked.filter(({ operation }) => operation === 'DescribeDBParameterGroups') };
  };
  const own = ownGroupName(arn, 'postgres14');

  test('its own group is not looked at twice', async () => {
    const { state, groups } = await asks(own);
    expect(state).toMatchObject({ is: 'open', own: null, sharedWith: [] });
    expect(groups.map(({ input }) => input['DBParameterGroupName'])).toEqual([own]);
  });

  test('another group is, and so is the one that would be made', async () => {
    const { state, groups } = await asks('orders-group');
    expect(state).toMatchObject({
      is: 'open',
      own: { group: { family: 'postgres14', createdFor: null }, set: null },
    });
    expect(groups.map(({ input }) => input['DBParameterGroupName'])).toEqual(['orders-group', own]);
  });
});
