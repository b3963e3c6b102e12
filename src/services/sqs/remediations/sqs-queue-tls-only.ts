import * as z from 'zod/mini';
import { remediation } from '../../../core/model/remediation.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { httpsWhereEncrypted } from '../../../families/statement/encrypted.ts';
import { policyQuotas } from '../facts/policy-quotas.ts';
import { getPolicy, setPolicy } from './sqs-queue-tls-only/policy-attribute.ts';

const { messages, ...parts } = tlsOnly({
  type: 'queue policy',
  thing: 'queue',
  service: 'SQS',
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-overview-of-managing-access.html
  absent: 'closed',
  // https://github.com/cloud-custodian/cloud-custodian/issues/1816
  needsStatements: true,
  get: getPolicy,
  put: (text, _revision, target, aws) => setPolicy(text, target, aws),
  // Terraform takes a policy away so: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sqs/queue_policy.go
  remove: (_revision, target, aws) => setPolicy('', target, aws),
  actions: ['sqs:*'],
  resources: ({ arn }) => [arn],
  writes: ['sqs:SetQueueAttributes'],
  reads: 'sqs:GetQueueAttributes',
  limits: policyQuotas,
  code: {
    cloudformation: 'AWS::SQS::QueuePolicy',
    cdk: 'queue.addToResourcePolicy',
    cdkProperty: 'enforceSSL: true',
    terraform: 'aws_sqs_queue_policy',
  },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html
  ...httpsWhereEncrypted(
    'queue',
    async (target, aws) => (await getPolicy(target, aws))?.isEncrypted === true,
  ),
});

/** Adds to a queue's policy what is missing to refuse requests over plain HTTP, which SQS takes at most endpoints. */
export default remediation({
  meta: {
    id: 'sqs-queue-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'SQS queues take requests over TLS only',
    summary:
      'Adds one Deny statement to the queue policy that refuses every request over plain HTTP; no other attribute of the queue is written.',
    resourceType: 'AWS::SQS::Queue',
    configRules: [],
    controls: [],
    services: ['sqs'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['sqs:GetQueueAttributes'],
      write: ['sqs:SetQueueAttributes'],
      undo: ['sqs:SetQueueAttributes'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
      'https://docs.aws.amazon.com/general/latest/gr/sqs-service.html',
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html',
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-overview-of-managing-access.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
