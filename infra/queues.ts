import { aws_iam as iam, aws_sqs as sqs, Aws, Duration } from 'aws-cdk-lib';
import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { names } from './names.ts';

export interface Queues {
  readonly events: sqs.Queue;
  /** Parts of a sweep, so that no event waits behind them. */
  readonly sweep: sqs.Queue;
  /** What failed five times in either. */
  readonly dead: sqs.Queue;
}

/** Six times the function's timeout, as AWS advises for functions that read in batches. Minutes. */
const hidden = 30;

/** Lets EventBridge put into a queue what it has for it: from rules of ours in this account, and from our own bus. */
const takesFromRules = (queue: sqs.Queue, sources: readonly string[] = ['rule/waxseal*']): void => {
  queue.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'OwnRules',
      principals: [new iam.ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: {
          'aws:SourceArn': sources.map(
            (source) => `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:${source}`,
          ),
        },
      },
    }),
  );
};

/**
 * Where a Region of an account keeps what it could not send to the hub's bus: the bus is gone, or does not let it in.
 * Its own queue, because a dead-letter queue must be in the Region of the rule.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export const forwardDeadLetters = (scope: Construct): sqs.Queue => {
  const queue = new sqs.Queue(scope, 'ForwardDeadLetters', {
    queueName: names.forwardDeadLetters,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    encryption: sqs.QueueEncryption.SQS_MANAGED,
  });
  takesFromRules(queue);
  return queue;
};

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
  takesFromRules(events);
  takesFromRules(dead, ['rule/waxseal*', `event-bus/${names.bus}`]);
  return { events, sweep, dead };
};
