import type { Host } from './address.ts';

/** Hosts of names that only look like addresses: of XML, JSON-LD, SAML, build tools. */
const identifiers = new Set([
  'www.w3.org',
  'w3.org',
  'schemas.xmlsoap.org',
  'schemas.microsoft.com',
  'schemas.openxmlformats.org',
  'schemas.android.com',
  'schemas.dmtf.org',
  'schemas.google.com',
  'schemas.datacontract.org',
  'xmlns.com',
  'xmlns.oracle.com',
  'xmlns.jcp.org',
  'javax.xml.xmlconstants',
  'json-schema.org',
  'ns.adobe.com',
  'purl.org',
  'java.sun.com',
  'maven.apache.org',
  'www.springframework.org',
  'www.thymeleaf.org',
  'tempuri.org',
  'docs.oasis-open.org',
  'specs.openid.net',
  'relaxng.org',
  'schema.org',
  'ogp.me',
  'www.opengis.net',
  'doubleclick.net',
]);

/** Names below a host that answers other things too: features of XML parsers, document types, and licences. */
const identifying = [
  /^(?:xml\.)?apache\.org\/(?:xml\/(?:features|properties)|xslt|xalan)\b/,
  /^xml\.org\/sax\//,
  /^xmlpull\.org\/v1\/doc\//,
  /^www\.sitemaps\.org\/schemas\//,
  /^www\.inkscape\.org\/namespaces\//,
  /^cyclonedx\.org\/schema\//,
  /^(?:www\.)?apache\.org\/licenses\b/,
  /^(?:www\.)?opensource\.org\/licenses?\b/,
  /^(?:www\.)?gnu\.org\/(?:licenses|copyleft|software\/classpath\/license)\b/,
  /^(?:www\.)?creativecommons\.org\/(?:licenses|publicdomain|ns)\b/,
  /^(?:www\.)?eclipse\.org\/(?:legal|org\/documents)\b/,
  /^(?:www\.)?mozilla\.org\/mpl\b/,
  /^(?:www\.)?unlicense\.org\b/,
  /^scripts\.sil\.org\/ofl\b/,
  /^(?:repository\.)?jboss\.org\/licenses\b/,
];

/** Sites that people read, and no program asks. */
const toRead = new Set([
  'docs.aws.amazon.com',
  'docs.python.org',
  'docs.oracle.com',
  'stackoverflow.com',
  'en.wikipedia.org',
  'tools.ietf.org',
  'www.ietf.org',
  'www.rfc-editor.org',
  'www.slf4j.org',
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
  identifiers.has(host) ||
  (/(^|\.)amazonaws\.com$/.test(host) && path.startsWith('/doc/')) ||
  identifying.some((pattern) => pattern.test(`${host}${path.toLowerCase()}`));

/** A page for people. */
export const isToRead = ({ host }: Host): boolean => toRead.has(host);

/** A host that the text does not tell. */
export const isUnknown = ({ host }: Host): boolean => /[${}%<>()*[\]]/.test(host);

/** A host that the text does not tell, or that stands in examples only. */
export const isPlaceholder = (one: Host): boolean => isUnknown(one) || isOfExamples(one);
const isOfExamples = ({ host }: Host): boolean =>
  /(^|\.)(example\.(com|org|net)|example|invalid|test)$/.test(host);

/** Within a network, as far as a name or address tells: `orders`, `orders.svc.cluster.local`, `10.0.0.7`. */
export const isPrivate = ({ host }: Host): boolean =>
  /^[^.:]+$/.test(host) ||
  /\.(local|internal|lan|corp|intranet|private|cluster|svc|consul)$/.test(host) ||
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(host) ||
  /^f[cd][\da-f]{2}:/.test(host);
