import { describe, expect, test } from 'vitest';
import { isOfTests, readingOf } from '../../src/code/language.ts';
import { signsInFile } from '../../src/code/signs-in-file.ts';

const told = async (path: string, text: string): Promise<readonly string[]> => {
  const reading = readingOf(path);
  if (!reading) return ['not read'];
  return (await signsInFile(text, reading)).map(({ line, rule, severity }) => `${line} ${rule} ${severity}`);
};

/** How people write it without TLS, what is said of that, and the same with TLS, of which nothing is. */
type Idiom = readonly [path: string, bad: string, signs: readonly string[], good: string];

const each = (idioms: readonly Idiom[]): void => {
  test.each(idioms)('%s: %s', async (path, bad, signs, good) => {
    expect(await told(path, bad)).toEqual(signs);
    expect(await told(path, good)).toEqual([]);
  });
};

const engine = (name: string, more = ''): string =>
  `DATABASES = {"default": {"ENGINE": "django.db.backends.${name}", "HOST": env("DB_HOST"), "OPTIONS": {${more}}}}`;
const hostFirst = (host: string): string =>
  `DATABASES = {"a": {"HOST": "${host}", "ENGINE": "django.contrib.gis.db.backends.postgis"}}`;

describe('clients of Python', () => {
  each([
    [
      'a.py',
      'from redis import Redis\nr = Redis(host="cache.shop.io", port=6379)',
      ['2 redis-without-tls high'],
      'from redis import Redis\nr = Redis(host="cache.shop.io", ssl=True)',
    ],
    [
      'a.py',
      'from redis.asyncio import StrictRedis\nr = StrictRedis("cache.shop.io", 6379)',
      ['2 redis-without-tls high'],
      'from redis import Redis\nr = Redis(connection_pool=pool)',
    ],
    [
      'a.py',
      'p = redis.ConnectionPool(host=HOST, port=6379)',
      ['1 redis-without-tls high'],
      'p = redis.ConnectionPool(host=HOST, connection_class=redis.SSLConnection)',
    ],
    [
      'a.py',
      'from redis import BlockingConnectionPool\np = BlockingConnectionPool(host=HOST)',
      ['2 redis-without-tls high'],
      'p = BlockingConnectionPool(host=HOST)',
    ],
    [
      'a.py',
      'LAYERS = {"BACKEND": "channels_redis.core.RedisChannelLayer",\n"CONFIG": {"hosts": [("cache.shop.io", 6379)]}}',
      ['2 redis-without-tls high'],
      'LAYERS = {"BACKEND": "channels_redis.core.RedisChannelLayer",\n"CONFIG": {"hosts": ["rediss://cache.shop.io"]}}',
    ],
    [
      'a.py',
      'c = pika.BlockingConnection(pika.ConnectionParameters(host="mq.shop.io"))',
      ['1 messaging-without-tls high'],
      'c = pika.BlockingConnection(pika.ConnectionParameters(host="mq.shop.io", ssl_options=options))',
    ],
    [
      'a.py',
      'import paho.mqtt.client as mqtt\nclient = mqtt.Client()\nclient.connect("mq.shop.io", 1883)',
      ['3 messaging-without-tls high'],
      'import paho.mqtt.client as mqtt\nclient = mqtt.Client()\nclient.tls_set()\nclient.connect("mq.shop.io", 8883)',
    ],
    [
      'a.py',
      'import paho.mqtt.publish as publish\npublish.single("t", hostname="mq.shop.io")',
      ['2 messaging-without-tls high'],
      'import paho.mqtt.publish as publish\npublish.single("t", hostname="mq.shop.io", tls={"ca_certs": "x"})',
    ],
    [
      'a.py',
      'db = pymongo.MongoClient(HOST, 27017)',
      ['1 mongodb-without-tls high'],
      'db = pymongo.MongoClient(HOST, 27017, tls=True)',
    ],
    [
      'a.py',
      'db = MongoClient("docs.shop.io", port=PORT)',
      ['1 mongodb-without-tls high'],
      'db = MongoClient("localhost", 27017)',
    ],
    [
      'a.py',
      'db = MongoClient(host="docs.shop.io")',
      ['1 mongodb-without-tls high'],
      'MongoClient(host=URI)',
    ],
    [
      'a.py',
      'p = KafkaProducer(bootstrap_servers=BROKERS)',
      ['1 kafka-without-tls high'],
      'p = KafkaProducer(bootstrap_servers=BROKERS, security_protocol="SASL_SSL")',
    ],
    [
      'a.py',
      'c = AIOKafkaConsumer("t", bootstrap_servers="b.shop.io:9092")',
      ['1 kafka-without-tls high'],
      'c = AIOKafkaConsumer("t", bootstrap_servers="localhost:9092")',
    ],
    [
      'a.py',
      'p = Producer({"bootstrap.servers": BROKERS})',
      ['1 kafka-without-tls high'],
      'p = Producer({"bootstrap.servers": BROKERS, "security.protocol": "SSL"})',
    ],
    [
      'a.py',
      'e = create_engine(URL.create("postgresql+psycopg", host=HOST))',
      ['1 postgresql-without-tls medium'],
      'e = create_engine(URL.create("postgresql+psycopg", host=HOST, query={"sslmode": "verify-full"}))',
    ],
    [
      'a.py',
      'm = imaplib.IMAP4("mail.shop.io")',
      ['1 service-without-tls medium'],
      'm = imaplib.IMAP4_SSL("mail.shop.io")',
    ],
    [
      'a.py',
      'from cassandra.cluster import Cluster\nc = Cluster(["c.shop.io"])',
      ['2 service-without-tls medium'],
      'from cassandra.cluster import Cluster\nc = Cluster(["c.shop.io"], ssl_context=context)',
    ],
    [
      'a.py',
      'c = aiohttp.TCPConnector(ssl=False)',
      ['1 verification-off high'],
      'c = aiohttp.TCPConnector(ssl=context)',
    ],
    [
      'a.py',
      'BROKER_USE_SSL = {"ssl_cert_reqs": None}',
      ['1 verification-off high'],
      'BROKER_USE_SSL = {"ssl_cert_reqs": "required"}',
    ],
    [
      'a.py',
      'D = dj_database_url.config(ssl_require=False)',
      ['1 tls-switched-off high'],
      'D = dj_database_url.config(ssl_require=True)',
    ],
  ]);
});

