import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Job definitions; they are only looked at. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbatch.html */
export default service({
  client: 'BatchClient',
  prefix: 'batch',
  iam,
  reads: ['DescribeJobDefinitions'],
  writes: [],
});
