import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/apigateway/resources/aws-apigateway-restapi.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:apigateway:${region}::/restapis/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::ApiGateway::RestApi', id, arn: arnOf(id) });

const ids = ['1', '2', '3', '4', '5'].map((last) => `a1b2c3d4e${last}`);
const [first = '', second = ''] = ids;
const elsewhere = 'elsewhere1';
const world = () => {
  const RestApis = [
    ...ids.map((id) => ({ id, Tags: id === first ? { team: 'shop' } : {} })),
    { id: elsewhere, Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ apigateway: { RestApis } }))).look(location);
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
    ['of another partition', `arn:aws-cn:apigateway:eu-west-1::/restapis/${first}`],
    ['a stage', `${arnOf(first)}/stages/live`],
    ['an HTTP API', `arn:aws:apigateway:eu-west-1::/apis/${first}`],
    ['nothing', ''],
    ['a path', '../orders'],
  ],
  failing: first,
  listed: ids,
  tags: { [first]: { team: 'shop' }, [second]: {} },
});
