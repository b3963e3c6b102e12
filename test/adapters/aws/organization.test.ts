import { describe, expect, test } from 'vitest';
import { ouPathsOf } from '../../../src/adapters/aws/organization.ts';
import type { Aws } from '../../../src/core/model/remediation.ts';

const ou = (id: string) => ({ Parents: [{ Id: id, Type: 'ORGANIZATIONAL_UNIT' }] });
const root = { Parents: [{ Id: 'r-1', Type: 'ROOT' }] };
const named = (Name?: string) => ({ OrganizationalUnit: { Name } });

const answering = (answers: Readonly<Record<string, object>>, asked: string[] = []): Aws => {
  const send: unknown = async ({ input }: { input: { ChildId?: string; OrganizationalUnitId?: string } }) => {
    const key = input.ChildId ?? `name ${input.OrganizationalUnitId}`;
    asked.push(key);
    return answers[key] ?? {};
  };
  return { use: (client) => Object.create(client.prototype, { send: { value: send } }) };
};
const account = '111122223333';
const two = {
  [account]: ou('ou-2'),
  'name ou-2': named('cards/eu'),
  'ou-2': ou('ou-1'),
  'name ou-1': named('prod'),
  'ou-1': root,
};

describe('where an account stands', () => {
  test('is read from the account up; a slash in a name is no level', async () => {
    const path = ouPathsOf(
      () => answering(two),
      () => new Date(0),
    );
    expect(await path(account)).toBe('/prod/cards%2Feu');
  });

  test('directly below the root', async () => {
    expect(
      await ouPathsOf(
        () => answering({ [account]: root }),
        () => new Date(0),
      )(account),
    ).toBe('/');
  });

  test('is remembered for each account by itself', async () => {
    const other = '444455556666';
    const path = ouPathsOf(
      () => answering({ ...two, [other]: root }),
      () => new Date(0),
    );
    for (let time = 0; time < 2; time += 1)
      expect([await path(account), await path(other)]).toEqual(['/prod/cards%2Feu', '/']);
  });

  test('is remembered for a quarter of an hour', async () => {
    const asked: string[] = [];
    let now = 0;
    const path = ouPathsOf(
      () => answering(two, asked),
      () => new Date(now),
    );
    await path(account);
    await path(account);
    expect(asked).toHaveLength(5);
    now = 16 * 60_000;
    await path(account);
    expect(asked).toHaveLength(10);
  });

  test.each([
    ['no parent', {}],
    ['a unit without a name', { [account]: ou('ou-2'), 'name ou-2': named() }],
    ['a circle', { [account]: ou('ou-1'), 'name ou-1': named('a'), 'ou-1': ou('ou-1') }],
  ])('%s: not known, which closes the gate', async (_what, answers) => {
    const path = ouPathsOf(
      () => answering(answers),
      () => new Date(0),
    );
    await expect(path(account)).rejects.toMatchObject({ code: 'organization-unread' });
  });
});
