import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

const listed = 'To list them names none.';

/** Connections and link aggregation groups (LAGs); they are only looked at. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsdirectconnect.html */
export default service({
  client: 'DirectConnectClient',
  prefix: 'directconnect',
  iam,
  reads: ['DescribeConnections', 'DescribeLags'],
  writes: [],
  everywhere: { DescribeConnections: listed, DescribeLags: listed },
});
