import { loadAccount } from '../../../../src/sandbox/account.ts';
import { startHost } from '../../../../src/sandbox/host.ts';
import { sandboxClouds } from '../../../../src/sandbox/sandbox-ports.ts';
import resource from '../../../../src/services/elbv2/resources/aws-elasticloadbalancingv2-targetgroup.ts';
import { location } from '../../../kit/answers.ts';
import { testResource } from '../../../kit/resource-tester.ts';
import { groupArn } from '../balancers.ts';

const named = (arn: string) => ({
  ...location,
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  id: arn,
  arn,
});
const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(groupArn);
const [first = '', second = ''] = ids;
const world = () => {
  const elbv2 = {
    TargetGroups: [...ids, first.replace('eu-west-1', 'us-east-1')].map((TargetGroupArn) => ({
      TargetGroupArn,
    })),
    Tags: [{ ResourceArn: first, Tags: [{ Key: 'team', Value: 'web' }] }],
  };
  return sandboxClouds(startHost(loadAccount({ elbv2 }))).look(location);
};

testResource(resource, {
  world,
  named,
  resolves: [['an ARN', first, first]],
  gone: groupArn('gone'),
  others: [
    ['a group of another account', first.replace('111122223333', '444455556666')],
    ['a group of another partition', first.replace('arn:aws:', 'arn:aws-cn:')],
    ['a name', 'a'],
    ['a load balancer', first.replace('targetgroup/a/', 'loadbalancer/app/a/')],
    ['a group of another service', first.replace('elasticloadbalancing', 'vpc-lattice')],
  ],
  answer: { TargetGroups: [{ TargetGroupArn: first }] },
  failing: first,
  listed: ids,
  tags: { [first]: { team: 'web' }, [second]: {} },
});
