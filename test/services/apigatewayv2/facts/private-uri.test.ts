import { expect, test } from 'vitest';
import { backendOf } from '../../../../src/services/apigatewayv2/facts/private-uri.ts';

const at = 'eu-west-1:111122223333';
const alb = `arn:aws:elasticloadbalancing:${at}:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2`;
const service = `arn:aws:servicediscovery:${at}:service/srv-abc`;

test.each([
  [alb, { is: 'listener', arn: alb }],
  [service, { is: 'cloud-map', arn: service }],
  [`${service}?stage=live&color=blue`, { is: 'cloud-map', arn: service }],
  [`arn:aws:elasticloadbalancing:${at}:loadbalancer/app/shop/50dc6c495c0c9188`, undefined],
  [`arn:aws:servicediscovery:${at}:namespace/ns-abc`, undefined],
  // Of another service, and called the same.
  [`arn:aws:vpc-lattice:${at}:service/svc-abc`, undefined],
  [`arn:aws:servicediscovery:${at}:service/srv-abc/more`, undefined],
  ['http://nlb.example.com', undefined],
  ['', undefined],
])('%s', (uri, backend) => {
  expect(backendOf(uri)).toEqual(backend);
});
