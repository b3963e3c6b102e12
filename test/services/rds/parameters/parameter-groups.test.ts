import { describe, expect, test } from 'vitest';
import { setBesides } from '../../../../src/families/parameter/groups.ts';
import {
  groupOf,
  instanceById,
  parametersOf,
  tagsIn,
  usersOf,
} from '../../../../src/services/rds/parameters/parameter-groups.ts';
import { answering, refusal, type Asked } from '../../../kit/answers.ts';

const reading = async (answer: (asked: Asked) => object) => {
  const { read, asked } = await answering(answer);
  return { read, asked };
};
const failing = (name: string) =>
  reading(() => {
    throw refusal(name, 404);
  });

describe('the parameters of a group', () => {
  test('of every page, by name', async () => {
    const { read, asked } = await reading(({ input }) =>
      input['Marker'] === undefined
        ? {
            Marker: 'more',
            Parameters: [
              {
                ParameterName: 'rds.force_ssl',
                ParameterValue: '0',
                Source: 'user',
                ApplyType: 'dynamic',
                IsModifiable: true,
                MinimumEngineVersion: '14.1',
              },
              { ParameterValue: 'nameless' },
            ],
          }
        : {
            Parameters: [
              { ParameterName: 'ssl', ParameterValue: '1', Source: 'system', ApplyType: 'static' },
              { ParameterName: 'work_mem', Source: 'user', ApplyType: 'dynamic' },
              { ParameterName: 'port', Source: 'engine-default', ApplyType: 'static', IsModifiable: false },
            ],
          },
    );
    expect([...((await parametersOf('orders-group', read)) ?? [])]).toEqual([
      ['rds.force_ssl', { value: '0', set: '0', isStatic: false, isModifiable: true, sinceVersion: '14.1' }],
      ['ssl', { value: '1', set: '1', unsaid: true, isStatic: true, isModifiable: false, sinceVersion: '' }],
      ['work_mem', { value: null, set: null, isStatic: false, isModifiable: false, sinceVersion: '' }],
      ['port', { value: null, set: null, isStatic: true, isModifiable: false, sinceVersion: '' }],
    ]);
    expect(asked.map(({ input }) => input)).toMatchObject([
      { DBParameterGroupName: 'orders-group' },
      { DBParameterGroupName: 'orders-group', Marker: 'more' },
    ]);
  });

  test('an empty answer is a group in which nothing is', async () => {
    const { read } = await reading(() => ({}));
    expect(await parametersOf('orders-group', read)).toEqual(new Map());
  });

  test('what people have set, but for one', () => {
    const of = (set: string | null) => ({
      value: '1',
      set,
      isStatic: false,
      isModifiable: true,
      sinceVersion: '',
    });
    const all = new Map([
      ['rds.force_ssl', of('0')],
      ['work_mem', of('4096')],
      ['port', of(null)],
    ]);
    expect(setBesides('rds.force_ssl', all)).toEqual({ work_mem: '4096' });
    expect(setBesides(undefined, all)).toEqual({ 'rds.force_ssl': '0', work_mem: '4096' });
  });
});

describe('a group', () => {
  const DBParameterGroupArn = 'arn:aws:rds:eu-west-1:111122223333:pg:orders-group';

  test('with its tags', async () => {
    const { read, asked } = await reading(({ operation }) =>
      operation === 'ListTagsForResource'
        ? { TagList: [{ Key: 'owner', Value: 'shop' }, {}] }
        : {
            DBParameterGroups: [
              { DBParameterGroupFamily: 'postgres14', Description: 'ours', DBParameterGroupArn },
            ],
          },
    );
    expect(await groupOf('orders-group', read)).toEqual({
      name: 'orders-group',
      family: 'postgres14',
      description: 'ours',
      tags: { owner: 'shop', '': '' },
    });
    expect(asked.map(({ input }) => input)).toMatchObject([
      { DBParameterGroupName: 'orders-group' },
      { ResourceName: DBParameterGroupArn },
    ]);
  });

  test('that RDS says nothing about but that it is there', async () => {
    const { read, asked } = await reading(() => ({ DBParameterGroups: [{}] }));
    expect(await groupOf('orders-group', read)).toEqual({
      name: 'orders-group',
      family: '',
      description: '',
      tags: {},
    });
    expect(asked).toHaveLength(1);
  });

  test.each([[{}], [{ DBParameterGroups: [] }]])('%j: there is none', async (answer) => {
    const { read } = await reading(() => answer);
    expect(await groupOf('orders-group', read)).toBeUndefined();
  });

  test('no tags', () => {
    expect(tagsIn()).toEqual({});
  });
});

