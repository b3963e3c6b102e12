import { ListTagsForResourceCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { isThere } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import type { Location, Target } from '../../../core/model/target.ts';
import { isTopicArn, topicArnIn } from '../facts/topic.ts';

const type = 'AWS::SNS::Topic';

/** The id is the ARN, as AWS Config sends it. */
const targetOf = (id: string, place: Location): Target | undefined => {
  const arn = topicArnIn(id, place);
  if (arn === undefined) return undefined;
  const { account, region, partition } = place;
  return { account, region, partition, type, id: arn, arn };
};

const tagsOf = (ResourceArn: string, aws: Aws) =>
  aws.use(SNSClient).send(new ListTagsForResourceCommand({ ResourceArn }));

async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const pages = everyPage(async (NextToken) => {
    const answer = await aws.use(SNSClient).send(new ListTopicsCommand({ NextToken }));
    return { items: answer.Topics, next: answer.NextToken };
  });
  for await (const { TopicArn = '' } of pages) {
    const target = targetOf(TopicArn, place);
    if (target) yield target;
  }
}

const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  const target = targetOf(id, place);
  return target && (await isThere('ResourceNotFoundException', tagsOf(target.arn, aws))) ? target : undefined;
};

/** Topics, FIFO topics among them. AWS Config names them by ARN, people also by name. */
const topic: Resource = {
  type,
  arn: 'arn:{partition}:sns:{region}:{account}:{topic}',
  configRecords: true,
  permissions: ['sns:ListTagsForResource', 'sns:ListTopics'],
  idOf: (arn) => (isTopicArn(arn) ? arn : undefined),
  resolve,
  list,
  root: ({ arn }) => arn,
  tags: async ({ arn }, aws) => {
    const { Tags = [] } = await tagsOf(arn, aws);
    return tagsByKey(Tags);
  },
};

export default topic;
