import { GetQueueUrlCommand, ListQueueTagsCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { isQueueArn, queueArn, queueNameIn } from '../facts/queue.ts';

const type = 'AWS::SQS::Queue';

/** The id is the URL as SQS itself gives it. */
const targetOf = (url: string, place: Location): Target | undefined => {
  const name = queueNameIn(url, place);
  if (name === undefined) return undefined;
  const { account, region, partition } = place;
  return { account, region, partition, type, id: url, arn: queueArn(place, name) };
};

/** Without a number of results SQS answers a thousand, and no token for more. */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const urls = everyPage(async (NextToken) => {
    const answer = await aws.use(SQSClient).send(new ListQueuesCommand({ MaxResults: 1000, NextToken }));
    return { items: answer.QueueUrls, next: answer.NextToken };
  });
  for await (const url of urls) {
    const target = targetOf(url, place);
    if (target) yield target;
  }
}

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const QueueName = queueNameIn(id, place);
  if (QueueName === undefined) return undefined;
  const asking = aws
    .use(SQSClient)
    .send(new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId: place.account }));
  const answer = await unless('QueueDoesNotExist', undefined, asking);
  return answer?.QueueUrl === undefined ? undefined : targetOf(answer.QueueUrl, place);
};

/** Queues, FIFO queues and dead-letter queues among them. AWS Config names them by URL, people by ARN or name. */
const queue: Resource = {
  type,
  arn: 'arn:{partition}:sqs:{region}:{account}:{queue}',
  configRecords: true,
  permissions: ['sqs:GetQueueUrl', 'sqs:ListQueueTags', 'sqs:ListQueues'],
  idOf: (arn) => (isQueueArn(arn) ? arn : undefined),
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ id: QueueUrl }, aws) => {
    const { Tags = {} } = await aws.use(SQSClient).send(new ListQueueTagsCommand({ QueueUrl }));
    return Tags;
  },
};

export default queue;
