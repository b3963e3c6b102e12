import {
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { isDenied, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { tagsByKey } from '../../../aws/tags.ts';
import type { Aws } from '../../../core/model/remediation.ts';
import type { Resource } from '../../../core/model/resource.ts';
import { targetsByTheirArn, type Location, type Target } from '../../../core/model/target.ts';
import { isSubscriptionIn, onwardTo, topicOfSubscription } from '../facts/subscription.ts';

const type = 'AWS::SNS::Subscription';

const targetOf = targetsByTheirArn(type);

/** Topic by topic: a list of the account's own subscriptions lacks those that others have to its topics. */
async function* list(place: Location, aws: Aws): AsyncGenerator<Target> {
  const topics = everyPage(async (NextToken) => {
    const answer = await aws.use(SNSClient).send(new ListTopicsCommand({ NextToken }));
    return { items: answer.Topics, next: answer.NextToken };
  });
  for await (const { TopicArn } of topics) {
    const subscriptions = everyPage(async (NextToken) => {
      const asking = aws.use(SNSClient).send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
      const answer = await unless('NotFoundException', undefined, asking);
      return { items: answer?.Subscriptions, next: answer?.NextToken };
    });
    for await (const { SubscriptionArn = '' } of subscriptions)
      if (isSubscriptionIn(SubscriptionArn, place)) yield targetOf(SubscriptionArn, place);
  }
}

const attributesOf = async (SubscriptionArn: string, aws: Aws) => {
  const asking = aws.use(SNSClient).send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  return unless('NotFoundException', undefined, asking);
};

/** One of another account may be refused to the topic's owner: it is there all the same. */
const resolve = async (id: string, place: Location, aws: Aws): Promise<Target | undefined> => {
  if (!isSubscriptionIn(id, place)) return undefined;
  try {
    return (await attributesOf(id, aws)) && targetOf(id, place);
  } catch (error) {
    if (isDenied(error)) return targetOf(id, place);
    throw error;
  }
};

/** Subscriptions to the topics of the account, whoever's they are. AWS Config does not record them. */
const subscription: Resource = {
  type,
  arn: 'arn:{partition}:sns:{region}:{account}:{topic}:{subscription}',
  permissions: [
    'sns:GetSubscriptionAttributes',
    'sns:ListSubscriptionsByTopic',
    'sns:ListTagsForResource',
    'sns:ListTopics',
  ],
  idOf: (arn) => (topicOfSubscription(arn) === undefined ? undefined : arn),
  resolve,
  list,
  root: ({ arn }) => arn,
  // It has none of its own: its owner is that of the topic.
  tags: async ({ arn }, aws) => {
    const ResourceArn = topicOfSubscription(arn);
    const asking = aws.use(SNSClient).send(new ListTagsForResourceCommand({ ResourceArn }));
    const answer = await unless('ResourceNotFoundException', undefined, asking);
    return tagsByKey(answer?.Tags ?? []);
  },
  onward: async ({ arn }, aws) => onwardTo((await attributesOf(arn, aws))?.Attributes ?? {}),
};

export default subscription;