describe('settings of Django', () => {
  each([
    [
      'a.py',
      engine('postgresql'),
      ['1 postgresql-without-tls medium'],
      engine('postgresql', '"sslmode": "require"'),
    ],
    ['a.py', engine('mysql'), ['1 mysql-without-tls medium'], engine('mysql', '"ssl": {"ca": "x"}')],
    ['a.py', hostFirst('db.shop.io'), ['1 postgresql-without-tls medium'], hostFirst('')],
    [
      'a.py',
      engine('postgresql', '"sslmode": "disable"'),
      ['1 postgresql-without-tls high'],
      engine('sqlite3'),
    ],
    [
      'a.py',
      'EMAIL_USE_TLS = False',
      ['1 smtp-without-tls medium'],
      'EMAIL_USE_TLS = False\nEMAIL_USE_SSL = True',
    ],
    [
      'a.py',
      'EMAIL_HOST = "mail.shop.io"',
      ['1 smtp-without-tls medium'],
      'EMAIL_HOST = "mail.shop.io"\nEMAIL_USE_TLS = True',
    ],
    ['a.py', 'EMAIL_HOST = env("MAIL")', ['1 smtp-without-tls medium'], 'EMAIL_HOST = "localhost"'],
  ]);
});

const inClass = (text: string): string => `class A { ${text} }`;
const verifier = (body: string): string =>
  inClass(
    `HostnameVerifier v = new HostnameVerifier() { @Override public boolean verify(String h, SSLSession s) { ${body} } };`,
  );
const trust = (body: string): string =>
  inClass(
    `public void checkServerTrusted(X509Certificate[] c, String a) throws CertificateException {${body}}`,
  );
const kafka = (more: string): string =>
  inClass(`void a() { props.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers); ${more} }`);

