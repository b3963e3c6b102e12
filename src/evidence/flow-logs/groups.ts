import type { FlowLog } from '@aws-sdk/client-ec2';
import { offender } from '../entries.ts';
import { isAbsent } from '../logs-insights/kinds.ts';
import { ask, binOf, groupNameOf, groupOf, type Row } from '../logs-insights/query.ts';
import { counted, momentOf, present, type Meaning } from '../logs-insights/rows.ts';
import type { Asking } from '../source.ts';
import { latestOf } from '../since.ts';
import { fieldsOf } from './coverage.ts';
import { allOfThem, type Found } from './found.ts';
import { isAnswer, isOpening, isProbe } from './record.ts';
import type { Watched } from './servers.ts';

/** Flow logs in CloudWatch Logs: a record is a line of values, and only the flow log says which they are. */

/** A query answers with so many rows: of more interfaces the hours are counted together. */
const fewPlaces = 3;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const longestQuery = 10_000;

/** Ids, addresses and ports: of what they hold only the dot means something else in a pattern. */
const anyOf = (values: Iterable<string>): string =>
  [...values].map((text) => text.replaceAll('.', String.raw`\.`)).join('|');

/** What the flags of a record can be. */
const flags = Array.from({ length: 256 }, (_, value) => value);
const flagged = (is: (value: number) => boolean): string => `(?:${anyOf(flags.filter(is).map(String))})`;

const isPresent = (name: string): string => `not ${isAbsent(name)}`;

/**
 * The commands of both queries. What is captured has few values, so that hours can be counted by it. No name is one that Logs Insights
 * finds in flow logs by itself (`action`), so that none means two things.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
 */
const queriesOf = (fields: readonly string[], { field: place, places, own, ...ports }: Watched) => {
  const line = (patterns: Readonly<Record<string, string>>): string =>
    `parse @message /^${fields.map((name) => patterns[name] ?? String.raw`\S+`).join(' ')}$/`;
  const recorded = (name: string): boolean => fields.includes(name);
  const [of, ours] = [anyOf(places.keys()), `(?:${anyOf(own)})`];
  const called = (name: string, to: ReadonlySet<string>): readonly string[] =>
    to.size > 0 ? [line({ dstaddr: ours, protocol: '6', dstport: `(?<${name}>${anyOf(to)})` })] : [];
  const small = recorded('tcp-flags') && recorded('bytes');
  const all = [
    String.raw`filter @message like /\b(?:${of})\b/`,
    line({
      [place]: `(?<place>${of})`,
      'log-status': '(?<recording>OK|NODATA|SKIPDATA)',
      action: '(?<decision>ACCEPT|REJECT|-)',
      dstport: String.raw`(?:\d+|-)`,
      start: String.raw`\d+`,
    }),
    line({ dstaddr: ours, protocol: String.raw`(?<incoming>\d+)` }),
    line({ srcaddr: ours, protocol: String.raw`(?<outgoing>\d+)` }),
    ...called('plain', ports.plaintext),
    ...called('tls', ports.tls),
    // Up to 199 bytes: as in a file.
    ...(small
      ? [line({ bytes: String.raw`1?\d?\d`, 'tcp-flags': flagged(isOpening), protocol: '(?<empty>6)' })]
      : []),
    ...(recorded('tcp-flags') ? [line({ 'tcp-flags': flagged(isAnswer), protocol: '(?<answer>6)' })] : []),
  ].join(' | ');
  const names = [
    'place',
    'recording',
    ...(recorded('action') ? ['decision'] : []),
    'incoming',
    'outgoing',
    'plain',
  ];
  const tells = [
    ...names,
    ...(ports.tls.size > 0 ? ['tls'] : []),
    ...(small ? ['empty'] : []),
    ...(recorded('tcp-flags') ? ['answer'] : []),
  ].join(', ');
  const conditions = [
    `recording = 'OK'`,
    isPresent('plain'),
    isAbsent('outgoing'),
    ...(recorded('action') ? [`decision = 'ACCEPT'`] : []),
    ...(small ? [isAbsent('empty')] : []),
    ...(recorded('tcp-flags') ? [isAbsent('answer')] : []),
  ];
  const client = line({ srcaddr: String.raw`(?<knocks>\S+)`, 'pkt-srcaddr': String.raw`(?<client>\S+)` });
  return {
    all,
    tells,
    suspects: `${all} | filter ${conditions.join(' and ')} | ${client}`,
    people: ['place', 'knocks', ...(recorded('pkt-srcaddr') ? ['client'] : [])].join(', '),
  };
};

