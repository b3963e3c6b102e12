import type { Question } from '../../core/model/evidence.ts';
import type { Target } from '../../core/model/target.ts';
import { offender, probeAgent } from '../entries.ts';
import { balancerOf } from '../elb-access-logs/source.ts';
import { entryOf, isOffered, offeredIn } from '../elb-access-logs/harm.ts';
import { neededFields } from '../cloudfront-logs/line.ts';
import { distributionIn, isDistribution, lateHours } from '../cloudfront-logs/source.ts';
import { entryOfViewer, isRefused } from '../cloudfront-logs/viewer.ts';
import type { Row } from './query.ts';
import { present, type Meaning } from './rows.ts';

/** One kind of log that a service delivers to CloudWatch Logs: what its records are asked. */
export interface Kind {
  readonly logType: string;
  /** For people. */
  readonly name: string;
  /** How late records may come: minutes mostly, and AWS promises neither. */
  readonly lateHours: number;
  /** How it is switched on. */
  readonly enabling: {
    /** Of the log group, below `/aws/vendedlogs/waxseal/`. */
    readonly group: (target: Target, of: string) => string;
    /** The IAM action by which the service lets its logs be delivered. */
    readonly allows: string;
    /** Where AWS does not deliver such logs, and what people do there. */
    readonly unavailable?: { readonly in: string; readonly says: string };
  };
  /** Fields without which nothing can be said, where somebody chose fields. */
  readonly needs: readonly string[];
  /** Those without which nothing can be said of who speaks what TLS, besides. */
  readonly tellsTls?: readonly string[];
  /** Fields that say more, or when; none of them carries a path or a query string. */
  readonly helps: readonly string[];
  readonly answers: (question: Question) => boolean;
  /** `isShared`: records of other resources are in the same log group. */
  readonly about: (question: Question, target: Target, isShared: boolean) => About;
}

interface About {
  /** Which records count. */
  readonly filter: string;
  /** What tells TLS, as few values as possible. */
  readonly tells: string;
  /** Which of them are looked at closer. */
  readonly suspicious: string;
  /** What is asked of those, with a command before it. */
  readonly parse?: string;
  readonly people: string;
  readonly meaning: Meaning;
}

/** In single quotes, for a query. */
export const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
export const listOf = (items: readonly string[]): string => `[${items.map(quoted).join(', ')}]`;
export const isAbsent = (field: string): string =>
  `(not ispresent(${field}) or ${field} in ['', '-', 'null'])`;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/sal-cw-log-format.html */
