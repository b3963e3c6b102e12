import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/iot/resources/aws-iot-domainconfiguration.ts';
import { answering, location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:iot:${region}:111122223333:domainconfiguration/${name}${name.includes(':') ? '' : '/34ga9'}`;
const named = (id: string) => ({ ...location, type: 'AWS::IoT::DomainConfiguration', id, arn: arnOf(id) });

const ids = ['devices', 'iot:Data-ATS', 'orders', 'stock', 'trucks'];
const world = () => {
  const DomainConfigurations = [
    ...ids.map((domainConfigurationName) => ({
      domainConfigurationName,
      Tags: domainConfigurationName === 'orders' ? { team: 'shop' } : {},
    })),
    { domainConfigurationName: 'elsewhere', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ iot: { DomainConfigurations } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', 'orders', 'orders'],
    ['by its ARN', arnOf('stock'), 'stock'],
    ['the endpoint of the account', 'iot:Data-ATS', 'iot:Data-ATS'],
    ['the endpoint of the account, by its ARN', arnOf('iot:Data-ATS'), 'iot:Data-ATS'],
  ],
  gone: 'elsewhere',
  others: [
    ['of another Region', arnOf('orders', 'us-east-1')],
    ["another account's", 'arn:aws:iot:eu-west-1:444455556666:domainconfiguration/orders/34ga9'],
    ['of another partition', 'arn:aws-cn:iot:eu-west-1:111122223333:domainconfiguration/orders/34ga9'],
    ['a thing', 'arn:aws:iot:eu-west-1:111122223333:thing/orders'],
    ['nothing', ''],
    ['a path', '../orders'],
  ],
  answer: {},
  failing: 'orders',
  listed: ids,
  tags: { orders: { team: 'shop' }, stock: {} },
});

test.each([
  [{}, 8883, 'mqtt'],
  [{ serviceType: 'DATA', applicationProtocol: 'SECURE_MQTT' }, 8883, 'mqtt'],
  [{ serviceType: 'DATA', applicationProtocol: 'MQTT_WSS' }, 443, 'tls'],
  [{ serviceType: 'DATA', applicationProtocol: 'HTTPS' }, 443, 'tls'],
  [{ serviceType: 'CREDENTIAL_PROVIDER' }, 443, 'tls'],
  [{ serviceType: 'JOBS' }, 443, 'tls'],
])('clients of %j connect to port %i', async (over, port, protocol) => {
  const { read } = await answering(() => ({ domainName: 'devices.example.com', ...over }));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual([
    { host: 'devices.example.com', port, protocol, given: true },
  ]);
});

test('a domain that is switched off has no endpoint', async () => {
  const { read } = await answering(() => ({
    domainName: 'devices.example.com',
    domainConfigurationStatus: 'DISABLED',
  }));
  expect(await resource.endpoints?.(named('orders'), read)).toEqual([]);
});
