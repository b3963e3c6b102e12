import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Window } from '../../core/evidence/verdict.ts';
import type { Location } from '../../core/model/target.ts';
import type { Asking } from '../source.ts';

/** Queries over a log group. List price, us-east-1: https://aws.amazon.com/cloudwatch/pricing/ */
const dollarsPerByte = 0.005 / 1e9;

export type Row = Readonly<Record<string, string>>;

/** What a query came to. `cutOff`: it may have had more to say, or was never begun. */
export interface Answered {
  readonly rows: readonly Row[];
  readonly cutOff: boolean;
}

/** A query answers with at most so many rows. */
const mostRows = 10_000;
const pollMilliseconds = 1_000;

/** Hours of a long window, each with some values, are more rows than a query answers with. What a bin hides only lengthens silence. */
export const binOf = ({ from, to }: Window): string =>
  to.getTime() - from.getTime() > 14 * 86_400_000 ? 'bin(6h)' : 'bin(1h)';

/** An ARN of a log group without the `:*` that some services append. */
export const groupNameOf = (arn: string): string => arn.replace(/:\*$/, '').replace(/^.*:log-group:/, '');

/** Since when there has been anything to ask: its creation, or as far back as it keeps. `undefined`: it is gone. */
export const groupOf = async (
  name: string,
  location: Location,
  { look, window }: Asking,
): Promise<{ readonly onSince: string; readonly storedBytes: number } | undefined> => {
  const answer = await look(location)
    .use(CloudWatchLogsClient)
    .send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  const group = answer.logGroups?.find(({ logGroupName }) => logGroupName === name);
  if (!group) return undefined;
  const days = group.retentionInDays;
  const kept = days === undefined ? 0 : window.to.getTime() - days * 86_400_000;
  return {
    onSince: new Date(Math.max(group.creationTime ?? window.to.getTime(), kept)).toISOString(),
    storedBytes: group.storedBytes ?? 0,
  };
};

/** A log group, and how much is in it. */
export interface Place {
  readonly group: string;
  readonly location: Location;
  readonly storedBytes: number;
}

/** Runs one query, and stops it when the budget is over. What it might scan at most must fit into the budget. */
export const ask = async (
  query: string,
  { group, location, storedBytes }: Place,
  { look, window, spending, pause }: Asking,
): Promise<Answered> => {
  if (storedBytes * dollarsPerByte > spending.left().dollars) return { rows: [], cutOff: true };
  const client = () => look(location).use(CloudWatchLogsClient);
  const { queryId } = await client().send(
    new StartQueryCommand({
      logGroupName: group,
      startTime: Math.floor(window.from.getTime() / 1000),
      endTime: Math.floor(window.to.getTime() / 1000),
      queryString: query,
      limit: mostRows,
    }),
  );
  for (;;) {
    const { status, results = [], statistics } = await client().send(new GetQueryResultsCommand({ queryId }));
    if (status === 'Complete') {
      spending.dollars((statistics?.bytesScanned ?? 0) * dollarsPerByte);
      const rows = results.map((row) =>
        Object.fromEntries(row.map(({ field = '', value = '' }) => [field, value])),
      );
      return { rows, cutOff: results.length >= mostRows };
    }
    if (status !== 'Running' && status !== 'Scheduled') return { rows: [], cutOff: true };
    if (spending.isOver()) {
      await client().send(new StopQueryCommand({ queryId }));
      return { rows: [], cutOff: true };
    }
    await pause(pollMilliseconds);
  }
};
