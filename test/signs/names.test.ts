import { describe, expect, test } from 'vitest';
import { signsInSettings } from '../../src/signs/in-settings.ts';
import { signsInText } from '../../src/signs/in-text.ts';

const told = (text: string): readonly string[] =>
  signsInText(text).map(({ rule, severity, address }) => [rule, severity, address].filter(Boolean).join(' '));

describe('TLS switched off in so many words, whatever the host', () => {
  test.each([
    ['jdbc:mysql://${DB_HOST}/?useSSL=false', ['mysql-without-tls high mysql://${db_host}']],
    [
      'jdbc:mysql://${DB_HOST}:${DB_PORT}/x?sslMode=DISABLED',
      ['mysql-without-tls high mysql://${db_host}:${db_port}'],
    ],
    ['postgres://%s/x?sslmode=disable', ['postgresql-without-tls high postgres://%s']],
    ['jdbc:sqlserver://${H};encrypt=false', ['sqlserver-without-tls high sqlserver://${h}']],
    ['redis://${H}:6379?ssl=false', ['redis-without-tls high redis://${h}:6379']],
    [
      'jdbc:sqlserver://${H};encrypt=true;trustServerCertificate=true',
      ['verification-off high sqlserver://${h}'],
    ],
    // A wish, or silence, is none.
    ['jdbc:mysql://${DB_HOST}/x', ['mysql-without-tls low mysql://${db_host}']],
    ['postgres://${DB_HOST}/x?sslmode=prefer', ['postgresql-without-tls low postgres://${db_host}']],
    ['redis://${H}:6379', ['redis-without-tls low redis://${h}:6379']],
    ['http://${H}/?secure=no', ['plaintext-http low http://${h}']],
    ['postgres://db.example.com/x?sslmode=disable', ['postgresql-without-tls low postgres://db.example.com']],
    ['jdbc:mysql://${DB_HOST}/x?sslMode=VERIFY_IDENTITY', []],
  ])('%s', (text, signs) => expect(told(text)).toEqual(signs));
});

describe('hosts and ports that a variable gives', () => {
  test.each([
    ['http://orders:${PORT}/x', ['plaintext-http medium http://orders:${port}']],
    ['http://localhost:%s/x', []],
    ['http://localhost:${port}', []],
    ['http://127.0.0.1:{port}/x', []],
    ['redis://${REDIS_HOST:localhost}:6379', ['redis-without-tls low redis://${redis_host}:6379']],
    ['redis://${REDIS_HOST:-cache.shop.io}:6379', ['redis-without-tls high redis://cache.shop.io:6379']],
  ])('%s', (text, signs) => expect(told(text)).toEqual(signs));
});

describe('schemes', () => {
  test.each([
    [
      'postgis://db.shop.io/x',
      ['postgresql-without-tls medium postgis://db.shop.io'],
      'postgis://db.shop.io/x?sslmode=require',
    ],
    [
      'postgresql+pg8000://db.shop.io/x',
      ['postgresql-without-tls medium postgresql+pg8000://db.shop.io'],
      'rediss://a.shop.io',
    ],
    [
      'mysql+aiomysql://db.shop.io/x',
      ['mysql-without-tls medium mysql+aiomysql://db.shop.io'],
      'mysql+aiomysql://db.shop.io/x?ssl=true',
    ],
    ['git://git.shop.io/x.git', ['service-without-tls medium git://git.shop.io'], 'git@git.shop.io:x.git'],
    ['svn://svn.shop.io/x', ['service-without-tls medium svn://svn.shop.io'], 'svn+ssh://svn.shop.io/x'],
    [
      'postgres://db.shop.io/x?sslmode=no-verify',
      ['verification-off high postgres://db.shop.io'],
      'postgres://db.shop.io/x?sslmode=verify-full',
    ],
  ])('%s', (bad, signs, good) => {
    expect(told(bad)).toEqual(signs);
    expect(told(good)).toEqual([]);
  });
});

