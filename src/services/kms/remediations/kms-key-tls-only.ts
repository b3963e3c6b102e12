import { GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { around } from './kms-key-tls-only/around.ts';

/** The only policy that a key has: https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html */
const PolicyName = 'default';

const { messages, ...parts } = tlsOnly({
  type: 'key policy',
  thing: 'key',
  service: 'KMS',
  // Every key has one: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
  absent: 'never',
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
  madeWith: ['Enable IAM User Permissions'],
  needsStatements: true,
  get: async ({ id: KeyId }, aws) => {
    const asking = aws.use(KMSClient).send(new GetKeyPolicyCommand({ KeyId, PolicyName }));
    const answer = await unless('NotFoundException', undefined, asking);
    return answer && { text: answer.Policy ?? null };
  },
  // Never with BypassPolicyLockoutSafetyCheck: KMS refuses what nobody could take back.
  put: async (Policy, _revision, { id: KeyId }, aws) => {
    await aws.use(KMSClient).send(new PutKeyPolicyCommand({ KeyId, PolicyName, Policy }));
  },
  actions: ['kms:*'],
  // In a key policy the star is this key.
  resources: () => ['*'],
  writes: ['kms:PutKeyPolicy'],
  reads: 'kms:GetKeyPolicy',
  describes: 'kms:DescribeKey',
  // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
  limits: { bytes: 32_768 },
  ownerNeeds: ['kms:PutKeyPolicy'],
  // https://docs.aws.amazon.com/general/latest/gr/kms.html
  httpsOnly: true,
  code: {
    cloudformation: 'AWS::KMS::Key',
    member: 'KeyPolicy',
    cdk: 'key.addToResourcePolicy',
    terraform: 'aws_kms_key_policy',
  },
  messages: {
    'managed-by-aws': { says: 'Key {key} is managed by AWS: nobody else can change its policy.' },
    'waits-for-deletion': {
      says: 'Key {key} waits for its deletion ({state}): nothing can be encrypted or decrypted with it.',
    },
    'state-unsettled': {
      says: 'Key {key} is in state {state}, in which KMS may refuse a new policy.',
      todo: 'Look again when it is settled.',
    },
    'services-bring-callers': {
      says: 'AWS services that use key {key} for somebody ask KMS with the permissions of whom they work for. AWS does not document how the transport of that first request counts then: whoever reaches such a service over plain HTTP may lose the key, and with it the data.',
      todo: 'Let the services that use the key take HTTPS only first (buckets, queues, topics, tables). Approve then, and try one of each.',
    },
    'related-keys': {
      says: 'Key {key} is a multi-Region key, related to those in {regions}. Each has a policy of its own, and this plan changes this one alone.',
    },
  },
  around,
  besides: ({ around: seen }, { id: key }) => {
    const { isManagedByAws = false, state = '', related = [] } = seen ?? {};
    const outside = [
      ...saying('managed-by-aws' as const, isManagedByAws, { key }),
      ...saying('waits-for-deletion' as const, /^Pending\w*Deletion$/.test(state), { key, state }),
    ];
    return {
      outside: outside[0],
      obstacles: saying('state-unsettled', ['Creating', 'Updating'].includes(state), { key, state }),
      hazards: saying('services-bring-callers', true, { key }),
      notes: saying('related-keys', related.length > 0, { key, regions: related.join(', ') }),
    };
  },
});

/** Adds to a key's policy a Deny of plain HTTP, for whoever must show one: the endpoints take HTTPS only. */
export default remediation({
  meta: {
    id: 'kms-key-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Key policies refuse requests without TLS',
    summary:
      'Adds one Deny statement to the key policy that refuses every request over plain HTTP, those that grants allow as well. The endpoints of KMS take HTTPS only, and the policy of a key is what lets anybody use it, so an owner is always asked. Keys that AWS manages and keys that wait for their deletion are left alone.',
    resourceType: 'AWS::KMS::Key',
    configRules: [],
    controls: [],
    services: ['kms'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['kms:DescribeKey', 'kms:GetKeyPolicy'],
      write: ['kms:PutKeyPolicy'],
      undo: ['kms:PutKeyPolicy'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-aws.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-auth.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html',
      'https://docs.aws.amazon.com/general/latest/gr/kms.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
