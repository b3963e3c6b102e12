// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DeleteAccessPointPolicy: { access: 'write', on: ['accesspoint'] },
    GetAccessPoint: { access: 'read', on: [] },
    GetAccessPointPolicy: { access: 'read', on: ['accesspoint'] },
    GetAccountPublicAccessBlock: { access: 'read', on: [] },
    ListAccessPoints: { access: 'read', on: [], lists: true },
    ListTagsForResource: { access: 'read', on: ['accesspoint'] },
    PutAccessPointPolicy: { access: 'write', on: ['accesspoint'] },
  },
  arns: { accesspoint: 'arn:{partition}:s3:{region}:{account}:accesspoint/*' },
};
