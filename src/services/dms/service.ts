import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Read by units that must know who still connects to a database without TLS, and for its own endpoints. */
export default service({
  client: 'DatabaseMigrationServiceClient',
  prefix: 'dms',
  iam,
  reads: [
    'DescribeCertificates',
    'DescribeConnections',
    'DescribeEndpoints',
    'DescribeReplications',
    'DescribeReplicationTasks',
    'ListTagsForResource',
  ],
  writes: ['ModifyEndpoint'],
  ahead: ['DescribeReplicationInstances'],
  narrowed: {
    ListTagsForResource: { on: ['Endpoint'], because: 'Nothing else of DMS has tags that are looked at.' },
  },
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Limits.html
  rate: { bucket: 200, perSecond: 8 },
});
