import type { Contract } from '../../../kit/contract.ts';
import { evaluatedContract } from '../../../kit/evaluated-contract.ts';

/** What the tests must know of each cache cluster. */
export const elasticacheMemcachedTls: Contract = evaluatedContract({
  type: 'AWS::ElastiCache::CacheCluster',
  remediation: 'elasticache-memcached-tls',
  arn: 'arn:aws:elasticache:eu-west-1:111122223333:cluster:carts',
  isRemediated: ({ id }, account) =>
    account.get(`elasticache.CacheClusters[${id}].TransitEncryptionEnabled`) !== 'false',
  scene: {
    target: 'carts',
    account: { elasticache: { CacheClusters: [{ CacheClusterId: 'carts', Tags: { team: 'shop' } }] } },
  },
});
