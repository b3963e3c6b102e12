// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    DeleteBucketPolicy: { access: 'write', on: ['bucket'] },
    GetBucketAcl: { access: 'read', on: ['bucket'] },
    GetBucketCORS: { access: 'read', on: ['bucket'] },
    GetBucketLocation: { access: 'read', on: ['bucket'] },
    GetBucketLogging: { access: 'read', on: ['bucket'] },
    GetBucketNotification: { access: 'read', on: ['bucket'] },
    GetBucketOwnershipControls: { access: 'read', on: ['bucket'] },
    GetBucketPolicy: { access: 'read', on: ['bucket'] },
    GetBucketPolicyStatus: { access: 'read', on: ['bucket'] },
    GetBucketPublicAccessBlock: { access: 'read', on: ['bucket'] },
    GetBucketTagging: { access: 'read', on: ['bucket'] },
    GetBucketVersioning: { access: 'read', on: ['bucket'] },
    GetBucketWebsite: { access: 'read', on: ['bucket'] },
    GetEncryptionConfiguration: { access: 'read', on: ['bucket'] },
    GetLifecycleConfiguration: { access: 'read', on: ['bucket'] },
    GetMetricsConfiguration: { access: 'read', on: ['bucket'] },
    GetObject: { access: 'read', on: ['accesspointobject', 'object'] },
    GetReplicationConfiguration: { access: 'read', on: ['bucket'] },
    ListAllMyBuckets: { access: 'read', on: [], lists: true },
    ListBucket: { access: 'read', on: ['bucket'] },
    PutBucketPolicy: { access: 'write', on: ['bucket'] },
    PutBucketPublicAccessBlock: { access: 'write', on: ['bucket'] },
    PutBucketTagging: { access: 'write', on: ['bucket'] },
    PutBucketWebsite: { access: 'write', on: ['bucket'] },
  },
  arns: {
    accesspointobject: 'arn:{partition}:s3:{region}:{account}:accesspoint/*/object/*',
    bucket: 'arn:{partition}:s3:::*',
    object: 'arn:{partition}:s3:::*/*',
  },
};
