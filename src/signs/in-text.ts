import { addressesIn } from './address.ts';
import { signsInAddress } from './in-address.ts';
import type { RuleId, Severity, Sign } from './rule.ts';

/** The rest of a command, which may go on in the next line. */
const rest = String.raw`(?:\\\r?\n|[^\n;|&])*`;

/** A command that names a server, and nothing that makes it good. */
const command = (name: string, server: string, good: string): RegExp =>
  new RegExp(
    String.raw`\b${name}\b(?=${rest}${server}(?!["'\s]*(?:localhost\b|127\.|/)))(?!${rest}${good})`,
    'g',
  );

/** Words that mean one thing wherever they stand: in a command, a script, a file of properties. */
const words: readonly (readonly [RegExp, RuleId, Severity, unless?: RegExp])[] = [
  // Verification.
  [
    /\bcurl\b(?=[^\n;|&]*\s(?:-[a-zA-Z]*k\b|--insecure\b|--proxy-insecure\b))(?![^\n;|&]*\s["']?https:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?![\w.-]))/g,
    'verification-off',
    'high',
  ],
  [
    /\bwget\b(?=[^\n;|&]*\s--no-check-certificate\b)(?![^\n;|&]*\s["']?https:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?![\w.-]))/g,
    'verification-off',
    'high',
  ],
  [/--no-verify-ssl\b/g, 'verification-off', 'high'],
  [
    /--insecure-skip-tls-verify\b(?!=false)|\binsecure-skip-tls-verify:\s*true\b/g,
    'verification-off',
    'high',
  ],
  [/\bhttp\.sslVerify\s*[=\s]\s*false\b/gi, 'verification-off', 'high'],
  [/\bstrict-ssl\s*[=\s]\s*false\b/g, 'verification-off', 'high'],
  [/--trusted-host\b/g, 'verification-off', 'high'],
  [/\brejectUnauthorized["']?\s*[:=]\s*(?:false|0)\b/g, 'verification-off', 'high'],
  [/\bNODE_TLS_REJECT_UNAUTHORIZED["']?\]?\s*[:=]\s*["']?0\b/g, 'verification-off', 'high'],
  [/\bPYTHONHTTPSVERIFY["']?\s*[:=]\s*["']?0\b/g, 'verification-off', 'high'],
  [/\bGIT_SSL_NO_VERIFY["']?\s*[:=]\s*["']?(?:1|true)\b/gi, 'verification-off', 'high'],
  [/\bInsecureSkipVerify["']?\s*[:=]\s*["']?true\b/gi, 'verification-off', 'high'],
  [/\binsecure_skip_verify["']?\s*[:=]\s*["']?true\b/gi, 'verification-off', 'high'],
  [/\bTrustServerCertificate\s*=\s*(?:true|yes|1)\b/gi, 'verification-off', 'high'],
  [/\bVERIFY_NONE\b|\bCERT_NONE\b/g, 'verification-off', 'high'],
  // Versions.
  [/--tls-max[=\s]+1\.[01]\b/g, 'old-tls', 'medium'],
  [/--tlsv1\.[01]\b(?=[^\n]*--tls-max[=\s]+1\.[01]\b)/g, 'old-tls', 'medium'],
  [/--tls-min-v1\.[01]\b/g, 'old-tls', 'medium'],
  [
    /(?:\b|-D)(?:jdk\.tls\.client\.protocols|https\.protocols)\s*=\s*["']?[^\s"']*\b(?:SSLv3|TLSv1(?:\.1)?)(?![.\d])/g,
    'old-tls',
    'medium',
  ],
  [/\bssl_protocols\b[^;\n]*\b(?:SSLv3|TLSv1(?:\.1)?)(?![.\d])/g, 'old-tls', 'medium'],
  [/\bSSLProtocol\b[^\n]*(?<!-)\b(?:SSLv3|TLSv1(?:\.1)?)(?![.\d])/g, 'old-tls', 'medium'],
  [/\bSECLEVEL=0\b/g, 'old-tls', 'medium'],
  // Databases, by their own words.
  [/\bsslmode["']?\s*[:=]\s*["']?disable\b/gi, 'postgresql-without-tls', 'high'],
  [/\bsslmode["']?\s*[:=]\s*["']?(?:allow|prefer)\b/gi, 'postgresql-without-tls', 'medium'],
  [
    command('psql', String.raw`\s(?:-h\s*|--host[=\s]\s*|["']host=)`, 'sslmode='),
    'postgresql-without-tls',
    'medium',
    /\bPGSSLMODE\s*=\s*["']?(?:require|verify-)/,
  ],
  [command('redis-cli', String.raw`\s(?:-h\s*)`, String.raw`\s--tls\b`), 'redis-without-tls', 'high'],
  [
    /(?<![\w.-])(?:rds\.force_ssl|require_secure_transport|neptune_enforce_ssl|require_ssl)["']?\s*[:=]\s*["']?(?:0|off|false)\b/gi,
    'server-without-tls',
    'medium',
  ],
  [
    /--ssl-mode[=\s]+(?:DISABLED|PREFERRED)\b|--skip-ssl\b|\buseSSL\s*=\s*false\b/gi,
    'mysql-without-tls',
    'high',
  ],
  [
    /\b(?:Server|Data Source)\s*=[^\n"']*;\s*Encrypt\s*=\s*(?:false|no|optional)\b/gi,
    'sqlserver-without-tls',
    'high',
  ],
  [/\bjdbc:oracle:thin:(?:[^@\s"']*)@(?![^\s"']*tcps)[^\s"']+/gi, 'oracle-without-tls', 'medium'],
  // A description of the Oracle client; each of its addresses says its protocol.
  [/\(\s*ADDRESS\s*=\s*\(\s*PROTOCOL\s*=\s*TCP\s*\)/gi, 'oracle-without-tls', 'medium'],
  // The rest.
  [
    /\b(?:security[._]protocol|KAFKA_SECURITY_PROTOCOL|SECURITY_PROTOCOL)["']?\s*[:=]\s*["']?(?:SASL_)?PLAINTEXT\b/gi,
    'kafka-without-tls',
    'high',
  ],
  [/\b[\w.-]+\.kafka\.[\w-]+\.amazonaws\.com(?:\.cn)?:(?:9092|2181)\b/g, 'kafka-without-tls', 'high'],
  [/\bmount\b[^\n;|&]*\s-t\s+nfs4?\b/g, 'nfs-without-tls', 'medium'],
  [command('mount', String.raw`\s-t\s+efs\b`, String.raw`\btls\b`), 'nfs-without-tls', 'medium'],
  [
    /(?:^|[\s;|&])(?:telnet|tftp|rsh|rlogin)\s+(?!localhost|127\.)[\w.$-]+\.[\w.$-]+/g,
    'plaintext-file-transfer',
    'high',
  ],
  [/--insecure-registr(?:y|ies)\b|"insecure-registries"\s*:\s*\[\s*"/g, 'docker-without-tls', 'high'],
  // What is put together of a scheme and a variable.
  [/\b(?:http|ws):\/\/["'`]\s*\+(?!\s*["'`]?(?:localhost|127\.))/g, 'plaintext-http', 'low'],
  [/\b(?:redis|valkey):\/\/["'`]\s*\+(?!\s*["'`]?(?:localhost|127\.))/g, 'redis-without-tls', 'low'],
  [/\b(?:amqp|mqtt):\/\/["'`]\s*\+(?!\s*["'`]?(?:localhost|127\.))/g, 'messaging-without-tls', 'low'],
  [/\bftp:\/\/["'`]\s*\+(?!\s*["'`]?(?:localhost|127\.))/g, 'plaintext-file-transfer', 'low'],
  [/\bfs\.s3a\.connection\.ssl\.enabled\s*=\s*false\b/g, 'sdk-without-tls', 'high'],
];

const signsOfWords = (text: string): readonly Sign[] =>
  words.flatMap(([pattern, rule, severity, unless]) =>
    unless?.test(text) === true
      ? []
      : [...text.matchAll(pattern)].map(({ index }) => ({ rule, severity, at: index })),
  );

/** One sign of a rule at a place: an address says more than the word within it. */
const onceEach = (signs: readonly Sign[]): readonly Sign[] =>
  signs
    .filter(
      (one, index) =>
        !signs.some(
          (other, at) =>
            at < index &&
            other.rule === one.rule &&
            Math.abs(other.at - one.at) < 400 &&
            other.address !== undefined &&
            one.address === undefined,
        ),
    )
    .toSorted((a, b) => a.at - b.at);

/** What stands before a name that only looks like an address. */
const naming = new RegExp(
  [
    String.raw`(?:\bxmlns(?::[\w.-]+)?|[nN]amespace|NAMESPACE|[A-Z]_NS|["'](?:\$schema|\$id|@context|@id|@type|@vocab))["']?\s*(?::\s*\w+\s*=|[:=])\s*\\?["'](?:[^"'\n]*\s)?`,
    String.raw`\bschemaLocation\s*=\s*\\?["'](?:[^"']*\s)?`,
    String.raw`\bnamespaces\s*=\s*\{[^{}]*["']`,
    String.raw`(?:NS|QName|Namespace)\(\s*["']`,
    String.raw`\bscm:\w+:`,
    String.raw`<!DOCTYPE\s[^<>[]*["']`,
  ]
    .map((pattern) => `(?:${pattern})$`)
    .join('|'),
);

/** `{http://…}tag`: how libraries for XML write a name within its namespace. */
const isQualifying = (text: string, at: number): boolean =>
  /(?<!\$)\{$/.test(text.slice(Math.max(0, at - 2), at)) &&
  /^[^\s{},"'`]+\}{1,2}(?:["'`*%{]|\w)/.test(text.slice(at, at + 300));

const isName = (text: string, at: number): boolean =>
  naming.test(text.slice(Math.max(0, at - 1000), at)) || isQualifying(text, at);

/** Every sign of plaintext in a text, in its order. Never a value of it. */
export const signsInText = (text: string): readonly Sign[] =>
  onceEach([
    ...addressesIn(text)
      .filter(({ at }) => !isName(text, at))
      .flatMap(signsInAddress),
    ...signsOfWords(text),
  ]);
