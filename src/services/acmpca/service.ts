import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Private certificate authorities, read only: who trusts one, and what it signs, is its owner's to decide. */
export default service({
  client: 'ACMPCAClient',
  prefix: 'acm-pca',
  iam,
  reads: [
    'DescribeCertificateAuthority',
    'GetPolicy',
    'ListCertificateAuthorities',
    'ListPermissions',
    'ListTags',
  ],
  writes: [],
});
