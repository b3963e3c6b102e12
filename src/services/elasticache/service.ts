import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Caches of Valkey, Redis OSS and Memcached. */
export default service({
  client: 'ElastiCacheClient',
  prefix: 'elasticache',
  iam,
  reads: [
    'DescribeCacheClusters',
    'DescribeReplicationGroups',
    'DescribeServerlessCaches',
    'ListTagsForResource',
  ],
  writes: ['ModifyReplicationGroup'],
  narrowed: {
    ListTagsForResource: {
      on: ['cluster', 'replicationgroup', 'serverlesscache'],
      because: 'Nothing else of ElastiCache is looked at.',
    },
  },
});
