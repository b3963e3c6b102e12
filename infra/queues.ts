import { aws_iam as iam, aws_sqs as sqs, Aws, Duration } from 'aws-cdk-lib';
import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

export interface Queues {
  readonly events: sqs.Queue;
  /** Parts of a sweep, so that no event waits behind them. */
  readonly sweep: sqs.Queue;
  /** What failed five times in either. */
  readonly dead: sqs.Queue;
}

/** Six times the function's timeout, as AWS advises for functions that read in batches. Minutes. */
const hidden = 30;

/**
 * Events and parts of a sweep wait here for the function, each in a queue of their own, and what failed five times waits
 * in the dead-letter queue for a person. Encrypted, over TLS only. Of AWS services only this account's own rules may
 * send, and not to the queue of parts: there it takes a role that may. Nobody is denied it by name, because whoever sends
 * dead letters again needs to send, too.
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
  const worked = {
    ...common,
    visibilityTimeout: Duration.minutes(hidden),
    deadLetterQueue: { queue: dead, maxReceiveCount: 5 },
  };
  const events = new sqs.Queue(scope, 'Events', { ...worked, queueName: 'waxseal-events' });
  const sweep = new sqs.Queue(scope, 'SweepParts', { ...worked, queueName: 'waxseal-sweep' });
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
  return { events, sweep, dead };
};
