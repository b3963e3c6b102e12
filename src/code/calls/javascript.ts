import { here, type Call } from '../call.ts';

/** An object that is spread into this one, or an address, which tells for itself. */
const open = String.raw`\.\.\.|://|connectionString|${here}`;

/** A switch: whose it is, `within` says. */
const switchedOff = String.raw`^["']?(tls|ssl|useTLS|useSSL|useTls|useSsl)["']?\s*:\s*false$`;

/** Of JavaScript and TypeScript: tls, pg, mysql2, ioredis, nodemailer, gRPC, the AWS SDK. */
export const javascript: readonly Call[] = [
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'pair',
    says: String.raw`^["']?strictSSL["']?\s*:\s*false$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'pair',
    says: String.raw`^["']?(tlsAllowInvalidCertificates|tlsAllowInvalidHostnames|sslValidate|trustServerCertificate)["']?\s*:\s*(true)$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'pair',
    says: String.raw`^["']?checkServerIdentity["']?\s*:\s*\(?[^)]*\)?\s*=>\s*(undefined|null|true|\{\s*(return;?)?\s*\}|void 0)$`,
  },
  {
    rule: 'old-tls',
    severity: 'medium',
    kind: 'pair',
    says: String.raw`^["']?(minVersion|maxVersion|secureProtocol)["']?\s*:\s*["'](SSLv\d+|SSLv3_method|TLSv1(\.1)?|TLSv1(_1)?_method)["']$`,
  },
  {
    rule: 'sdk-without-tls',
    severity: 'high',
    kind: 'pair',
    says: String.raw`^["']?sslEnabled["']?\s*:\s*false$`,
  },
  {
    rule: 'sdk-without-tls',
    severity: 'high',
    kind: 'pair',
    says: switchedOff,
    within: String.raw`^new\s+\w+Client\(`,
    file: String.raw`@aws-sdk/`,
  },
  {
    rule: 'postgresql-without-tls',
    severity: 'medium',
    kind: 'new_expression',
    says: String.raw`^new\s+(pg\.)?(Pool|Client)\(\s*\{`,
    unless: String.raw`\bssl\b|${open}`,
    file: String.raw`["']pg["']`,
  },
  {
    rule: 'mysql-without-tls',
    severity: 'medium',
    kind: 'call_expression',
    says: String.raw`^(await\s+)?(mysql2?|mariadb)\.(createConnection|createPool)\(\s*\{`,
    unless: String.raw`\bssl\b|socketPath|${open}`,
  },
  {
    rule: 'redis-without-tls',
    severity: 'high',
    kind: 'new_expression',
    says: String.raw`^new\s+(IO)?Redis((\.Cluster)?\([\s\S]*\bhost\b|\(\s*(\d+|[\w.]*[pP](ort|ORT))\s*,|\(\s*["'][\w-]+(\.[\w-]+)+["'])`,
    unless: String.raw`\btls\b|${open}`,
  },
  {
    rule: 'mongodb-without-tls',
    severity: 'high',
    kind: 'pair',
    says: switchedOff,
    within: String.raw`^(new\s+(\w+\.)?MongoClient|(\w+\.)*MongoClient\.connect|mongoose\.(connect|createConnection))\(`,
  },
  {
    rule: 'postgresql-without-tls',
    severity: 'high',
    kind: 'pair',
    says: switchedOff,
    within: String.raw`^new\s+(pg\.)?(Pool|Client)\(`,
    file: String.raw`["']pg["']`,
  },
  {
    rule: 'mysql-without-tls',
    severity: 'high',
    kind: 'pair',
    says: switchedOff,
    within: String.raw`^(mysql2?|mariadb)\.(createConnection|createPool)\(`,
  },
  {
    rule: 'tls-switched-off',
    severity: 'medium',
    kind: 'pair',
    says: switchedOff,
  },
  {
    rule: 'redis-without-tls',
    severity: 'high',
    kind: 'call_expression',
    says: String.raw`^(redis\.|await\s+)?createClient\(\s*\{[\s\S]*\bhost\b`,
    unless: String.raw`\btls\b|${open}`,
    file: String.raw`["'](redis|@redis/client)["']`,
  },
  {
    rule: 'service-without-tls',
    severity: 'medium',
    kind: 'new_expression',
    says: String.raw`^new\s+Memcached\(\s*\S`,
    unless: String.raw`\btls\b|${open}`,
  },
  {
    rule: 'service-without-tls',
    severity: 'medium',
    kind: 'call_expression',
    says: String.raw`^memjs\.Client\.create\(\s*["'\w]`,
    unless: open,
  },
  {
    rule: 'smtp-without-tls',
    severity: 'medium',
    kind: 'call_expression',
    says: String.raw`\.createTransport\(\s*\{[\s\S]*\bsecure\s*:\s*false`,
    unless: String.raw`requireTLS\s*:\s*true|${here}`,
  },
  {
    rule: 'service-without-tls',
    severity: 'medium',
    kind: 'call_expression',
    says: String.raw`\b(credentials|ServerCredentials|ChannelCredentials)\.createInsecure\(\)$`,
  },
  {
    rule: 'plaintext-http',
    severity: 'medium',
    kind: 'call_expression',
    says: String.raw`^http\.(request|get)\(\s*\{[\s\S]*\b(host|hostname)\s*:`,
    unless: here,
  },
  {
    rule: 'plaintext-http',
    severity: 'low',
    kind: 'call_expression',
    says: String.raw`^http\.createServer\(`,
  },
  {
    rule: 'plaintext-file-transfer',
    severity: 'high',
    kind: 'pair',
    says: String.raw`^["']?secure["']?\s*:\s*false$`,
    file: String.raw`["']basic-ftp["']`,
  },
];
