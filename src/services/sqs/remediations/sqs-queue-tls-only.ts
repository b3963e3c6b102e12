import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation } from '../../../core/model/remediation.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { queueUrl } from '../facts/queue.ts';

const { messages, ...parts } = tlsOnly({
  type: 'queue policy',
  thing: 'queue',
  service: 'SQS',
  // TODO: what holds where there is no policy (`Absent` in src/families/statement/facts.ts).
  absent: 'closed',
  get: async (target, aws) => {
    const asking = aws
      .use(SQSClient)
      .send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl(target, target.id), AttributeNames: ['Policy'] }),
      );
    const answer = await unless('QueueDoesNotExist', undefined, asking);
    return answer && { text: answer.Attributes?.['Policy'] ?? null };
  },
  put: async (text, _revision, target, aws) => {
    const asked = { QueueUrl: queueUrl(target, target.id), Attributes: { Policy: text } };
    await aws.use(SQSClient).send(new SetQueueAttributesCommand(asked));
  },
  // TODO: the page that says that an empty policy takes it away; left out where it cannot be.
  remove: async (_revision, target, aws) => {
    const asked = { QueueUrl: queueUrl(target, target.id), Attributes: { Policy: '' } };
    await aws.use(SQSClient).send(new SetQueueAttributesCommand(asked));
  },
  // TODO: as the service takes them in one statement; some refuse the star.
  actions: ['sqs:*'],
  resources: ({ arn }) => [arn],
  writes: ['sqs:SetQueueAttributes'],
  reads: 'sqs:GetQueueAttributes',
  // TODO: the quota, and its page.
  limits: { bytes: 20_480 },
  code: {
    // TODO: as these three call it.
    cloudformation: 'AWS::SQS::QueuePolicy',
    cdk: 'queue.addToResourcePolicy',
    terraform: 'aws_sqs_queue_policy',
  },
  // TODO: who may be shut out besides: `around` reads what is needed, `besides` says it. Without hazards leave both out.
});

/** TODO: what it makes so, in a sentence. */
export default remediation({
  meta: {
    id: 'sqs-queue-tls-only',
    version: 1,
    family: 'statement',
    title: 'TODO: what is true afterwards',
    summary: 'TODO: what it changes.',
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
    // TODO: AWS's pages that it relies on.
    docs: ['https://docs.aws.amazon.com/TODO'],
  },
  settings: z.strictObject({}),
  ...parts,
});
