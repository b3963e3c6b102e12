import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/iot/resources/aws-iot-domainconfiguration.ts';
import { location } from '../../../kit/answers.ts';
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
