import resource from '../../../../src/services/elb/resources/aws-elasticloadbalancing-loadbalancer.ts';
import unit from '../../../../src/services/elb/remediations/clb-listener-acm-certificate.ts';
import { testRemediation } from '../../../kit/tester.ts';

// A row for each way in which it can be: an account, and what the unit must say of it. Every sentence is said in one.
testRemediation(unit, resource, {
  'as it should be': {
    account: { elb: { LoadBalancers: [/* TODO: one of them */] } },
    target: 'orders',
    expect: { is: 'compliant' },
  },
  'TODO: not as it should be': {
    account: { elb: { LoadBalancers: [/* TODO: one of them */] } },
    target: 'orders',
    expect: { is: 'non-compliant', changes: 1 },
  },
  // TODO: a row for each hazard, with `hazards: ['its-id']`.
  'TODO: what cannot be evaluated': {
    account: {
      elb: { LoadBalancers: [/* TODO: one of them */] },
      denied: ['elasticloadbalancing:DescribeLoadBalancers'],
    },
    target: 'orders',
    expect: { is: 'unknown' },
  },
  'a load balancer that is gone': {
    account: {},
    target: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/gone',
    gone: true,
  },
});
