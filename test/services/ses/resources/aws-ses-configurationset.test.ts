import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/ses/resources/aws-ses-configurationset.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:ses:${region}:111122223333:configuration-set/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::SES::ConfigurationSet', id, arn: arnOf(id) });

const names = ['orders', 'Orders_2', 'bills', 'bills-dead', 'receipts'];
const world = () => {
  const ConfigurationSets = [
    ...names.map((name) => ({
      ConfigurationSetName: name,
      Tags: name === 'orders' ? { team: 'shop' } : {},
    })),
    { ConfigurationSetName: 'elsewhere', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ ses: { ConfigurationSets } }))).look(location);
};

describe('resolving', () => {
  test.each([
    ['as AWS Config has it', 'orders', 'orders'],
    ['by its ARN', arnOf('Orders_2'), 'Orders_2'],
  ])('%s', async (_form, id, name) => {
    expect(await resource.resolve(id, location, world())).toEqual(named(name));
  });

  test('what is not there', async () => {
    expect(await resource.resolve('elsewhere', location, world())).toBeUndefined();
  });

  test.each([
    ['of another Region', arnOf('orders', 'us-east-1')],
    ["another account's", 'arn:aws:ses:eu-west-1:444455556666:configuration-set/orders'],
    ['of another partition', 'arn:aws-cn:ses:eu-west-1:111122223333:configuration-set/orders'],
    ['an identity', 'arn:aws:ses:eu-west-1:111122223333:identity/example.com'],
    ['nothing', ''],
    ['a path', '../orders'],
    ['65 characters', 'a'.repeat(65)],
  ])('%s is none of this place, and nobody is asked', async (_what, id) => {
    const { read, asked } = await answering(() => ({ Tags: [] }));
    expect(await resource.resolve(id, location, read)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('other failures are not taken for an absence', async () => {
    const { read } = await answering(() => {
      throw refusal('AccessDeniedException', 403);
    });
    await expect(resource.resolve('orders', location, read)).rejects.toThrow('AccessDenied');
  });
});

test('lists all of the Region, page by page', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.id));
    found.push(target.id);
  }
  expect(found).toEqual(names);
});

test('tags, or none', async () => {
  expect(await resource.tags(named('orders'), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named('bills'), world())).toEqual({});
});

test('one lease covers the configuration set', () => {
  expect(resource.root(named('orders'))).toBe(arnOf('orders'));
});
