import { policyRefusal, statementsIn, storedPolicy, type PolicyRules } from '../../../sandbox/kit/policy.ts';
import { refuse, type Refusal } from '../../../sandbox/world.ts';

/** What SNS takes as the policy of a topic, and what it makes of it. */

const page =
  'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html';

/** That page has them all; `Receive` is in the default policy that older topics were made with. */
const actions = new Set(
  [
    'AddPermission',
    'DeleteTopic',
    'GetDataProtectionPolicy',
    'GetTopicAttributes',
    'ListSubscriptionsByTopic',
    'ListTagsForResource',
    'Publish',
    'PutDataProtectionPolicy',
    'Receive',
    'RemovePermission',
    'SetTopicAttributes',
    'Subscribe',
  ].map((name) => `sns:${name}`.toLowerCase()),
);

/** Of anything but actions SNS does not say what is wrong: https://github.com/cloud-custodian/cloud-custodian/issues/1779 */
const malformed = (message = ''): Refusal =>
  refuse(
    'InvalidParameterException',
    400,
    // In these words: https://github.com/hashicorp/terraform/issues/12740
    `Invalid parameter: ${message.includes('action') ? 'Policy statement action out of service scope!' : 'Policy Error: null'}`,
    page,
  );

const rules = (arn: string, partition: string): PolicyRules => ({
  partition,
  largest: 30_720,
  // No star, not even alone.
  isAction: (action) => actions.has(action.toLowerCase()),
  isResource: (resource) => resource === arn,
  conditionKeys: ['sns'],
  malformed,
});

/** What the topic has once this text was put. An empty one is no policy, and so refused. */
export const putTopicPolicy = (
  text: string,
  arn: string,
  partition: string,
): { readonly policy: string } | Refusal => {
  const isLong = statementsIn(text).length > 100;
  const refusal = policyRefusal(text, rules(arn, partition)) ?? (isLong ? malformed() : undefined);
  return refusal ?? { policy: storedPolicy(text, partition) };
};

/** With which every topic is made: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
export const defaultPolicy = (arn: string, account: string): string =>
  JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': account } },
      },
    ],
  });
