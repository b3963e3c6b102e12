import unit from '../../../../src/services/elasticache/remediations/elasticache-serverless-endpoint.ts';
import resource from '../../../../src/services/elasticache/resources/aws-elasticache-serverlesscache.ts';
import { testRemediation } from '../../../kit/tester.ts';

const arn = 'arn:aws:elasticache:eu-west-1:111122223333:serverlesscache:orders';
const account = { elasticache: { ServerlessCaches: [{ ServerlessCacheName: 'orders' }] } };
const enforced = { is: 'compliant', notes: ['enforced', 'caveat'] } as const;

testRemediation(unit, resource, {
  'by its name': { account, target: 'orders', expect: enforced },
  'by its ARN': { account, target: arn, expect: enforced },
  'a cache that is gone': { account: {}, target: `${arn}2`, gone: true },
});
