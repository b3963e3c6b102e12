import { DescribeFlowLogsCommand, EC2Client, type FlowLog } from '@aws-sdk/client-ec2';
import { allPages } from '../pages.ts';
import type { Asking } from '../source.ts';
import type { Server, Watched } from './servers.ts';

/** Which flow log records which interface, and whether it can be read. */

/** As EC2 writes which fields a record has. */
export const formatOf = (fields: readonly string[]): string => fields.map((name) => `\${${name}}`).join(' ');

const standard = formatOf(
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  ),
);

/** Names of fields of a record, in their order. https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html */
export const fieldsOf = ({ LogFormat = standard }: Pick<FlowLog, 'LogFormat'>): readonly string[] =>
  [...LogFormat.matchAll(/\$\{([^}]+)\}/g)].flatMap(([, name]) => name ?? []);

const always = ['srcaddr', 'dstaddr', 'dstport', 'protocol', 'start', 'log-status'] as const;

/** Fields without which a record says nothing of who connected. */
const neededOf = ({ TrafficType: traffic }: FlowLog, field: Watched['field']): readonly string[] => [
  field,
  ...always,
  ...(field === 'interface-id' && traffic !== 'ACCEPT' ? ['action'] : []),
];

const isOfGateway = ({ ResourceId: of = '' }: FlowLog): boolean => of.startsWith('tgw-');

/** Why a flow log is of no use; `undefined`: it can be read. */
const uselessAs = (log: FlowLog): string | undefined => {
  const { FlowLogId: id = 'a flow log', LogDestinationType: type = 'cloud-watch-logs' } = log;
  if (log.FlowLogStatus !== 'ACTIVE') return `${id} is not active`;
  if (log.TrafficType === 'REJECT') return `${id} records rejected traffic only`;
  if (type !== 'cloud-watch-logs' && type !== 's3')
    return `${id} delivers to ${type}, which Waxseal does not read`;
  if (log.DestinationOptions?.FileFormat === 'parquet')
    return `${id} writes Parquet, which Waxseal does not read`;
  if (type === 'cloud-watch-logs' && log.DeliverCrossAccountRole !== undefined)
    return `${id} delivers to a log group of another account`;
  const fields = fieldsOf(log);
  const lacks = neededOf(log, isOfGateway(log) ? 'tgw-dst-vpc-id' : 'interface-id').filter(
    (name) => !fields.includes(name),
  );
  return lacks.length > 0 ? `${id} records no ${lacks.join(', ')}` : undefined;
};

/** All flow logs of the account in this Region: it has few. */
export const flowLogsIn = async ({ target, look }: Asking): Promise<readonly FlowLog[]> =>
  allPages(async (NextToken) => {
    const answer = await look(target).use(EC2Client).send(new DescribeFlowLogsCommand({ NextToken }));
    return { items: answer.FlowLogs, next: answer.NextToken };
  });

export interface Coverage {
  /** Which interfaces are read in which flow log; each in one. */
  readonly by: ReadonlyMap<FlowLog, readonly Server[]>;
  readonly uncovered: readonly Server[];
  /** Of transit gateways: they see who comes from other networks, and nobody else. */
  readonly gateways: readonly FlowLog[];
  /** Of flow logs that could not be used. */
  readonly because: readonly string[];
}

/** Older than the window first, then what a query reads, then by age and name: the same each time. */
const rankOf = ({ CreationTime, LogDestinationType, FlowLogId = '' }: FlowLog, from: Date): string => {
  const since = CreationTime?.toISOString() ?? '9';
  const isOld = since <= from.toISOString();
  return [isOld ? 0 : 1, LogDestinationType === 's3' ? 1 : 0, since, FlowLogId].join(' ');
};

const covers = ({ ResourceId: of }: FlowLog, { id, subnet, vpc }: Server): boolean =>
  of !== undefined && of !== '' && [id, subnet, vpc].includes(of);

export const coverageOf = (
  servers: readonly Server[],
  logs: readonly FlowLog[],
  { window }: Pick<Asking, 'window'>,
): Coverage => {
  const about = logs.filter((log) => isOfGateway(log) || servers.some((one) => covers(log, one)));
  const useful = about
    .filter((log) => uselessAs(log) === undefined)
    .toSorted((a, b) => (rankOf(a, window.from) < rankOf(b, window.from) ? -1 : 1));
  const by = new Map<FlowLog, Server[]>();
  const uncovered: Server[] = [];
  for (const server of servers) {
    const log = useful.find((one) => covers(one, server));
    if (log) by.set(log, [...(by.get(log) ?? []), server]);
    else uncovered.push(server);
  }
  const because = about.flatMap((log) => (isOfGateway(log) ? [] : (uselessAs(log) ?? [])));
  return { by, uncovered, gateways: useful.filter(isOfGateway), because };
};
