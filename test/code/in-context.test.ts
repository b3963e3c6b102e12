import { describe, expect, test } from 'vitest';
import { readingOf } from '../../src/code/language.ts';
import { signsInFile } from '../../src/code/signs-in-file.ts';

const told = async (path: string, text: string): Promise<readonly string[]> => {
  const reading = readingOf(path);
  if (!reading) return ['not read'];
  return (await signsInFile(text, reading)).map(({ line, rule, severity }) => `${line} ${rule} ${severity}`);
};

const mongo = 'mongodb://docs.shop.io:27017';

describe('an address beside arguments that say TLS is good', () => {
  test.each([
    ['a.ts', `new MongoClient('${mongo}', { tls: true, tlsCAFile: 'b.pem' })`],
    ['a.ts', `new MongoClient('${mongo}', { tlsCAFile: 'b.pem' })`],
    ['a.ts', `const url = '${mongo}';\nnew MongoClient(url, { tls: true })`],
    ['a.ts', `const options = { tls: true };\nnew MongoClient('${mongo}', options)`],
    ['a.ts', `const url = '${mongo}';\nlog(url);\nconst options = { tls: true };\nconnect(url, options)`],
    ['a.ts', "new Client({ connectionString: 'postgres://db.shop.io/x', ssl: { ca } })"],
    ['a.ts', "new Client(parse('postgres://db.shop.io/x'), { ssl: { ca } })"],
    ['a.ts', "createClient({ url: 'redis://cache.shop.io', socket: { tls: true } })"],
    ['a.ts', `const config = { uri: '${mongo}', tls: true, tlsAllowInvalidHostnames: false };`],
    ['a.py', `pymongo.MongoClient("${mongo}", tls=True, tlsCAFile="x")`],
    ['a.py', 'create_engine("postgresql://db.shop.io/x", connect_args={"sslmode": "verify-full"})'],
    ['a.py', 'URL = "postgresql://db.shop.io/x"\ncreate_engine(URL, connect_args={"sslmode": "require"})'],
    ['a.py', 'redis.from_url("redis://cache.shop.io", ssl_cert_reqs="required")'],
    ['a.py', 'create_engine("mysql+pymysql://db.shop.io/x", connect_args={"ssl": {"ca": "x"}})'],
    ['a.go', `package a\nvar o = options.Client().ApplyURI("${mongo}").SetTLSConfig(config)`],
    [
      'A.java',
      'class A { RedisURI u = RedisURI.Builder.redis("x").withSsl(true).build(); Object c() { return RedisURI.create("redis://cache.shop.io").setSsl(true); } }',
    ],
  ])('%s: %s', async (path, text) => expect(await told(path, text)).toEqual([]));
});

describe('and is not where they do not', () => {
  test.each([
    [
      'a.ts',
      `open('${mongo}',\n{ tls: false, tlsCAFile: 'x' })`,
      ['1 mongodb-without-tls high', '2 tls-switched-off medium'],
    ],
    [
      'a.ts',
      `open('${mongo}', { tlsAllowInvalidCertificates: true })`,
      ['1 mongodb-without-tls high', '1 verification-off high'],
    ],
    ['a.ts', `new MongoClient('${mongo}', { retryWrites: true })`, ['1 mongodb-without-tls high']],
    ['a.ts', `new MongoClient('${mongo}', { tls: false, tlsCAFile: 'x' })`, ['1 mongodb-without-tls high']],
    [
      'a.ts',
      `new MongoClient('${mongo}', { tlsAllowInvalidHostnames: false })`,
      ['1 mongodb-without-tls high'],
    ],
    [
      'a.ts',
      `const a = [connect('${mongo}'),\nconnect(other, { tls: true })];`,
      ['1 mongodb-without-tls high'],
    ],
    ['a.ts', `const o = { a: { url: '${mongo}' },\nb: { tls: true } };`, ['1 mongodb-without-tls high']],
    [
      'a.ts',
      `const url = '${mongo}';\nnew MongoClient(url, { tls: true });\nnew MongoClient(url)`,
      ['1 mongodb-without-tls high'],
    ],
    ['a.ts', "fetch('http://orders.shop.io', { tls: true })", ['1 plaintext-http high']],
    [
      'a.py',
      'create_engine("postgresql://db.shop.io/x", connect_args={"sslmode": "prefer"})',
      ['1 postgresql-without-tls medium'],
    ],
    [
      'a.py',
      'redis.from_url("redis://cache.shop.io", ssl=False)',
      ['1 redis-without-tls high', '1 tls-switched-off high'],
    ],
    [
      'a.py',
      'redis.from_url("redis://cache.shop.io")\ndef f(): connect(tls=True)',
      ['1 redis-without-tls high'],
    ],
    ['a.py', 'redis.from_url("redis://a:b@cache.shop.io", ssl=True)', ['1 credential-in-address medium']],
    ['a.py', 'flight.connect("grpc+tls://a:b@prices.shop.io:8815")', ['1 credential-in-address medium']],
    ['a.py', 'connect("clickhouses://a:b@events.shop.io")', ['1 credential-in-address medium']],
  ])('%s: %s', async (path, text, signs) => expect(await told(path, text)).toEqual(signs));
});

