import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/**
 * Clusters of Amazon MSK: how clients and brokers speak with brokers.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonmanagedstreamingforapachekafka.html
 */
export default service({
  client: 'KafkaClient',
  prefix: 'kafka',
  iam,
  reads: [
    'DescribeClusterOperationV2',
    'DescribeClusterV2',
    'GetBootstrapBrokers',
    'ListClusterOperationsV2',
    'ListClustersV2',
    'ListNodes',
  ],
  writes: ['UpdateSecurity'],
});
