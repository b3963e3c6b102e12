// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeCertificate: { access: 'read', on: ['certificate'] },
    GetCertificate: { access: 'read', on: ['certificate'] },
    ListCertificates: { access: 'read', on: [], lists: true },
    ListTagsForCertificate: { access: 'read', on: ['certificate'] },
    RenewCertificate: { access: 'write', on: ['certificate'] },
  },
  arns: { certificate: 'arn:{partition}:acm:{region}:{account}:certificate/*' },
};
