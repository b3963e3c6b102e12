import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/**
 * Its servers, and the security policies that there are.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awstransferfamily.html
 */
export default service({
  client: 'TransferClient',
  prefix: 'transfer',
  iam,
  reads: ['DescribeSecurityPolicy', 'DescribeServer', 'ListSecurityPolicies', 'ListServers'],
  writes: ['UpdateServer'],
  shared: Object.fromEntries(
    ['DescribeSecurityPolicy', 'ListSecurityPolicies'].map((operation) => [
      operation,
      { seconds: 3600, because: 'AWS makes a new policy for each change: what a name means stays.' },
    ]),
  ),
});
