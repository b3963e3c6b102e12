import type { FlowLog } from '@aws-sdk/client-ec2';
import type { NotKnown } from '../../core/model/evidence.ts';
import { queryPermissions } from '../logs-insights/source.ts';
import type { Asking, Source } from '../source.ts';
import { latestOf } from '../since.ts';
import { coverageOf, flowLogsIn } from './coverage.ts';
import { allOfThem, type Found } from './found.ts';
import { readGroup } from './groups.ts';
import { readObjects } from './objects.ts';
import { namesPorts, probesIn, serversOf, watchedOf, type Server, type Watched } from './servers.ts';

/** Five to ten minutes after an interval of up to ten, "on a best-effort basis". */
const lateHours = 1;

/**
 * Each interval of some minutes has a record of each interface, `NODATA` at least: where hours have none, records are missing, though
 * no error may be shown any more. Hours that are counted together make five of them look silent.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html
 */
const mostSilentHours = 6;

const off = (says: string): NotKnown => ({
  is: 'unknown',
  why: 'off',
  says,
  enable: {
    how: 'Create a flow log of its network interfaces, for all traffic, as text; waxseal evidence enable has the command.',
    costs:
      'About 0.25 dollars for each GB of logs that are delivered to S3, or 0.50 to CloudWatch Logs; a GB is about ten million records.',
  },
});

const gone = (log: FlowLog): NotKnown => off(`The log group of ${log.FlowLogId} is gone.`);

/** An error that AWS shows of a flow log: how many records did not arrive, nobody knows. */
const faultOf = ({ DeliverLogsErrorMessage: message, DeliverLogsStatus: status }: FlowLog) =>
  message ?? (status === 'FAILED' ? 'delivery failed' : undefined);

const read = async (asking: Asking) => {
  const { question, window } = asking;
  if (!namesPorts(question))
    return {
      is: 'unknown',
      why: 'not-observable',
      says: `No port of ${question.of} is named that is plaintext by definition.`,
    } as const;
  const { found: servers, missing, lasting } = await serversOf(asking);
  if (servers.length === 0 || missing.length > 0)
    return {
      is: 'unknown',
      why: 'not-observable',
      says: `Network interfaces of ${question.of} were not found${missing.length > 0 ? `: ${missing.join(', ')}` : ''}.`,
    } as const;
  const { by, uncovered, gateways, because } = coverageOf(servers, await flowLogsIn(asking), asking);
  const until = new Date(window.to.getTime() - lateHours * 3_600_000);
  const probes = await probesIn([...new Set(servers.map(({ vpc }) => vpc))], asking);
  const readings: Found[] = [];
  const hear = async (
    log: FlowLog,
    covered: readonly Server[],
    field: Watched['field'],
  ): Promise<boolean> => {
    const watched = watchedOf(covered, servers, field, asking, probes);
    const reading = await (log.LogDestinationType === 's3' ? readObjects : readGroup)(
      log,
      watched,
      until,
      asking,
    );
    if (!reading) return false;
    const fault = faultOf(log);
    const where = `${log.FlowLogId} in ${reading.where}${fault === undefined ? '' : ` (not delivered: ${fault})`}`;
    readings.push({ ...reading, where, unread: reading.unread + (fault === undefined ? 0 : 1) });
    return true;
  };
  for (const [log, covered] of by) if (!(await hear(log, covered, 'interface-id'))) return gone(log);
  if (uncovered.length > 0) for (const log of gateways) await hear(log, uncovered, 'tgw-dst-vpc-id');
  const counts = allOfThem(readings);
  if (uncovered.length > 0 && counts.offending === 0)
    return off(
      [
        `No flow log that can be read records all connections to ${uncovered.map(({ id }) => id).join(', ')}`,
        ...because,
        ...(gateways.length > 0 ? ['a transit gateway sees nobody of the same network'] : []),
      ].join('; ') + '.',
    );
  const { silentHours } = counts;
  const isHeard = silentHours <= mostSilentHours;
  const silence = isHeard ? '' : `, with ${silentHours} hours without any record of an interface`;
  return {
    is: 'read' as const,
    source: `VPC flow logs: ${readings.map(({ where }) => where).join(', ')}${silence}`,
    // Of interfaces that come and go, those of before are in no list.
    complete: lasting && uncovered.length === 0 && isHeard,
    onSince: uncovered.length > 0 ? null : latestOf(readings.map(({ onSince }) => onSince)),
    until: until.toISOString(),
    ...counts,
  };
};

/** Flow logs of network interfaces, subnets, VPCs and transit gateways: who connects to a port. Never whether TLS is spoken on it. */
export const flowLogs: Source = {
  name: 'VPC flow logs',
  permissions: [
    'ec2:DescribeFlowLogs',
    'ec2:DescribeNetworkInterfaces',
    's3:GetBucketLocation',
    's3:GetObject',
    's3:ListBucket',
    ...queryPermissions,
  ],
  answers: ({ ask }) => ask === 'connections-to-plaintext-ports',
  read,
};
