import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Who wrote, and which data events are recorded. */
export default service({
  client: 'CloudTrailClient',
  prefix: 'cloudtrail',
  iam,
  reads: ['DescribeTrails', 'GetEventSelectors', 'GetTrailStatus', 'LookupEvents'],
  writes: [],
  // Lookups. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
  rate: { bucket: 2, perSecond: 2 },
});
