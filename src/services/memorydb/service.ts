import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Clusters of Valkey and Redis OSS that keep what they are told. */
export default service({
  client: 'MemoryDBClient',
  prefix: 'memorydb',
  iam,
  reads: ['DescribeClusters', 'ListTags'],
  writes: [],
  narrowed: { ListTags: { on: ['cluster'], because: 'Nothing else of MemoryDB is looked at.' } },
});
