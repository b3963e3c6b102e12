import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

/** What the tests must know of each serverless cache. */
export const elasticacheServerlessEndpoint: Contract = evaluatedContract({
  type: 'AWS::ElastiCache::ServerlessCache',
  remediation: 'elasticache-serverless-endpoint',
  arn: 'arn:aws:elasticache:eu-west-1:111122223333:serverlesscache:orders',
  // AWS does it for every serverless cache that there is.
  isRemediated: () => true,
  scene: {
    target: 'orders',
    account: {
      elasticache: { ServerlessCaches: [{ ServerlessCacheName: 'orders', Tags: { team: 'shop' } }] },
    },
  },
});
