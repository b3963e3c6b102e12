import { formatArn, parseArn } from '../../../aws/arn.ts';
import type { Location } from '../../../core/model/target.ts';

/**
 * Up to 256 characters, the ending of FIFO topics included.
 * https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
const topicName = /^(?:[A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\.fifo)$/;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html */
const topicArn = ({ partition, region, account }: Location, name: string): string =>
  formatArn({ partition, service: 'sns', region, account, resource: name });

/** Subscriptions have one more part, and endpoints of applications a path. */
export const isTopicArn = (text: string): boolean => {
  const arn = parseArn(text);
  return arn?.service === 'sns' && topicName.test(arn.resource);
};

/**
 * The ARN of the topic that is meant: by ARN, as AWS Config and CloudTrail have it, or by its name alone. `undefined`: it
 * is none of this place, or no topic.
 */
export const topicArnIn = (id: string, place: Location): string | undefined => {
  const arn = topicArn(place, parseArn(id)?.resource ?? id);
  const isHere = isTopicArn(arn) && (id === arn || topicName.test(id));
  return isHere ? arn : undefined;
};
