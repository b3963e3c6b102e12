import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { WaxsealError } from '../../../core/model/errors.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import { saying } from '../../../core/say/said.ts';
import type { Target } from '../../../core/model/target.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { policyQuotas, principalsIn } from '../facts/policy-quotas.ts';

/**
 * The text; `null`: there is none. A policy is put whole: an answer that is not about this queue, or only half of one,
 * taken for "none" would let us write over the policy that is there.
 */
const policyOf = async (
  { id: QueueUrl, arn }: Target,
  aws: Aws,
): Promise<{ text: string | null } | undefined> => {
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy', 'QueueArn'] });
  const answer = await unless('QueueDoesNotExist', undefined, aws.use(SQSClient).send(asked));
  if (answer === undefined) return undefined;
  const { Policy = '', QueueArn } = answer.Attributes ?? {};
  if (QueueArn === arn) return { text: Policy === '' ? null : Policy };
  throw new WaxsealError({
    code: 'answer-incomplete',
    says: `SQS answered for queue ${QueueUrl}, but without its ARN ${arn}.`,
    todo: 'Nothing was decided by it. Try again; if it stays so, look at the endpoint that is used.',
    retry: true,
  });
};

/** Of a queue's attributes this one alone: those that are not named stay as they are. */
const set = async (Policy: string, { id: QueueUrl }: Target, aws: Aws): Promise<void> => {
  await aws.use(SQSClient).send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
};

const { messages, ...parts } = tlsOnly({
  type: 'queue policy',
  thing: 'queue',
  service: 'SQS',
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-overview-of-managing-access.html
  absent: 'closed',
  // https://github.com/cloud-custodian/cloud-custodian/issues/1816
  needsStatements: true,
  get: policyOf,
  put: (text, _revision, target, aws) => set(text, target, aws),
  // Terraform takes a policy away so: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sqs/queue_policy.go
  remove: (_revision, target, aws) => set('', target, aws),
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
  messages: {
    'many-principals': {
      says: 'With one more statement the policy of queue {queue} would name {count} principals. SQS documents that it takes {limit}, and not whether it counts them in a policy or in a statement: it may refuse the change, and then nothing is changed.',
      todo: 'Approve to try it. If SQS refuses, name accounts instead of their roles, or merge statements.',
    },
  },
  besides: ({ policy }, { id: queue }) => {
    const count = principalsIn(policy) + 1;
    const { principals: limit } = policyQuotas;
    return { hazards: saying('many-principals', count > limit, { queue, count, limit }) };
  },
});

/** Adds to a queue's policy what is missing to refuse requests over plain HTTP, which SQS takes at most endpoints. */
export default remediation({
  meta: {
    id: 'sqs-queue-tls-only',
    version: 1,
    family: 'statement',
    title: 'SQS queues take requests over TLS only',
    summary:
      'Adds one Deny statement to the queue policy that refuses every request over plain HTTP; no other attribute of the queue is written.',
    resourceType: 'AWS::SQS::Queue',
    configRules: [],
    controls: [],
    services: ['sqs'],
    reversible: true,
    permissions: {
      read: ['sqs:GetQueueAttributes'],
      write: ['sqs:SetQueueAttributes'],
      undo: ['sqs:SetQueueAttributes'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
      'https://docs.aws.amazon.com/general/latest/gr/sqs-service.html',
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html',
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-overview-of-managing-access.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
