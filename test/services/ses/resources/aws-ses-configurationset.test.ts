import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/ses/resources/aws-ses-configurationset.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:ses:${region}:111122223333:configuration-set/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::SES::ConfigurationSet', id, arn: arnOf(id) });

const names = ['orders', 'Orders_2', 'bills', 'bills-dead', 'receipts'];
const world = () => {
  const ConfigurationSets = [
    ...names.map((name) => ({
      ConfigurationSetName: name,
      Tags: name === 'orders' ? { team: 'shop' } : {},
    })),
    { ConfigurationSetName: 'elsewhere', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ ses: { ConfigurationSets } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', 'orders', 'orders'],
    ['by its ARN', arnOf('Orders_2'), 'Orders_2'],
  ],
  gone: 'elsewhere',
  others: [
    ['of another Region', arnOf('orders', 'us-east-1')],
    ["another account's", 'arn:aws:ses:eu-west-1:444455556666:configuration-set/orders'],
    ['of another partition', 'arn:aws-cn:ses:eu-west-1:111122223333:configuration-set/orders'],
    ['an identity', 'arn:aws:ses:eu-west-1:111122223333:identity/example.com'],
    ['nothing', ''],
    ['a path', '../orders'],
    ['65 characters', 'a'.repeat(65)],
  ],
  answer: { Tags: [] },
  failing: 'orders',
  listed: names,
  tags: { orders: { team: 'shop' }, bills: {} },
});
