import { expect, test } from 'vitest';
import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/elb/resources/aws-elasticloadbalancing-loadbalancer.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';
import { secure } from '../balancers.ts';

const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';
const arnOf = (name: string): string => `${elb}:loadbalancer/${name}`;
const named = (name: string) => ({
  ...location,
  type: 'AWS::ElasticLoadBalancing::LoadBalancer',
  id: name,
  arn: arnOf(name),
});
const names = ['a', 'b', 'c', 'd', 'e'];
const world = () => {
  const LoadBalancers = [
    ...names.map((LoadBalancerName) => ({
      LoadBalancerName,
      ...(LoadBalancerName === 'a' && { Tags: { team: 'web' }, Listeners: [secure(443)] }),
    })),
    { LoadBalancerName: 'elsewhere', Region: 'us-east-1' },
  ];
  return sandboxClouds(startHost(loadAccount({ elb: { LoadBalancers } }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [
    ['a name', 'a', 'a'],
    ['an ARN', arnOf('a'), 'a'],
  ],
  gone: 'gone',
  others: [
    ['a load balancer of another account', arnOf('a').replace('111122223333', '444455556666')],
    ['a load balancer of another partition', arnOf('a').replace('arn:aws:', 'arn:aws-cn:')],
    ['a load balancer of another Region', arnOf('a').replace('eu-west-1', 'us-east-1')],
    ['a load balancer of the other generation', arnOf('app/a/50dc6c495c0c9188')],
    ['what no load balancer can be called', 'a b'],
    ['a thing of another service', arnOf('a').replace('elasticloadbalancing', 'vpc-lattice')],
  ],
  answer: { LoadBalancerDescriptions: [{ LoadBalancerName: 'a' }] },
  failing: 'a',
  listed: names,
  tags: { a: { team: 'web' }, b: {} },
});

test('where its clients connect', async () => {
  expect(await resource.endpoints?.(named('a'), world())).toEqual([
    { host: 'a-1.eu-west-1.elb.amazonaws.com', port: 443, protocol: 'http', given: true, vpc: 'vpc-1' },
  ]);
  expect(await resource.endpoints?.(named('gone'), world())).toEqual([]);
});
