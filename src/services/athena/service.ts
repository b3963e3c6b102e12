import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Queries over logs in buckets, of a workgroup that the settings name. */
export default service({
  client: 'AthenaClient',
  prefix: 'athena',
  iam,
  reads: [
    'GetQueryExecution',
    'GetQueryResults',
    'GetWorkGroup',
    // To IAM these two are writes. A SELECT changes nothing; it costs by what it scans, and its results are kept by Athena.
    'StartQueryExecution',
    'StopQueryExecution',
  ],
  writes: [],
  // https://docs.aws.amazon.com/athena/latest/ug/service-limits.html
  rate: { bucket: 5, perSecond: 5 },
});
