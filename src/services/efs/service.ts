import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** File systems: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticfilesystem.html */
export default service({
  client: 'EFSClient',
  prefix: 'elasticfilesystem',
  iam,
  reads: ['DescribeFileSystemPolicy', 'DescribeFileSystems'],
  writes: ['DeleteFileSystemPolicy', 'PutFileSystemPolicy'],
});