describe('clients of Java', () => {
  each([
    ['A.java', verifier('return true;'), ['1 verification-off high'], verifier('return own.verify(h, s);')],
    [
      'A.java',
      verifier('/* all */ return true;'),
      ['1 verification-off high'],
      verifier('if (h.isEmpty()) { return false; } return own.verify(h, s);'),
    ],
    [
      'A.java',
      inClass('HostnameVerifier v = (h, s) -> true;'),
      ['1 verification-off high'],
      inClass('HostnameVerifier v = (h, s) -> own.verify(h, s);'),
    ],
    [
      'A.java',
      trust('\n// trust all\n'),
      ['1 verification-off high'],
      trust(' own.checkServerTrusted(c, a); '),
    ],
    ['A.java', trust(' return; '), ['1 verification-off high'], trust(' throw new CertificateException(); ')],
    [
      'A.java',
      inClass('Object u = RedisURI.Builder.redis("cache.shop.io").build();'),
      ['1 redis-without-tls high'],
      inClass('Object u = RedisURI.Builder.redis("cache.shop.io").withSsl(true).build();'),
    ],
    [
      'A.java',
      inClass('Object u = RedisURI.create("cache.shop.io", 6379);'),
      ['1 redis-without-tls high'],
      inClass('Object u = RedisURI.create("rediss://cache.shop.io");'),
    ],
    [
      'A.java',
      inClass('Object f = new LettuceConnectionFactory(new RedisStandaloneConfiguration(host, port));'),
      ['1 redis-without-tls medium'],
      inClass(
        'Object f = new LettuceConnectionFactory(new RedisStandaloneConfiguration(host, port), LettuceClientConfiguration.builder().useSsl().build());',
      ),
    ],
    [
      'A.java',
      inClass('Object c = LettuceClientConfiguration.builder().useSsl().disablePeerVerification().build();'),
      ['1 verification-off high'],
      inClass('Object c = LettuceClientConfiguration.builder().useSsl().build();'),
    ],
    [
      'A.java',
      inClass('void a() { uri.setVerifyPeer(false); }'),
      ['1 verification-off high'],
      inClass('void a() { uri.setVerifyPeer(true); }'),
    ],
    [
      'A.java',
      kafka(''),
      ['1 kafka-without-tls medium'],
      kafka('props.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL");'),
    ],
    [
      'A.java',
      inClass(
        'void a() { factory.setHost("mq.shop.io"); ConnectionFactory factory = new ConnectionFactory(); }',
      ),
      ['1 messaging-without-tls medium'],
      inClass(
        'void a() { factory.setHost("mq.shop.io"); factory.useSslProtocol(context); ConnectionFactory f; }',
      ),
    ],
  ]);
});

describe('clients of JavaScript and Go', () => {
  each([
    [
      'a.ts',
      "new Kafka({ clientId: 'x', brokers: ['b.shop.io:9092'] })",
      ['1 kafka-without-tls high'],
      "new Kafka({ clientId: 'x', brokers: ['b.shop.io:9094'], ssl: true })",
    ],
    [
      'a.ts',
      'new Kafka({ brokers, ssl: false })',
      ['1 kafka-without-tls high'],
      'new Kafka({ brokers, ssl })',
    ],
    [
      'a.ts',
      "amqp.connect({ hostname: 'mq.shop.io' })",
      ['1 messaging-without-tls high'],
      "amqp.connect({ protocol: 'amqps', hostname: 'mq.shop.io' })",
    ],
    [
      'a.ts',
      "mqtt.connect({ host: 'mq.shop.io', port: 1883 })",
      ['1 messaging-without-tls high'],
      "mqtt.connect({ host: 'mq.shop.io', protocol: 'mqtts' })",
    ],
    [
      'a.ts',
      "new Sequelize('x', 'u', pw, { host, dialect: 'postgres' })",
      ['1 postgresql-without-tls medium'],
      "new Sequelize('x', 'u', pw, { host, dialect: 'postgres', dialectOptions: { ssl: { ca } } })",
    ],
    [
      'a.ts',
      "new DataSource({ type: 'mysql', host: 'db.shop.io' })",
      ['1 mysql-without-tls medium'],
      "new DataSource({ type: 'mysql', host: 'db.shop.io', ssl: { ca } })",
    ],
    [
      'a.ts',
      "knex({ client: 'pg', connection: { host } })",
      ['1 postgresql-without-tls medium'],
      "knex({ client: 'pg', connection: { host, ssl: { ca } } })",
    ],
    [
      'a.ts',
      "import { Queue } from 'bullmq';\nnew Queue('x', { connection: { host: 'cache.shop.io' } })",
      ['2 redis-without-tls high'],
      "import { Queue } from 'bullmq';\nnew Queue('x', { connection: { host: 'cache.shop.io', tls: {} } })",
    ],
    [
      'a.go',
      'package a\nvar w = &kafka.Writer{Addr: kafka.TCP("b.shop.io:9092")}',
      ['2 kafka-without-tls high'],
      'package a\nvar w = &kafka.Writer{Addr: kafka.TCP("b.shop.io:9094"), Transport: t}',
    ],
    [
      'a.go',
      'package a\nvar m = &kafka.ConfigMap{"bootstrap.servers": brokers}',
      ['2 kafka-without-tls high'],
      'package a\nvar m = &kafka.ConfigMap{"bootstrap.servers": brokers, "security.protocol": "SSL"}',
    ],
    [
      'a.go',
      'package a\nfunc f() { sarama.NewSyncProducer(brokers, c) }',
      ['2 kafka-without-tls medium'],
      'package a\nfunc f() { c.Net.TLS.Enable = true; sarama.NewSyncProducer(brokers, c) }',
    ],
    [
      'a.go',
      'package a\nvar c = clientv3.Config{Endpoints: e}',
      ['2 service-without-tls medium'],
      'package a\nvar c = clientv3.Config{Endpoints: e, TLS: t}',
    ],
    [
      'a.go',
      'package a\nfunc f() { smtp.Dial("mail.shop.io:25") }',
      ['2 smtp-without-tls medium'],
      'package a\nfunc f() { c, _ := smtp.Dial("mail.shop.io:25"); c.StartTLS(t) }',
    ],
  ]);
});