const has = (row: Row, name: string): boolean => present(row[name]) !== undefined;

const rowsOf = (rows: readonly Row[], id: string): readonly Row[] =>
  rows.filter((row) => row['place'] === id);

/** The same rules as for a record of a file. */
const meaningOf = (fields: readonly string[], watched: Watched): Meaning => {
  return {
    byHour: (row) => {
      const status = row['recording'];
      if (status === 'NODATA') return 'idle';
      if (status !== 'OK') return 'broken';
      const action = fields.includes('action') ? present(row['decision']) : 'ACCEPT';
      if (action === undefined) return 'broken';
      if (action !== 'ACCEPT') return 'idle';
      const [to, from] = [has(row, 'incoming'), has(row, 'outgoing')];
      if (!to && !from && watched.field === 'interface-id') return 'broken';
      if (!to || from || has(row, 'empty') || has(row, 'answer')) return 'idle';
      if (has(row, 'tls')) return 'secure';
      return has(row, 'plain') ? 'suspicious' : 'idle';
    },
    byPeople: (row, at) => {
      const address = present(row['client']) ?? present(row['knocks']);
      if (address === undefined) return 'broken';
      return isProbe(address, momentOf(row['first']), watched)
        ? { at, is: 'idle' }
        : offender(at, { address });
    },
  };
};

/** `undefined`: the log group is gone. */
export const readGroup = async (
  log: FlowLog,
  watched: Watched,
  until: Date,
  asking: Asking,
): Promise<Found | undefined> => {
  const { window, target } = asking;
  const name = log.LogGroupName ?? groupNameOf(log.LogDestination ?? '');
  const group = await groupOf(name, target, asking);
  if (!group) return undefined;
  const fields = fieldsOf(log);
  const { all, tells, suspects, people } = queriesOf(fields, watched);
  const bin = watched.places.size > fewPlaces ? 'bin(6h)' : binOf(window);
  const queries = [
    `${all} | stats count(*) as n by ${bin}, ${tells}`,
    `${suspects} | stats count(*) as n, min(@timestamp) as first, max(@timestamp) as last by ${people} | sort n desc`,
  ] as const;
  const onSince = latestOf([log.CreationTime?.toISOString() ?? null, group.onSince]);
  const isTooLong = queries.some((query) => query.length > longestQuery);
  const place = { group: name, location: target, storedBytes: group.storedBytes };
  const nothing = { rows: [], cutOff: true };
  const hours = isTooLong ? nothing : await ask(queries[0], place, asking);
  const clients = isTooLong ? nothing : await ask(queries[1], place, asking);
  const meaning = meaningOf(fields, watched);
  const parts = [...watched.places.keys()].map((id) =>
    counted(
      {
        hours: { rows: rowsOf(hours.rows, id), cutOff: hours.cutOff },
        people: { rows: rowsOf(clients.rows, id), cutOff: clients.cutOff },
      },
      meaning,
      window,
      until,
    ),
  );
  // Lines of another shape: of another flow log in the same group, perhaps.
  const strange = hours.rows.filter((row) => !watched.places.has(row['place'] ?? '')).length;
  const counts = allOfThem(parts);
  return { where: `log group ${name}`, onSince, ...counts, unread: counts.unread + strange };
};
