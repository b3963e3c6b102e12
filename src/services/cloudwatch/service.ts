import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Metrics: what clients show after a fix. */
export default service({
  client: 'CloudWatchClient',
  prefix: 'cloudwatch',
  iam,
  reads: ['GetMetricData'],
  writes: [],
  everywhere: { GetMetricData: 'Metrics that AWS writes itself are in no dataset.' },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
  rate: { bucket: 50, perSecond: 50 },
});
