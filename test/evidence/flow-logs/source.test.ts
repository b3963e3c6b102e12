import { gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../../src/core/model/evidence.ts';
import { formatOf } from '../../../src/evidence/flow-logs/coverage.ts';
import { awsError, type Answers } from '../../kit/answering.ts';
import { hours, window } from '../kit.ts';
import {
  answerTo,
  brokers,
  calm,
  custom,
  files,
  flow,
  gateway,
  inBucket,
  inGroup,
  interfaceOf,
  keyOf,
  plain,
  ports,
  records,
  without,
} from './kit.ts';

const at = new Date('2026-11-12T03:00:00Z');
const among = (...lines: readonly string[]) => {
  let isFirst = true;
  return (moment: Date) => {
    const extra = isFirst ? lines : [];
    isFirst = false;
    return [...calm(moment), ...extra];
  };
};
const customised = { LogFormat: formatOf(custom) };

/** The same records, as files and as lines of a log group, in the standard format and in one of somebody's choice. */
const ways: readonly (readonly [string, (lines: readonly string[]) => Promise<Evidence>])[] = [
  ['in a bucket', async (lines) => (await answerTo({ objects: files(among(...lines)) })).evidence],
  [
    'in a log group',
    async (lines) => (await answerTo({ logs: [inGroup()], lines: [...records(calm), ...lines] })).evidence,
  ],
];

describe.each(ways)('flow logs %s', (_, read) => {
  test('clean: each interface was heard all the time, and nobody came without TLS', async () => {
    expect(await read([])).toMatchObject({
      is: 'clean',
      records: 56,
      complete: true,
      until: '2026-11-21T11:00:00.000Z',
      clears: ['breaks-plaintext'],
    });
  });
  test('seen, with whoever came', async () => {
    const lines = [
      flow(at, plain({ srcaddr: '10.0.9.8' })),
      flow(at, plain({ srcaddr: '10.0.9.9' })),
      flow(new Date(at.getTime() + 60_000), plain({ srcaddr: '10.0.9.9' })),
    ];
    expect(await read(lines)).toMatchObject({
      is: 'seen',
      count: 3,
      atLeast: false,
      callers: [
        {
          address: '10.0.9.9',
          count: 2,
          first: '2026-11-12T03:00:00.000Z',
          last: '2026-11-12T03:01:00.000Z',
        },
        { address: '10.0.9.8', count: 1 },
      ],
    });
  });
  test('the same client at both brokers is one', async () => {
    const lines = [flow(at, plain()), flow(at, plain({ 'interface-id': 'eni-b', dstaddr: '10.0.2.5' }))];
    expect(await read(lines)).toMatchObject({ count: 2, callers: [{ address: '10.0.9.7', count: 2 }] });
  });
  test.each([
    ['return traffic', { srcaddr: '10.0.1.5', dstaddr: '10.0.9.7', srcport: '9092', dstport: '40312' }],
    ['a call of the broker itself', { srcaddr: '10.0.1.5', dstaddr: '10.0.9.7', dstport: '9092' }],
    ['the other broker', plain({ srcaddr: '10.0.2.5' })],
    ['somebody who is refused', plain({ action: 'REJECT' })],
    ['another protocol', plain({ protocol: '17' })],
    ['another port', { dstport: '19092' }],
    ['an interface of somebody else', plain({ 'interface-id': 'eni-c', dstaddr: '10.0.7.7' })],
    ['one whose name only begins alike', plain({ 'interface-id': 'eni-aa', dstaddr: '10.0.7.7' })],
  ])('%s is nobody who would break', async (_name, values) => {
    expect((await read([flow(at, values)])).is).toBe('clean');
  });
  test.each<[string, readonly string[]]>([
    ['a stretch that AWS has not recorded', [without(at, 'SKIPDATA', 'eni-a')]],
    ['a line of too few values', [flow(at).replace(' 6 ', ' ')]],
    ['a line of too many', [`${flow(at)} more`]],
    ['a line of other fields in the same places', [flow(at, { srcaddr: '9094', dstaddr: '9094' })]],
    ['a status that nobody knows', [flow(at, { 'log-status': 'LATE' })]],
    ['an action that nobody knows', [flow(at, plain({ action: 'PERHAPS' }))]],
  ])('%s is a gap', async (name, lines) => {
    expect([name, await read(lines)]).toMatchObject([name, { is: 'unknown', why: 'gaps' }]);
  });
});

describe('a stretch without any record, although AWS tells of each interval also that there was nothing', () => {
  const isHeard = (moment: Date) => !moment.toISOString().startsWith('2026-11-12');
  const short = (moment: Date) => (isHeard(moment) ? calm(moment) : []);
  const ofOne = (moment: Date) => calm(moment).filter((line) => isHeard(moment) || !line.includes('eni-b'));
  test.each([
    ['of all interfaces', short],
    ['of one', ofOne],
  ])('%s: not complete', async (_, lines) => {
    const answers = [
      await answerTo({ objects: files(lines) }),
      await answerTo({ logs: [inGroup()], lines: records(lines) }),
    ];
    for (const { evidence } of answers)
      expect(evidence).toMatchObject({
        is: 'clean',
        complete: false,
        source: expect.stringContaining('29 hours without any record of an interface'),
      });
  });
});

describe('flow logs of somebody’s own format', () => {
  const lines = (...more: readonly string[]) => [...records((moment) => calm(moment, custom)), ...more];
  const both = async (...more: readonly string[]) => {
    const inFile = files((moment) => [...calm(moment, custom), ...(moment.getTime() === first ? more : [])], {
      fields: custom,
    });
    return [
      await answerTo({ logs: [inBucket(customised)], objects: inFile }),
      await answerTo({ logs: [inGroup(customised)], lines: lines(...more), fields: custom }),
    ].map(({ evidence }) => evidence);
  };
  const first = hours(6)[0]?.getTime();
  test('clean', async () => {
    for (const evidence of await both()) expect(evidence).toMatchObject({ is: 'clean', records: 56 });
  });
  test('behind a gateway, whoever has sent it', async () => {
    const line = flow(at, plain({ srcaddr: '10.0.0.2', 'pkt-srcaddr': '192.168.7.7' }), custom);
    for (const evidence of await both(line))
      expect(evidence).toMatchObject({ is: 'seen', callers: [{ address: '192.168.7.7' }] });
  });
  test.each([
    ['an answer to a call from the port itself', { 'tcp-flags': '18' }],
    ['an answer with flags of congestion', { 'tcp-flags': '82' }],
    ['a scanner that says nothing', { 'tcp-flags': '2', bytes: '60' }],
    ['a check that the port is open', { 'tcp-flags': '3', bytes: '164' }],
  ])('%s is nobody', async (_, values) => {
    for (const evidence of await both(flow(at, plain(values), custom))) expect(evidence.is).toBe('clean');
  });
  test.each([
    ['a pool that only keeps its connection', { 'tcp-flags': '0', bytes: '52' }],
    ['whoever says little', { 'tcp-flags': '3', bytes: '200' }],
    ['whoever comes with flags of congestion', { 'tcp-flags': '194' }],
    ['whoever comes with flags that there are not', { 'tcp-flags': '999' }],
  ])('%s would break', async (_, values) => {
    for (const evidence of await both(flow(at, plain(values), custom))) expect(evidence.is).toBe('seen');
  });
  test('scanners of the port with TLS show no client', async () => {
    const quiet = (moment: Date) => [
      flow(moment, { 'tcp-flags': '2', bytes: '60' }, custom),
      without(moment, 'NODATA', 'eni-b', custom),
    ];
    const answers = [
      await answerTo({ logs: [inBucket(customised)], objects: files(quiet, { fields: custom }) }),
      await answerTo({ logs: [inGroup(customised)], lines: records(quiet), fields: custom }),
    ];
    for (const { evidence } of answers) expect(evidence).toMatchObject({ why: 'no-traffic' });
  });
});

describe('our own probes', () => {
  const probing: Answers = {
    DescribeNetworkInterfaces: ({ Filters }) => ({
      NetworkInterfaces: JSON.stringify(Filters).includes('waxseal-probe')
        ? [interfaceOf('eni-p', '10.0.3.3', 'subnet-a', { Attachment: { AttachTime: at } })]
        : brokers,
    }),
  };
  const from = (moment: Date) => flow(moment, plain({ srcaddr: '10.0.3.3' }));
  const [before, after] = [new Date(at.getTime() - 1000), new Date(at.getTime() + 1000)];
  test.each([
    ['since the address is theirs', after, 'clean'],
    ['before it was', before, 'seen'],
  ])('%s', async (_, moment, is) => {
    const answers = [
      await answerTo({ objects: files(among(from(moment))), more: probing }),
      await answerTo({ logs: [inGroup()], lines: [...records(calm), from(moment)], more: probing }),
    ];
    for (const { evidence } of answers) expect(evidence.is).toBe(is);
  });
  test('an address of which it is not known since when is anybody’s', async () => {
    const more: Answers = {
      DescribeNetworkInterfaces: ({ Filters }) => ({
        NetworkInterfaces: JSON.stringify(Filters).includes('waxseal-probe')
          ? [interfaceOf('eni-p', '10.0.3.3', 'subnet-a')]
          : brokers,
      }),
    };
    expect((await answerTo({ objects: files(among(from(after))), more })).evidence.is).toBe('seen');
  });
});

describe('which flow log is read', () => {
  const objects = files(calm);
  const lines = records(calm);
  test.each<[string, readonly object[], string]>([
    ['none', [], 'No flow log that can be read records all connections to eni-a, eni-b.'],
    ['of another network', [inBucket({ ResourceId: 'vpc-2' })], 'eni-a, eni-b'],
    ['of one subnet', [inBucket({ ResourceId: 'subnet-a' })], 'connections to eni-b.'],
    ['of one interface', [inBucket({ ResourceId: 'eni-b' })], 'connections to eni-a.'],
    ['of what is rejected', [inBucket({ TrafficType: 'REJECT' })], 'fl-1 records rejected traffic only'],
    ['not active', [inBucket({ FlowLogStatus: 'DELETED' })], 'fl-1 is not active'],
    ['to Firehose', [inBucket({ LogDestinationType: 'kinesis-data-firehose' })], 'kinesis-data-firehose'],
    ['as Parquet', [inBucket({ DestinationOptions: { FileFormat: 'parquet' } })], 'writes Parquet'],
    ['without status', [inBucket({ LogFormat: formatOf(custom.slice(0, -1)) })], 'records no log-status'],
    ['of another account', [inGroup({ DeliverCrossAccountRole: 'arn:x' })], 'another account'],
    [
      'of a transit gateway',
      [inBucket({ ResourceId: 'tgw-1', LogFormat: formatOf(gateway) })],
      'transit gateway',
    ],
  ])('%s: off', async (_, logs, says) => {
    const { evidence } = await answerTo({ logs, objects });
    expect(evidence).toMatchObject({ is: 'unknown', why: 'off', says: expect.stringContaining(says) });
  });
  test('one of each subnet', async () => {
    const logs = [
      inBucket({ ResourceId: 'subnet-a' }),
      inGroup({ ResourceId: 'subnet-b', FlowLogId: 'fl-2' }),
    ];
    expect((await answerTo({ logs, objects, lines })).evidence).toMatchObject({
      is: 'clean',
      source: 'VPC flow logs: fl-1 in all-logs, fl-2 in log group flow',
    });
  });
  test('the one that is old enough', async () => {
    const young = inGroup({ FlowLogId: 'fl-2', CreationTime: new Date('2026-11-20T00:00:00Z') });
    expect((await answerTo({ logs: [young, inBucket()], objects, lines })).evidence.is).toBe('clean');
    expect((await answerTo({ logs: [young], lines })).evidence).toMatchObject({ why: 'too-young' });
  });
  test('accepted traffic alone is enough, also without saying so', async () => {
    const fields = custom.filter((name) => name !== 'action');
    const log = inBucket({ TrafficType: 'ACCEPT', LogFormat: formatOf(fields) });
    const accepted = files((moment) => calm(moment, fields), { fields });
    expect((await answerTo({ logs: [log], objects: accepted })).evidence.is).toBe('clean');
    const group = inGroup({ TrafficType: 'ACCEPT', LogFormat: formatOf(fields) });
    const all = records((moment) => calm(moment, fields));
    expect((await answerTo({ logs: [group], lines: all, fields })).evidence.is).toBe('clean');
  });
  test('a transit gateway sees somebody, and never that there is nobody', async () => {
    const fields = gateway;
    const log = { ResourceId: 'tgw-1', LogFormat: formatOf(fields), TrafficType: undefined };
    const line = flow(at, plain(), fields);
    const elsewhere = flow(at, plain({ 'tgw-dst-vpc-id': 'vpc-9' }), fields);
    const answers = [
      await answerTo({ logs: [inBucket(log)], objects: files(() => [line, elsewhere], { fields }) }),
      await answerTo({ logs: [inGroup(log)], lines: [line, elsewhere], fields }),
    ];
    for (const { evidence } of answers)
      expect(evidence).toMatchObject({ is: 'seen', atLeast: true, callers: [{ address: '10.0.9.7' }] });
  });
  test('an error of its delivery is a gap', async () => {
    const logs = [inBucket({ DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Rate limited' })];
    expect((await answerTo({ logs, objects })).evidence).toMatchObject({
      why: 'gaps',
      says: expect.stringContaining('not delivered: Rate limited'),
    });
  });
});

describe('files', () => {
  const hive = (at_: Date) => {
    const [year, month, day] = at_.toISOString().slice(0, 10).split('-');
    return `flow/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/year=${year}/month=${month}/day=${day}/hour=${at_.toISOString().slice(11, 13)}/`;
  };
  const hourly = (at_: Date) =>
    `flow/AWSLogs/111122223333/vpcflowlogs/eu-west-1/${at_.toISOString().slice(0, 13).replaceAll(/[-T]/g, '/')}/`;
  test.each([
    ['as Hive has them', { HiveCompatiblePartitions: true, PerHourPartition: true }, hive],
    ['of each hour', { PerHourPartition: true }, hourly],
  ])('%s', async (_, options, folder) => {
    const logs = [inBucket({ DestinationOptions: { FileFormat: 'plain-text', ...options } })];
    const { evidence, asked } = await answerTo({ logs, objects: files(calm, { folder }) });
    expect(evidence.is).toBe('clean');
    const list = asked.find(({ operation }) => operation === 'ListObjectsV2');
    expect(Reflect.get(list?.input ?? {}, 'StartAfter')).toMatch(/2026.*11.*06$/);
  });
  test('without a folder', async () => {
    const logs = [inBucket({ LogDestination: 'arn:aws-cn:s3:::all-logs' })];
    const objects = new Map([...files(calm)].map(([key, text]) => [key.replace('flow/', ''), text]));
    expect((await answerTo({ logs, objects })).evidence.is).toBe('clean');
  });
  test('those of other flow logs in the same bucket are not read', async () => {
    const objects = new Map([...files(calm), [keyOf(at, 'fl-10'), 'nothing of ours']]);
    expect((await answerTo({ objects })).evidence.is).toBe('clean');
  });
  test.each<[string, Parameters<typeof answerTo>[0], string]>([
    ['no files', { objects: new Map() }, 'too-young'],
    ['files of the last days only', { objects: new Map([...files(calm)].slice(20)) }, 'too-young'],
    [
      'off for a week',
      { objects: new Map([...files(calm)].filter(([key]) => !/2026\/11\/1[0-6]/.test(key))) },
      'gaps',
    ],
    [
      'an interface that was not there before',
      { objects: files((moment) => calm(moment).filter((line) => moment > at || !line.includes('eni-b'))) },
      'gaps',
    ],
    [
      'nobody over TLS',
      { objects: files((moment) => [without(moment, 'NODATA', 'eni-a'), without(moment, 'NODATA')]) },
      'no-traffic',
    ],
    ['a file without a heading', { objects: new Map([...files(calm), [keyOf(at), flow(at)]]) }, 'gaps'],
    [
      'more files than the budget',
      { objects: files(calm), budget: { megabytes: 100, objects: 10, seconds: 60, dollars: 1 } },
      'budget',
    ],
  ])('%s: unknown', async (_, given, why) => {
    expect((await answerTo(given)).evidence).toMatchObject({ is: 'unknown', why });
  });
  test('a stretch that is missing before the window is no gap', async () => {
    const early = new Date(window.from.getTime() - 3_600_000);
    expect((await answerTo({ objects: files(among(without(early, 'SKIPDATA'))) })).evidence.is).toBe('clean');
  });
  test('a file that breaks off is a gap', async () => {
    const more: Answers = {
      GetObject: () => ({ Body: Readable.from([gzipSync(flow(at)).subarray(0, 30)]) }),
    };
    expect((await answerTo({ objects: files(calm), more })).evidence).toMatchObject({ why: 'gaps' });
  });
  test('a list that breaks off is not taken for all', async () => {
    const more: Answers = {
      ListObjectsV2: () => ({
        Contents: [...files(calm).keys()].toSorted().map((Key) => ({ Key, Size: 400 })),
        IsTruncated: true,
      }),
    };
    expect((await answerTo({ objects: files(calm), more })).evidence).toMatchObject({ why: 'budget' });
  });
  test('a bucket that does not say where it is is read from here', async () => {
    const more: Answers = {
      GetBucketLocation: () => {
        throw awsError('AccessDenied');
      },
    };
    expect((await answerTo({ objects: files(calm), more })).evidence.is).toBe('clean');
  });
});

test('more files than the budget: it is said where more of it comes from', async () => {
  const budget = { megabytes: 100, objects: 10, seconds: 60, dollars: 1 };
  expect((await answerTo({ objects: files(calm), budget })).evidence).toMatchObject({
    says: expect.stringContaining('evidence.budget of the policy (megabytes, objects, seconds, dollars)'),
  });
});

describe('log groups', () => {
  const group = { logs: [inGroup()], lines: records(calm) };
  test('of several interfaces, and what they are asked', async () => {
    const { asked } = await answerTo(group);
    const queries = asked.filter(({ operation }) => operation === 'StartQuery');
    expect(queries).toHaveLength(2);
    for (const { input } of queries) {
      expect(input).toMatchObject({ logGroupName: 'flow' });
      expect(String(Reflect.get(input, 'queryString'))).toContain(
        'filter @message like /\\b(?:eni-a|eni-b)\\b/',
      );
    }
  });
  test('no name means a field that Logs Insights finds in flow logs by itself, too', async () => {
    const found = [
      'version accountId interfaceId srcAddr dstAddr srcPort dstPort protocol packets bytes startTime endTime action logStatus',
    ].flatMap((all) => all.split(' '));
    const { asked } = await answerTo(group);
    const queries = asked.filter(({ operation }) => operation === 'StartQuery');
    const names = queries.flatMap(({ input }) => [
      ...String(Reflect.get(input, 'queryString')).matchAll(/\(\?<(\w+)>/g),
    ]);
    expect(names.length).toBeGreaterThan(8);
    for (const [, name = ''] of names) expect(found).not.toContain(name);
  });
  test('many interfaces are asked by longer stretches', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const interfaces = ids.map((id, n) => interfaceOf(`eni-${id}`, `10.0.${n + 1}.5`, `subnet-${id}`));
    const question = { ...ports, given: { ...ports.given, interfaces: ids.map((id) => `eni-${id}`) } };
    const lines = records((moment) => [
      flow(moment),
      ...ids.slice(1).map((id) => without(moment, 'NODATA', `eni-${id}`)),
    ]);
    const { asked, evidence } = await answerTo({ ...group, question, interfaces, lines });
    expect(evidence.is).toBe('clean');
    expect(JSON.stringify(asked)).toContain('bin(6h)');
  });
  test.each<[string, Answers, string]>([
    ['gone', { DescribeLogGroups: () => ({}) }, 'off'],
    [
      'that keeps records for a week',
      {
        DescribeLogGroups: () => ({
          logGroups: [{ logGroupName: 'flow', creationTime: 0, retentionInDays: 7 }],
        }),
      },
      'too-young',
    ],
    [
      'too large for the budget',
      {
        DescribeLogGroups: () => ({
          logGroups: [{ logGroupName: 'flow', creationTime: 0, storedBytes: 1e15 }],
        }),
      },
      'budget',
    ],
    ['whose query fails', { GetQueryResults: () => ({ status: 'Failed' }) }, 'budget'],
    [
      'with as many rows as a query answers with',
      { GetQueryResults: () => ({ status: 'Complete', results: Array.from({ length: 10_000 }, () => []) }) },
      'budget',
    ],
  ])('%s: unknown', async (_, more, why) => {
    expect((await answerTo({ ...group, more })).evidence).toMatchObject({ is: 'unknown', why });
  });
  test('more interfaces than a query can name are not asked about', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => `eni-0123456789abcdef${n}`);
    const interfaces = ids.map((id, n) => interfaceOf(id, `10.0.${n}.5`, 'subnet-a'));
    const question = { ...ports, given: { ...ports.given, interfaces: ids } };
    const { asked, evidence } = await answerTo({ ...group, question, interfaces });
    expect(evidence).toMatchObject({ why: 'budget' });
    expect(asked.map(({ operation }) => operation)).not.toContain('StartQuery');
  });
});

test.each([
  [{}],
  [{ plaintextPorts: [] }],
  [{ plaintextPorts: ['kafka'] }],
  [{ plaintextPorts: ['9092'], tlsPorts: ['x'] }],
  [{ plaintextPorts: ['9092', '9094'], tlsPorts: ['9094'] }],
])('%j names no port that is plaintext by definition', async (given) => {
  const question = { ...ports, given: { ...given, interfaces: ['eni-a', 'eni-b'] } };
  expect((await answerTo({ question, objects: files(calm) })).evidence).toMatchObject({
    is: 'unknown',
    why: 'not-observable',
  });
});

describe('whose interfaces they are', () => {
  const filtersOf = async (more: object) => {
    const question = { ...ports, given: { plaintextPorts: ['9092'], tlsPorts: ['9094'], ...more } };
    const { asked, evidence } = await answerTo({ question, objects: files(calm) });
    const input = asked.find(({ operation }) => operation === 'DescribeNetworkInterfaces')?.input ?? {};
    return { filters: Reflect.get(input, 'Filters') as unknown, evidence };
  };
  test.each([
    [{ addresses: ['10.0.1.5', '10.0.2.5'], vpc: 'vpc-1' }, 'addresses.private-ip-address'],
    [{ description: 'ELB net/edge/*', vpc: 'vpc-1' }, 'description'],
  ])('%j: found, and never all that there have been', async (more, name) => {
    const { filters, evidence } = await filtersOf(more);
    expect(filters).toMatchObject([{ Name: name }, { Name: 'vpc-id', Values: ['vpc-1'] }]);
    expect(evidence).toMatchObject({ is: 'clean', complete: false });
  });
  test.each([[{}], [{ vpc: 'vpc-1' }], [{ description: 'x' }], [{ addresses: ['10.0.1.5'] }]])(
    '%j does not say whose',
    async (more) => {
      const { filters, evidence } = await filtersOf(more);
      expect(filters).toBeUndefined();
      expect(evidence).toMatchObject({ why: 'not-observable' });
    },
  );
  test('one that is not found is not left out', async () => {
    expect((await answerTo({ interfaces: brokers.slice(1), objects: files(calm) })).evidence).toMatchObject({
      why: 'not-observable',
      says: expect.stringContaining('eni-a'),
    });
  });
  test.each(['DescribeNetworkInterfaces', 'DescribeFlowLogs'])(
    'pages of %s that do not end are not taken for all',
    async (operation) => {
      const more: Answers = { [operation]: () => ({ NextToken: 'again' }) };
      await expect(answerTo({ more })).rejects.toMatchObject({ code: 'pages-without-end' });
    },
  );
  test('all pages are read', async () => {
    const more: Answers = {
      DescribeFlowLogs: ({ NextToken }) =>
        NextToken === undefined ? { FlowLogs: [], NextToken: '2' } : { FlowLogs: [inBucket()] },
    };
    expect((await answerTo({ more, objects: files(calm) })).evidence.is).toBe('clean');
  });
});
