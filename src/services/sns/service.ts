import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** How approvers are told. */
export default service({
  client: 'SNSClient',
  prefix: 'sns',
  iam,
  reads: [],
  writes: ['Publish'],
});
