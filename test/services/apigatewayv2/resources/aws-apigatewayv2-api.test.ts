import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/apigatewayv2/resources/aws-apigatewayv2-api.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

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

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', first, first],
    ['by its ARN', arnOf(second), second],
  ],
  gone: elsewhere,
  others: [
    ['of another Region', arnOf(first, 'us-east-1')],
    ['of another partition', `arn:aws-cn:apigateway:eu-west-1::/apis/${first}`],
    ['a stage', `${arnOf(first)}/stages/live`],
    ['a REST API', `arn:aws:apigateway:eu-west-1::/restapis/${first}`],
    ['nothing', ''],
    ['a path', '../orders'],
  ],
  failing: first,
  listed: ids,
  tags: { [first]: { team: 'shop' }, [second]: {} },
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