describe('names that only look like addresses', () => {
  test.each([
    'f.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true)',
    'f.setFeature("http://xml.org/sax/features/external-general-entities", false)',
    'f.setProperty("http://javax.xml.XMLConstants/property/accessExternalDTD", "")',
    'f.setFeature("http://xmlpull.org/v1/doc/features.html#process-namespaces", true)',
    `root.find('{http://orders.shop.io/2020}item')`,
    `root.find(".//{http://orders.shop.io/2020}" + name)`,
    `f"{{http://orders.shop.io/2020}}{name}"`,
    'http://www.apache.org/licenses/LICENSE-2.0',
    'http://opensource.org/licenses/MIT',
    'http://www.gnu.org/licenses/gpl-3.0.html',
    'http://creativecommons.org/licenses/by/4.0/',
    'http://www.eclipse.org/legal/epl-v10.html',
    'http://www.mozilla.org/MPL/2.0/',
    '<!DOCTYPE x PUBLIC "-//Shop//DTD" "http://www.shop.io/x.dtd">',
    '<!DOCTYPE x SYSTEM "http://www.shop.io/x.dtd" [',
    'xsi:schemaLocation="http://ns.shop.io/a http://ns.shop.io/a.xsd\n   http://ns.shop.io/b\n   http://ns.shop.io/b.xsd"',
    'String x = "<a xmlns=\\"http://ns.shop.io/a\\">";',
    'ORDERS_NS = "http://ns.shop.io/orders"',
    'ATOM_NAMESPACE: str = "http://ns.shop.io/orders"',
    'namespaces = {"o": "http://ns.shop.io/orders"}',
    "document.createElementNS('http://ns.shop.io/x', 'a')",
    'new QName("http://ns.shop.io/x", "a")',
    'new javax.xml.namespace.QName("http://ns.shop.io/x", "a")',
    '"$id": "http://schemas.shop.io/x.json"',
    '"@type": "http://ns.shop.io/Order"',
    '<connection>scm:git:git://git.shop.io/x.git</connection>',
    'Write http://或https:// first',
    'curl -k --fail https://localhost:8443/health',
    'curl --insecure "https://127.0.0.1/x"',
    'wget --no-check-certificate https://localhost/x',
    'http://www.sitemaps.org/schemas/sitemap/0.9',
    'http://www.thymeleaf.org',
    'http://schemas.google.com/g/2005',
    'http://ns.adobe.com/xap/1.0/',
  ])('nothing in %s', (text) => expect(told(text)).toEqual([]));

  test.each([
    ['fetch("http://apache.org/x")', 'plaintext-http high http://apache.org'],
    ['fetch("http://api.shop.io/licenses/1")', 'plaintext-http high http://api.shop.io'],
    ['`${http://orders.shop.io}x`', 'plaintext-http low http://orders.shop.io}x'],
    ['for u in {http://a.shop.io,https://b.shop.io}', 'plaintext-http high http://a.shop.io'],
    ['DNS = "http://dns.shop.io"', 'plaintext-http high http://dns.shop.io'],
    ['SCHEMA_URL = "http://registry.shop.io/x"', 'plaintext-http high http://registry.shop.io'],
    ['namespaces = {}\nurl = {"a": "http://api.shop.io"}', 'plaintext-http high http://api.shop.io'],
    ['get("http://www.shop.io/x.dtd")', 'plaintext-http low http://www.shop.io'],
    ['# http://docs.aws.amazon.com/x', 'plaintext-http low http://docs.aws.amazon.com'],
    ['curl -k https://localhost.shop.io', 'verification-off high'],
    ['curl -sk https://localhost/x; curl -k https://a.shop.io', 'verification-off high'],
    ['http://webhttp:80/x', 'plaintext-http medium http://webhttp:80'],
    ['git clone git://git.shop.io/x.git', 'service-without-tls medium git://git.shop.io'],
    ['see http://stackoverflow.com/a/1', 'plaintext-http low http://stackoverflow.com'],
  ])('but in %s', (text, sign) => expect(told(text)).toEqual([sign]));
});

test.each([
  [{ 'metadata.licenses.license.url': 'http://www.shop.io/x' }, ['low']],
  [{ 'paths.x.properties.url.example': 'http://scanner:8080' }, ['low']],
  [{ 'repository.url': 'git://git.shop.io/x.git' }, ['low']],
  [{ WEBSITE: 'http://www.shop.io' }, ['low']],
  [{ insecure_tls: 'false', insecure_ssl: 'off' }, []],
  [{ use_tls: 'false' }, ['medium']],
  [{ insecure_ssl: 'true' }, ['high']],
])('%o', (settings, severities) =>
  expect(
    signsInSettings(Object.entries(settings).map(([name, value]) => ({ name, value }))).map(
      ({ severity }) => severity,
    ),
  ).toEqual(severities),
);
