import { here, type Call } from '../call.ts';

/** Of Java: JSSE, Apache HttpClient, OkHttp, gRPC, Jedis, Kafka, JavaMail, Commons Net, the AWS SDK. */
export const java: readonly Call[] = [
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'identifier',
    says: String.raw`^(ALLOW_ALL_HOSTNAME_VERIFIER)$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'type_identifier',
    says: String.raw`^(TrustAllStrategy|AllowAllHostnameVerifier)$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'field_access',
    says: String.raw`\b(NoopHostnameVerifier|TrustAllStrategy|InsecureTrustManagerFactory)\.INSTANCE$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'method_invocation',
    says: String.raw`\b(setHostnameVerifier|setDefaultHostnameVerifier|hostnameVerifier)\(\s*\([^)]*\)\s*->\s*(true|\{\s*return\s+true;\s*\})\s*\)$`,
  },
  {
    rule: 'verification-off',
    severity: 'high',
    kind: 'method_declaration',
    says: String.raw`\bvoid\s+checkServerTrusted\([^)]*\)[^{]*\{\s*\}$`,
  },
  {
    rule: 'old-tls',
    severity: 'medium',
    kind: 'method_invocation',
    says: String.raw`\bSSLContext\.getInstance\(\s*"(SSL|SSLv3|TLSv1|TLSv1\.1)"`,
  },
  {
    rule: 'old-tls',
    severity: 'medium',
    kind: 'variable_declarator',
    says: String.raw`=\s*"(SSLv3|TLSv1|TLSv1\.1)"$`,
    file: String.raw`\bSSLContext\b|\bsetEnabledProtocols\b`,
  },
  {
    rule: 'old-tls',
    severity: 'medium',
    kind: 'method_invocation',
    says: String.raw`\.setEnabledProtocols\([\s\S]*"(SSLv3|TLSv1|TLSv1\.1)"`,
  },
  {
    rule: 'sdk-without-tls',
    severity: 'high',
    kind: 'method_invocation',
    says: String.raw`\.(withProtocol|protocol)\(\s*Protocol\.HTTP\s*\)$`,
  },
  {
    rule: 'service-without-tls',
    severity: 'medium',
    kind: 'method_invocation',
    says: String.raw`\.usePlaintext\([^)]*\)$`,
  },
  {
    rule: 'redis-without-tls',
    severity: 'high',
    kind: 'object_creation_expression',
    says: String.raw`^new\s+Jedis(Pooled|Pool|Cluster)?\(\s*[^)\s]`,
    unless: String.raw`true|://|[sS]sl|${here}`,
  },
  {
    rule: 'kafka-without-tls',
    severity: 'high',
    kind: 'method_invocation',
    says: String.raw`("security\.protocol"|SECURITY_PROTOCOL_CONFIG)\s*,\s*"(SASL_)?PLAINTEXT"`,
  },
  {
    rule: 'smtp-without-tls',
    severity: 'medium',
    kind: 'method_invocation',
    says: String.raw`"mail\.smtp\.starttls\.(enable|required)"\s*,\s*("false"|false)`,
  },
  {
    rule: 'plaintext-file-transfer',
    severity: 'high',
    kind: 'object_creation_expression',
    says: String.raw`^new\s+(FTPClient|TelnetClient|TFTPClient)\(`,
  },
  {
    rule: 'tls-switched-off',
    severity: 'high',
    kind: 'method_invocation',
    says: String.raw`\.(setUseSsl|setSsl|useSsl|setSslEnabled)\(\s*false\s*\)$`,
  },
];
