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
const did = [
  'remediated',
  'rolled-back',
  'reported',
  'approval-requested',
  'manual-action-needed',
  'deferred',
  'conflict',
  'halted',
  'regressed',
  'failed',
];

const logGroups = ({ functions }: Shown): string[] =>
  Object.keys(functions).map((name) => `/waxseal/${name}`);

/**
 * Every outcome that is new is one line of the log, so the last line about a finding says where it stands. The owner is
 * whom it waits for.
 */
const waiting = [
  "filter message = 'outcome'",
  'stats latest(outcome) as state, latest(owner) as whom, latest(approvalRequest) as question, max(@timestamp) as since by remediation, account, region, id',
  "filter state in ['approval-requested', 'deferred', 'settling', 'pending']",
  'sort since asc',
  'limit 50',
];
const failed = [
  'fields @timestamp, owner, remediation, account, region, id, code, where',
  "filter outcome = 'failed' or delivery = 'failed' or message = 'part missed'",
  'sort @timestamp desc',
  'limit 50',
];

/** As long as an approval may wait by default: what waits was told of once, when it began. */
const shownDays = 7;

const heading = (markdown: string): cloudwatch.IWidget =>
  new cloudwatch.TextWidget({ markdown, width: 24, height: 1 });

/** Three questions: is it healthy, what did it do today, what waits for whom. */
export const dashboard = (scope: Construct, shown: Shown): cloudwatch.Dashboard => {
  const { alarms, queues, functions } = shown;
  return new cloudwatch.Dashboard(scope, 'Dashboard', {
    dashboardName: 'Waxseal',
    defaultInterval: Duration.days(shownDays),
    widgets: [
      [heading('## Is it healthy?')],
      [
        new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 8 }),
        new cloudwatch.GraphWidget({
          title: 'Events and parts of a sweep that wait, and dead letters',
          width: 8,
          left: [
            queues.events.metricApproximateNumberOfMessagesVisible(),
            queues.sweep.metricApproximateNumberOfMessagesVisible(),
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
          title: 'Waiting: for an approval, a window, a reboot, AWS',
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
