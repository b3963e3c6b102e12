import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Also read by units of other services, which must know whether a certificate is good. */
export default service({
  client: 'ACMClient',
  prefix: 'acm',
  iam,
  reads: ['DescribeCertificate', 'GetCertificate', 'ListCertificates', 'ListTagsForCertificate'],
  writes: ['RenewCertificate'],
  // https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html#api-rate-limits
  rate: { bucket: 10, perSecond: 10 },
});
