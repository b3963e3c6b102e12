import { describe, expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/apigatewayv2/resources/aws-apigatewayv2-api.ts';
import { answering, refusal } from '../../../kit/answers.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:apigateway:${region}::/apis/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::ApiGatewayV2::Api', id, arn: arnOf(id) });

const ids = ['1', '2', '3', '4', '5'].map((last) => `a1b2c3d4e${last}`);
const [first = '', second = ''] = ids;
const elsewhere = 'elsewhere1';
const world = () => {
  const Apis = [
    ...ids.map((ApiId) => ({ ApiId, Tags: ApiId === first ? { team: 'shop' } : {} })),
    { ApiId: elsewhere, Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ apigatewayv2: { Apis } }))).look(location);
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
    ['of another partition', `arn:aws-cn:apigateway:eu-west-1::/apis/${first}`],
    ['a stage', `${arnOf(first)}/stages/live`],
    ['a REST API', `arn:aws:apigateway:eu-west-1::/restapis/${first}`],
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

test.each([
  [
    'its own',
    {},
    [{ host: 'h1.execute-api.eu-west-1.amazonaws.com', port: 443, protocol: 'tls', given: true }],
  ],
  ['off', { DisableExecuteApiEndpoint: true }, []],
  ['not shown', { ApiEndpoint: '' }, []],
])('its endpoint: %s', async (_what, over, endpoints) => {
  const Apis = [{ ApiId: 'h1', ...over }];
  const aws = sandboxClouds(startHost(loadAccount({ apigatewayv2: { Apis } }))).look(location);
  expect(await resource.endpoints?.(named('h1'), aws)).toEqual(endpoints);
});
