/** Where clients of a resource connect, and what is found out there. Knows no socket: `src/probe` does. */

export const protocols = [
  'amqp',
  'ftp',
  'grpc',
  'http',
  'imap',
  'kafka',
  'ldap',
  'mongodb',
  'mqtt',
  'mysql',
  'pop3',
  'postgresql',
  'redis',
  's3',
  'smtp',
  'sqlserver',
  'tls',
  'websocket',
] as const;
/** What is spoken, with TLS or without. `tls`: something within TLS of which no more is known. */
export type ProtocolName = (typeof protocols)[number];

export interface Endpoint {
  /** A name of the domain name system, or an address. */
  readonly host: string;
  readonly port: number;
  readonly protocol: ProtocolName;
  /** A name that AWS gave: clients may know it by another, which certificates are made for. */
  readonly given?: true;
  /** The VPC that it is in, by its id. */
  readonly vpc?: string;
  /**
   * Only its VPC reaches it, or AWS does not say that others do. Its addresses may look like those of the internet and be
   * somebody else's there: a VPC may use any range.
   */
  readonly internal?: true;
}

/**
 * What a client meets that speaks plaintext. `unknown` is never `refused`: no answer, a closed port and a private address
 * prove nothing. `says`: what was answered, or why nothing is known.
 */
export interface Plaintext {
  readonly is: 'accepted' | 'refused' | 'unknown';
  readonly says: string;
  /** Of `unknown`: what kept it from being asked passes by itself, so that it is worth asking again in minutes. */
  readonly again?: true;
}
