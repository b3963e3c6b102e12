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
  reads: ['DescribeServer', 'ListServers'],
  writes: ['UpdateServer'],
});
