// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DescribeListener: { access: 'read', on: ['listener'] },
    ListAccelerators: { access: 'read', on: [], lists: true },
    ListEndpointGroups: { access: 'read', on: ['listener'] },
    ListListeners: { access: 'read', on: ['accelerator'] },
    ListTagsForResource: { access: 'read', on: ['accelerator', 'attachment'] },
  },
  arns: {
    accelerator: 'arn:{partition}:globalaccelerator::{account}:accelerator/*',
    attachment: 'arn:{partition}:globalaccelerator::{account}:attachment/*',
    listener: 'arn:{partition}:globalaccelerator::{account}:accelerator/*/listener/*',
  },
};
