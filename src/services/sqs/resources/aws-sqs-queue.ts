import {
  GetQueueUrlCommand,
  ListQueueTagsCommand,
  ListQueuesCommand,
  SQSClient,
  type ListQueuesCommandInput,
} from '@aws-sdk/client-sqs';
import { isDenied, unless } from '../../../aws/error-names.ts';
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
async function* queues(
  place: Location,
  aws: Aws,
  some: Pick<ListQueuesCommandInput, 'QueueNamePrefix'> = {},
): AsyncGenerator<Target> {
  const urls = everyPage(async (NextToken) => {
    const asked = new ListQueuesCommand({ ...some, MaxResults: 1000, NextToken });
    const answer = await aws.use(SQSClient).send(asked);
    return { items: answer.QueueUrls, next: answer.NextToken };
  });
  for await (const url of urls) {
    const target = targetOf(url, place);
    if (target) yield target;
  }
}

/** Who may not ask for its URL can still be told so. Where none was given, the account's own list has it. */
const hidden = async (
  id: string,
  QueueNamePrefix: string,
  place: Location,
  aws: Aws,
): Promise<Target | undefined> => {
  if (id.includes('://')) return targetOf(id, place);
  const arn = queueArn(place, QueueNamePrefix);
  for await (const one of queues(place, aws, { QueueNamePrefix })) if (one.arn === arn) return one;
  return undefined;
};

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const QueueName = queueNameIn(id, place);
  if (QueueName === undefined) return undefined;
  const asking = aws
    .use(SQSClient)
    .send(new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId: place.account }));
  try {
    const answer = await unless('QueueDoesNotExist', undefined, asking);
    return answer?.QueueUrl === undefined ? undefined : targetOf(answer.QueueUrl, place);
  } catch (error) {
    if (!isDenied(error)) throw error;
    return hidden(id, QueueName, place, aws);
  }
};

/** Queues, FIFO queues and dead-letter queues among them. AWS Config names them by URL, people by ARN or name. */
const queue: Resource = {
  type,
  arn: 'arn:{partition}:sqs:{region}:{account}:{queue}',
  configRecords: true,
  permissions: ['sqs:GetQueueUrl', 'sqs:ListQueueTags', 'sqs:ListQueues'],
  idOf: (arn) => (isQueueArn(arn) ? arn : undefined),
  resolve,
  list: (place, aws) => queues(place, aws),
  root: ({ arn }) => arn,
  tags: async ({ id: QueueUrl }, aws) => {
    const { Tags = {} } = await aws.use(SQSClient).send(new ListQueueTagsCommand({ QueueUrl }));
    return Tags;
  },
};

export default queue;
