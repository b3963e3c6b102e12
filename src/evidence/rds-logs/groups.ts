import type { Asking } from '../source.ts';
import { isAbsent } from '../logs-insights/kinds.ts';
import { ask, binOf, groupOf } from '../logs-insights/query.ts';
import { counted, present, type Meaning } from '../logs-insights/rows.ts';
import { isOwn, transportOf } from './mysql-audit.ts';

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
      if (host === '[local]' || host === '127.0.0.1' || host === '::1') return { at, is: 'apart' };
      return {
        at,
        is: 'offending',
        principal: `${row['user'] ?? ''}@${row['database'] ?? ''}`,
        address: host,
      };
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
      return { at, is: 'offending', principal: `${user}@${database}`, address: host };
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
  const hours = await ask(
    `${filter} | stats count(*) as n by ${binOf(asking.window)}, ${tells}`,
    place,
    asking,
  );
  const found = await ask(
    `${filter} | ${suspicious} | stats count(*) as n, min(@timestamp) as first, max(@timestamp) as last by ${people} | sort n desc`,
    place,
    asking,
  );
  return { onSince: group.onSince, ...counted({ hours, people: found }, meaning, asking.window, until) };
};