describe('an address within a sentence is a note', () => {
  test.each([
    ['a.py', 'DOC = "see http://docs.shop.io/help for more"', ['1 plaintext-http low']],
    ['a.ts', 'const why = `Ask (http://docs.shop.io) first.`;', ['1 plaintext-http low']],
    ['a.go', 'package a\nvar d = "see http://docs.shop.io/help for more"', ['2 plaintext-http low']],
    ['A.java', 'class A { String d = "see http://docs.shop.io/help for more"; }', ['1 plaintext-http low']],
    ['a.py', 'run("curl -s http://orders.shop.io/v1 and more")', ['1 plaintext-http high']],
    ['a.py', `q = "insert into hooks values ('http://hooks.shop.io/x')"`, ['1 plaintext-http high']],
    ['a.py', 'run("get the orders URL=http://orders.shop.io now")', ['1 plaintext-http high']],
    ['a.py', 'u = "GET http://orders.shop.io/v1"', ['1 plaintext-http high']],
    [
      'a.py',
      'd = "see http://ada:hunter2@docs.shop.io for more"',
      ['1 plaintext-http low', '1 credential-in-address medium'],
    ],
  ])('%s: %s', async (path, text, signs) => expect(await told(path, text)).toEqual(signs));
});

describe('whose switch it is', () => {
  const imports =
    "import { Client, Pool } from 'pg';\nimport { MongoClient } from 'mongodb';\nimport mysql from 'mysql2';\n";
  test.each([
    ['a.ts', `${imports}new Client({ connectionString, ssl: false })`, ['4 postgresql-without-tls high']],
    ['a.ts', `${imports}new MongoClient(url, { tls: false })`, ['4 mongodb-without-tls high']],
    ['a.ts', `${imports}mysql.createPool({ host, ssl: false })`, ['4 mysql-without-tls high']],
    ['a.ts', `${imports}new Thing({ host, ssl: false })`, ['4 tls-switched-off medium']],
    [
      'a.ts',
      "import { S3Client } from '@aws-sdk/client-s3';\nnew S3Client({ tls: false })",
      ['2 sdk-without-tls high'],
    ],
    [
      'a.py',
      'import ldap3\nimport boto3\ns3 = boto3.client("s3", use_ssl=False)',
      ['3 sdk-without-tls high'],
    ],
    [
      'a.py',
      'import ldap3\nOpenSearch(hosts=[{"host": "x", "port": 80}], use_ssl=False)',
      ['2 service-without-tls high'],
    ],
    ['a.py', 'OpenSearch(hosts=[{"host": "search.shop.io", "port": 80}])', ['1 service-without-tls medium']],
    ['a.py', 'import ldap3\ns = ldap3.Server("dir.shop.io", use_ssl=False)', ['2 ldap-without-tls medium']],
    ['a.py', 'Thing(host, use_ssl=False)', ['1 tls-switched-off high']],
  ])('%s: %s', async (path, text, signs) => expect(await told(path, text)).toEqual(signs));
});

