import { expect, test } from 'vitest';
import { endpointsOf } from '../../../../src/services/elbv2/facts/endpoints.ts';

const balancer = { DNSName: 'shop.example.com', VpcId: 'vpc-0abc' };
const listeners = [{ Protocol: 'HTTPS', Port: 443 }];
const endpoint = { host: 'shop.example.com', port: 443, protocol: 'http', given: true, vpc: 'vpc-0abc' };

test('a balancer for the internet', () => {
  expect(endpointsOf({ ...balancer, Scheme: 'internet-facing' }, listeners)).toEqual([endpoint]);
});
test.each(['internal', undefined])('one of its VPC alone: %s', (Scheme) => {
  expect(endpointsOf({ ...balancer, Scheme }, listeners)).toEqual([{ ...endpoint, internal: true }]);
});
test('what TCP carries is not known, and no balancer has no endpoint', () => {
  expect(endpointsOf(balancer, [{ Protocol: 'TCP', Port: 1 }, { Protocol: 'TLS' }])).toEqual([]);
  expect(endpointsOf(undefined, listeners)).toEqual([]);
});
