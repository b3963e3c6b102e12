import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Roles that are assumed. */
export default service({
  client: 'STSClient',
  prefix: 'sts',
  iam,
  // It needs no permission and cannot be denied; the action exists all the same.
  reads: ['GetCallerIdentity'],
  writes: ['AssumeRole'],
});