describe('templates and settings', () => {
  each([
    [
      'a.tf',
      'x = { transit_encryption_enabled = false }',
      ['1 server-without-tls high'],
      'x = { transit_encryption_enabled = true }',
    ],
    [
      'a.tf',
      'domain_endpoint_options { enforce_https = false }',
      ['1 server-without-tls medium'],
      'domain_endpoint_options { enforce_https = true }',
    ],
    [
      'a.tf',
      'p = [{ name = "rds.force_ssl", apply_method = "immediate", value = "0" }]',
      ['1 server-without-tls medium'],
      'p = [{ name = "rds.force_ssl", value = "1" }, { name = "x", value = "0" }]',
    ],
    ['a.tf', 'ssl_enabled = false', ['1 tls-switched-off medium'], 'insecure_ssl = false'],
    [
      'a.yaml',
      'metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/ssl-redirect: "false"\n',
      ['3 server-without-tls medium'],
      'metadata:\n  annotations:\n    nginx.ingress.kubernetes.io/ssl-redirect: "true"\n',
    ],
    [
      'a.yaml',
      '{{- if x }}\nnginx.ingress.kubernetes.io/force-ssl-redirect: "false"\n{{- end }}\n',
      ['2 server-without-tls medium'],
      '{{- if x }}\nnginx.ingress.kubernetes.io/ssl-redirect: "true"\n{{- end }}\n',
    ],
    [
      'a.properties',
      'bootstrap.servers=b.shop.io:9092\n',
      ['1 kafka-without-tls medium'],
      'bootstrap.servers=b.shop.io:9092\nsecurity.protocol=SASL_SSL\n',
    ],
    [
      'a.yml',
      'spring:\n  kafka:\n    bootstrap-servers: b.shop.io:9092\n',
      ['3 kafka-without-tls medium'],
      'spring:\n  kafka:\n    bootstrap-servers: b.shop.io:9092\n    properties:\n      security.protocol: SASL_SSL\n',
    ],
    [
      '.env',
      'KAFKA_BOOTSTRAP_SERVERS=b:9092\n',
      ['1 kafka-without-tls medium'],
      'KAFKA_BOOTSTRAP_SERVERS=localhost:9092\n',
    ],
    [
      '.env',
      'A_BOOTSTRAP_SERVERS=b:9092\n',
      ['1 kafka-without-tls medium'],
      'A_BOOTSTRAP_SERVERS=${BROKERS}\n',
    ],
    ['.env', 'A_BOOTSTRAP_SERVERS=b:9092\n', ['1 kafka-without-tls medium'], 'A_BOOTSTRAP_SERVERS=b:9098\n'],
  ]);
});

describe('an address that is put together is a note, as one with a variable is', () => {
  each([
    ['a.py', 'get("http://" + host)', ['1 plaintext-http low'], 'get("https://" + host)'],
    ['a.js', "get('http://' + host)", ['1 plaintext-http low'], "get('http://' + 'localhost')"],
    [
      'a.go',
      'package a\nvar u = "redis://" + host',
      ['2 redis-without-tls low'],
      'package a\nvar u = "rediss://" + host',
    ],
    [
      'A.java',
      'class A { String u = "amqp://" + h; }',
      ['1 messaging-without-tls low'],
      'class A { boolean u = h.startsWith("http://"); }',
    ],
  ]);
});

test('documentation before a comment is blanked where it stands', async () => {
  const text =
    '"Of http://a.shop.io."\nget("http://b.shop.io")  # http://c.shop.io\n"Of http://d.shop.io."\n# http://e.shop.io\n';
  expect(await told('a.py', text)).toEqual(['2 plaintext-http high']);
});

test.each([
  'src/test/java/a/OrdersTests.java',
  'src/main/java/a/OrdersTest.java',
  'pkg/orders_test.go',
  'src/orders.spec.ts',
  'src/__tests__/orders.ts',
  'orders/tests/test_views.py',
  'orders/test_views.py',
  'conftest.py',
  'pkg/testdata/a.yaml',
  'pkg/config_test.yml',
  'tests/cassettes/a.yaml',
  'src/test/resources/application.properties',
])('%s is of tests', (path) => expect(isOfTests(path)).toBe(true));

test.each([
  'environments/test/values.yaml',
  'test.env',
  'src/contest.py',
  'src/latest.ts',
  'src/attestation/a.go',
  'config/test.json',
  'test/main.tf',
  'src/OrdersTestimony.java',
])('%s is not', (path) => expect(isOfTests(path)).toBe(false));
