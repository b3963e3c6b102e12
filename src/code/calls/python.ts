import { here, type Call } from '../call.ts';

/** Arguments that this file does not show, or an address, which tells for itself. */
const open = String.raw`\*\*|://|${here}`;

/** Of Python: requests, httpx, ssl, boto3, the drivers of databases, smtplib, ftplib, gRPC, kafka. */
export const python: readonly Call[] = [
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'keyword_argument',
    says: String.raw`^(verify|verify_ssl|verify_certs|ssl_verify|check_hostname|validate_certs)\s*=\s*(False|0)$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'keyword_argument',
    says: String.raw`^(tlsAllowInvalidCertificates|tlsAllowInvalidHostnames|tlsInsecure)\s*=\s*True$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'keyword_argument',
    says: String.raw`^ssl_cert_reqs\s*=\s*(None|"none"|'none')$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'assignment',
    says: String.raw`\.(check_hostname|verify)\s*=\s*False$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'attribute',
    says: String.raw`^ssl\._create_(unverified|stdlib)_context$`,
  },
  {
    rule: 'old-tls',
    severity: 'medium',
    kind: 'attribute',
    says: String.raw`^ssl\.(PROTOCOL_(SSLv[23]|TLSv1(_1)?)|TLSVersion\.(SSLv3|TLSv1(_1)?|MINIMUM_SUPPORTED))$`,
  },
  {
    rule: 'sdk-without-tls',
    severity: 'high',
    kind: 'call',
    says: String.raw`^\w*(boto3|session)\w*\.(client|resource)\([\s\S]*use_ssl\s*=\s*False`,
  },
  {
    rule: 'tls-switched-off',
    severity: 'high',
    kind: 'keyword_argument',
    says: String.raw`^(tls|ssl|ssl_enabled|use_tls|secure)\s*=\s*False$`,
  },
  {
    rule: 'postgresql-without-tls',
    severity: 'medium',
    kind: 'call',
    says: String.raw`^(await\s+)?(psycopg2?|asyncpg|pg8000(\.\w+)?|redshift_connector)\.(connect|create_pool)\(\s*\S`,
    unless: String.raw`ssl|${open}`,
  },
  {
    rule: 'mysql-without-tls',
    severity: 'medium',
    kind: 'call',
    says: String.raw`^(await\s+)?(pymysql|MySQLdb|aiomysql|mariadb|mysql\.connector)\.(connect|create_pool)\(\s*\S`,
    unless: String.raw`ssl|unix_socket|read_default_file|${open}`,
  },
  {
    rule: 'redis-without-tls',
    severity: 'high',
    kind: 'call',
    says: String.raw`^(redis|valkey)\.(asyncio\.)?(Strict)?(Redis|Valkey)(Cluster)?\([\s\S]*\bhost\s*=`,
    unless: String.raw`ssl\s*=\s*[^F\s]|unix_socket|${open}`,
  },
  {
    rule: 'kafka-without-tls',
    severity: 'high',
    kind: 'keyword_argument',
    says: String.raw`^security_protocol\s*=\s*["'](SASL_)?PLAINTEXT["']$`,
  },
  {
    rule: 'smtp-without-tls',
    severity: 'medium',
    kind: 'call',
    says: String.raw`^smtplib\.SMTP\(`,
    unless: here,
    unlessFile: String.raw`\.starttls\(`,
  },
  {
    rule: 'plaintext-file-transfer',
    severity: 'high',
    kind: 'call',
    says: String.raw`^(ftplib\.FTP|telnetlib\.Telnet)\(`,
  },
  {
    rule: 'plaintext-file-transfer',
    severity: 'high',
    kind: 'call',
    says: String.raw`^(FTP|Telnet)\(`,
    file: String.raw`from\s+(ftplib|telnetlib)\s+import`,
  },
  {
    rule: 'service-without-tls',
    severity: 'medium',
    kind: 'call',
    says: String.raw`^grpc\.(aio\.)?insecure_channel\(`,
    unless: here,
  },
  {
    rule: 'ldap-without-tls',
    severity: 'medium',
    kind: 'keyword_argument',
    says: String.raw`^use_ssl\s*=\s*False$`,
    file: String.raw`\bldap3\b`,
    unlessFile: String.raw`start_tls`,
  },
  {
    rule: 'plaintext-http',
    severity: 'medium',
    kind: 'call',
    says: String.raw`^http\.client\.HTTPConnection\(`,
    unless: here,
  },
];