const s3: Kind = {
  logType: 'S3_SERVER_ACCESS_LOGS',
  name: 's3 server access logs',
  lateHours: 6,
  enabling: { group: ({ id }) => `s3/${id}`, allows: 's3:AllowVendedLogDeliveryForResource' },
  needs: [
    'bucket_arn',
    'operation',
    'cipher_suite',
    'tls_version',
    'user_agent',
    'remote_ip',
    'requester',
    'host_header',
    'http_status',
  ],
  helps: ['request_time', 'schema_version_id'],
  answers: ({ ask, of }) => ask === 'plaintext-requests' && /^arn:[\w-]+:s3:::/.test(of),
  about: (_question, { arn }) => ({
    filter: `filter bucket_arn = ${quoted(arn)} and operation like /^(REST|SOAP|WEBSITE)\\./`,
    tells: 'tls_version, cipher_suite',
    suspicious: `${isAbsent('tls_version')} and ${isAbsent('cipher_suite')}`,
    people: 'requester, user_agent, remote_ip, host_header, http_status',
    meaning: {
      byHour: (row) =>
        (present(row['tls_version']) ?? present(row['cipher_suite'])) ? 'secure' : 'suspicious',
      byPeople: (row, at) => {
        const [principal, address] = [present(row['requester']), present(row['remote_ip'])];
        const refused = principal === undefined && /^40[035]$/.test(row['http_status'] ?? '');
        const isProbe = row['user_agent']?.startsWith(probeAgent) === true;
        if (isProbe || refused || present(row['host_header']) === undefined) return { at, is: 'apart' };
        return offender(at, { principal, address, agent: present(row['user_agent']) });
      },
    },
  }),
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html */
const alb: Kind = {
  logType: 'ALB_ACCESS_LOGS',
  name: 'alb access logs',
  lateHours: 6,
  enabling: {
    group: (_target, of) => `alb/${balancerOf(of).split('/')[1] ?? ''}`,
    allows: 'elasticloadbalancing:AllowVendedLogDeliveryForResource',
  },
  needs: [
    'type',
    'elb',
    'client_ip',
    'elb_status_code',
    'request_verb',
    'user_agent',
    'ssl_protocol',
    'ssl_cipher',
    'actions_executed',
  ],
  helps: ['time', 'target_status_code'],
  answers: ({ ask, of }) =>
    (ask === 'requests-without-redirect' || ask === 'tls-not-offered') && of.includes(':loadbalancer/app/'),
  about: (question, _target, isShared) => {
    const asksForTls = question.ask === 'tls-not-offered';
    const stays = offeredIn(question);
    const staysAsItIs = ({ ssl_protocol: protocol = '', ssl_cipher: cipher = '' }: Row): boolean =>
      isOffered({ protocol, cipher }, stays);
    return {
      filter: `filter ispresent(type) and (elb = ${quoted(balancerOf(question.of))} or not ispresent(elb))`,
      tells: 'elb, type, ssl_protocol, ssl_cipher',
      suspicious: asksForTls
        ? `not ${isAbsent('ssl_protocol')} and not (ssl_protocol in ${listOf(stays.protocols)} and ssl_cipher in ${listOf(stays.ciphers)})`
        : `type in ['http', 'ws']`,
      // The host alone: what stands behind it is nobody's business.
      parse: String.raw`| parse request_url /:\/\/(?<host>[^:\/]+)/`,
      people:
        'type, request_verb, user_agent, client_ip, elb_status_code, ssl_protocol, ssl_cipher, actions_executed, host',
      meaning: {
        byHour: (row) => {
          if (present(row['type']) === undefined) return 'broken';
          // Of whom it is, nobody knows.
          if (isShared && present(row['elb']) === undefined) return 'broken';
          const overTls = present(row['ssl_protocol']) !== undefined;
          if (!overTls) return asksForTls ? 'apart' : 'suspicious';
          return asksForTls && !staysAsItIs(row) ? 'suspicious' : 'secure';
        },
        byPeople: (row, at) =>
          entryOf(
            {
              at,
              type: row['type'] ?? '',
              address: row['client_ip'] ?? '-',
              agent: row['user_agent'] ?? '-',
              method: row['request_verb'] ?? '-',
              status: row['elb_status_code'] ?? '-',
              // Not known is no address.
              host: row['host'] ?? 'unknown',
              protocol: present(row['ssl_protocol']) ?? '-',
              cipher: present(row['ssl_cipher']) ?? '-',
              actions: row['actions_executed'] ?? '',
            },
            question,
          ),
      },
    };
  },
};

const isRedirected = (row: Row): boolean => row['redirected'] === '1' || row['answered'] === '1';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html */
const cloudFront: Kind = {
  logType: 'ACCESS_LOGS',
  name: 'CloudFront access logs',
  lateHours,
  enabling: {
    group: (_target, of) => `cloudfront/${distributionIn(of)}`,
    allows: 'cloudfront:AllowVendedLogDeliveryForResource',
    // https://docs.amazonaws.cn/en_us/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
    unavailable: {
      in: 'aws-cn',
      says: 'In China CloudFront delivers no logs to CloudWatch Logs. Switch on standard logging of the distribution into a bucket (Logging of its configuration), which Waxseal reads.',
    },
  },
  needs: neededFields,
  tellsTls: ['ssl-cipher'],
  helps: ['date', 'time', 'ssl-cipher', 'x-edge-response-result-type', 'DistributionId'],
  answers: ({ ask, of }) =>
    (ask === 'requests-without-redirect' || ask === 'tls-not-offered') && isDistribution(of),
  about: (question, _target, isShared) => {
    const asksForTls = question.ask === 'tls-not-offered';
    const stays = offeredIn(question);
    const staysAsItIs = ({ tls: protocol = '', cipher = '' }: Row): boolean =>
      isOffered({ protocol, cipher }, stays);
    return {
      filter: `fields \`cs-protocol\` as protocol, \`ssl-protocol\` as tls, \`ssl-cipher\` as cipher, \`cs-method\` as method, \`sc-status\` as status, \`c-ip\` as address, \`cs(User-Agent)\` as agent, \`x-host-header\` as host, \`x-edge-result-type\` as result, strcontains(\`x-edge-result-type\`, 'Redirect') as redirected, strcontains(\`x-edge-response-result-type\`, 'Redirect') as answered, DistributionId as distribution | filter ispresent(protocol) and (distribution = ${quoted(distributionIn(question.of))} or not ispresent(distribution))`,
      tells: asksForTls
        ? 'distribution, protocol, tls, cipher'
        : 'distribution, protocol, tls, redirected, answered',
      suspicious: asksForTls
        ? `not ${isAbsent('tls')} and not (tls in ${listOf(stays.protocols)} and cipher in ${listOf(stays.ciphers)})`
        : `protocol in ['http', 'ws'] and (not ispresent(redirected) or redirected != 1) and (not ispresent(answered) or answered != 1)`,
      people: 'protocol, tls, cipher, method, agent, address, status, host, result, redirected, answered',
      meaning: {
        byHour: (row) => {
          // Of whom it is, nobody knows.
          if (isShared && present(row['distribution']) === undefined) return 'broken';
          const overTls = present(row['tls']) !== undefined;
          if (/^(?:https|wss|grpcs)$/.test(row['protocol'] ?? '')) {
            if (!overTls) return 'broken';
            return asksForTls && !staysAsItIs(row) ? 'suspicious' : 'secure';
          }
          if (!/^(?:http|ws)$/.test(row['protocol'] ?? '') || overTls) return 'broken';
          return asksForTls || isRedirected(row) ? 'apart' : 'suspicious';
        },
        byPeople: (row, at) =>
          entryOfViewer(
            {
              at,
              protocol: row['protocol'] ?? '-',
              tls: present(row['tls']) ?? '-',
              cipher: present(row['cipher']) ?? '-',
              method: row['method'] ?? '-',
              status: row['status'] ?? '-',
              address: row['address'] ?? '-',
              agent: row['agent'] ?? '-',
              // Not known is no address.
              host: row['host'] ?? 'unknown',
              redirected: isRedirected(row),
              refused: isRefused(row['status'], [row['result']]),
            },
            question,
          ),
      },
    };
  },
};

export const kinds: readonly Kind[] = [s3, alb, cloudFront];

/** Fields without which nothing can be said to a question, where somebody chose fields. */
export const neededFor = ({ needs, tellsTls = [] }: Kind, { ask }: Question): readonly string[] =>
  ask === 'tls-not-offered' ? [...needs, ...tellsTls] : needs;