describe('clients that know no TLS, or were told none', () => {
  test.each([
    ['a.ts', "new Redis(6379, 'cache.shop.io')", ['1 redis-without-tls high']],
    ['a.ts', "new Redis(REDIS_PORT, 'cache.shop.io')", ['1 redis-without-tls high']],
    ['a.ts', "new Redis('cache.shop.io')", ['1 redis-without-tls high']],
    [
      'a.ts',
      "import { createClient } from 'redis';\ncreateClient({ socket: { host: 'cache.shop.io' } })",
      ['2 redis-without-tls high'],
    ],
    ['a.ts', "new Memcached('cache.shop.io:11211')", ['1 service-without-tls medium']],
    ['a.ts', "memjs.Client.create('cache.shop.io:11211')", ['1 service-without-tls medium']],
    [
      'a.py',
      'from pymemcache.client.base import Client\nm = Client(("cache.shop.io", 11211))',
      ['2 service-without-tls medium'],
    ],
    ['a.py', 'm = pylibmc.Client(["cache.shop.io"])', ['1 service-without-tls medium']],
    ['a.go', 'package a\nvar d = "app@tcp(db.shop.io:3306)/shop"', ['2 mysql-without-tls medium']],
    [
      'a.go',
      'package a\nvar c = mysql.Config{Net: "tcp", Addr: "db.shop.io:3306"}',
      ['2 mysql-without-tls medium'],
    ],
    [
      'A.java',
      'class A {\nvoid a() throws Exception {\njavax.net.ssl.SSLContext s = javax.net.ssl.SSLContext.getInstance("TLSv1"); } }',
      ['3 old-tls medium'],
    ],
    [
      'A.java',
      'class A { static final String V = "TLSv1";\nvoid a() { SSLContext s = SSLContext.getInstance(V); } }',
      ['1 old-tls medium'],
    ],
    [
      'A.java',
      'class A { void a() { s.setEnabledProtocols(new String[] { "TLSv1.1" }); } }',
      ['1 old-tls medium'],
    ],
  ])('%s: %s', async (path, text, signs) => expect(await told(path, text)).toEqual(signs));

  test.each([
    ['a.ts', "new Redis(6379, 'cache.shop.io', { tls: {} })"],
    ['a.ts', "new Redis(6379, 'localhost')"],
    ['a.ts', "new Redis('rediss://cache.shop.io')"],
    ['a.ts', 'new Redis(url, options)'],
    [
      'a.ts',
      "import { createClient } from 'redis';\ncreateClient({ socket: { host: 'cache.shop.io', tls: true } })",
    ],
    ['a.ts', "new Memcached('localhost:11211')"],
    ['a.py', 'from pymemcache import Client\nm = Client(("cache.shop.io", 11211), tls_context=context)'],
    ['a.py', 'm = Client(("cache.shop.io", 11211))'],
    ['a.py', 'OpenSearch(hosts=[{"host": "search.shop.io", "port": 443}], use_ssl=True)'],
    ['a.go', 'package a\nvar d = "app@tcp(db.shop.io:3306)/shop?tls=true"'],
    ['a.go', 'package a\nvar c = mysql.Config{Addr: "db.shop.io:3306", TLSConfig: "rds"}'],
    [
      'A.java',
      'class A { static final String V = "TLSv1.2"; void a() { SSLContext s = SSLContext.getInstance(V); } }',
    ],
  ])('nothing in %s: %s', async (path, text) => expect(await told(path, text)).toEqual([]));
});

const listener = (action: string) =>
  `resource "aws_lb_listener" "x" {\n  port = 80\n  protocol = "HTTP"\n  default_action {\n    type = "${action}"\n  }\n}\n`;

