import {
  aws_cloudwatch as cloudwatch,
  aws_cloudwatch_actions as actions,
  aws_iam as iam,
  aws_sns as sns,
  Aws,
  Duration,
} from 'aws-cdk-lib';
import type { aws_kms as kms, aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { metricNames, namespace, service } from '../src/adapters/notify/metric-names.ts';
import type { Queues } from './queues.ts';

/** What our functions count, under the names that they count it by. */
export const ownMetric = (metricName: string, period: Duration): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace,
    metricName,
    dimensionsMap: { service },
    statistic: 'Sum',
    period,
  });

export interface Watched {
  readonly key: kms.IKey | undefined;
  readonly queues: Queues;
  readonly functions: Readonly<Record<string, lambda.Function>>;
}

interface Wanted {
  readonly id: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  readonly periods?: number;
  readonly description: string;
  /** No data is bad news only about what must happen all the time. */
  readonly silenceIsBad?: boolean;
  readonly below?: boolean;
}

const hour = Duration.hours(1);
const fiveMinutes = Duration.minutes(5);
/** What stays wrong is counted again by each sweep: it is told once, and not at each. */
const longerThanASweep = Duration.hours(12);

const wanted = ({ queues, functions }: Watched): readonly Wanted[] => [
  {
    id: 'DeadLettersAlarm',
    metric: queues.dead.metricApproximateNumberOfMessagesVisible({
      period: fiveMinutes,
      statistic: 'Maximum',
    }),
    threshold: 1,
    description:
      'Waxseal could not handle an event or a part of a sweep five times over. docs/operate.md: dead letters.',
  },
  {
    id: 'BacklogAlarm',
    metric: queues.events.metricApproximateAgeOfOldestMessage({ period: fiveMinutes, statistic: 'Maximum' }),
    threshold: 3600,
    periods: 3,
    description: 'An event has waited for Waxseal for an hour. docs/operate.md: backlog.',
  },
  {
    id: 'SweepBacklogAlarm',
    metric: queues.sweep.metricApproximateAgeOfOldestMessage({ period: fiveMinutes, statistic: 'Maximum' }),
    threshold: 5.5 * 3600,
    description: 'A sweep is not looked at to its end before the next begins. docs/operate.md: backlog.',
  },
  {
    id: 'PartMissedAlarm',
    metric: ownMetric(metricNames.partMissed, longerThanASweep),
    threshold: 1,
    description: 'A part of a sweep could not be looked at, such as an account. docs/operate.md: sweep.',
  },
  {
    id: 'FailuresAlarm',
    metric: ownMetric('outcome-failed', hour),
    threshold: 5,
    description: 'Five looks or fixes failed within an hour. docs/operate.md: failures.',
  },
  {
    id: 'HaltedAlarm',
    metric: ownMetric('outcome-halted', fiveMinutes),
    threshold: 1,
    description: 'A run stopped midway and was not finished. docs/operate.md: halted runs.',
  },
  {
    id: 'RegressedAlarm',
    metric: ownMetric('outcome-regressed', fiveMinutes),
    threshold: 1,
    description: 'Errors of clients jumped after a fix. docs/operate.md: canary.',
  },
  {
    id: 'BreakerAlarm',
    metric: ownMetric(metricNames.breakerOpen, fiveMinutes),
    threshold: 1,
    description: 'A remediation failed so often that its breaker opened. docs/operate.md: breaker.',
  },
  {
    id: 'ApprovalsExpiringAlarm',
    metric: ownMetric(metricNames.approvalExpiring, hour),
    threshold: 1,
    description: 'People were asked and have a day left to answer. docs/operate.md: approvals.',
  },
  {
    id: 'SweepAlarm',
    metric: new cloudwatch.MathExpression({
      expression: 'FILL(calls, 0) - FILL(errors, 0)',
      label: 'Sweeps that ended well',
      usingMetrics: {
        calls: functions['sweep']?.metricInvocations({ period: Duration.minutes(15) }) ?? missing('sweep'),
        errors: functions['sweep']?.metricErrors({ period: Duration.minutes(15) }) ?? missing('sweep'),
      },
      period: Duration.minutes(15),
    }),
    threshold: 1,
    below: true,
    silenceIsBad: true,
    description:
      'Waxseal has not swept for 15 minutes: unfinished work stands still. docs/operate.md: sweep.',
  },
  ...Object.entries(functions).map(([name, fn]) => ({
    id: `Errors-${name}`,
    metric: fn.metricErrors({ period: fiveMinutes }),
    threshold: 1,
    periods: 2,
    description: `The function waxseal-${name} ended in an error twice in a row. docs/operate.md: errors.`,
  })),
];

const missing = (name: string): never => {
  throw new Error(`there is no function ${name} to watch`);
};

/** Alarms and the topic that they go to. Nobody is subscribed yet: docs/deploy.md says how. */
export const alarms = (
  scope: Construct,
  watched: Watched,
): { readonly topic: sns.Topic; readonly all: readonly cloudwatch.Alarm[] } => {
  const topic = new sns.Topic(scope, 'AlarmTopic', {
    topicName: 'waxseal-alarms',
    displayName: 'Waxseal alarms',
    enforceSSL: true,
    ...(watched.key && { masterKey: watched.key }),
  });
  topic.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: 'OwnAlarms',
      principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: {
          'aws:SourceArn': `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:waxseal-*`,
        },
      },
    }),
  );
  const all = wanted(watched).map(
    ({ id, metric, threshold, periods = 1, description, silenceIsBad, below }) => {
      const alarm = new cloudwatch.Alarm(scope, id, {
        alarmName: `waxseal-${id
          .replace(/Alarm$/, '')
          .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
          .toLowerCase()}`,
        alarmDescription: description,
        metric,
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: below
          ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
          : cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: silenceIsBad
          ? cloudwatch.TreatMissingData.BREACHING
          : cloudwatch.TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new actions.SnsAction(topic));
      return alarm;
    },
  );
  return { topic, all };
};
