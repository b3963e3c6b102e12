import { aws_iam as iam, aws_kms as kms, Aws, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What whoever reads and writes encrypted things needs; CDK's own grants would take wildcards. */
const cryptography = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
const use = [...cryptography, 'kms:DescribeKey'];

/** What a service needs that sends into an encrypted queue or topic with nobody's credentials but its own. */
const send = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'];

const ours = (service: string, resource: string): string =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/**
 * EventBridge sends no `aws:SourceAccount` and no `aws:SourceArn` with its requests for keys of topics, and a statement
 * that asks for them drops every event without a word. What it may encrypt for is said by the encryption context: our
 * own queues and topics. Who may send into those is in their own policies.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
const eventsSend = (key: string, pattern: string): iam.PolicyStatement =>
  new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: send,
    resources: ['*'],
    conditions: { ArnLike: { [`kms:EncryptionContext:${key}`]: pattern } },
  });

const statements = (): readonly iam.PolicyStatement[] => [
  eventsSend('aws:sqs:arn', ours('sqs', 'waxseal-*')),
  eventsSend('aws:sns:topicArn', ours('sns', 'waxseal-*')),
  new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: send,
    resources: ['*'],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': ours('cloudwatch', 'alarm:waxseal-*') },
    },
  }),
  new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
    // Not DescribeKey: it has no encryption context, so that under this condition it would be allowed to nobody.
    actions: cryptography,
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': ours('logs', 'log-group:/waxseal/*') } },
  }),
];

/** Lets a role of ours use the key, if there is one. */
export const mayUse = (key: kms.IKey | undefined, role: iam.IRole): void => void key?.grant(role, ...use);

/** The customer's own key, for organizations that must hold one. It costs; the default is keys that AWS holds. */
export const customerKey = (scope: Construct): kms.Key => {
  const key = new kms.Key(scope, 'Key', {
    alias: 'waxseal',
    description: 'Waxseal: journal, queues, topics, policy file, logs',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const statement of statements()) key.addToResourcePolicy(statement);
  return key;
};
