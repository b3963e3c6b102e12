import { expect, test } from 'vitest';
import {
  endpointsOf,
  isLoadBalancerName,
  loadBalancerNameIn,
} from '../../../../src/services/elb/facts/load-balancer.ts';

const elb = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333';

test('the name in an ARN, and no other generation', () => {
  expect(loadBalancerNameIn(`${elb}:loadbalancer/shop`)).toBe('shop');
  expect(loadBalancerNameIn(`${elb}:loadbalancer/app/shop/50dc6c495c0c9188`)).toBeUndefined();
  expect(loadBalancerNameIn('arn:aws:s3:::loadbalancer/shop')).toBeUndefined();
});

test('what names can be', () => {
  expect(['shop', 'a-1', 'A'.repeat(32)].every(isLoadBalancerName)).toBe(true);
  expect(['', 'a b', 'a/b', 'A'.repeat(33)].some(isLoadBalancerName)).toBe(false);
});

const listening = (Protocol: string | undefined, LoadBalancerPort: number | undefined) => ({
  Listener: { Protocol, LoadBalancerPort },
});

test('where clients connect', () => {
  const balancer = {
    DNSName: 'shop-1.eu-west-1.elb.amazonaws.com',
    VPCId: 'vpc-1',
    Scheme: 'internet-facing',
    ListenerDescriptions: [
      listening('HTTPS', 443),
      listening('SSL', 8883),
      listening('HTTP', 80),
      listening('TCP', 25),
      listening('HTTPS', undefined),
      {},
    ],
  };
  const at = { host: balancer.DNSName, given: true, vpc: 'vpc-1' };
  expect(endpointsOf(balancer)).toEqual([
    { ...at, port: 443, protocol: 'http' },
    { ...at, port: 8883, protocol: 'tls' },
    { ...at, port: 80, protocol: 'http' },
  ]);
  expect(
    endpointsOf({ ...balancer, Scheme: 'internal', ListenerDescriptions: [listening('HTTP', 80)] }),
  ).toEqual([{ ...at, port: 80, protocol: 'http', internal: true }]);
  expect(endpointsOf({ ...balancer, VPCId: undefined })[0]).not.toHaveProperty('vpc');
  expect(endpointsOf({ ...balancer, DNSName: undefined })).toEqual([]);
  expect(endpointsOf(undefined)).toEqual([]);
});
