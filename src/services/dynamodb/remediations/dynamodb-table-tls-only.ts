import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { indexesOf } from '../facts/table.ts';
import { around } from './dynamodb-table-tls-only/around.ts';
import { deletePolicy, getPolicy, putPolicy } from './dynamodb-table-tls-only/table-policy.ts';

const { messages, ...parts } = tlsOnly({
  type: 'table policy',
  thing: 'table',
  service: 'DynamoDB',
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html
  absent: 'closed',
  needsStatements: true,
  comparesAndSets: true,
  get: getPolicy,
  put: putPolicy,
  remove: deletePolicy,
  actions: ['dynamodb:*'],
  resources: ({ arn }) => [arn, indexesOf(arn)],
  guards: ({ arn }) => [arn, indexesOf(arn)],
  writes: ['dynamodb:PutResourcePolicy', 'dynamodb:DeleteResourcePolicy'],
  reads: 'dynamodb:GetResourcePolicy',
  describes: 'dynamodb:DescribeTable',
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-considerations.html
  limits: { bytes: 20_480 },
  code: {
    cloudformation: 'AWS::DynamoDB::Table',
    member: 'ResourcePolicy.PolicyDocument',
    cdk: 'table.addToResourcePolicy',
    terraform: 'aws_dynamodb_resource_policy',
  },
  messages: {
    'clients-unseen': {
      says: 'The endpoints of DynamoDB take plain HTTP as well, and nothing of table {table} shows who uses it: whoever does loses the whole table at once. For 15 seconds after a change DynamoDB takes no other, and each takes a while to hold everywhere.',
      todo: 'Record data events of the table in CloudTrail for as long as its rarest client needs, and look for events without tlsDetails. Approve then.',
    },
    'table-unsettled': {
      says: 'Table {table} is {status}, and DynamoDB may refuse a policy until it is ACTIVE.',
      todo: 'Look again when it is settled.',
    },
    'legacy-replica': {
      says: 'Table {table} is a replica of a global table of version 2017.11.29, and DynamoDB takes no policy for one.',
      todo: 'Upgrade the global table to version 2019.11.21, or refuse plain HTTP by a service control policy.',
    },
    'replicas-apart': {
      says: 'Table {table} has replicas in {regions}. Each has a policy of its own, and this plan changes this one alone.',
    },
  },
  around,
  besides: ({ around: seen }, { id: table }) => {
    const { status = '', isLegacy = false, replicas = [] } = seen ?? {};
    return {
      obstacles: [
        ...saying('legacy-replica', isLegacy, { table }),
        ...saying('table-unsettled', status !== 'ACTIVE', { table, status }),
      ],
      hazards: saying('clients-unseen', true, { table }),
      notes: saying('replicas-apart', replicas.length > 0, { table, regions: replicas.join(', ') }),
    };
  },
});

/** Adds to a table's policy what is missing to refuse requests over plain HTTP, which DynamoDB takes at most endpoints. */
export default remediation({
  meta: {
    id: 'dynamodb-table-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'DynamoDB tables take requests over TLS only',
    summary:
      'Adds one Deny statement to the policy of a table that refuses every request to it and to its indexes over plain HTTP. An owner is always asked. Streams have policies of their own, which are not written, and their endpoints are others.',
    resourceType: 'AWS::DynamoDB::Table',
    configRules: [],
    controls: [],
    services: ['dynamodb'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['dynamodb:DescribeTable', 'dynamodb:GetResourcePolicy'],
      write: ['dynamodb:PutResourcePolicy'],
      undo: ['dynamodb:DeleteResourcePolicy', 'dynamodb:PutResourcePolicy'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html',
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-considerations.html',
      'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutResourcePolicy.html',
      'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html',
      'https://docs.aws.amazon.com/general/latest/gr/ddb.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