describe('templates', () => {
  test.each([
    ['a.tf', 'transit_encryption_enabled = false', ['1 server-without-tls high']],
    ['a.tf', 'transit_encryption_mode    = "preferred"', ['1 server-without-tls medium']],
    ['a.tf', 'client_broker = "PLAINTEXT"', ['1 server-without-tls high']],
    ['a.tf', 'client_broker = "TLS_PLAINTEXT"', ['1 server-without-tls medium']],
    ['a.tf', 'encryption_in_transit {\n  in_cluster = false\n}', ['2 server-without-tls high']],
    ['a.tf', 'enforce_https       = false', ['1 server-without-tls medium']],
    ['a.tf', 'tls_security_policy = "Policy-Min-TLS-1-0-2019-07"', ['1 old-tls medium']],
    ['a.tf', 'ssl_policy = "ELBSecurityPolicy-2016-08"', ['1 old-tls medium']],
    ['a.tf', 'ssl_policy = "ELBSecurityPolicy-TLS-1-1-2017-01"', ['1 old-tls medium']],
    ['a.tf', 'ssl_policy = "ELBSecurityPolicy-TLS13-1-0-2021-06"', ['1 old-tls medium']],
    ['a.tf', 'minimum_protocol_version = "TLSv1"', ['1 old-tls medium']],
    ['a.tf', 'security_policy = "TLS_1_0"', ['1 old-tls medium']],
    ['a.tf', 'parameter {\n  name  = "rds.force_ssl"\n  value = "0"\n}', ['3 server-without-tls medium']],
    [
      'a.tf',
      'parameter {\n  value = "OFF"\n  name  = "require_secure_transport"\n}',
      ['2 server-without-tls medium'],
    ],
    ['a.tf', 'viewer_protocol_policy = "allow-all"', ['1 server-without-tls medium']],
    ['a.tf', 'origin_protocol_policy = "http-only"', ['1 server-without-tls high']],
    ['a.tf', 'origin_protocol_policy = "match-viewer"', ['1 server-without-tls medium']],
    ['a.tf', 'transit_encryption = "DISABLED"', ['1 nfs-without-tls medium']],
    ['a.tf', 'cluster_endpoint_encryption_type = "NONE"', ['1 server-without-tls high']],
    ['a.tf', 'require_tls = false', ['1 tls-switched-off medium']],
    ['a.tf', listener('forward'), ['3 plaintext-http low']],
    [
      'a.yaml',
      'Resources:\n  S:\n    Properties:\n      TransitEncryptionEnabled: false\n',
      ['4 server-without-tls high'],
    ],
    ['a.yaml', 'DomainEndpointOptions: { EnforceHTTPS: false }', ['1 server-without-tls medium']],
    [
      'a.yaml',
      'Name: !Sub "${A}-b"\nEncryptionInTransit:\n  ClientBroker: TLS_PLAINTEXT\n  InCluster: false\n',
      ['3 server-without-tls medium', '4 server-without-tls high'],
    ],
    ['a.yaml', 'Parameters:\n  rds.force_ssl: 0\n', ['2 server-without-tls medium']],
    ['a.yaml', 'DefaultCacheBehavior:\n  ViewerProtocolPolicy: allow-all\n', ['2 server-without-tls medium']],
    ['a.yaml', 'RequireTLS: false\n', ['1 server-without-tls medium']],
    [
      'a.yaml',
      'X:\n  Type: AWS::ElasticLoadBalancingV2::Listener\n  Properties:\n    Protocol: HTTP\n    DefaultActions: [{ Type: forward }]\n',
      ['4 plaintext-http low'],
    ],
    [
      'a.json',
      '{"R":{"Properties":{"TransitEncryptionEnabled":false,"SslPolicy":"ELBSecurityPolicy-2016-08"}}}',
      ['1 server-without-tls high', '1 old-tls medium'],
    ],
    ['a.ts', 'new Group(this, "x", { transitEncryptionEnabled: false })', ['1 server-without-tls high']],
    ['a.ts', 'new Domain(this, "x", { enforceHttps: false })', ['1 server-without-tls medium']],
    [
      'a.py',
      'client.create_replication_group(TransitEncryptionEnabled=False)',
      ['1 server-without-tls high'],
    ],
  ])('%s: %s', async (path, text, signs) => expect(await told(path, text)).toEqual(signs));

  test.each([
    ['a.tf', 'transit_encryption_enabled = true\ntransit_encryption_mode = "required"'],
    ['a.tf', 'client_broker = "TLS"\nenforce_https = true'],
    ['a.tf', 'encryption_in_transit {\n  in_cluster = true\n}\nother {\n  in_cluster = false\n}'],
    ['a.tf', 'tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"'],
    ['a.tf', 'ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"'],
    ['a.tf', 'ssl_policy = "ELBSecurityPolicy-FS-1-2-Res-2020-10"'],
    ['a.tf', 'minimum_protocol_version = "TLSv1.2_2021"\nsecurity_policy = "TLS_1_2"'],
    [
      'a.tf',
      'parameter {\n  name  = "rds.force_ssl"\n  value = "1"\n}\nparameter {\n  name = "x"\n  value = "0"\n}',
    ],
    ['a.tf', 'viewer_protocol_policy = "redirect-to-https"\norigin_protocol_policy = "https-only"'],
    ['a.tf', listener('redirect')],
    ['a.tf', listener('forward').replace('"HTTP"', '"HTTPS"')],
    ['a.yaml', 'TransitEncryptionEnabled: true\nEnforceHTTPS: true\nRequireTLS: true\n'],
    ['a.yaml', 'airflow:\n  in_cluster: false\n'],
    [
      'a.yaml',
      'X:\n  Type: AWS::ElasticLoadBalancingV2::Listener\n  Properties:\n    Protocol: HTTP\n    DefaultActions: [{ Type: redirect }]\n',
    ],
    ['a.ts', 'new Group(this, "x", { transitEncryptionEnabled: true })'],
  ])('nothing in %s: %s', async (path, text) => expect(await told(path, text)).toEqual([]));
});

