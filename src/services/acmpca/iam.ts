// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeCertificateAuthority: { access: 'read', on: ['certificate-authority'] },
    GetPolicy: { access: 'read', on: ['certificate-authority'] },
    ListCertificateAuthorities: { access: 'read', on: [], lists: true },
    ListPermissions: { access: 'read', on: ['certificate-authority'] },
    ListTags: { access: 'read', on: ['certificate-authority'] },
  },
  arns: { 'certificate-authority': 'arn:{partition}:acm-pca:{region}:{account}:certificate-authority/*' },
};
