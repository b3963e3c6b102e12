import { service } from '../../aws/iam/service.ts';
import { iam } from './iam.ts';

/** Topics. By one of Waxseal's own, approvers are told. */
export default service({
  client: 'SNSClient',
  prefix: 'sns',
  iam,
  reads: [
    'GetSubscriptionAttributes',
    'GetTopicAttributes',
    'ListSubscriptionsByTopic',
    'ListTagsForResource',
    'ListTopics',
  ],
  writes: ['Publish', 'SetTopicAttributes'],
});
