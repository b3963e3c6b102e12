import { offender, probeAgent, unlessDash, type Entry, type Parse } from '../entries.ts';
import { tooLong } from '../lines.ts';

/**
 * A line of S3 server access logs. Fields by position: 2 bucket, 3 time, 4 address, 5 requester, 7 operation, 10 status, 17 user agent,
 * 21 cipher suite, 22 authentication, 23 host header, 24 TLS version; newer ones follow.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
 */
const head =
  /^\S+ (\S+) \[([^\]]+)\] (\S+) (arn:[\w-]+:iam::cloudfront:user\/CloudFront Origin Access Identity \S+|\S+) \S+ (\S+) /;

const byClient = /^(?:REST|SOAP|WEBSITE)\./;

/** The service's own work: lifecycle, checksums, batches. They carry no TLS, and no client either. */
const byService = /^(?:BATCH|S3)\./;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `06/Feb/2019:00:00:38 +0000`; always UTC. */
export const momentOf = (text: string): number => {
  const month = months.indexOf(text.slice(3, 6));
  if (month < 0 || !text.endsWith(' +0000')) return Number.NaN;
  const [year, day] = [Number(text.slice(7, 11)), Number(text.slice(0, 2))];
  const [h, m, s] = [Number(text.slice(12, 14)), Number(text.slice(15, 17)), Number(text.slice(18, 20))];
  return Date.UTC(year, month, day, h, m, s);
};

const version = /^(?:TLSv[\d.]+|-)$/i;

interface Tail {
  readonly fields: readonly string[];
  readonly agent: string;
}

/** From the request's URI to the user agent nothing was sent, as in the reading half of a copy: fields stand by position. */
const unquoted = /^\S+ - \S+ \S+ \S+ \S+ \S+ \S+ - - (.*)$/;

const unquotedTail = (line: string): Tail | undefined => {
  const tail = unquoted.exec(line.replace(head, ''))?.[1]?.split(' ') ?? [];
  return version.test(tail[6] ?? '') ? { fields: tail, agent: '-' } : undefined;
};

/** Version id, host id, signature, cipher, authentication, host, TLS: the fields behind the user agent. */
const tailOf = (line: string): Tail | undefined => {
  const end = line.lastIndexOf('" ');
  if (end < 0) return unquotedTail(line);
  const fields = line.slice(end + 2).split(' ');
  if (fields.length >= 7 && fields.length <= 12 && version.test(fields[6] ?? '')) {
    const begin = line.lastIndexOf('" "', end - 1);
    return { fields, agent: begin < 0 ? '-' : line.slice(begin + 3, end) };
  }
  // A user agent that was not sent stands without quotes.
  if (fields[0] === '-' && version.test(fields[7] ?? '')) return { fields: fields.slice(1), agent: '-' };
  // Neither was a referrer: then the request is the last in quotes.
  if (fields[6] === '-' && fields[7] === '-' && version.test(fields[14] ?? ''))
    return { fields: fields.slice(8), agent: '-' };
  return undefined;
};

/** What tells a client of S3 apart, whoever took the line to pieces. */
export interface Request {
  readonly at: number;
  readonly operation: string;
  readonly requester: string;
  readonly address: string;
  readonly status: string;
  readonly agent: string;
  readonly cipher: string;
  readonly host: string;
  readonly tls: string;
}

/** Nobody is shut out whom S3 refuses already; strangers try every bucket. */
const refused = /^(?:400|403|405)$/;

/** What a request says, by the rules of every reader of these logs. */
export const meaningOf = (request: Request): Entry | 'broken' => {
  const { at, operation, requester, address, status, agent, cipher, host, tls } = request;
  if (byService.test(operation)) return { at, is: 'apart' };
  // Something else than expected stands here: what the line says is not known.
  if (!byClient.test(operation)) return 'broken';
  if (agent.startsWith(probeAgent)) return { at, is: 'apart' };
  if (cipher !== '-' || tls !== '-') return { at, is: 'secure' };
  // Without a host header nobody spoke HTTP with it.
  if (host === '-' || (requester === '-' && refused.test(status))) return { at, is: 'apart' };
  const [principal, name] = [unlessDash(requester), unlessDash(agent)];
  return offender(at, { principal, agent: name, address: unlessDash(address) });
};

/** Of the answer, behind the request's URI in quotes. */
const statusOf = (line: string): string => /" (400|403|405) /.exec(line)?.[1] ?? '-';

export const lineOf =
  (bucket: string): Parse =>
  (line) => {
    if (line === tooLong) return 'broken';
    const found = head.exec(line);
    if (!found) return 'broken';
    const [, of = '', time = '', address = '', requester = '', operation = ''] = found;
    const at = momentOf(time);
    if (Number.isNaN(at)) return 'broken';
    // Several buckets may write below one prefix. The service's own work has no tail to take apart.
    if (of !== bucket || byService.test(operation)) return { at, is: 'apart' };
    const tail = tailOf(line);
    if (!tail) return 'broken';
    const { fields, agent } = tail;
    const [, , , cipher = '', , host = '', tls = ''] = fields;
    const status = statusOf(line);
    return meaningOf({ at, operation, requester, address, status, agent, cipher, host, tls });
  };
