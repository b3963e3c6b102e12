// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeFileSystems: { access: 'read', on: [] },
    ListTagsForResource: {
      access: 'read',
      on: [
        'association',
        'backup',
        'file-cache',
        'file-system',
        'snapshot',
        'storage-virtual-machine',
        'task',
        'volume',
      ],
    },
  },
  arns: {
    association: 'arn:{partition}:fsx:{region}:{account}:association/*/*',
    backup: 'arn:{partition}:fsx:{region}:{account}:backup/*',
    'file-cache': 'arn:{partition}:fsx:{region}:{account}:file-cache/*',
    'file-system': 'arn:{partition}:fsx:{region}:{account}:file-system/*',
    snapshot: 'arn:{partition}:fsx:{region}:{account}:snapshot/*/*',
    'storage-virtual-machine': 'arn:{partition}:fsx:{region}:{account}:storage-virtual-machine/*/*',
    task: 'arn:{partition}:fsx:{region}:{account}:task/*',
    volume: 'arn:{partition}:fsx:{region}:{account}:volume/*/*',
  },
};
