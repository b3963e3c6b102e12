import { expect, it } from 'vitest';
import { nameOf, serviceOf } from '../../src/report/name.ts';

const inAccount = (service: string, rest: string): string =>
  `arn:aws:${service}:eu-west-1:111122223333:${rest}`;

it.each([
  ['elasticloadbalancing', 'loadbalancer/app/shop/50dc6c495c0c9188', 'shop'],
  [
    'elasticloadbalancing',
    'listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2',
    'shop listener f2f7dc8efc522ab2',
  ],
  ['elasticloadbalancing', 'targetgroup/orders/73e2d6bc24d8a067', 'target group orders'],
  ['rds', 'db:orders', 'orders'],
  ['kafka', 'cluster/events/0d3f7c5e-8a1b-4c2d-9e4f-123456789abc-2', 'events'],
  ['dms', 'endpoint:RAAR3R22XSH46S3PWLC3NJAWKM', 'endpoint RAAR3R22XSH46S3PWLC3NJAWKM'],
  [
    'acm',
    'certificate/12345678-1234-1234-1234-123456789012',
    'certificate 12345678-1234-1234-1234-123456789012',
  ],
  ['sns', 'orders', 'arn:aws:sns:eu-west-1:111122223333:orders'],
])('%s %s is called %s', (service, rest, name) => {
  const arn = inAccount(service, rest);
  expect(nameOf({ id: arn, arn })).toBe(name);
});

it('calls by its ARN what AWS Config names by a URL', () => {
  const arn = inAccount('sqs', 'orders');
  expect(nameOf({ id: 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders', arn })).toBe(arn);
});

it.each([
  ['AWS::S3::Bucket', 'S3'],
  ['AWS::ElasticLoadBalancingV2::Listener', 'ELB'],
  ['AWS::::Account', 'Account'],
])('%s is of %s', (type, service) => {
  const place = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
  expect(serviceOf({ ...place, type, id: 'a', arn: 'arn' })).toBe(service);
});
