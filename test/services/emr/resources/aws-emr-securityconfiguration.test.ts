import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/emr/resources/aws-emr-securityconfiguration.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') =>
  `arn:aws:elasticmapreduce:${region}:111122223333:security-configuration/${name}`;
const named = (id: string) => ({ ...location, type: 'AWS::EMR::SecurityConfiguration', id, arn: arnOf(id) });

const ids = ['bills', 'of the shop', 'orders', 'stock', 'trucks'];
const world = () => {
  const SecurityConfigurations = [
    ...ids.map((Name) => ({ Name })),
    { Name: 'elsewhere', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ emr: { SecurityConfigurations } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['as AWS Config has it', 'orders', 'orders'],
    ['a name with spaces', 'of the shop', 'of the shop'],
    ['by what stands for an ARN', arnOf('stock'), 'stock'],
  ],
  gone: 'elsewhere',
  others: [
    ['of another Region', arnOf('orders', 'us-east-1')],
    ["another account's", 'arn:aws:elasticmapreduce:eu-west-1:444455556666:security-configuration/orders'],
    ['a cluster', 'arn:aws:elasticmapreduce:eu-west-1:111122223333:cluster/j-1'],
    ['nothing', ''],
  ],
  answer: { SecurityConfiguration: '{}' },
  failing: 'orders',
  listed: ids,
  tags: { orders: {} },
});
