import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/ecs/resources/aws-ecs-service.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';

const arnOf = (name: string, region = 'eu-west-1') => `arn:aws:ecs:${region}:111122223333:service/${name}`;
const named = (arn: string) => ({ ...location, type: 'AWS::ECS::Service', id: arn, arn });
const service = (name: string, cluster: string, arn = arnOf(`${cluster}/${name}`), region = 'eu-west-1') => ({
  serviceArn: arn,
  serviceName: name,
  clusterArn: `arn:aws:ecs:${region}:111122223333:cluster/${cluster}`,
  Tags: { team: `${cluster}-${name}` },
});

// More than a page, the same name in two clusters, one of before clusters were in its ARN, and one elsewhere.
const Services = [
  ...['a', 'b', 'c', 'd'].map((name) => service(name, 'shop')),
  service('a', 'bank'),
  service('old', 'bank', arnOf('old')),
  service('a', 'shop', arnOf('shop/a', 'us-east-1'), 'us-east-1'),
  { ...service('deleted', 'shop'), status: 'INACTIVE' as const },
];
const world = () => sandboxClouds(startHost(loadAccount({ ecs: { Services } }))).look(location);

testResource(resource, {
  world,
  named,
  resolves: [
    ['by its ARN', arnOf('shop/a'), arnOf('shop/a')],
    ['the same name in another cluster', arnOf('bank/a'), arnOf('bank/a')],
    ['an ARN without a cluster', arnOf('old'), arnOf('old')],
  ],
  gone: arnOf('shop/nobody'),
  others: [
    ['one of another Region', arnOf('shop/a', 'us-east-1')],
    ['one of another account', arnOf('shop/a').replace('111122223333', '444455556666')],
    ['a name, which may be in any cluster', 'a'],
    ['a task definition', 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1'],
  ],
  answer: { services: [] },
  failing: arnOf('shop/a'),
  listed: [...['a', 'b', 'c', 'd'].map((name) => arnOf(`shop/${name}`)), arnOf('bank/a'), arnOf('old')],
  tags: {
    [arnOf('shop/a')]: { team: 'shop-a' },
    [arnOf('bank/a')]: { team: 'bank-a' },
    [arnOf('shop/nobody')]: {},
  },
});
