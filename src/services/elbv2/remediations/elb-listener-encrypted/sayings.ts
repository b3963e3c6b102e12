import { parseArn } from '../../../../aws/arn.ts';
import { makingOf } from '../../../../aws/ownership.ts';
import type { Target } from '../../../../core/model/target.ts';
import { saying } from '../../../../core/say/said.ts';
import type { Meaning, Sayings, Stepping } from '../../../../families/steps.ts';
import type { messages } from './messages.ts';
import { tlsIdleSeconds, type Seen } from './read.ts';
import type { Settings } from './settings.ts';

type Id = keyof typeof messages;

/** Protocols that begin in plaintext, or with a handshake of their own. https://www.iana.org/assignments/service-names-port-numbers */
const beginning: Readonly<Record<number, string>> = {
  21: 'FTP',
  22: 'SSH',
  25: 'SMTP',
  110: 'POP3',
  143: 'IMAP',
  389: 'LDAP',
  587: 'SMTP',
  1433: 'SQL Server',
  1521: 'Oracle',
  3306: 'MySQL',
  3389: 'RDP',
  5222: 'XMPP',
  5432: 'PostgreSQL',
  5439: 'Redshift',
};

/** Where an obstacle is, the step is never taken. */
export const meaning = (
  transport: readonly string[] | null,
  { certificate, policy, endTlsOn }: Settings,
  { around: { port } }: Seen,
): Meaning<readonly string[]> => {
  const protocol = transport?.[0];
  if (protocol === 'HTTPS' || protocol === 'TLS') return 'good';
  const isEnded = protocol === 'HTTP' || (protocol === 'TCP' && endTlsOn.includes(port));
  if (!isEnded) return undefined;
  const to = [protocol === 'HTTP' ? 'HTTPS' : 'TLS', certificate ?? '', policy];
  return { to, impact: ['breaks-plaintext'] };
};

const isThere = (certificate: string, { account, region, partition }: Target): boolean => {
  const arn = parseArn(certificate);
  return arn?.account === account && arn.region === region && arn.partition === partition;
};

/** Who notices, and what comes first. */
export const sayingsOf = (
  { name = '', around }: Seen,
  [first]: Stepping<readonly string[]>,
  target: Target,
  { certificate }: Settings,
): Sayings<Id> => {
  if (!first) return {};
  const { port, httpsPorts, groups, idleSeconds: idle, vpcEncryption: vpc, certificates, tags } = around;
  const state = certificates?.[certificate ?? '']?.status ?? 'not known';
  const isHttp = first.held.value?.[0] === 'HTTP';
  const refused = groups.filter(
    ({ protocol, targetType }) => targetType === 'alb' || !['TCP', 'TLS'].includes(protocol),
  );
  const isHere = certificate !== null && isThere(certificate, target);
  const owner = makingOf(tags);
  const data = {
    name,
    port,
    region: target.region,
    certificate: certificate ?? '',
    arn: target.arn,
    maker: owner?.name ?? '',
  };
  return {
    obstacles: [
      ...saying<Id>('redirect-instead', httpsPorts.length > 0, {
        name,
        ports: `port ${httpsPorts.join(', ')}`,
      }),
      ...saying<Id>('on-80', isHttp && port === 80 && httpsPorts.length === 0, { name }),
      ...saying<Id>('begins-in-plaintext', !isHttp && beginning[port] !== undefined, {
        ...data,
        protocol: beginning[port] ?? '',
      }),
      ...saying<Id>('group-not-tcp', !isHttp && refused.length > 0, {
        name,
        groups: refused.map((group) => `${group.name} (${group.targetType}, ${group.protocol})`).join(', '),
      }),
      ...saying<Id>('vpc-enforced', vpc === 'enforced', data),
      ...saying<Id>('vpc-unread', vpc === 'unseen', data),
      ...saying<Id>('which-certificate', certificate === null, { name }),
      ...saying<Id>('not-there', certificate !== null && !isHere, data),
      ...saying<Id>('not-issued', isHere && state !== 'ISSUED', { ...data, state }),
    ],
    hazards: [
      ...saying<Id>('plaintext-clients', true, { name }),
      ...saying<Id>('compare', certificate !== null, data),
      ...saying<Id>('ends-tls', !isHttp, {
        protocols: [...new Set(groups.map(({ protocol }) => protocol))].join(', ') || 'TCP',
      }),
      ...saying<Id>('idle-timeout', idle !== 'unseen' && idle !== tlsIdleSeconds, { ...data, idle }),
      ...saying<Id>('idle-timeout-unread', idle === 'unseen', data),
      ...saying<Id>('vpc-encryption', !isHttp && (vpc === 'off' || vpc === 'monitored'), { ...data, vpc }),
      ...saying<Id>('made-by-kubernetes', owner?.by === 'kubernetes', data),
      ...saying<Id>('made-by-beanstalk', owner?.by === 'elastic-beanstalk', data),
    ],
    notes: saying<Id>('targets-see-https', isHttp, { name }),
  };
};
