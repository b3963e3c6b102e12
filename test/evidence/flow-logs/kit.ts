import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { verdictOf } from '../../../src/core/evidence/verdict.ts';
import type { Question } from '../../../src/core/model/evidence.ts';
import type { Target } from '../../../src/core/model/target.ts';
import { formatOf } from '../../../src/evidence/flow-logs/coverage.ts';
import { flowLogs } from '../../../src/evidence/flow-logs/source.ts';
import { answering, type Answers } from '../../kit/answering.ts';
import { asking, hours, window } from '../kit.ts';

/** A cluster of two brokers, whose clients come to port 9092 without TLS and to 9094 with it. */

const arn = 'arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b';
export const cluster: Target = {
  account: '111122223333',
  region: 'eu-west-1',
  partition: 'aws',
  type: 'AWS::MSK::Cluster',
  id: arn,
  arn,
};

export const ports: Question = {
  ask: 'connections-to-plaintext-ports',
  of: arn,
  clears: ['breaks-plaintext'],
  given: { plaintextPorts: ['9092'], tlsPorts: ['9094', '9098'], interfaces: ['eni-a', 'eni-b'] },
};

export const interfaceOf = (id: string, address: string, subnet: string, more: object = {}) => ({
  NetworkInterfaceId: id,
  SubnetId: subnet,
  VpcId: 'vpc-1',
  PrivateIpAddresses: [{ PrivateIpAddress: address }],
  ...more,
});
export const brokers = [
  interfaceOf('eni-a', '10.0.1.5', 'subnet-a'),
  interfaceOf('eni-b', '10.0.2.5', 'subnet-b'),
];

const names =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status'.split(
    ' ',
  );
export const custom =
  'interface-id start end srcaddr pkt-srcaddr dstaddr srcport dstport protocol bytes tcp-flags action log-status'.split(
    ' ',
  );
export const gateway = 'tgw-id tgw-dst-vpc-id srcaddr dstaddr dstport protocol start log-status'.split(' ');
type Values = Readonly<Record<string, string>>;

/** A record as AWS writes it: a client of broker A over TLS, unless it says otherwise. */
export const flow = (at: Date, values: Values = {}, fields: readonly string[] = names): string => {
  const start = Math.floor(at.getTime() / 1000);
  const held: Readonly<Record<string, string>> = {
    version: '2',
    'account-id': '111122223333',
    'interface-id': 'eni-a',
    'tgw-id': 'tgw-1',
    'tgw-dst-vpc-id': 'vpc-1',
    srcaddr: '10.0.9.7',
    'pkt-srcaddr': values['srcaddr'] ?? '10.0.9.7',
    dstaddr: '10.0.1.5',
    srcport: '40312',
    dstport: '9094',
    protocol: '6',
    packets: '20',
    bytes: '4249',
    'tcp-flags': '3',
    start: String(start),
    end: String(start + 60),
    action: 'ACCEPT',
    'log-status': 'OK',
    ...values,
  };
  return fields.map((name) => held[name] ?? '-').join(' ');
};

const nothing = ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol', 'packets', 'bytes', 'action'];
/** A stretch of an interface of which AWS has no record. */
export const without = (
  at: Date,
  status: 'NODATA' | 'SKIPDATA',
  of = 'eni-b',
  fields: readonly string[] = names,
): string =>
  flow(
    at,
    {
      ...Object.fromEntries([...nothing, 'pkt-srcaddr', 'tcp-flags'].map((name) => [name, '-'])),
      'interface-id': of,
      'log-status': status,
    },
    fields,
  );

/** Both brokers in an hour in which nobody does wrong: one client of A over TLS, nobody at B. */
export const calm = (at: Date, fields: readonly string[] = names): readonly string[] => [
  flow(at, {}, fields),
  flow(at, { srcaddr: '10.0.1.5', dstaddr: '10.0.9.7', srcport: '9094', dstport: '40312' }, fields),
  without(at, 'NODATA', 'eni-b', fields),
];

export const plain = (values: Values = {}): Values => ({ dstport: '9092', ...values });

