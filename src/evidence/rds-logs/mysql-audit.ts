import { offender, type Parse } from '../entries.ts';

/**
 * Lines of the audit plugin for MySQL: timestamp, server, user, host, connection, query, operation, database, object, return code,
 * connection type. Only those of CONNECT are looked at; others hold statements.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.MySQL.Options.AuditPlugin.html
 */
const connecting =
  /^(\d{8} \d\d:\d\d:\d\d|\d{16}),[^,]*,([^,]*),([^,]*),\d+,\d*,CONNECT,([^,]*),[^,]*,(\d+)(?:,([^,]*))?$/;

export type Transport = 'tls' | 'plain' | 'apart' | 'unknown';

/** By name, or by its number in MySQL. */
const transports: ReadonlyMap<string, Transport> = new Map<string, Transport>([
  ['SSL/TLS', 'tls'],
  ['4', 'tls'],
  ['TCP/IP', 'plain'],
  ['1', 'plain'],
  ['Socket', 'apart'],
  ['2', 'apart'],
  ['Named pipe', 'apart'],
  ['3', 'apart'],
  ['Shared memory', 'apart'],
  ['5', 'apart'],
]);

export const transportOf = (connectionType: string | undefined): Transport =>
  transports.get(connectionType ?? '') ?? 'unknown';

const momentOf = (text: string): number => {
  if (/^\d{16}$/.test(text)) return Number(text) / 1000;
  const [, y, m, d, time] = /^(\d{4})(\d\d)(\d\d) (.*)$/.exec(text) ?? [];
  return Date.parse(`${y}-${m}-${d}T${time}Z`);
};

/** Users of RDS itself, and whoever is on the machine. */
export const isOwn = (user: string, host: string): boolean =>
  user === 'rdsadmin' || host === 'localhost' || host === '127.0.0.1';

export const mysqlAuditLine: Parse = (line) => {
  if (!/^[^,]*,[^,]*,[^,]*,[^,]*,\d+,\d*,CONNECT,/.test(line)) return undefined;
  const found = connecting.exec(line);
  if (!found) return 'broken';
  const [, time = '', user = '', host = '', database = '', code = '', type] = found;
  const at = Math.floor(momentOf(time));
  if (Number.isNaN(at)) return 'broken';
  // Who was refused anyway is not broken by TLS.
  if (code !== '0' || isOwn(user, host) || user.startsWith('waxseal_probe')) return { at, is: 'apart' };
  const transport = transportOf(type);
  if (transport === 'unknown') return 'broken';
  if (transport === 'apart') return { at, is: 'apart' };
  if (transport === 'tls') return { at, is: 'secure' };
  return offender(at, { principal: `${user}@${database}`, address: host });
};
