import {
  DeleteResourcePolicyCommand,
  PutResourcePolicyCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { allowsEveryone } from '../../../aws/policy/principals.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { around, getPolicy } from './secretsmanager-secret-tls-only/read.ts';

const { messages, ...parts } = tlsOnly({
  type: 'secret policy',
  thing: 'secret',
  service: 'Secrets Manager',
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access.html
  absent: 'closed',
  needsStatements: true,
  get: getPolicy,
  // Never one that lets everybody in: some organizations refuse every put that does not say so.
  put: async (ResourcePolicy, _revision, { arn: SecretId }, aws) => {
    const asked = { SecretId, ResourcePolicy, BlockPublicPolicy: true };
    await aws.use(SecretsManagerClient).send(new PutResourcePolicyCommand(asked));
  },
  remove: async (_revision, { arn: SecretId }, aws) => {
    await aws.use(SecretsManagerClient).send(new DeleteResourcePolicyCommand({ SecretId }));
  },
  actions: ['secretsmanager:*'],
  // In the policy of a secret the star is that secret, and its replicas in other Regions, whose ARNs are other ones.
  resources: () => ['*'],
  writes: ['secretsmanager:PutResourcePolicy', 'secretsmanager:DeleteResourcePolicy'],
  reads: 'secretsmanager:GetResourcePolicy',
  describes: 'secretsmanager:DescribeSecret',
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
  limits: { bytes: 20_480 },
  // https://docs.aws.amazon.com/general/latest/gr/asm.html
  httpsOnly: true,
  code: {
    cloudformation: 'AWS::SecretsManager::ResourcePolicy',
    member: 'ResourcePolicy',
    cdk: 'secret.addToResourcePolicy',
    terraform: 'aws_secretsmanager_secret_policy',
  },
  messages: {
    'follows-primary': {
      says: 'Secret {secret} is a replica of the one in {primary}: its policy is changed there and nowhere else.',
      todo: 'Look at the secret in {primary}.',
    },
    'managed-by-service': {
      says: 'Secret {secret} is managed by {owner}, and Secrets Manager leaves changing it to that service.',
      todo: 'Exempt the secret: its endpoint takes HTTPS only, with or without a policy.',
    },
    'public-policy': {
      says: 'The policy of secret {secret} allows something to everyone, without conditions. Waxseal puts no such policy again, not even with a Deny more.',
      todo: 'Name the principals that are meant.',
    },
    'everyone-allowed': {
      says: 'The policy of secret {secret} allows something to everyone under conditions. Waxseal puts no policy that Secrets Manager takes for public: it may refuse the change, and then nothing is changed.',
      todo: 'Name the principals that are meant. Approve if its conditions leave only those in.',
      ifRefused: 'Name the principals that are meant in place of everyone.',
    },
    'replicas-follow': {
      says: 'Secret {secret} has replicas in {regions}: they get the policy of this one, and so does undo.',
    },
  },
  around,
  besides: ({ policy, around: seen }, { id: secret }) => {
    const { owner = '', primary, replicas = [] } = seen ?? {};
    const unconditional = policy.statements.filter(
      ({ Condition = {} }) => Object.keys(Condition).length === 0,
    );
    const isPublic = allowsEveryone({ ...policy, statements: unconditional });
    return {
      ...(primary !== undefined && {
        outside: { message: 'follows-primary' as const, data: { secret, primary } },
      }),
      obstacles: [
        ...saying('managed-by-service', owner !== '', { secret, owner }),
        ...saying('public-policy', isPublic, { secret }),
      ],
      hazards: saying('everyone-allowed', allowsEveryone(policy) && !isPublic, { secret }),
      notes: saying('replicas-follow', replicas.length > 0, { secret, regions: replicas.join(', ') }),
    };
  },
});

/** Adds to a secret's policy a Deny of plain HTTP, for whoever must show one: the endpoints take HTTPS only. */
export default remediation({
  meta: {
    id: 'secretsmanager-secret-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'Policies of secrets refuse requests without TLS',
    summary:
      'Adds one Deny statement to the policy of a secret that refuses every request over plain HTTP. The endpoints of Secrets Manager take HTTPS only, so an owner is always asked. Rotation functions and AWS services that read the secret use HTTPS. Neither the value of the secret nor its rotation is read or written.',
    resourceType: 'AWS::SecretsManager::Secret',
    configRules: [],
    controls: [],
    services: ['secretsmanager'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy'],
      write: ['secretsmanager:PutResourcePolicy'],
      undo: ['secretsmanager:DeleteResourcePolicy', 'secretsmanager:PutResourcePolicy'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html',
      'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html',
      'https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html',
      'https://docs.aws.amazon.com/secretsmanager/latest/userguide/standalone-secret.html',
      'https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html',
      'https://docs.aws.amazon.com/general/latest/gr/asm.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
