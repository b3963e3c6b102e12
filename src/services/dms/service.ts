import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Read by units that must know who still connects to a database without TLS. */
export default service({
  client: 'DatabaseMigrationServiceClient',
  prefix: 'dms',
  iam,
  reads: ['DescribeEndpoints'],
  writes: [],
  ahead: ['DescribeConnections', 'DescribeReplicationInstances', 'DescribeReplicationTasks'],
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Limits.html
  rate: { bucket: 200, perSecond: 8 },
});
