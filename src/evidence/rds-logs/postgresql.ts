import { offender, probeAgent, type Parse } from '../entries.ts';
import { tooLong } from '../lines.ts';

/**
 * Lines that `log_connections` writes, behind the prefix that RDS fixes (`%t:%r:%u@%d:[%p]:`). A connection without TLS lacks the
 * end. Lines of other kinds may hold statements; nothing of them is looked at.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html
 */
const authorized =
  /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC:(\[local\]|[^(]*)(?:\(\d+\))?:([^@]*)@([^:]*):\[\d+\]:LOG:\s+(?:replication )?connection authorized: user=/;
const secured = / SSL enabled \(protocol=([^,\s]+), cipher=[^,\s]+, bits=\d+(?:, compression=\w+)?\)$/;
const byKerberos = / GSS \(authenticated=yes, encrypted=yes/;
const application = / application_name=(.*)$/;

/** Behind a prefix at the beginning of a line: what follows statements is indented. */
const isAuthorizing = /^\d{4}-\d\d-\d\d .*:LOG:\s+(?:replication )?connection authorized:/;

/** RDS itself: its agent, and the read replicas. */
const isOwn = (user: string): boolean => user === 'rdsadmin' || user === 'rdsrepladmin';

/** Whoever is on the machine itself. */
export const isLocal = (host: string): boolean =>
  host === '[local]' || host === '127.0.0.1' || host === '::1';

export const postgresLine: Parse = (line) => {
  if (line === tooLong) return undefined;
  if (!isAuthorizing.test(line)) return undefined;
  const found = authorized.exec(line);
  if (!found) return 'broken';
  const [, day = '', time = '', host = '', user = '', database = ''] = found;
  const at = Date.parse(`${day}T${time}Z`);
  if (Number.isNaN(at)) return 'broken';
  if (isLocal(host) || isOwn(user)) return { at, is: 'apart' };
  const tls = secured.exec(line);
  const name = application.exec(tls ? line.slice(0, tls.index) : line)?.[1];
  // A client may call itself as the log says TLS: then nobody knows.
  if (name?.includes('SSL enabled')) return 'broken';
  if (user.startsWith('waxseal_probe') || name?.startsWith(probeAgent)) return { at, is: 'apart' };
  if (tls) return { at, is: 'secure' };
  if (byKerberos.test(line)) return { at, is: 'apart' };
  return offender(at, {
    principal: `${user}@${database}`,
    address: host,
    ...(name && { agent: name.slice(0, 64) }),
  });
};
