import { lists } from '../../../sandbox/kit/pages.ts';
import { recordsOf } from '../../../sandbox/kit/records.ts';
import { tagList } from '../../../sandbox/kit/tags.ts';
import { refuse, type Operations, type Refusal, type World } from '../../../sandbox/world.ts';
import { putTopicPolicy } from './policy.ts';
import { isSettable, type Subscription, type Topic } from './records.ts';

const api = 'https://docs.aws.amazon.com/sns/latest/api/';

const all = {
  all: (world: World) => world.sns.Topics,
  with: (world: World, Topics: Topic[]): World => ({ ...world, sns: { ...world.sns, Topics } }),
};

interface ByTopic {
  readonly TopicArn: string;
}
const byTopic = recordsOf<Topic, ByTopic>({
  ...all,
  is: ({ TopicArn, Region }, input, { region }) => TopicArn === input.TopicArn && Region === region,
  missing: () =>
    refuse('NotFoundException', 404, 'Topic does not exist', `${api}API_GetTopicAttributes.html#Errors`),
});

/** The operations on tags have an error of their own. */
const byResource = recordsOf<Topic, { readonly ResourceArn: string }>({
  ...all,
  is: ({ TopicArn, Region }, { ResourceArn }, { region }) => TopicArn === ResourceArn && Region === region,
  missing: () =>
    refuse(
      'ResourceNotFoundException',
      404,
      'Resource does not exist',
      `${api}API_ListTagsForResource.html#Errors`,
    ),
});

const bySubscription = recordsOf<Subscription, { readonly SubscriptionArn: string }>({
  all: (world) => world.sns.Subscriptions,
  with: (world, Subscriptions) => ({ ...world, sns: { ...world.sns, Subscriptions } }),
  is: (one, { SubscriptionArn }, { region }) =>
    one.SubscriptionArn === SubscriptionArn && one.Region === region,
  missing: () =>
    refuse(
      'NotFoundException',
      404,
      'Subscription does not exist',
      `${api}API_GetSubscriptionAttributes.html#Errors`,
    ),
});

const invalid = (what: string, page: string): Refusal =>
  refuse('InvalidParameterException', 400, `Invalid parameter: ${what}`, `${api}${page}.html`);

interface Put extends ByTopic {
  readonly AttributeName: string;
  readonly AttributeValue?: string;
}

/** What the sandbox plays of it. */
export const sns: Operations = {
  // API_ListTopics.html: up to 100 a page, and nothing of each but its ARN.
  ListTopics: lists({
    as: 'Topics',
    token: 'NextToken',
    wrong: () => invalid('NextToken', 'API_ListTopics'),
    items: ({ sns: { Topics } }, _input: object, { region }) =>
      Topics.filter(({ Region }) => Region === region).map(({ TopicArn }) => ({ TopicArn })),
  }),
  // API_GetTopicAttributes.html: all of them; the key only where there is one.
  GetTopicAttributes: byTopic.reads(({ TopicArn, Policy, Attributes }) => ({
    Attributes: { DisplayName: '', ...Attributes, TopicArn, Owner: TopicArn.split(':')[4], Policy },
  })),
  // API_SetTopicAttributes.html: one at a time.
  SetTopicAttributes: byTopic.changes(
    (topic, { AttributeName: name, AttributeValue: value = '' }: Put, _context, { partition }) => {
      if (name !== 'Policy')
        return isSettable(name)
          ? { item: { ...topic, Attributes: { ...topic.Attributes, [name]: value } } }
          : invalid('AttributeName', 'API_SetTopicAttributes');
      const put = putTopicPolicy(value, topic.TopicArn, partition);
      return 'refusal' in put ? put : { item: { ...topic, Policy: put.policy } };
    },
  ),
  // API_ListSubscriptionsByTopic.html: what waits for confirmation has no ARN there.
  ListSubscriptionsByTopic: lists({
    as: 'Subscriptions',
    token: 'NextToken',
    wrong: () => invalid('NextToken', 'API_ListSubscriptionsByTopic'),
    items: ({ sns: { Topics, Subscriptions } }, { TopicArn }: ByTopic) =>
      Topics.some((topic) => topic.TopicArn === TopicArn)
        ? Subscriptions.filter((one) => one.TopicArn === TopicArn).map(
            ({ SubscriptionArn, Protocol, Endpoint, Owner, PendingConfirmation }) => ({
              SubscriptionArn: PendingConfirmation === 'true' ? 'PendingConfirmation' : SubscriptionArn,
              Protocol,
              Endpoint,
              Owner,
              TopicArn,
            }),
          )
        : refuse(
            'NotFoundException',
            404,
            'Topic does not exist',
            `${api}API_ListSubscriptionsByTopic.html#Errors`,
          ),
  }),
  // API_GetSubscriptionAttributes.html: to the topic's owner too only his own.
  GetSubscriptionAttributes: bySubscription.reads(
    (
      { SubscriptionArn, TopicArn, Protocol, Endpoint, Owner, PendingConfirmation, Attributes },
      _input: object,
      _context,
      { account },
    ) =>
      Owner === account
        ? {
            Attributes: {
              RawMessageDelivery: 'false',
              ...Attributes,
              SubscriptionArn,
              TopicArn,
              Protocol,
              Endpoint,
              Owner,
              PendingConfirmation,
              ConfirmationWasAuthenticated: 'false',
            },
          }
        : refuse(
            'AuthorizationErrorException',
            403,
            'Not authorized to access this subscription',
            `${api}API_GetSubscriptionAttributes.html#Errors`,
          ),
  ),
  // API_ListTagsForResource.html
  ListTagsForResource: byResource.reads(({ Tags }) => ({ Tags: tagList(Tags) })),
};
