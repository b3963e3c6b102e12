import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Findings, and our notes on them. */
export default service({
  client: 'SecurityHubClient',
  prefix: 'securityhub',
  iam,
  reads: ['GetFindings'],
  writes: ['BatchImportFindings', 'BatchUpdateFindings'],
});
