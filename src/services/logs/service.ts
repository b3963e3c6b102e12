import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** CloudWatch Logs: what services deliver there, asked by queries. */
export default service({
  client: 'CloudWatchLogsClient',
  prefix: 'logs',
  iam,
  reads: [
    'DescribeConfigurationTemplates',
    'DescribeDeliveries',
    'DescribeDeliveryDestinations',
    'DescribeDeliverySources',
    'DescribeLogGroups',
    'GetQueryResults',
    // A query that runs changes nothing; it costs by what it scans.
    'StartQuery',
    'StopQuery',
  ],
  writes: [
    'CreateDelivery',
    'CreateLogGroup',
    'DeleteDelivery',
    'DeleteDeliveryDestination',
    'DeleteDeliverySource',
    'PutDeliveryDestination',
    'PutDeliverySource',
    'PutRetentionPolicy',
  ],
  // StartQuery has five a second, shared with everybody else in the account.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
  rate: { bucket: 5, perSecond: 5 },
});
