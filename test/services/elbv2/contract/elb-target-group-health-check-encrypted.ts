import type { Contract } from '../../../kit/contract.ts';
import { valueContract } from '../../../kit/value-contract.ts';
import { balanced, groupArn } from '../balancers.ts';

const group = groupArn('app');
const field = 'healthCheckProtocol';
const others: NonNullable<Contract['otherValues']> = {
  // A group of an Application Load Balancer, or one with such a balancer in it, can be checked in two ways and no third.
  [field]: ({ before, on }, host) => {
    const found = host.world().elbv2.TargetGroups.find(({ TargetGroupArn }) => TargetGroupArn === on);
    const overTcp = found?.Protocol.startsWith('HTTP') === false && found.TargetType !== 'alb';
    if (before === 'TCP') return 'HTTP';
    return overTcp ? 'TCP' : undefined;
  },
};

/** What the tests must know of health checks of a target group. */
export const elbTargetGroupHealthCheckEncrypted: Contract = {
  ...valueContract({
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    remediation: 'elb-target-group-health-check-encrypted',
    at: 'elbv2.TargetGroups',
    nameOf: (arn) => arn,
    value: /^\.HealthCheckProtocol$/,
    good: ['HTTPS'],
    field,
    shows: () => '.HealthCheckProtocol',
    others: ['HTTP', 'TCP'],
    writes: 'elasticloadbalancingv2:ModifyTargetGroup',
    reads: 'elasticloadbalancingv2:DescribeTargetGroups',
    beside: (_world, TargetGroupArn) => ({
      write: {
        operation: 'elasticloadbalancingv2:ModifyTargetGroup',
        input: { TargetGroupArn, HealthyThresholdCount: 7 },
      },
      path: `elbv2.TargetGroups[${TargetGroupArn}].HealthyThresholdCount`,
      shows: 7,
    }),
    scene: {
      target: group,
      account: balanced({
        elbv2: {
          TargetGroups: [
            {
              TargetGroupArn: group,
              Protocol: 'TLS',
              Port: 443,
              HealthCheckProtocol: 'TCP',
              Targets: [{ Id: 'i-1' }, { Id: 'i-2' }],
            },
            { TargetGroupArn: groupArn('other') },
          ],
          Listeners: [],
          Tags: [{ ResourceArn: group, Tags: [{ Key: 'team', Value: 'web' }] }],
        },
      }),
    },
  }),
  otherValues: others,
  named: { TargetGroupArn: (arn) => arn },
  withoutEvidence: {
    'elb-target-group-health-check-encrypted': {
      not: 'Whether targets would answer over HTTPS no log tells before they are asked: access logs are of clients, and checks in health check logs are those of today.',
    },
  },
  aims: {
    'AWS::ElasticLoadBalancingV2::TargetGroup': [
      {
        partition: 'aws',
        account: '111122223333',
        region: 'eu-west-1',
        arn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/orders/0123456789abcdef',
        changes: [],
      },
    ],
  },
};
