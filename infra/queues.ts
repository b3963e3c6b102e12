import { aws_iam as iam, aws_sqs as sqs, Aws, Duration } from 'aws-cdk-lib';
import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

export interface Queues {
  readonly events: sqs.Queue;
  readonly dead: sqs.Queue;
}

/** Six times the function's timeout, as AWS advises for functions that read in batches. Minutes. */
const hidden = 30;

/**
 * Events wait here for the function, and what failed five times waits in the dead-letter queue for a person. Encrypted,
 * over TLS only; only this account's own rules may send.
 */
export const queues = (scope: Construct, key: kms.IKey | undefined): Queues => {
  const common = {
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    ...(key
      ? { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: key }
      : { encryption: sqs.QueueEncryption.SQS_MANAGED }),
  };
  const dead = new sqs.Queue(scope, 'DeadLetters', {
    ...common,
    queueName: 'waxseal-dead-letters',
  });
  const events = new sqs.Queue(scope, 'Events', {
    ...common,
    queueName: 'waxseal-events',
    visibilityTimeout: Duration.minutes(hidden),
    deadLetterQueue: { queue: dead, maxReceiveCount: 5 },
  });
  for (const queue of [events, dead]) {
    queue.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'OwnRules',
        principals: [new iam.ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: {
            'aws:SourceArn': `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/waxseal*`,
          },
        },
      }),
    );
  }
  return { events, dead };
};
