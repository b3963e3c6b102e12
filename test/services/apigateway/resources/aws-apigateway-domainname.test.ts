import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/apigateway/resources/aws-apigateway-domainname.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:apigateway:${region}::/domainnames/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::ApiGateway::DomainName', id, arn: arnOf(id) });

const ids = ['api', 'shop', 'bills', 'mail', 'news'].map((word) => `${word}.example.com`);
const [first = '', second = ''] = ids;
const elsewhere = 'elsewhere.example.com';
const world = () => {
  const DomainNames = [
    ...ids.map((domainName) => ({ domainName, Tags: domainName === first ? { team: 'shop' } : {} })),
    { domainName: elsewhere, Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ apigateway: { DomainNames } }))).look(location);
};

describe('resolving', () => {
  test.each([
    ['as AWS Config has it', first, first],
    ['by its ARN', arnOf(second), second],
  ])('%s', async (_form, id, name) => {
    expect(await resource.resolve(id, location, world())).toEqual(named(name));
  });

  test('what is not there', async () => {
    expect(await resource.resolve(elsewhere, location, world())).toBeUndefined();
  });

  test.each([
    ['of another Region', arnOf(first, 'us-east-1')],
    ['of another partition', `arn:aws-cn:apigateway:eu-west-1::/domainnames/${first}`],
    ['a base path', `${arnOf(first)}/basepathmappings/shop`],
    ['a private one', `arn:aws:apigateway:eu-west-1:111122223333:/domainnames/${first}+abc123`],
    ['nothing', ''],
    ['a path', '../orders'],
  ])('%s is none of this place, and nobody is asked', async (_what, id) => {
    const { read, asked } = await answering(() => ({}));
    expect(await resource.resolve(id, location, read)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('other failures are not taken for an absence', async () => {
    const { read } = await answering(() => {
      throw refusal('AccessDeniedException', 403);
    });
    await expect(resource.resolve(first, location, read)).rejects.toThrow('AccessDenied');
  });
});

test('lists all of the Region, page by page', async () => {
  const found: string[] = [];
  for await (const target of resource.list(location, world())) {
    expect(target).toEqual(named(target.id));
    found.push(target.id);
  }
  expect(found).toEqual(ids);
});

test('tags, or none', async () => {
  expect(await resource.tags(named(first), world())).toEqual({ team: 'shop' });
  expect(await resource.tags(named(second), world())).toEqual({});
});

test('one lease covers it', () => {
  expect(resource.root(named(first))).toBe(arnOf(first));
});

test('a private one is not listed', async () => {
  const DomainNames = [{ domainName: first, domainNameId: 'abc123' }, { domainName: second }];
  const aws = sandboxClouds(startHost(loadAccount({ apigateway: { DomainNames } }))).look(location);
  const found: string[] = [];
  for await (const { id } of resource.list(location, aws)) found.push(id);
  expect(found).toEqual([second]);
});
