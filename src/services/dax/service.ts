import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Clusters of DynamoDB Accelerator. */
export default service({
  client: 'DAXClient',
  prefix: 'dax',
  iam,
  reads: ['DescribeClusters', 'ListTags'],
  writes: [],
});
