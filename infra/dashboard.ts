import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import type { aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ownMetric } from './alarms.ts';
import type { Queues } from './queues.ts';

export interface Shown {
  readonly alarms: readonly cloudwatch.Alarm[];
  readonly queues: Queues;
  readonly functions: Readonly<Record<string, lambda.Function>>;
}

const day = Duration.days(1);
const did = ['sealed', 'undone', 'reported', 'asked', 'advice', 'deferred', 'moved', 'halted', 'failed'];

const logGroups = ({ functions }: Shown): string[] =>
  Object.keys(functions).map((name) => `/waxseal/${name}`);

const waiting = [
  'fields @timestamp, remediation, account, region, outcome, run',
  "filter outcome in ['asked', 'deferred', 'settling']",
  'sort @timestamp desc',
  'limit 50',
];
const failed = [
  'fields @timestamp, remediation, account, region, code',
  "filter outcome = 'failed' or delivery = 'failed'",
  'sort @timestamp desc',
  'limit 50',
];

const heading = (markdown: string): cloudwatch.IWidget =>
  new cloudwatch.TextWidget({ markdown, width: 24, height: 1 });

/** Three questions: is it healthy, what did it do today, what waits for whom. */
export const dashboard = (scope: Construct, shown: Shown): cloudwatch.Dashboard => {
  const { alarms, queues, functions } = shown;
  return new cloudwatch.Dashboard(scope, 'Dashboard', {
    dashboardName: 'Waxseal',
    widgets: [
      [heading('## Is it healthy?')],
      [
        new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 8 }),
        new cloudwatch.GraphWidget({
          title: 'Events that wait, and dead letters',
          width: 8,
          left: [
            queues.events.metricApproximateNumberOfMessagesVisible(),
            queues.dead.metricApproximateNumberOfMessagesVisible(),
          ],
        }),
        new cloudwatch.GraphWidget({
          title: 'Errors of the functions',
          width: 8,
          left: Object.values(functions).map((fn) => fn.metricErrors()),
        }),
      ],
      [heading('## What did it do today?')],
      [
        new cloudwatch.SingleValueWidget({
          title: 'Since yesterday at this time',
          width: 24,
          metrics: did.map((outcome) => ownMetric(`outcome-${outcome}`, day).with({ label: outcome })),
        }),
      ],
      [heading('## What waits for whom?  `waxseal report` says it with owners and dates')],
      [
        new cloudwatch.LogQueryWidget({
          title: 'Waiting: for an approval, for a window, for AWS',
          width: 12,
          logGroupNames: logGroups(shown),
          queryLines: waiting,
        }),
        new cloudwatch.LogQueryWidget({
          title: 'Failed',
          width: 12,
          logGroupNames: logGroups(shown),
          queryLines: failed,
        }),
      ],
    ],
  });
};
