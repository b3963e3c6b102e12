import { describe, expect, test } from 'vitest';
import type { Document } from '../../../../src/core/model/remediation.ts';
import { parameterOn, parametersDocument } from '../../../../src/families/parameter/fields.ts';
import { dbParameterGroups } from '../../../../src/services/rds/parameters/db-parameter-groups.ts';
import unit from '../../../../src/services/rds/remediations/rds-instance-force-tls.ts';
import { answering, location, refusal, type Asked } from '../../../kit/answers.ts';

const { instanceGroup, parameter, parameterGroup } = unit.fields;
const groupParameters = parametersDocument(dbParameterGroups);

/** Each call to the letter: what is left out of one has a meaning of its own in RDS. */

const arn = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
const target = { ...location, type: 'AWS::RDS::DBInstance', id: 'db-ORDERS', arn };

/** RDS as far as one field sees it, by operation, and what it was asked. */
const rds = async (answers: Readonly<Record<string, object>> = {}) => {
  const { read, write, asked } = await answering(({ operation }: Asked) => {
    const answer = answers[operation] ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { read, write, asked };
};

describe('a parameter', () => {
  const on = parameterOn('orders-group', 'rds.force_ssl');
  const parameters = (more: object = {}) => ({
    DescribeDBParameters: {
      Parameters: [
        { ParameterName: 'ssl', ParameterValue: '7', Source: 'user', ApplyType: 'static' },
        {
          ParameterName: 'rds.force_ssl',
          ParameterValue: '0',
          Source: 'user',
          ApplyType: 'dynamic',
          ...more,
        },
      ],
    },
  });

  test.each([
    ['set by somebody', {}, '0'],
    ['static', { ApplyType: 'static' }, '0'],
    ['left to the engine', { Source: 'engine-default' }, null],
  ])('%s', async (_name, more, value) => {
    const { read, asked } = await rds(parameters(more));
    expect((await parameter.get(on, target, read)).value).toBe(value);
    expect(asked[0]?.input).toMatchObject({ DBParameterGroupName: 'orders-group' });
  });

  test('the group does not list it, or is gone: nothing can be put', async () => {
    const { read } = await rds();
    const {
      read: gone,
      write,
      asked,
    } = await rds({
      DescribeDBParameters: refusal('DBParameterGroupNotFound', 404),
    });
    for (const look of [read, gone]) {
      const seen = await parameter.get(on, target, look);
      expect(seen.value).toBeNull();
      await expect(parameter.put(on, '1', seen, target, write)).rejects.toThrow(
        'orders-group has no parameter rds.force_ssl that could be put',
      );
    }
    expect(asked.map(({ operation }) => operation)).toEqual(['DescribeDBParameters']);
  });

  test.each([
    ['dynamic', 'immediate'],
    ['static', 'pending-reboot'],
  ])('%s ones are put %s', async (ApplyType, ApplyMethod) => {
    const { read, write, asked } = await rds(parameters({ ApplyType }));
    const seen = await parameter.get(on, target, read);
    await parameter.put(on, '1', seen, target, write);
    await parameter.put(on, null, seen, target, write);
    expect(asked.slice(1)).toEqual([
      {
        operation: 'ModifyDBParameterGroup',
        input: {
          DBParameterGroupName: 'orders-group',
          Parameters: [{ ParameterName: 'rds.force_ssl', ParameterValue: '1', ApplyMethod }],
        },
      },
      {
        operation: 'ResetDBParameterGroup',
        input: {
          DBParameterGroupName: 'orders-group',
          ResetAllParameters: false,
          Parameters: [{ ParameterName: 'rds.force_ssl', ApplyMethod }],
        },
      },
    ]);
  });

  test('a put without what get has seen writes nothing', async () => {
    const { write, asked } = await rds();
    for (const token of [undefined, null, 'dynamic', {}])
      await expect(parameter.put(on, '1', { value: null, token }, target, write)).rejects.toThrow(
        'get has seen',
      );
    expect(asked).toEqual([]);
  });

  test('all that change are named in one call, twenty at most, set or reset', async () => {
    const names = Array.from({ length: 41 }, (_, index) => `p${String(index).padStart(2, '0')}`);
    const changes = names.map((name, index) => ({
      on: parameterOn('orders-group', name),
      after: index === 0 ? null : '1',
    }));
    const batches = groupParameters.batches?.(changes) ?? [];
    expect(batches.map((batch) => batch.length)).toEqual([20, 20, 1]);
    expect(batches.flat().toSorted((a, b) => (a.on < b.on ? -1 : 1))).toEqual(changes);
    expect(batches.at(-1)).toEqual([changes[0]]);

    const { write, asked } = await rds();
    const state = { p00: { set: '7', applies: 'static' }, p01: { set: null, applies: 'dynamic' } } as const;
    const put = (next: typeof groupParameters extends Document<infer Whole> ? Whole : never) =>
      groupParameters.put('orders-group', next, { value: state }, target, write);
    await put({ ...state, p01: { set: '1', applies: 'dynamic' } });
    await put({ p00: { set: '8', applies: 'static' }, p01: { set: '1', applies: 'dynamic' } });
    expect(asked.map(({ input }) => input)).toMatchObject([
      { Parameters: [{ ParameterName: 'p01', ParameterValue: '1', ApplyMethod: 'immediate' }] },
      {
        Parameters: [
          { ParameterName: 'p00', ParameterValue: '8', ApplyMethod: 'pending-reboot' },
          { ParameterName: 'p01', ParameterValue: '1', ApplyMethod: 'immediate' },
        ],
      },
    ]);
    const mixed = { p00: { set: null, applies: 'static' }, p01: { set: '1', applies: 'dynamic' } } as const;
    await expect(put(mixed)).rejects.toThrow('either sets or resets');
    expect(asked).toHaveLength(2);
  });

  test('it is part of its group', () => {
    expect(on).toBe('orders-group/rds.force_ssl');
    expect(parameter.part?.document.name(on, target)).toBe('orders-group');
  });
});

describe('the group of an instance', () => {
  const attached = (...names: readonly string[]) => ({
    DBInstances: [{ DBParameterGroups: names.map((DBParameterGroupName) => ({ DBParameterGroupName })) }],
  });
  const group = { DBParameterGroups: [{ DBParameterGroupFamily: 'postgres14' }] };

  test.each([
    ['orders-group', 'orders-group'],
    ['default.postgres14', null],
  ])('%s is read as %s', async (name, value) => {
    const { read, asked } = await rds({
      DescribeDBInstances: attached(name),
      DescribeDBParameterGroups: group,
    });
    expect(await instanceGroup.get(arn, target, read)).toEqual({ value, token: 'postgres14' });
    expect(asked.map(({ input }) => input)).toEqual([
      { DBInstanceIdentifier: 'orders' },
      { DBParameterGroupName: name },
    ]);
  });

  test.each([[{}], [{ DBInstances: [] }], [{ DBInstances: [{}] }], [attached()]])(
    '%j: none, and nothing can be put',
    async (answer) => {
      const { read } = await rds({ DescribeDBInstances: answer });
      expect(await instanceGroup.get(arn, target, read)).toEqual({ value: null });
    },
  );

  test('a group that went away between the two calls', async () => {
    const { read } = await rds({
      DescribeDBInstances: attached('orders-group'),
      DescribeDBParameterGroups: refusal('DBParameterGroupNotFound', 404),
    });
    const seen = await instanceGroup.get(arn, target, read);
    expect(seen).toEqual({ value: 'orders-group', token: undefined });
  });

  test.each([
    ['own', 'own'],
    [null, 'default.postgres14'],
  ])('%s is put as %s, and nothing else is set off', async (value, DBParameterGroupName) => {
    const { write, asked } = await rds();
    await instanceGroup.put(arn, value, { value: 'x', token: 'postgres14' }, target, write);
    expect(asked).toEqual([
      { operation: 'ModifyDBInstance', input: { DBInstanceIdentifier: 'orders', DBParameterGroupName } },
    ]);
  });

  test('a put without what get has seen, and a name that is no instance, write nothing', async () => {
    const { write, asked } = await rds();
    await expect(instanceGroup.put(arn, 'own', { value: null }, target, write)).rejects.toThrow(
      'get has seen',
    );
    const seen = { value: null, token: 'postgres14' };
    await expect(instanceGroup.put('orders', 'own', seen, target, write)).rejects.toThrow(
      'orders is no DB instance',
    );
    expect(asked).toEqual([]);
  });
});

describe('a group as a whole', () => {
  const name = 'waxseal-orders';
  const tagged = (...pairs: readonly (readonly [string, string])[]) => ({
    TagList: pairs.map(([Key, Value]) => ({ Key, Value })),
  });
  const ours = tagged(['waxseal:created-for', arn], ['waxseal:copy-of', 'orders-group']);
  const known = {
    DescribeDBParameterGroups: {
      DBParameterGroups: [
        {
          DBParameterGroupFamily: 'postgres14',
          Description: 'Made by Waxseal: demands TLS',
          DBParameterGroupArn: 'arn:aws:rds:eu-west-1:111122223333:pg:waxseal-orders',
        },
      ],
    },
  };
  const setting = (...pairs: readonly (readonly [string, string])[]) => ({
    DescribeDBParameters: {
      Parameters: pairs.map(([ParameterName, ParameterValue]) => ({
        ParameterName,
        ParameterValue,
        Source: 'user',
      })),
    },
  });
  const value = {
    family: 'postgres14',
    description: 'Made by Waxseal: demands TLS',
    createdFor: arn,
    copyOf: 'orders-group',
    parameters: { work_mem: '4096' },
  };
  const seenIn = async (answers: Readonly<Record<string, object>>) => {
    const { read } = await rds(answers);
    return parameterGroup.get(name, target, read);
  };
  const deleting = async (answers: Readonly<Record<string, object>>) => {
    const { write, asked } = await rds();
    const done = parameterGroup.put(name, null, await seenIn(answers), target, write);
    return { done, asked };
  };

  test('ours, with what was copied; the TLS parameter is a field of its own', async () => {
    const set = setting(['rds.force_ssl', '0'], ['work_mem', '4096']);
    const seen = await seenIn({ ...known, ListTagsForResource: ours, ...set });
    expect(seen).toEqual({ value, token: [] });
  });

  test("somebody else's", async () => {
    expect((await seenIn(known)).value).toEqual({
      ...value,
      createdFor: null,
      copyOf: null,
      parameters: {},
    });
  });

  test.each([
    ['DescribeDBParameterGroups', known],
    ['DescribeDBParameters', known],
  ])('%s says that there is none', async (operation, rest) => {
    const gone = refusal('DBParameterGroupNotFound', 404);
    expect(await seenIn({ ...rest, [operation]: gone })).toEqual({ value: null });
  });

  test('it is made, and tagged with whose it is', async () => {
    const { write, asked } = await rds();
    const made = { ...value, copyOf: null, parameters: {} };
    await parameterGroup.put(name, made, { value: null }, target, write);
    await parameterGroup.put(name, value, { value: null }, target, write);
    expect(asked).toEqual([
      {
        operation: 'CreateDBParameterGroup',
        input: {
          DBParameterGroupName: name,
          DBParameterGroupFamily: 'postgres14',
          Description: 'Made by Waxseal: demands TLS',
          Tags: [{ Key: 'waxseal:created-for', Value: arn }],
        },
      },
      {
        operation: 'CopyDBParameterGroup',
        input: {
          SourceDBParameterGroupIdentifier: 'orders-group',
          TargetDBParameterGroupIdentifier: name,
          TargetDBParameterGroupDescription: 'Made by Waxseal: demands TLS',
          Tags: [
            { Key: 'waxseal:created-for', Value: arn },
            { Key: 'waxseal:copy-of', Value: 'orders-group' },
          ],
        },
      },
    ]);
  });

  test('it is deleted when it is ours and nobody has a use for it', async () => {
    const off = setting(['rds.force_ssl', '0'], ['ssl', '1']);
    const { done, asked } = await deleting({ ...known, ListTagsForResource: ours, ...off });
    await done;
    expect(asked).toEqual([{ operation: 'DeleteDBParameterGroup', input: { DBParameterGroupName: name } }]);
  });

  const users = {
    DescribeDBInstances: {
      DBInstances: ['stock', 'billing'].map((DBInstanceIdentifier) => ({
        DBInstanceIdentifier,
        DBParameterGroups: [{ DBParameterGroupName: name }],
      })),
    },
  };
  const kept = [
    [
      'it carries no tag of ours',
      { ...known },
      {
        code: 'group-not-ours',
        says: 'DB parameter group waxseal-orders does not carry the tag waxseal:created-for of this instance, so it is not deleted.',
        todo: 'Delete it by hand if nobody needs it.',
      },
    ],
    [
      'it was made for another instance',
      { ...known, ListTagsForResource: tagged(['waxseal:created-for', `${arn}2`]) },
      { code: 'group-not-ours' },
    ],
    [
      'others use it',
      { ...known, ListTagsForResource: ours, ...users, ...setting(['rds.force_ssl', '1']) },
      {
        code: 'group-in-use',
        says: 'DB parameter group waxseal-orders is attached to billing, stock, so it is not deleted.',
        todo: 'Attach another group there first.',
      },
    ],
    [
      'somebody has switched TLS on in it again',
      { ...known, ListTagsForResource: ours, ...setting(['rds.force_ssl', '1']) },
      {
        code: 'group-still-on',
        says: 'In DB parameter group waxseal-orders somebody else has set rds.force_ssl, so it is not deleted.',
        todo: 'Delete it by hand if nobody needs it.',
      },
    ],
  ] as const;
  test.each(kept)('it stays: %s', async (_name, answers, error) => {
    const { done, asked } = await deleting(answers);
    await expect(done).rejects.toMatchObject(error);
    expect(asked).toEqual([]);
  });

  test('it stays when nobody has looked whether it may go', async () => {
    const { write, asked } = await rds();
    await expect(parameterGroup.put(name, null, { value }, target, write)).rejects.toThrow('get has seen');
    await expect(parameterGroup.put(name, null, { value: null }, target, write)).rejects.toMatchObject({
      code: 'group-not-ours',
    });
    expect(asked).toEqual([]);
  });

  test('a family without such a parameter', async () => {
    const oracle = { DBParameterGroups: [{ DBParameterGroupFamily: 'oracle-ee-19' }] };
    const seen = await seenIn({
      DescribeDBParameterGroups: oracle,
      ...setting(['rds.force_ssl', '1'], ['', '1']),
    });
    expect(seen.value).toMatchObject({ parameters: { 'rds.force_ssl': '1', '': '1' } });
  });
});
