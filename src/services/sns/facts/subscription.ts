import type { Onward } from '../../../core/model/onward.ts';
import { isArnIn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';
import { isTopicArn } from './topic.ts';

/**
 * The topic that an ARN of a subscription begins with; `undefined`: it is of something else. What waits for confirmation has
 * no ARN in lists but the words `PendingConfirmation`. https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export const topicOfSubscription = (text: string): string | undefined => {
  const at = text.lastIndexOf(':');
  const topic = text.slice(0, at);
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text.slice(at + 1)) && isTopicArn(topic)
    ? topic
    : undefined;
};

/** Whether the topic of the subscription is of this place: of which account the subscriber is, its ARN does not say. */
export const isSubscriptionIn = (text: string, place: Location): boolean =>
  topicOfSubscription(text) !== undefined && isArnIn(text, place);

/**
 * Where it delivers to: services of AWS by its own API, web servers as the protocol says. Mail and phones are nobody's hop here. Pure.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
 */
export const onwardTo = ({
  Protocol,
  Endpoint = '',
}: Readonly<Record<string, string>>): readonly Onward[] => {
  if (Endpoint.startsWith('arn:')) return [{ to: Endpoint, encrypted: 'enforced' }];
  const url = URL.parse(Endpoint);
  if (!url || (Protocol !== 'http' && Protocol !== 'https')) return [];
  const port = url.port === '' ? undefined : Number(url.port);
  return [
    {
      to: url.hostname,
      ...(port !== undefined && { port }),
      speaks: Protocol.toUpperCase(),
      encrypted: Protocol === 'https',
    },
  ];
};
