import type { NotKnown } from '../../core/model/evidence.ts';
import type { Asking, Source } from '../source.ts';
import { deliveredTo } from './deliveries.ts';
import { kinds, neededFor } from './kinds.ts';
import { groupNameOf, groupOf } from './query.ts';
import { countsOf } from './rows.ts';

/** What reading by queries needs, whatever is asked. */
export const queryPermissions = [
  'logs:DescribeLogGroups',
  'logs:GetQueryResults',
  'logs:StartQuery',
  'logs:StopQuery',
] as const;

const off = (says: string): NotKnown => ({
  is: 'unknown',
  why: 'off',
  says,
  enable: {
    how: 'Deliver them to CloudWatch Logs; waxseal evidence enable plans it.',
    costs:
      'About 0.50 dollars for each GB of logs, which is about two million requests; a query 0.005 dollars for each GB.',
  },
});

const read = async (asking: Asking) => {
  const { question, target, look, window } = asking;
  const kind = kinds.find(({ answers }) => answers(question));
  if (!kind) return off('Nothing delivers such logs.');
  const { name: what, lateHours } = kind;
  const deliveries = await deliveredTo(question.of, kind.logType, look(target));
  const needed = neededFor(kind, question);
  const useful = deliveries.find(({ fields }) => !fields || needed.every((name) => fields.includes(name)));
  if (!useful)
    return off(
      deliveries.length === 0
        ? `No ${what} are delivered to CloudWatch Logs.`
        : `The ${what} in CloudWatch Logs lack fields; ${needed.join(', ')} are needed.`,
    );
  const name = groupNameOf(useful.logGroupArn);
  // CloudFront delivers from us-east-1, to a log group that may be elsewhere.
  const location = { ...target, region: useful.logGroupArn.split(':')[3] || target.region };
  const group = await groupOf(name, location, asking);
  if (!group) return off(`The log group ${name} is gone.`);
  const about = kind.about(question, target, useful.isShared);
  const { filter: all, suspicious, parse } = about;
  const suspects = `${all} and ${suspicious}${parse === undefined ? '' : ` ${parse}`}`;
  const place = { group: name, location, storedBytes: group.storedBytes };
  const until = new Date(window.to.getTime() - lateHours * 3_600_000);
  return {
    is: 'read' as const,
    source: `${what} in log group ${name}`,
    complete: false,
    onSince: group.onSince,
    until: until.toISOString(),
    ...(await countsOf({ ...about, all, suspects }, place, until, asking)),
  };
};

/** Logs that S3, Application Load Balancers and CloudFront deliver to CloudWatch Logs, asked with Logs Insights. */
export const deliveredLogs: Source = {
  name: 'Logs delivered to CloudWatch Logs',
  permissions: [
    'logs:DescribeDeliveries',
    'logs:DescribeDeliveryDestinations',
    'logs:DescribeDeliverySources',
    ...queryPermissions,
  ],
  answers: (question) => kinds.some(({ answers }) => answers(question)),
  read,
};
