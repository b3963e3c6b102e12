import type { Answers } from '../../kit/answering.ts';

/** Athena and Glue as far as the table of access logs needs them. */

const names =
  'bucketowner bucket_name requestdatetime remoteip requester requestid operation key request_uri httpstatus errorcode bytessent objectsize totaltime turnaroundtime referrer useragent versionid hostid sigv ciphersuite authtype endpoint tlsversion accesspointarn aclrequired'.split(
    ' ',
  );

/** The shape of a line, as the documented table has it: what it does not fit is null in every column. */
const shape = new RegExp(
  `^${[
    '([^ ]*)',
    '([^ ]*)',
    String.raw`\[(.*?)\]`,
    ...Array.from({ length: 5 }, () => '([^ ]*)'),
    '("[^"]*"|-)',
    '(-|[0-9]*)',
    ...Array.from({ length: 6 }, () => '([^ ]*)'),
    '("[^"]*"|-)',
    '([^ ]*)',
  ].join(' ')}(?: ${Array.from({ length: 6 }, () => '([^ ]*)').join(' ')})?(?: ([^ ]*) ([^ ]*))?.*$`,
);

type Column = string | undefined;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const momentOf = (text = ''): number => {
  const [, d, m = '', y, time] = /^(\d\d)\/(\w{3})\/(\d{4}):([\d:]{8}) \+0000$/.exec(text) ?? [];
  return Date.parse(`${y}-${String(months.indexOf(m) + 1).padStart(2, '0')}-${d}T${time}Z`);
};
const sql = (at: number): Column =>
  Number.isNaN(at) ? undefined : new Date(at).toISOString().replace('T', ' ').replace('Z', '');

/** What the query says of lines. */
export const rowsOf = (lines: readonly string[], bucket: string, [from, to]: readonly [Date, Date]) => {
  const groups = new Map<string, { readonly key: readonly Column[]; readonly at: number[]; n: number }>();
  for (const line of lines) {
    const values = shape.exec(line)?.slice(1) ?? [];
    const of = (name: string): Column => values[names.indexOf(name)];
    const at = momentOf(of('requestdatetime'));
    const mine = of('bucket_name') === undefined || of('bucket_name') === bucket;
    if (!mine || at < from.getTime() || at > to.getTime()) continue;
    const plain = of('ciphersuite') === '-' && of('tlsversion') === '-';
    const agent = of('useragent');
    const key = [
      of('bucket_name'),
      of('operation')?.split('.')[0],
      plain ? undefined : sql(Math.floor(at / 3_600_000) * 3_600_000),
      plain ? of('requester') : undefined,
      plain ? of('remoteip') : undefined,
      plain || agent?.startsWith('"waxseal-probe') ? agent : '-',
      plain ? of('httpstatus') : undefined,
      plain ? (of('endpoint') === '-' ? '-' : 'named') : undefined,
      /^[A-Z0-9_-]{4,}$/.test(of('ciphersuite') ?? '') ? 'SOME' : of('ciphersuite'),
      of('tlsversion'),
    ];
    const id = JSON.stringify(key.map((value) => value ?? null));
    const group = groups.get(id) ?? { key, at: [], n: 0 };
    group.n += 1;
    if (!Number.isNaN(at)) group.at.push(at);
    groups.set(id, group);
  }
  return [...groups.values()].map(({ key, at, n }) => [
    ...key,
    String(n),
    sql(Math.min(...(at.length > 0 ? at : [Number.NaN]))),
    sql(Math.max(...(at.length > 0 ? at : [Number.NaN]))),
  ]);
};

const heading =
  'bucket_name operation hour requester remoteip useragent httpstatus endpoint ciphersuite tlsversion n earliest latest'.split(
    ' ',
  );

/** Of the documented table, as Glue keeps it. */
export const expression = String.raw`([^ ]*) ([^ ]*) \[(.*?)\] ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) (\"[^\"]*\"|-) (-|[0-9]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) (\"[^\"]*\"|-) ([^ ]*)(?: ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*) ([^ ]*))?.*$`;

/** A table as AWS documents it. */
export const table = (more: object = {}): object => ({
  Name: 'access_logs',
  StorageDescriptor: {
    Location: 's3://log-bucket/logs/',
    Columns: names.map((Name) => ({
      Name,
      Type: Name === 'bytessent' || Name === 'objectsize' ? 'bigint' : 'string',
    })),
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    SerdeInfo: {
      SerializationLibrary: 'org.apache.hadoop.hive.serde2.RegexSerDe',
      Parameters: { 'input.regex': expression, 'serialization.format': '1' },
    },
  },
  PartitionKeys: [],
  Parameters: {},
  ...more,
});

/** With partitions by days. */
export const projected = (parameters: object = {}): object =>
  table({
    PartitionKeys: [{ Name: 'timestamp', Type: 'string' }],
    Parameters: {
      'projection.enabled': 'true',
      'projection.timestamp.format': 'yyyy/MM/dd',
      'projection.timestamp.interval': '1',
      'projection.timestamp.interval.unit': 'DAYS',
      'projection.timestamp.range': '2024/01/01,NOW',
      'projection.timestamp.type': 'date',
      // eslint-disable-next-line no-template-curly-in-string
      'storage.location.template': 's3://log-bucket/logs/111122223333/eu-west-1/orders/${timestamp}',
      ...parameters,
    },
  });

export const configuration = {
  EnforceWorkGroupConfiguration: true,
  BytesScannedCutoffPerQuery: 50_000_000,
  ManagedQueryResultsConfiguration: { Enabled: true },
};

interface Given {
  readonly rows: readonly (readonly Column[])[];
  readonly tables?: readonly object[];
  readonly logging?: object;
}

/** Everything that the reader calls, well: two polls, pages of a hundred rows, a table a page. */
export const athena = ({
  rows,
  tables = [table()],
  logging = { TargetBucket: 'log-bucket', TargetPrefix: 'logs/' },
}: Given): Answers => {
  const all = [heading, ...rows].map((row) => ({
    Data: row.map((value) => (value === undefined ? {} : { VarCharValue: value })),
  }));
  let polls = 0;
  return {
    GetBucketLogging: () => ({ LoggingEnabled: logging }),
    ListObjectsV2: ({ Prefix }) => ({
      Contents: [{ Key: `${String(Prefix)}2026-01-01-00-00-00-A`, Size: 9 }],
    }),
    GetWorkGroup: () => ({ WorkGroup: { Name: 'waxseal', State: 'ENABLED', Configuration: configuration } }),
    GetTables: ({ NextToken }) => {
      const at = Number(NextToken ?? 0);
      return {
        TableList: tables.slice(at, at + 1),
        ...(at + 1 < tables.length && { NextToken: String(at + 1) }),
      };
    },
    StartQueryExecution: () => ({ QueryExecutionId: 'q-1' }),
    StopQueryExecution: () => ({}),
    GetQueryExecution: () => {
      polls += 1;
      const State = ['QUEUED', 'RUNNING'][polls - 1] ?? 'SUCCEEDED';
      return { QueryExecution: { Status: { State }, Statistics: { DataScannedInBytes: 20_000_000 } } };
    },
    GetQueryResults: ({ NextToken }) => {
      const at = Number(NextToken ?? 0);
      return {
        ResultSet: { Rows: all.slice(at, at + 100) },
        ...(at + 100 < all.length && { NextToken: String(at + 100) }),
      };
    },
  };
};
