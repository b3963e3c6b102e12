/** How sure and how grave: `low` is a note that nobody has to act on. */
export type Severity = 'high' | 'medium' | 'low';

interface Rule {
  readonly says: string;
  readonly todo: string;
}

/** What each sign of plaintext means, and what to write instead. */
export const rules = {
  'plaintext-http': {
    says: 'Requests go over plain HTTP or WebSocket.',
    todo: 'Write https:// or wss://, once the server answers there.',
  },
  'postgresql-without-tls': {
    says: 'The PostgreSQL or Redshift client may connect without TLS.',
    todo: 'Say sslmode=verify-full with the authority of the server (sslmode=require encrypts without knowing whom it speaks to).',
  },
  'mysql-without-tls': {
    says: 'The MySQL or MariaDB client may connect without TLS.',
    todo: 'Say sslMode=VERIFY_IDENTITY (ssl-mode of the command line, ssl={ca: …} of Node.js and Python, tls=true of Go).',
  },
  'sqlserver-without-tls': {
    says: 'The SQL Server client may connect without TLS.',
    todo: 'Say Encrypt=strict or Encrypt=true, and leave out TrustServerCertificate.',
  },
  'oracle-without-tls': {
    says: 'The Oracle client connects over TCP without TLS.',
    todo: 'Use PROTOCOL=TCPS and the port of the SSL option.',
  },
  'redis-without-tls': {
    says: 'The Redis, Valkey or MemoryDB client connects without TLS.',
    todo: 'Write rediss://, or switch TLS on in the client.',
  },
  'messaging-without-tls': {
    says: 'The messaging client (AMQP, MQTT, STOMP, NATS) connects without TLS.',
    todo: 'Write amqps://, mqtts://, stomp+ssl:// or tls:// with its port.',
  },
  'mongodb-without-tls': {
    says: 'The MongoDB or DocumentDB client connects without TLS.',
    todo: 'Say tls=true and name the authority (tlsCAFile).',
  },
  'kafka-without-tls': {
    says: 'The Kafka client connects without TLS.',
    todo: 'Say security.protocol=SASL_SSL or SSL, and name the brokers with their TLS port (of Amazon MSK: 9094, 9096, 9098).',
  },
  'ldap-without-tls': {
    says: 'The LDAP client connects without TLS.',
    todo: 'Write ldaps://, or have it do StartTLS before it binds.',
  },
  'plaintext-file-transfer': {
    says: 'Files or commands go over FTP, TFTP, Telnet or rsh.',
    todo: 'Use SFTP, FTPS or SSH.',
  },
  'smtp-without-tls': {
    says: 'Mail is handed over by SMTP that need not use TLS.',
    todo: 'Require STARTTLS at port 587, or speak TLS at port 465.',
  },
  'nfs-without-tls': {
    says: 'A file system is mounted by NFS without TLS.',
    todo: 'Mount Amazon EFS with its helper: mount -t efs -o tls.',
  },
  'service-without-tls': {
    says: 'The client connects without TLS.',
    todo: 'Use the form with TLS of its protocol.',
  },
  'docker-without-tls': {
    says: 'The Docker API or a registry is used without TLS.',
    todo: 'Use port 2376 with certificates; give the registry a certificate.',
  },
  'verification-off': {
    says: 'Certificates are not verified: whoever is in between can answer.',
    todo: 'Verify; give the client the authority of the server instead.',
  },
  'old-tls': {
    says: 'TLS older than 1.2 is asked for or let in.',
    todo: 'Ask for TLS 1.2 or newer.',
  },
  'server-without-tls': {
    says: 'A server or service is set up to take plaintext.',
    todo: 'Have it offer TLS, move its clients, then have it refuse plaintext.',
  },
  'sdk-without-tls': {
    says: 'The AWS SDK is told to speak without TLS.',
    todo: 'Leave the endpoint out, or write it with https://.',
  },
  'tls-switched-off': {
    says: 'A setting that names TLS says that it is off, or that it is only preferred.',
    todo: 'See what it switches, and switch it on.',
  },
  'credential-in-address': {
    says: 'A user and password stand in an address, where everybody who reads the configuration reads them.',
    todo: 'Keep them in AWS Secrets Manager, and rotate these.',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof rules;

export const isRuleId = (text: string): text is RuleId => Object.hasOwn(rules, text);

/** One sign of plaintext. It never holds the text in which it was seen. */
export interface Sign {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** Where in the text it begins: characters from 0. */
  readonly at: number;
  /** `scheme://host:port`, and nothing else of an address. */
  readonly address?: string;
}