const flowLog = (more: object = {}) => ({
  FlowLogId: 'fl-1',
  FlowLogStatus: 'ACTIVE',
  DeliverLogsStatus: 'SUCCESS',
  ResourceId: 'vpc-1',
  TrafficType: 'ALL',
  LogFormat: formatOf(names),
  CreationTime: new Date('2026-06-01T00:00:00Z'),
  ...more,
});
export const inBucket = (more: object = {}) =>
  flowLog({ LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::all-logs/flow/', ...more });
export const inGroup = (more: object = {}) =>
  flowLog({ LogDestinationType: 'cloud-watch-logs', LogGroupName: 'flow', ...more });

const stampOf = (at: Date): string => at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
export const keyOf = (at: Date, id = 'fl-1', folder?: string): string => {
  const day = at.toISOString().slice(0, 10).replaceAll('-', '/');
  return `${folder ?? `flow/AWSLogs/111122223333/vpcflowlogs/eu-west-1/${day}/`}111122223333_vpcflowlogs_eu-west-1_${id}_${stampOf(at)}Z_0a1b2c3d.log.gz`;
};

const dayBefore = new Date(window.from.getTime() - 20 * 3_600_000);
/** A file every six hours from the day before the window, each with its heading. */
export const files = (
  lines: (at: Date) => readonly string[],
  {
    fields = names,
    folder,
  }: { readonly fields?: readonly string[]; readonly folder?: (at: Date) => string } = {},
): ReadonlyMap<string, string> =>
  new Map(
    [dayBefore, ...hours(6)].map((at) => [
      keyOf(at, 'fl-1', folder?.(at)),
      [fields.join(' '), ...lines(at)].join('\n'),
    ]),
  );

/** All hours of the window as records of a log group. */
export const records = (lines: (at: Date) => readonly string[]): readonly string[] =>
  hours(6).flatMap((at) => lines(at));

type Row = Record<string, string>;

const isMissing = (row: Row, name: string): boolean => ['', '-', 'null', undefined].includes(row[name]);

/** The commands of Logs Insights that the reader uses, over lines of a log group. */
const insights = (
  query: string,
  lines: readonly string[],
  fields: readonly string[] = names,
): readonly Row[] => {
  const place = fields.indexOf('start');
  let rows: Row[] = lines.map((message) => ({
    '@message': message,
    '@timestamp': new Date(Number(message.split(' ')[place]) * 1000).toISOString(),
  }));
  for (const command of query.split(' | ')) {
    const like = /^filter @message like \/(.*)\/$/.exec(command)?.[1];
    const parse = /^parse @message \/(.*)\/$/.exec(command)?.[1];
    const stats = /^stats (.*) by (.*)$/.exec(command);
    if (like !== undefined) rows = rows.filter((row) => new RegExp(like).test(row['@message'] ?? ''));
    else if (parse !== undefined)
      rows = rows.map((row) => ({ ...row, ...new RegExp(parse).exec(row['@message'] ?? '')?.groups }));
    else if (command.startsWith('filter '))
      rows = rows.filter((row) =>
        command
          .slice(7)
          .split(' and ')
          .every((condition) => {
            const equal = /^(\w+) = '(\w+)'$/.exec(condition);
            if (equal) return row[equal[1] ?? ''] === equal[2];
            const absent = /^(not )?\(not ispresent\((\w+)\)/.exec(condition);
            if (!absent) throw new Error(`nobody knows ${condition}`);
            return isMissing(row, absent[2] ?? '') === (absent[1] === undefined);
          }),
      );
    else if (stats) {
      const by = (stats[2] ?? '').split(', ');
      const bin = by.find((name) => name.startsWith('bin('));
      const width = Number(/\d+/.exec(bin ?? '1')?.[0]) * 3_600_000;
      const groups = Map.groupBy(rows, (row) => {
        const moment = Math.floor(Date.parse(row['@timestamp'] ?? '') / width) * width;
        return JSON.stringify(
          by.map((name) => (name === bin ? new Date(moment).toISOString() : (row[name] ?? null))),
        );
      });
      rows = [...groups].map(([key, all]) => {
        const values: unknown = JSON.parse(key);
        const moments = all.map((row) => row['@timestamp'] ?? '').toSorted();
        return {
          ...Object.fromEntries(
            by.flatMap((name, at) => {
              const value: unknown = Reflect.get(Object(values), at);
              return typeof value === 'string' ? [[name, value]] : [];
            }),
          ),
          n: String(all.length),
          first: moments[0] ?? '',
          last: moments.at(-1) ?? '',
        };
      });
    } else if (!command.startsWith('sort ')) throw new Error(`nobody knows ${command}`);
  }
  return rows;
};

interface Given {
  readonly question?: Question;
  readonly interfaces?: readonly object[];
  readonly logs?: readonly object[];
  readonly objects?: ReadonlyMap<string, string>;
  readonly lines?: readonly string[];
  readonly fields?: readonly string[];
  readonly more?: Answers;
  readonly budget?: NonNullable<Parameters<typeof asking>[1]>['budget'];
}

export const answerTo = async ({
  question = ports,
  interfaces = brokers,
  logs = [inBucket()],
  objects = new Map(),
  lines = [],
  fields,
  more = {},
  budget,
}: Given) => {
  const keys = [...objects.keys()].toSorted();
  let query = '';
  const { aws, asked } = answering({
    DescribeNetworkInterfaces: ({ Filters }) => ({
      NetworkInterfaces: JSON.stringify(Filters).includes('waxseal-probe') ? [] : interfaces,
    }),
    DescribeFlowLogs: () => ({ FlowLogs: logs }),
    GetBucketLocation: () => ({ LocationConstraint: 'eu-west-1' }),
    ListObjectsV2: ({ Prefix, StartAfter = '' }) => ({
      Contents: keys
        .filter((key) => key.startsWith(String(Prefix)) && key > String(StartAfter))
        .map((Key) => ({ Key, Size: 400 })),
    }),
    GetObject: ({ Key }) => ({ Body: Readable.from([gzipSync(objects.get(String(Key)) ?? '')]) }),
    DescribeLogGroups: () => ({
      logGroups: [
        { logGroupName: 'flow', creationTime: Date.parse('2026-06-01T00:00:00Z'), storedBytes: 1e6 },
      ],
    }),
    StartQuery: ({ queryString }) => {
      query = String(queryString);
      return { queryId: 'q' };
    },
    GetQueryResults: () => ({
      status: 'Complete',
      results: insights(query, lines, fields).map((row) =>
        Object.entries(row).map(([field, value]) => ({ field, value })),
      ),
    }),
    ...more,
  });
  const found = await flowLogs.read(asking(aws, { question, target: cluster, ...(budget && { budget }) }));
  return { asked, evidence: found.is === 'read' ? verdictOf(question, found, window) : found };
};
