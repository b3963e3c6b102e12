import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/opensearch/resources/aws-elasticsearch-domain.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:es:${region}:111122223333:domain/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::Elasticsearch::Domain', id, arn: arnOf(id) });

const names = ['old-bills', 'old-logs', 'old-orders', 'old-stock'];
const world = () => {
  const Domains = [
    ...names.map((DomainName) => ({
      DomainName,
      EngineVersion: 'Elasticsearch_7.10',
      Tags: DomainName === 'old-logs' ? { team: 'shop' } : {},
    })),
    { DomainName: 'elsewhere', EngineVersion: 'Elasticsearch_7.10', Region: 'us-east-1' },
    { DomainName: 'orders' },
  ];
  return sandboxClouds(startHost(loadAccount({ opensearch: { Domains } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['by its name', 'old-logs', 'old-logs'],
    ['with the account', '111122223333/old-orders', 'old-orders'],
    ['by its ARN', arnOf('old-bills'), 'old-bills'],
  ],
  gone: 'elsewhere',
  others: [
    ['of another Region', arnOf('old-logs', 'us-east-1')],
    ['nothing', ''],
  ],
  answer: { DomainStatus: {} },
  failing: 'old-logs',
  listed: names,
  tags: { 'old-logs': { team: 'shop' }, 'old-bills': {} },
});

test('a domain that was upgraded is of the other type, whatever names it', async () => {
  expect(await resource.resolve('orders', location, world())).toEqual({
    ...named('orders'),
    type: 'AWS::OpenSearch::Domain',
  });
});
