import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Secrets as resources with a policy: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
export default service({
  client: 'SecretsManagerClient',
  prefix: 'secretsmanager',
  iam,
  reads: ['DescribeSecret', 'GetResourcePolicy', 'ListSecrets'],
  writes: ['DeleteResourcePolicy', 'PutResourcePolicy'],
});
