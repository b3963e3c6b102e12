import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** File systems of every kind that FSx runs; they are only looked at. */
export default service({
  client: 'FSxClient',
  prefix: 'fsx',
  iam,
  reads: ['DescribeFileSystems', 'ListTagsForResource'],
  narrowed: { ListTagsForResource: { on: ['file-system'], because: 'Nothing else of FSx is looked at.' } },
  writes: [],
});
