import {
  policyRefusal,
  statementsIn,
  storedPolicy,
  strings,
  type PolicyRules,
} from '../../../sandbox/kit/policy.ts';
import { refuse, type Refusal } from '../../../sandbox/world.ts';

/** What SQS takes as the policy of a queue, and what it makes of it. */

const quotas =
  'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html';
/** In these words: https://github.com/aws/aws-cdk/issues/16303, https://github.com/aws/aws-cdk/issues/28378 */
const overLimit = (message: string): Refusal => refuse('OverLimit', 403, message, quotas);

/** SQS does not say what is wrong: https://github.com/aws/aws-cdk/issues/15602 */
const malformed = (because: string): Refusal =>
  refuse('InvalidAttributeValue', 400, 'Invalid value for the parameter Policy.', because);
const grammar =
  'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-creating-custom-policies.html';

const rules = (partition: string): PolicyRules => ({
  partition,
  largest: 8192,
  isAction: (action) => action === '*' || /^sqs:[\w*?]+$/i.test(action),
  isResource: (resource) => resource === '*' || resource.startsWith(`arn:${partition}:sqs:`),
  malformed: (_message, about) =>
    about === 'size' ? overLimit('Submitted policy is over max allowed size.') : malformed(grammar),
});

const oneResource = 'https://github.com/remind101/stacker_blueprints/pull/71';

/** Whatever is counted. */
const countRefusal = (text: string): Refusal | undefined => {
  const statements = statementsIn(text);
  if (statements.length > 20)
    return overLimit(`${statements.length} statements were found in the submitted policy, max allowed is 20`);
  const actions = Math.max(...statements.map(({ Action }) => strings(Action).length));
  if (actions > 7)
    return overLimit(
      `${actions} actions were found in a statement from the submitted policy, max allowed is 7`,
    );
  return statements.some(({ Resource }) => strings(Resource).length > 1) ? malformed(oneResource) : undefined;
};

/**
 * Without a version SQS takes it for one of 2008, and says so:
 * https://github.com/hashicorp/terraform-provider-aws/issues/24046
 */
export const storedQueuePolicy = (text: string, partition: string): string => {
  const stored = storedPolicy(text, partition);
  return /^\{"(Id|Statement)"/.test(stored) ? stored.replace('{', '{"Version":"2008-10-17",') : stored;
};

/** What the queue has once this text was put; an empty one takes the policy away. */
export const putQueuePolicy = (
  text: string,
  partition: string,
): { readonly policy: string | undefined } | Refusal => {
  if (text === '') return { policy: undefined };
  const refusal = policyRefusal(text, rules(partition)) ?? countRefusal(text);
  return refusal ?? { policy: storedQueuePolicy(text, partition) };
};
