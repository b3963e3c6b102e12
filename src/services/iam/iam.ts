// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    GetServerCertificate: { access: 'read', on: ['server-certificate'] },
    ListServerCertificateTags: { access: 'read', on: ['server-certificate'] },
    ListServerCertificates: { access: 'read', on: [], lists: true },
  },
  arns: { 'server-certificate': 'arn:{partition}:iam::{account}:server-certificate/*' },
};
