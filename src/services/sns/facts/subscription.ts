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
