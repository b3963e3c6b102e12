// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DeleteFileSystemPolicy: { access: 'write', on: ['file-system'] },
    DescribeFileSystemPolicy: { access: 'read', on: ['file-system'] },
    DescribeFileSystems: { access: 'read', on: ['file-system'], lists: true },
    PutFileSystemPolicy: { access: 'write', on: ['file-system'] },
  },
  arns: { 'file-system': 'arn:{partition}:elasticfilesystem:{region}:{account}:file-system/*' },
};
