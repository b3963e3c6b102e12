import type { Host } from './address.ts';

/** Hosts of names that only look like addresses: of XML, JSON-LD, SAML, build tools. */
const identifiers = new Set([
  'www.w3.org',
  'schemas.xmlsoap.org',
  'schemas.microsoft.com',
  'schemas.openxmlformats.org',
  'schemas.android.com',
  'schemas.dmtf.org',
  'xmlns.com',
  'xmlns.oracle.com',
  'xmlns.jcp.org',
  'json-schema.org',
  'ns.adobe.com',
  'purl.org',
  'java.sun.com',
  'maven.apache.org',
  'www.springframework.org',
  'tempuri.org',
  'docs.oasis-open.org',
  'schema.org',
  'ogp.me',
  'www.opengis.net',
  'doubleclick.net',
]);

/** What never leaves the machine or task: loopback, its agents, link-local addresses of AWS. */
export const isLocal = ({ host }: Host): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  /^127\.\d+\.\d+\.\d+$/.test(host) ||
  /^169\.254\.\d+\.\d+$/.test(host) ||
  ['::1', '0.0.0.0', '::', 'host.docker.internal', 'fd00:ec2::254', ''].includes(host);

/** A name that nobody connects to. */
export const isIdentifier = ({ host }: Host, path: string): boolean =>
  identifiers.has(host) || (/(^|\.)amazonaws\.com$/.test(host) && path.startsWith('/doc/'));

/** A host that the text does not tell, or that stands in examples only. */
export const isPlaceholder = ({ host }: Host): boolean =>
  /[${}%<>()*[\]]/.test(host) || /(^|\.)(example\.(com|org|net)|example|invalid|test)$/.test(host);

/** Within a network, as far as a name or address tells: `orders`, `orders.svc.cluster.local`, `10.0.0.7`. */
export const isPrivate = ({ host }: Host): boolean =>
  /^[^.:]+$/.test(host) ||
  /\.(local|internal|lan|corp|intranet|private|cluster|svc|consul)$/.test(host) ||
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(host) ||
  /^f[cd][\da-f]{2}:/.test(host);
