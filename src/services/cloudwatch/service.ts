import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Metrics that tell connections with TLS from those without. */
export default service({
  client: 'CloudWatchClient',
  prefix: 'cloudwatch',
  iam,
  reads: ['GetMetricData'],
  writes: [],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
  rate: { bucket: 50, perSecond: 50 },
});
