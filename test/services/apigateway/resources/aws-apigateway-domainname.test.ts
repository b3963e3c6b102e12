import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/apigateway/resources/aws-apigateway-domainname.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

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
    ['of another partition', `arn:aws-cn:apigateway:eu-west-1::/domainnames/${first}`],
    ['a base path', `${arnOf(first)}/basepathmappings/shop`],
    ['a private one', `arn:aws:apigateway:eu-west-1:111122223333:/domainnames/${first}+abc123`],
    ['nothing', ''],
    ['a path', '../orders'],
  ],
  failing: first,
  listed: ids,
  tags: { [first]: { team: 'shop' }, [second]: {} },
});

test('a private one is not listed', async () => {
  const DomainNames = [{ domainName: first, domainNameId: 'abc123' }, { domainName: second }];
  const aws = sandboxClouds(startHost(loadAccount({ apigateway: { DomainNames } }))).look(location);
  const found: string[] = [];
  for await (const { id } of resource.list(location, aws)) found.push(id);
  expect(found).toEqual([second]);
});
