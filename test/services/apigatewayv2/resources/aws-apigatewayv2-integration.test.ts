import { expect, test } from 'vitest';
import { allOf } from '../../../../src/aws/marked-pages.ts';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/apigatewayv2/resources/aws-apigatewayv2-integration.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const [first, second] = ['a1b2c3d4e1', 'a1b2c3d4e2'];
const arnOf = (api: string, integration: string, region = 'eu-west-1') =>
  `arn:aws:apigateway:${region}::/apis/${api}/integrations/${integration}`;
const named = (id: string) => {
  const [api = '', integration = ''] = id.split('|');
  return { ...location, type: 'AWS::ApiGatewayV2::Integration', id, arn: arnOf(api, integration) };
};
const ids = ['1', '2', '3', '4'].map((last) => `f6g7h8${last}`);

const world = () => {
  const Apis = [
    { ApiId: first, Tags: { team: 'shop' } },
    { ApiId: second },
    { ApiId: 'elsewhere1', Region: 'us-east-1' },
  ];
  const Integrations = [
    ...ids.map((IntegrationId) => ({ ApiId: first, IntegrationId })),
    { ApiId: second, IntegrationId: 'z9' },
    { ApiId: 'elsewhere1', IntegrationId: 'z9' },
  ];
  return sandboxClouds(startHost(loadAccount({ apigatewayv2: { Apis, Integrations } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as CloudFormation has it', `${first}|f6g7h81`, `${first}|f6g7h81`],
    ['as people type it', `${first}/f6g7h81`, `${first}|f6g7h81`],
    ['by its ARN', arnOf(second, 'z9'), `${second}|z9`],
  ],
  gone: `${second}|f6g7h81`,
  others: [
    ['of another Region', arnOf(first, 'f6g7h81', 'us-east-1')],
    ['of another partition', arnOf(first, 'f6g7h81').replace('arn:aws:', 'arn:aws-cn:')],
    ['of another service', arnOf(first, 'f6g7h81').replace(':apigateway:', ':execute-api:')],
    ['an API', `arn:aws:apigateway:eu-west-1::/apis/${first}`],
    ['a part of it', `${arnOf(first, 'f6g7h81')}/integrationresponses/r1`],
    ['an id alone', 'f6g7h81'],
    ['nothing', ''],
    ['a path', '../orders'],
  ],
  failing: `${first}|f6g7h81`,
  listed: [...ids.map((id) => `${first}|${id}`), `${second}|z9`],
  tags: { [`${first}|f6g7h81`]: { team: 'shop' }, [`${second}|z9`]: {}, 'gone1|z9': {} },
});

test.each([
  ['an API that was deleted since the page has none', 'NotFoundException', []],
  ['any other failure is told', 'TooManyRequestsException', undefined],
])('%s', async (_what, name, integrations) => {
  const { read } = await answering(({ operation }) => {
    if (operation === 'GetApis') return { Items: [{ ApiId: first }] };
    throw refusal(name, 404);
  });
  const found = allOf(resource.list(location, read));
  await (integrations ? expect(found).resolves.toEqual(integrations) : expect(found).rejects.toThrow(name));
});
