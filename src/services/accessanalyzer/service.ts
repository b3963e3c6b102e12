import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Who outside reaches a resource by its policy, read only. */
export default service({
  client: 'AccessAnalyzerClient',
  prefix: 'access-analyzer',
  iam,
  reads: ['ListAnalyzers', 'ListFindings'],
  writes: [],
});
