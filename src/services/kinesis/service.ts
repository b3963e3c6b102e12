import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Data streams, read only: what they promise of TLS, AWS keeps by itself. */
export default service({
  client: 'KinesisClient',
  prefix: 'kinesis',
  iam,
  reads: ['DescribeStreamSummary', 'ListStreams', 'ListTagsForResource'],
  writes: [],
  // ListStreams: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
  rate: { bucket: 5, perSecond: 5 },
});
