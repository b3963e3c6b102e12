import type { Contract } from '../../kit/contract.ts';
import { joined } from '../../kit/joined.ts';
import { elasticacheGroupTls } from './contract/elasticache-group-tls.ts';
import { elasticacheMemcachedTls } from './contract/elasticache-memcached-tls.ts';
import { elasticacheServerlessEndpoint } from './contract/elasticache-serverless-endpoint.ts';

/** Every member: `test/kit/contract.ts`. */
export const contract: Contract = joined(
  elasticacheGroupTls,
  elasticacheMemcachedTls,
  elasticacheServerlessEndpoint,
);
