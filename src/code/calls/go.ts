import { here, type Call } from '../call.ts';

/** Of Go: crypto/tls, net/http, gRPC, go-redis, FTP, LDAP, the AWS SDK. */
export const go: readonly Call[] = [
  {
    rule: 'old-tls',
    severity: 'medium',
    kind: 'keyed_element',
    says: String.raw`^(Min|Max)Version\s*:\s*tls\.Version(SSL30|TLS10|TLS11)$`,
  },
  {
    rule: 'service-without-tls',
    severity: 'medium',
    kind: 'call_expression',
    says: String.raw`^(grpc\.WithInsecure|insecure\.NewCredentials)\(\)$`,
  },
  {
    rule: 'redis-without-tls',
    severity: 'high',
    kind: 'composite_literal',
    says: String.raw`^redis\.(Cluster|Failover|Universal|Ring)?Options\s*\{[\s\S]*\bAddrs?\s*:`,
    unless: String.raw`TLSConfig|://|${here}`,
  },
  {
    rule: 'mysql-without-tls',
    severity: 'medium',
    kind: 'composite_literal',
    says: String.raw`^mysql\.Config\s*\{[\s\S]*\bAddr\s*:`,
    unless: String.raw`TLS|${here}`,
  },
  {
    rule: 'sdk-without-tls',
    severity: 'high',
    kind: 'keyed_element',
    says: String.raw`^DisableSSL\s*:\s*(aws\.Bool\(true\)|true)$`,
  },
  {
    rule: 'plaintext-http',
    severity: 'low',
    kind: 'call_expression',
    says: String.raw`^http\.ListenAndServe\(`,
  },
  {
    rule: 'ldap-without-tls',
    severity: 'medium',
    kind: 'call_expression',
    says: String.raw`^ldap\.Dial\(`,
    unlessFile: String.raw`\.StartTLS\(`,
  },
  {
    rule: 'plaintext-file-transfer',
    severity: 'high',
    kind: 'call_expression',
    says: String.raw`^ftp\.Dial\(`,
    unless: String.raw`DialWith(Explicit)?TLS`,
  },
];
