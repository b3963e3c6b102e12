import { aws_iam as iam, aws_kms as kms, Aws, RemovalPolicy } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Services that write into what the key protects, with nobody's credentials but their own. */
const senders = ['events.amazonaws.com', 'cloudwatch.amazonaws.com'];

/** What whoever reads and writes encrypted things needs; CDK's own grants would take wildcards. */
const use = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
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
  for (const sender of senders) {
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(sender)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
      actions: use,
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/waxseal/*`,
        },
      },
    }),
  );
  return key;
};
