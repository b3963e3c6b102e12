import { offender } from '../entries.ts';
import type { Asking } from '../source.ts';
import { isAbsent } from '../logs-insights/kinds.ts';
import { groupOf } from '../logs-insights/query.ts';
import { countsOf, present, type Meaning } from '../logs-insights/rows.ts';
import { isOwn, transportOf } from './mysql-audit.ts';
import { isLocal } from './postgresql.ts';

/** The same lines where RDS exports them to CloudWatch Logs: those are kept longer than files. */

interface Exported {
  readonly filter: string;
  readonly tells: string;
  readonly suspicious: string;
  readonly people: string;
  readonly meaning: Meaning;
}

export const postgres: Exported = {
  filter: String.raw`filter @message like /LOG:\s+(replication )?connection authorized: user=/ and @message not like /^\S+ \S+ UTC:[^@]*@[^:]*:\[\d+\]:LOG:\s+(replication )?connection authorized: user=(rdsadmin|rdsrepladmin|waxseal_probe)( |$)/ | parse @message / SSL enabled \(protocol=(?<tls>[^,\s]+), cipher=[^,\s]+, bits=\d+[^()]*\)$/ | parse @message /(?<once>SSL enabled)/ | parse @message /SSL enabled.*(?<twice>SSL enabled)/`,
  tells: 'tls, once, twice',
  suspicious: String.raw`filter ${isAbsent('tls')} and ${isAbsent('once')} | parse @message /UTC:(?<host>\[local\]|[^(]+)[(:]/ | parse @message /:(?<user>[^@:]*)@(?<database>[^:]*):\[\d+\]:LOG:/`,
  people: 'user, database, host',
  meaning: {
    byHour: (row) => {
      // A client may call itself as the log says TLS: then nobody knows.
      if (present(row['twice']) !== undefined) return 'broken';
      if (present(row['tls']) !== undefined) return 'secure';
      return present(row['once']) === undefined ? 'suspicious' : 'broken';
    },
    byPeople: (row, at) => {
      const host = present(row['host']);
      if (host === undefined) return 'broken';
      if (isLocal(host)) return { at, is: 'apart' };
      return offender(at, { principal: `${row['user'] ?? ''}@${row['database'] ?? ''}`, address: host });
    },
  },
};

export const mysqlAudit: Exported = {
  filter: String.raw`filter @message like /,CONNECT,/ | parse @message /^[^,]*,[^,]*,(?<user>[^,]*),(?<host>[^,]*),\d+,\d*,CONNECT,(?<database>[^,]*),[^,]*,(?<code>\d+),?(?<connection>[^,]*)$/`,
  tells: 'connection, code',
  suspicious: `filter connection != 'SSL/TLS' and connection != '4'`,
  people: 'user, host, database, code, connection',
  meaning: {
    byHour: (row) => {
      if (row['code'] === undefined) return 'broken';
      if (row['code'] !== '0') return 'apart';
      const transport = transportOf(row['connection']);
      if (transport === 'unknown') return 'broken';
      return transport === 'tls' ? 'secure' : transport === 'plain' ? 'suspicious' : 'apart';
    },
    byPeople: (row, at) => {
      const { user = '', host = '', database = '', code, connection } = row;
      if (code !== '0' || isOwn(user, host) || transportOf(connection) !== 'plain')
        return { at, is: 'apart' };
      return offender(at, { principal: `${user}@${database}`, address: host });
    },
  },
};

export const readGroup = async (
  name: string,
  { filter, tells, suspicious, people, meaning }: Exported,
  until: Date,
  asking: Asking,
) => {
  const group = await groupOf(name, asking.target, asking);
  if (!group) return undefined;
  const place = { group: name, location: asking.target, storedBytes: group.storedBytes };
  const counting = { all: filter, suspects: `${filter} | ${suspicious}`, tells, people, meaning };
  return { onSince: group.onSince, ...(await countsOf(counting, place, until, asking)) };
};