describe.each(['DBParameterGroupNotFoundFault', 'DBParameterGroupNotFound'])('%s', (name) => {
  test('there is no such group', async () => {
    const { read } = await failing(name);
    expect(await parametersOf('orders-group', read)).toBeUndefined();
    expect(await groupOf('orders-group', read)).toBeUndefined();
  });
});

test('another error is none of these', async () => {
  const { read } = await failing('Throttling');
  await expect(parametersOf('orders-group', read)).rejects.toThrow('Throttling');
  await expect(groupOf('orders-group', read)).rejects.toThrow('Throttling');
  await expect(instanceById('db-ORDERS', read)).rejects.toThrow('Throttling');
});

test('a list that leads back to an earlier page decides nothing', async () => {
  const { read, asked } = await reading(() => ({ Marker: 'more' }));
  const endless = { code: 'pages-without-end' };
  await expect(parametersOf('orders-group', read)).rejects.toMatchObject(endless);
  await expect(usersOf('orders-group', read)).rejects.toMatchObject(endless);
  await expect(instanceById('db-ORDERS', read)).rejects.toMatchObject(endless);
  expect(asked).toHaveLength(6);
});

test('who uses a group, on every page, in order', async () => {
  const using = (...groups: readonly string[]) => ({
    DBParameterGroups: groups.map((DBParameterGroupName) => ({ DBParameterGroupName })),
  });
  const { read } = await reading(({ input }) =>
    input['Marker'] === undefined
      ? {
          Marker: 'more',
          DBInstances: [
            { DBInstanceIdentifier: 'stock', ...using('orders-group') },
            { DBInstanceIdentifier: 'other', ...using('another') },
            { DBInstanceIdentifier: 'groupless' },
          ],
        }
      : {
          DBInstances: [
            { DBInstanceIdentifier: 'billing', ...using('another', 'orders-group') },
            using('orders-group'),
          ],
        },
  );
  expect(await usersOf('orders-group', read)).toEqual(['(no name)', 'billing', 'stock']);
  const { read: nobody } = await reading(() => ({}));
  expect(await usersOf('orders-group', nobody)).toEqual([]);
});

describe('an instance by its id', () => {
  test('on whichever page, and not another one under its name', async () => {
    const { read, asked } = await reading(({ input }) =>
      input['Marker'] === undefined
        ? { Marker: 'more', DBInstances: [{ DbiResourceId: 'db-OTHER', DBInstanceIdentifier: 'orders' }] }
        : { DBInstances: [{ DbiResourceId: 'db-ORDERS', DBInstanceIdentifier: 'renamed' }] },
    );
    expect(await instanceById('db-ORDERS', read)).toMatchObject({ DBInstanceIdentifier: 'renamed' });
    expect(asked[0]?.input).toMatchObject({
      Filters: [{ Name: 'dbi-resource-id', Values: ['db-ORDERS'] }],
    });
  });

  test.each([[{}], [{ DBInstances: [{ DbiResourceId: 'db-OTHER' }] }]])('%j: it is gone', async (answer) => {
    const { read } = await reading(() => answer);
    expect(await instanceById('db-ORDERS', read)).toBeUndefined();
  });

  test.each(['DBInstanceNotFoundFault', 'DBInstanceNotFound'])('%s: it is gone', async (name) => {
    const { read } = await failing(name);
    expect(await instanceById('db-ORDERS', read)).toBeUndefined();
  });
});
