import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** What can be reached from outside, read only. */
export default service({
  client: 'Inspector2Client',
  prefix: 'inspector2',
  iam,
  reads: ['BatchGetAccountStatus', 'ListFindings'],
  writes: [],
});
