import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Server certificates, which IAM keeps for load balancers and CloudFront. Of users and roles nothing is read. */
export default service({
  client: 'IAMClient',
  prefix: 'iam',
  iam,
  reads: ['GetServerCertificate', 'ListServerCertificateTags', 'ListServerCertificates'],
  writes: [],
});
