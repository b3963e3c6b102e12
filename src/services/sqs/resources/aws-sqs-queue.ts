import {
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  ListQueuesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { queueArn, queueNameIn, queueUrl } from '../facts/queue.ts';

const type = 'AWS::SQS::Queue';

const lastOf = (text: string): string => text.split(/[:/]/).at(-1) ?? '';

const targetOf = (id: string, { account, region, partition }: Location): Target => ({
  account,
  region,
  partition,
  type,
  id,
  arn: queueArn({ account, region, partition }, id),
});

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(SQSClient).send(new ListQueuesCommand({ MaxResults: 100, NextToken }));
    return { items: answer.QueueUrls, next: answer.NextToken };
  });
  for await (const text of pages) if (text !== undefined) yield targetOf(lastOf(text), place);
}

/** TODO: which of them, and how AWS Config names one: by name, by ARN, or by an id of its own. `resolve` takes all three. */
const queue: Resource = {
  type,
  arn: 'arn:{partition}:sqs:{region}:{account}:{queue}',

  // TODO: configRecords: true, where AWS Config records the type: https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
  permissions: ['sqs:GetQueueAttributes', 'sqs:ListQueueTags', 'sqs:ListQueues'],
  idOf: queueNameIn,
  resolve: async (id, place, aws) => {
    const target = targetOf(queueNameIn(id) ?? lastOf(id), place);
    const answer = await unless(
      'QueueDoesNotExist',
      undefined,
      aws.use(SQSClient).send(new GetQueueAttributesCommand({ QueueUrl: queueUrl(target, target.id) })),
    );
    return answer ? target : undefined;
  },
  list,
  root: ({ arn }) => arn,
  tags: async (target, aws) => {
    const answer = await aws
      .use(SQSClient)
      .send(new ListQueueTagsCommand({ QueueUrl: queueUrl(target, target.id) }));
    return answer.Tags ?? {};
  },
};

export default queue;
