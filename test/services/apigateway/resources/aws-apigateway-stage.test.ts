import { describe, expect, test } from 'vitest';
import { allOf } from '../../../../src/aws/marked-pages.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/apigateway/resources/aws-apigateway-stage.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const apis = ['1', '2', '3', '4'].map((last) => `a1b2c3d4e${last}`);
const [first = '', second = ''] = apis;
const arnOf = (api: string, stage = 'live', region = 'eu-west-1') =>
  `arn:aws:apigateway:${region}::/restapis/${api}/stages/${stage}`;
const named = (arn: string) => ({ ...location, type: 'AWS::ApiGateway::Stage', id: arn, arn });

const world = () => {
  const RestApis = [...apis, 'elsewhere1'].map((id) => ({
    id,
    ...(id === 'elsewhere1' && { Region: 'us-east-1' }),
  }));
  const Stages = [
    ...apis.map((restApiId) => ({
      restApiId,
      stageName: 'live',
      Tags: restApiId === first ? { team: 'shop' } : {},
    })),
    { restApiId: second, stageName: 'to_be-1' },
    { restApiId: 'elsewhere1', stageName: 'live', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ apigateway: { RestApis, Stages } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', arnOf(first), arnOf(first)],
    ['by its API and its name', `${second}/to_be-1`, arnOf(second, 'to_be-1')],
  ],
  gone: arnOf(first, 'gone'),
  others: [
    ['of another Region', arnOf(first, 'live', 'us-east-1')],
    ['of another partition', arnOf(first).replace('arn:aws:', 'arn:aws-cn:')],
    ['a REST API', `arn:aws:apigateway:eu-west-1::/restapis/${first}`],
    ['a stage of an HTTP API', `arn:aws:apigateway:eu-west-1::/apis/${first}/stages/live`],
    ['of another service', arnOf(first).replace(':apigateway:', ':execute-api:')],
    ['a part of it', `${arnOf(first)}/sdks/java`],
    ['the stage that an HTTP API has without a name', `${first}/$default`],
    ['a name alone', 'live'],
    ['nothing', ''],
    ['a path', '../orders'],
  ],
  failing: arnOf(first),
  listed: [
    arnOf(first),
    ...['live', 'to_be-1'].map((stage) => arnOf(second, stage)),
    ...apis.slice(2).map((api) => arnOf(api)),
  ],
  tags: { [arnOf(first)]: { team: 'shop' }, [arnOf(second)]: {} },
});

test.each([
  ['an API that was deleted since the page has no stages', 'NotFoundException', []],
  ['any other failure is told', 'TooManyRequestsException', undefined],
])('%s', async (_what, name, stages) => {
  const { read } = await answering(({ operation }) => {
    if (operation === 'GetRestApis') return { items: [{ id: first }] };
    throw refusal(name, 404);
  });
  const found = allOf(resource.list(location, read));
  await (stages ? expect(found).resolves.toEqual(stages) : expect(found).rejects.toThrow(name));
});

describe('client certificates', () => {
  const ids = Array.from({ length: 7 }, (_, index) => `c${index}`);
  const target = named(arnOf(first));
  const seen = async (clientCertificateId: string, denied: readonly string[] = []) => {
    const account = loadAccount({
      denied: [...denied],
      apigateway: {
        RestApis: [{ id: first }],
        Stages: [{ restApiId: first, stageName: 'live', clientCertificateId }],
        ClientCertificates: [
          ...ids.map((id) => ({ clientCertificateId: id, expirationDate: '2030-01-01T00:00:00Z' })),
          { clientCertificateId: 'elsewhere', Region: 'us-east-1' },
        ],
      },
    });
    return (await resource.certificates?.(target, sandboxClouds(startHost(account)).look(location))) ?? [];
  };
  const own = (all: Awaited<ReturnType<typeof seen>>) =>
    all.filter(({ serves = [] }) => serves.length > 0).map(({ name }) => name);

  test('all of the Region, page by page, and which is its own', async () => {
    const all = await seen('c6');
    expect(all.map(({ name }) => name)).toEqual(ids);
    expect(own(all)).toEqual(['c6']);
  });

  test('a stage without one has none, and those of the Region are told', async () => {
    const all = await seen('');
    expect(all).toHaveLength(7);
    expect(own(all)).toEqual([]);
  });

  test('its own that is not shown: there is one, and nobody knows until when', async () => {
    const all = await seen('hidden');
    expect(own(all)).toEqual(['hidden']);
    expect(all.at(-1)).not.toHaveProperty('ends');
  });

  test('one of Certificate Manager is looked at there', async () => {
    expect(own(await seen('arn:aws:acm:eu-west-1:111122223333:certificate/one'))).toEqual([]);
  });

  test('what may not be read is no "none"', async () => {
    await expect(seen('c1', ['apigateway:GetClientCertificates'])).rejects.toThrow(/denied|not authorized/i);
  });
});
