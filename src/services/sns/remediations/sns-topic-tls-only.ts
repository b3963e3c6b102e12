import { GetTopicAttributesCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import { unless } from '../../../aws/error-names.ts';
import { remediation, type Aws } from '../../../core/model/remediation.ts';
import type { Target } from '../../../core/model/target.ts';
import { tlsOnly } from '../../../families/statement.ts';
import { httpsWhereEncrypted } from '../../../families/statement/encrypted.ts';
import { policyQuotas } from '../facts/topic-policy.ts';

const attributesOf = async ({ arn: TopicArn }: Target, aws: Aws) => {
  const asking = aws.use(SNSClient).send(new GetTopicAttributesCommand({ TopicArn }));
  const answer = await unless('NotFoundException', undefined, asking);
  return answer && (answer.Attributes ?? {});
};

const { messages, ...parts } = tlsOnly({
  type: 'topic policy',
  thing: 'topic',
  service: 'SNS',
  // Every topic is made with one, and it can be neither deleted nor emptied:
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sns/topic_policy.go
  absent: 'never',
  // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
  madeWith: ['__default_statement_ID'],
  get: async (target, aws) => {
    const attributes = await attributesOf(target, aws);
    return attributes && { text: attributes['Policy'] ?? null };
  },
  put: async (text, _revision, { arn: TopicArn }, aws) => {
    const asked = { TopicArn, AttributeName: 'Policy', AttributeValue: text };
    await aws.use(SNSClient).send(new SetTopicAttributesCommand(asked));
  },
  // In a policy SNS takes no star, and of its own actions only some ("action out of service scope"). This one carries
  // the messages, batches too; AWS's best practices and `enforceSSL` of CDK refuse the same one.
  actions: ['sns:Publish'],
  resources: ({ arn }) => [arn],
  writes: ['sns:SetTopicAttributes'],
  reads: 'sns:GetTopicAttributes',
  limits: policyQuotas,
  code: {
    cloudformation: 'AWS::SNS::TopicPolicy',
    cdk: 'topic.addToResourcePolicy',
    cdkProperty: 'enforceSSL: true',
    terraform: 'aws_sns_topic_policy',
  },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html
  ...httpsWhereEncrypted(
    'topic',
    async (target, aws) => ((await attributesOf(target, aws))?.['KmsMasterKeyId'] ?? '') !== '',
  ),
});

/** Adds to a topic's policy what is missing to refuse messages over plain HTTP, which SNS takes at most endpoints. */
export default remediation({
  meta: {
    id: 'sns-topic-tls-only',
    version: 1,
    family: 'statement',
    concerns: { hop: 'in', matter: 'plaintext' },
    title: 'SNS topics take messages over TLS only',
    summary:
      'Adds one Deny statement to the topic policy that refuses publishing over plain HTTP; no other attribute of the topic is written. Calls that administer the topic are not refused by it, and how the topic delivers is decided by its subscriptions.',
    resourceType: 'AWS::SNS::Topic',
    configRules: [],
    controls: [],
    services: ['sns'],
    impacts: ['breaks-plaintext'],
    reversible: true,
    permissions: {
      read: ['sns:GetTopicAttributes'],
      write: ['sns:SetTopicAttributes'],
      undo: ['sns:SetTopicAttributes'],
    },
    messages,
    docs: [
      'https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html',
      'https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html',
      'https://docs.aws.amazon.com/general/latest/gr/sns.html',
      'https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html',
      'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html',
    ],
  },
  settings: z.strictObject({}),
  ...parts,
});