describe('YAML and JSON by their structure', () => {
  test.each([
    [
      'a.yml',
      'spring:\n  data:\n    redis:\n      host: cache.shop.io\n      ssl:\n        enabled: false\n',
      ['6 tls-switched-off high'],
    ],
    ['a.yml', 'redis: { host: cache.shop.io, ssl: { enabled: false } }\n', ['1 tls-switched-off high']],
    ['a.yml', 'ssl:\n  enabled: false\n', ['2 tls-switched-off medium']],
    ['a.yml', 'env:\n  NODE_TLS_REJECT_UNAUTHORIZED: "0"\n', ['2 verification-off high']],
    ['a.yml', 'env:\n  - REDIS_HOST=cache\n  - REDIS_TLS=false\n', ['3 tls-switched-off high']],
    [
      'a.yml',
      'data:\n  app.properties: |\n    a=b\n    redis.host=cache\n    redis.ssl=false\n',
      ['5 tls-switched-off high'],
    ],
    ['a.yml', 'a: 1\n---\nssl:\n  enabled: false\n', ['4 tls-switched-off medium']],
    [
      'a.yml',
      '{{- if .Values.x }}\nREDIS_HOST: cache\nREDIS_TLS: false\n{{- end }}\n',
      ['3 tls-switched-off high'],
    ],
    ['a.json', '{"redis":{"host":"cache","tls":false}}', ['1 tls-switched-off high']],
    ['a.yml', 'env:\n  https_proxy: http://proxy.shop.io:3128\n', ['2 plaintext-http low']],
    ['.env', 'DATABASE_URL=postgres://db.shop.io/shop\nPGSSLMODE=verify-full\n', []],
    ['a.yml', 'redis: { host: cache.shop.io, ssl: { enabled: true } }\n', []],
    ['a.yml', 'feature:\n  enabled: false\n', []],
  ])('%s: %s', async (path, text, signs) => expect(await told(path, text)).toEqual(signs));
});
