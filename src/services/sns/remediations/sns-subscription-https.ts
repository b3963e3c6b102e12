import {
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import { isDenied, unless } from '../../../aws/error-names.ts';
import { everyPage } from '../../../aws/marked-pages.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { advice } from '../../../families/advice.ts';
import { topicOfSubscription } from '../facts/subscription.ts';
import { adviceOf, httpsInstead } from './sns-subscription-https/evaluate.ts';
import { messages as all } from './sns-subscription-https/messages.ts';

type Attributes = Readonly<Record<string, string>>;

/** As its topic shows it: what another account subscribed may be refused to the topic's owner. */
const listedOf = async ({ arn }: Target, aws: Aws): Promise<Attributes | undefined> => {
  const TopicArn = topicOfSubscription(arn);
  const pages = everyPage(async (NextToken) => {
    const asking = aws.use(SNSClient).send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }));
    const answer = await unless('NotFoundException', undefined, asking);
    return { items: answer?.Subscriptions, next: answer?.NextToken };
  });
  for await (const { SubscriptionArn, Protocol = '', Endpoint = '', Owner = '' } of pages)
    if (SubscriptionArn === arn) return { Protocol, Endpoint, Owner };
  return undefined;
};

const attributesOf = async (target: Target, aws: Aws): Promise<Attributes | undefined> => {
  const asking = aws
    .use(SNSClient)
    .send(new GetSubscriptionAttributesCommand({ SubscriptionArn: target.arn }));
  try {
    const answer = await unless('NotFoundException', undefined, asking);
    return answer && (answer.Attributes ?? {});
  } catch (error) {
    if (isDenied(error)) return listedOf(target, aws);
    throw error;
  }
};

const { messages, ...parts } = advice({
  messages: all,
  read: attributesOf,
  evaluate: adviceOf,
  write: httpsInstead,
});

/** Finds subscriptions to which SNS delivers over plain HTTP, and says how they are replaced. */
export default remediation({
  meta: {
    id: 'sns-subscription-https',
    version: 1,
    family: 'advice',
    concerns: { hop: 'out', matter: 'plaintext' },
    title: 'SNS delivers to web servers over HTTPS only',
    summary:
      'Finds subscriptions of the protocol http, and says how to subscribe the same server over HTTPS with the same filters, confirm that, and only then remove the old one. Waxseal does not do it: SNS fixes the protocol when a subscription is made, and the new one must be confirmed by its server.',
    resourceType: 'AWS::SNS::Subscription',
    configRules: [],
    controls: [],
    services: ['sns'],
    reversible: true,
    permissions: {
      read: ['sns:GetSubscriptionAttributes', 'sns:ListSubscriptionsByTopic'],
      write: [],
      undo: [],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html',
      'https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html',
      'https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html',
      'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
