import type { Setting } from '../signs/in-settings.ts';
import type { RuleId, Severity } from '../signs/rule.ts';

const off = /^false$/i;

/** Names of security policies, of load balancers and OpenSearch, that let TLS 1.0 or 1.1 in. */
const oldPolicy =
  /^(?:ELBSecurityPolicy-(?:201[1-6]-\d\d|TLS-1-[01]-\d{4}-\d\d|FS-2018-06|FS-1-1-2019-08|TLS13-1-[01]-(?:FIPS-)?\d{4}-\d\d)|Policy-Min-TLS-1-0-2019-07)$/;

/** What templates say of servers, as CloudFormation, Terraform and the CDK write it: `high` is off, `medium` takes both. */
const table: readonly (readonly [name: RegExp, value: RegExp, RuleId, Severity])[] = [
  [/(?:^|\.)transit_?encryption_?enabled$/i, off, 'server-without-tls', 'high'],
  [/(?:^|\.)transit_?encryption_?mode$/i, /^preferred$/i, 'server-without-tls', 'medium'],
  [/(?:^|\.)transit_?encryption$/i, /^disabled$/i, 'nfs-without-tls', 'medium'],
  [/(?:^|\.)client_?broker$/i, /(?:^|\.)PLAINTEXT$/, 'server-without-tls', 'high'],
  [/(?:^|\.)client_?broker$/i, /(?:^|\.)TLS_PLAINTEXT$/, 'server-without-tls', 'medium'],
  [/(?:^|\.)encryption_?in_?transit\.in_?cluster$/i, off, 'server-without-tls', 'high'],
  [/(?:^|\.)cluster_?endpoint_?encryption_?type$/i, /^NONE$/i, 'server-without-tls', 'high'],
  [/(?:^|\.)enforce_?https$/i, off, 'server-without-tls', 'medium'],
  [/(?:^|\.)RequireTLS$/, off, 'server-without-tls', 'medium'],
  [/(?:^|\.)viewer_?protocol_?policy$/i, /(?:^|\.)allow[-_]all$/i, 'server-without-tls', 'medium'],
  [/(?:^|\.)origin_?protocol_?policy$/i, /(?:^|\.)http[-_]only$/i, 'server-without-tls', 'high'],
  [/(?:^|\.)origin_?protocol_?policy$/i, /(?:^|\.)match[-_]viewer$/i, 'server-without-tls', 'medium'],
  [
    /(?:^|\.)(?:rds\.force_ssl|require_secure_transport|neptune_enforce_ssl|require_ssl)$/,
    /^(?:0|off|false)$/i,
    'server-without-tls',
    'medium',
  ],
  [/(?:^|\.)(?:ssl|tls)_?(?:security)?_?policy(?:_?name)?$/i, oldPolicy, 'old-tls', 'medium'],
  [
    /(?:^|\.)minimum_?protocol_?version$/i,
    /^(?:SSLv3|TLSv1(?:\.1)?(?:_2016)?|SecurityPolicyProtocol\.(?:SSL_V3|TLS_V1(?:_1)?(?:_2016)?))$/,
    'old-tls',
    'medium',
  ],
  [/(?:^|\.)security_?policy$/i, /^TLS_1_0$/, 'old-tls', 'medium'],
  // Of a listener that redirects nobody: see `settingsIn` and `structured`.
  [/^listener\.protocol$/, /^HTTP$/, 'plaintext-http', 'low'],
  // Of a Classic Load Balancer, which redirects nobody; what is behind it may.
  [/(?:^|\.)lb_protocol$/, /^http$/i, 'plaintext-http', 'low'],
  [/(?:^|\.)external_?protocol$/i, /(?:^|\.)HTTP$/, 'plaintext-http', 'low'],
  [/(?:^|\.)redirect_?config\.protocol$/i, /^HTTP$/i, 'server-without-tls', 'medium'],
];

const names = new RegExp(
  table.map(([name]) => name.source.replace(/^\^|^\(\?:\^\|\\\.\)/, '').replace(/\$$/, '')).join('|'),
  'i',
);

/** Whether any of the names is in a text at all. */
export const mayBeOfInfrastructure = (text: string): boolean => names.test(text);

/** What a setting of a template says of a server. */
export const signOfInfrastructure = ({
  name,
  value,
}: Setting): { rule: RuleId; severity: Severity } | undefined => {
  const row = table.find(([named, means]) => named.test(name) && means.test(value));
  return row && { rule: row[2], severity: row[3] };
};
