// Written by scripts/generate.ts from the service authorization reference: run `npm run generate`.

import type { Reference } from '../../aws/iam/service.ts';

export const iam: Reference = {
  actions: {
    BatchGetItem: { access: 'read', on: ['table'] },
    BatchWriteItem: { access: 'write', on: ['table'] },
    CreateTable: { access: 'write', on: ['table'] },
    DeleteItem: { access: 'write', on: ['table'] },
    DeleteResourcePolicy: { access: 'write', on: ['stream', 'table'] },
    DeleteTable: { access: 'write', on: ['table'] },
    DescribeTable: { access: 'read', on: ['table'] },
    DescribeTimeToLive: { access: 'read', on: ['table'] },
    GetItem: { access: 'read', on: ['table'] },
    GetResourcePolicy: { access: 'read', on: ['stream', 'table'] },
    ListTables: { access: 'read', on: [], lists: true },
    ListTagsOfResource: { access: 'read', on: ['stream', 'table'] },
    PutItem: { access: 'write', on: ['table'] },
    PutResourcePolicy: { access: 'write', on: ['stream', 'table'] },
    Query: { access: 'read', on: ['table'] },
    Scan: { access: 'read', on: ['table'] },
    UpdateItem: { access: 'write', on: ['table'] },
    UpdateTimeToLive: { access: 'write', on: ['table'] },
  },
  arns: {
    stream: 'arn:{partition}:dynamodb:{region}:{account}:table/*/stream/*',
    table: 'arn:{partition}:dynamodb:{region}:{account}:table/*',
  },
};
