import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** What it finds suspicious, read only. */
export default service({
  client: 'GuardDutyClient',
  prefix: 'guardduty',
  iam,
  reads: ['GetDetector', 'GetFindings', 'ListDetectors', 'ListFindings'],
  writes: [],
});
