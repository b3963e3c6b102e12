import { sandboxRoom } from '../../../sandbox/room.ts';
import { elasticache } from './operations.ts';
import { loadElasticache, elasticacheRecords } from './records.ts';

export type { Elasticache as Slice } from './records.ts';

export default sandboxRoom({
  client: 'ElastiCacheClient',
  prefix: 'elasticache',
  records: elasticacheRecords,
  load: loadElasticache,
  operations: elasticache,
  shows: { names: ['ReplicationGroupId', 'CacheClusterId', 'ServerlessCacheName'] },
});
