import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/opensearch/resources/aws-opensearch-domain.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:es:${region}:111122223333:domain/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::OpenSearch::Domain', id, arn: arnOf(id) });

const names = ['bills', 'logs-2024', 'orders', 'receipts'];
const world = () => {
  const Domains = [
    ...names.map((DomainName) => ({ DomainName, Tags: DomainName === 'orders' ? { team: 'shop' } : {} })),
    { DomainName: 'elsewhere', Region: 'us-east-1' },
    { DomainName: 'old-logs', EngineVersion: 'Elasticsearch_7.10' },
  ];
  return sandboxClouds(startHost(loadAccount({ opensearch: { Domains } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['by its name', 'orders', 'orders'],
    ['as AWS Config may have it, with the account', '111122223333/orders', 'orders'],
    ['by its ARN', arnOf('logs-2024'), 'logs-2024'],
  ],
  gone: 'elsewhere',
  others: [
    ['of another Region', arnOf('orders', 'us-east-1')],
    ["another account's", 'arn:aws:es:eu-west-1:444455556666:domain/orders'],
    ["another account's, as AWS Config may have it", '444455556666/orders'],
    ['of another partition', 'arn:aws-cn:es:eu-west-1:111122223333:domain/orders'],
    ['a collection of the serverless kind', 'arn:aws:aoss:eu-west-1:111122223333:collection/orders'],
    ['an index of a domain', `${arnOf('orders')}/index`],
    ['nothing', ''],
    ['a path', '../orders'],
    ['capitals', 'Orders'],
    ['29 characters', 'a'.repeat(29)],
    ['two characters', 'ab'],
  ],
  answer: { DomainStatus: {} },
  failing: 'orders',
  listed: names,
  tags: { orders: { team: 'shop' }, bills: {} },
});

test('a domain of Elasticsearch that is named by this type is of its own', async () => {
  expect(await resource.resolve('old-logs', location, world())).toEqual({
    ...named('old-logs'),
    type: 'AWS::Elasticsearch::Domain',
  });
});

test('the id within an ARN', () => {
  expect(resource.idOf(arnOf('orders'))).toBe('orders');
  expect(resource.idOf('arn:aws:sqs:eu-west-1:111122223333:orders')).toBeUndefined();
});

test('a probe asks a public domain, by its own names and by the custom one', async () => {
  const { read } = await answering(() => ({
    DomainStatus: {
      Endpoint: 'search-orders-abc.eu-west-1.es.amazonaws.com',
      EndpointV2: 'search-orders-abc.aos.eu-west-1.on.aws',
      DomainEndpointOptions: { CustomEndpointEnabled: true, CustomEndpoint: 'search.example.com' },
    },
  }));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual([
    { host: 'search-orders-abc.aos.eu-west-1.on.aws', port: 443, protocol: 'http', given: true },
    { host: 'search-orders-abc.eu-west-1.es.amazonaws.com', port: 443, protocol: 'http', given: true },
    { host: 'search.example.com', port: 443, protocol: 'http' },
  ]);
});

test('of a domain in a VPC only that VPC is asked', async () => {
  const { read } = await answering(() => ({
    DomainStatus: {
      Endpoints: { vpc: 'vpc-orders-abc.eu-west-1.es.amazonaws.com' },
      DomainEndpointOptions: { CustomEndpointEnabled: false, CustomEndpoint: 'search.example.com' },
      VPCOptions: { VPCId: 'vpc-0a1b2c3d' },
    },
  }));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual([
    {
      host: 'vpc-orders-abc.eu-west-1.es.amazonaws.com',
      port: 443,
      protocol: 'http',
      given: true,
      vpc: 'vpc-0a1b2c3d',
      internal: true,
    },
  ]);
});

test('nothing is probed of one that has no endpoint yet', async () => {
  const { read } = await answering(() => ({ DomainStatus: { DomainName: 'orders' } }));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual([]);
});

test('nor of one that is gone', async () => {
  const { read } = await answering(() => ({}));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual([]);
});
