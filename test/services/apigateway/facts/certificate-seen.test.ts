import { expect, test } from 'vitest';
import { certificateSeen } from '../../../../src/services/apigateway/facts/certificate-seen.ts';

const arn = 'arn:aws:apigateway:eu-west-1::/restapis/a1/stages/live';
const stage = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::ApiGateway::Stage',
  id: arn,
  arn,
};

test('one id for every stage that uses it', () => {
  expect(certificateSeen(stage, 'c1', new Date('2026-02-01T00:00:00Z'))).toMatchObject({
    id: 'arn:aws:apigateway:eu-west-1::/clientcertificates/c1',
    ends: '2026-02-01T00:00:00.000Z',
    renews: 'no',
    serves: [arn],
  });
});

test('one that is not shown has no end that is known', () => {
  expect(certificateSeen(stage, 'c1', undefined)).not.toHaveProperty('ends');
});

test('one that only others use', () => {
  expect(certificateSeen(stage, 'c1', undefined, false).serves).toEqual([]);
});
