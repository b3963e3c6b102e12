import { describe, expect, test } from 'vitest';
import { readingOf } from '../../src/code/language.ts';
import { signsInFile } from '../../src/code/signs-in-file.ts';

const told = async (path: string, text: string): Promise<readonly string[]> => {
  const reading = readingOf(path);
  if (!reading) return ['not read'];
  return (await signsInFile(text, reading)).map(({ line, rule, severity }) => `${line} ${rule} ${severity}`);
};

describe('what is bad, by language', () => {
  test.each([
    ['a.py', 'r = requests.get("http://myapp.internal.local/api/data")', ['1 plaintext-http medium']],
    ['a.py', 'requests.get(url, verify=False)', ['1 verification-off high']],
    ['a.py', 'context = ssl._create_unverified_context()', ['1 verification-off high']],
    ['a.py', 'context.verify_mode = ssl.CERT_NONE', ['1 verification-off high']],
    [
      'a.py',
      'conn = psycopg2.connect(\n  dbname="prod",\n  host="myrds.cluster.amazonaws.com",\n)',
      ['1 postgresql-without-tls medium'],
    ],
    ['a.py', 'conn = psycopg2.connect(host="db", sslmode="disable")', ['1 postgresql-without-tls high']],
    ['a.py', 'conn = pymysql.connect(host="db", user="app")', ['1 mysql-without-tls medium']],
    ['a.py', 'cache = redis.Redis(host="cache.shop.io", port=6379)', ['1 redis-without-tls high']],
    ['a.py', 's3 = boto3.client("s3", use_ssl=False)', ['1 sdk-without-tls high']],
    ['a.py', 'server = smtplib.SMTP("mail.shop.io", 25)', ['1 smtp-without-tls medium']],
    ['a.py', 'from ftplib import FTP\nftp = FTP("files.shop.io")', ['2 plaintext-file-transfer high']],
    ['a.py', 'channel = grpc.insecure_channel("orders:50051")', ['1 service-without-tls medium']],
    ['a.py', 'KafkaProducer(security_protocol="PLAINTEXT")', ['1 kafka-without-tls high']],
    [
      'a.py',
      'engine = create_engine("postgresql://app@db.shop.io/orders")',
      ['1 postgresql-without-tls medium'],
    ],
    ['a.py', 'context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)', ['1 old-tls medium']],
    ['a.js', "fetch('http://orders.shop.io/v1')", ['1 plaintext-http high']],
    ['a.js', 'const agent = new https.Agent({ rejectUnauthorized: false });', ['1 verification-off high']],
    ['a.js', "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';", ['1 verification-off high']],
    [
      'a.ts',
      "import { Pool } from 'pg';\nconst pool = new Pool({ host: 'db.shop.io' });",
      ['2 postgresql-without-tls medium'],
    ],
    [
      'a.ts',
      "const db = await mysql.createConnection({ host: 'db.shop.io' });",
      ['1 mysql-without-tls medium'],
    ],
    ['a.ts', "const cache = new Redis({ host: 'cache.shop.io' });", ['1 redis-without-tls high']],
    ['a.js', "mongoose.connect('mongodb://db.shop.io/mydb')", ['1 mongodb-without-tls high']],
    ['a.js', 'const s3 = new AWS.S3({ sslEnabled: false });', ['1 sdk-without-tls high']],
    [
      'a.js',
      "nodemailer.createTransport({ host: 'mail.shop.io', port: 587, secure: false })",
      ['1 smtp-without-tls medium'],
    ],
    [
      'a.ts',
      'const c = new Orders("orders:1", grpc.credentials.createInsecure());',
      ['1 service-without-tls medium'],
    ],
    ['a.ts', "tls.connect({ minVersion: 'TLSv1' })", ['1 old-tls medium']],
    ['a.tsx', '<img src="http://cdn.shop.io/a.png" />', ['1 plaintext-http high']],
    ['a.js', "http.request({ hostname: 'orders', port: 80 })", ['1 plaintext-http medium']],
    [
      'A.java',
      'class A { String u = "jdbc:mysql://db.shop.io/x?useSSL=false"; }',
      ['1 mysql-without-tls high'],
    ],
    ['A.java', 'class A { void f() { b.usePlaintext().build(); } }', ['1 service-without-tls medium']],
    [
      'A.java',
      'class A { void f() { b.setHostnameVerifier((h, s) -> true); } }',
      ['1 verification-off high'],
    ],
    [
      'A.java',
      'class A { public void checkServerTrusted(X509Certificate[] c, String a) { } }',
      ['1 verification-off high'],
    ],
    ['A.java', 'class A { void f() { SSLContext.getInstance("TLSv1"); } }', ['1 old-tls medium']],
    [
      'A.java',
      'class A { void f() { props.put("security.protocol", "PLAINTEXT"); } }',
      ['1 kafka-without-tls high'],
    ],
    ['A.java', 'class A { FTPClient c = new FTPClient(); }', ['1 plaintext-file-transfer high']],
    ['a.go', 'package a\nvar c = &tls.Config{InsecureSkipVerify: true}', ['2 verification-off high']],
    ['a.go', 'package a\nvar c = &tls.Config{MinVersion: tls.VersionTLS10}', ['2 old-tls medium']],
    [
      'a.go',
      'package a\nvar r = redis.NewClient(&redis.Options{Addr: "cache:6379"})',
      ['2 redis-without-tls high'],
    ],
    [
      'a.go',
      'package a\nfunc f() { grpc.Dial(x, grpc.WithTransportCredentials(insecure.NewCredentials())) }',
      ['2 service-without-tls medium'],
    ],
    ['a.go', 'package a\nvar d = "host=db.shop.io sslmode=disable"', ['2 postgresql-without-tls high']],
    [
      'values.yaml',
      'env:\n  - name: ORDERS_URL\n    value: http://orders.shop.io\n',
      ['3 plaintext-http high'],
    ],
    ['values.yaml', 'REDIS_HOST: cache\nREDIS_TLS: "false"\n', ['2 tls-switched-off high']],
    [
      'app.json',
      '{ "environment": [{ "name": "KAFKA_SECURITY_PROTOCOL", "value": "PLAINTEXT" }] }',
      ['1 kafka-without-tls high'],
    ],
    [
      'application.properties',
      'spring.datasource.url=jdbc:postgresql://db.shop.io/x\n',
      ['1 postgresql-without-tls medium'],
    ],
    ['application.properties', 'security.protocol=SASL_PLAINTEXT\n', ['1 kafka-without-tls high']],
    [
      '.env',
      'NODE_TLS_REJECT_UNAUTHORIZED=0\nAMQP=amqp://mq.shop.io\n',
      ['1 verification-off high', '2 messaging-without-tls high'],
    ],
    [
      'Dockerfile',
      'FROM x\nENV ORDERS_URL http://orders.shop.io\nRUN curl -k https://a.shop.io\n',
      ['2 plaintext-http high', '3 verification-off high'],
    ],
    ['main.tf', 'environment = {\n  ORDERS_URL = "http://orders.shop.io"\n}\n', ['2 plaintext-http high']],
    ['seed.sql', "insert into hooks values ('http://hooks.shop.io/x');\n", ['1 plaintext-http high']],
    [
      'nginx.conf',
      'ssl_protocols TLSv1 TLSv1.1 TLSv1.2;\nproxy_pass http://orders:8080;\n',
      ['1 old-tls medium', '2 plaintext-http medium'],
    ],
    ['mount.sh', 'mount -t nfs4 fs-1.efs.eu-west-1.amazonaws.com:/ /mnt\n', ['1 nfs-without-tls medium']],
    [
      'a.py',
      'engine = create_engine("clickhouse+native://app@events.shop.io/x")',
      ['1 service-without-tls medium'],
    ],
    [
      'a.py',
      'Client.from_url("clickhouse://events.shop.io:9000?secure=false")',
      ['1 service-without-tls medium'],
    ],
    ['a.py', 'flight.connect("grpc://prices.shop.io:8815")', ['1 service-without-tls medium']],
    ['.env', 'PRICES=grpc+tcp://prices.shop.io:8815\n', ['1 service-without-tls medium']],
    ['Dockerfile', 'FROM x\nENV ASPNETCORE_URLS=http://+:8080\n', ['2 server-without-tls low']],
    [
      'values.yaml',
      'env:\n  - name: ASPNETCORE_URLS\n    value: "http://*:80;https://*:443"\n',
      ['3 server-without-tls low'],
    ],
    ['Dockerfile', 'FROM x\nENV ASPNETCORE_HTTP_PORTS=8080\n', ['2 server-without-tls low']],
    [
      'a.yaml',
      'Resources:\n  L:\n    Type: AWS::ElasticLoadBalancing::LoadBalancer\n    Properties:\n      Listeners:\n        - Protocol: HTTP\n          InstancePort: 80\n        - Protocol: HTTPS\n',
      ['6 plaintext-http low'],
    ],
    [
      'a.yaml',
      'DefaultActions:\n  - Type: redirect\n    RedirectConfig:\n      Protocol: HTTP\n      StatusCode: HTTP_301\n',
      ['4 server-without-tls medium'],
    ],
    [
      'main.tf',
      'resource "aws_elb" "w" {\n  listener {\n    lb_port     = 80\n    lb_protocol = "http"\n  }\n}\n',
      ['4 plaintext-http low'],
    ],
    [
      'main.tf',
      'resource "aws_lb_listener" "w" {\n  protocol = "HTTPS"\n  default_action {\n    type = "redirect"\n    redirect {\n      port     = "80"\n      protocol = "HTTP"\n    }\n  }\n}\n',
      ['7 server-without-tls medium'],
    ],
    [
      'a.ts',
      "lb.addListener('Web', {\n  port: 80,\n  protocol: elbv2.ApplicationProtocol.HTTP,\n  defaultTargetGroups: [g],\n});",
      ['3 plaintext-http low'],
    ],
    ['a.py', 'lb.add_listener("Web", protocol=elbv2.ApplicationProtocol.HTTP)', ['1 plaintext-http low']],
    [
      'a.ts',
      "new elb.LoadBalancer(this, 'L', { listeners: [{ externalPort: 80, externalProtocol: elb.LoadBalancingProtocol.HTTP }] });",
      ['1 plaintext-http low'],
    ],
    ['a.ts', "const o = { host: 'cache.shop.io' };\nnew Redis(o);", ['2 redis-without-tls high']],
    [
      'a.js',
      "const { Pool } = require('pg');\nconst settings = { host: 'db.shop.io', user };\nexports.pool = new Pool(settings);",
      ['3 postgresql-without-tls medium'],
    ],
    ['a.js', "const db = { host: 'db.shop.io' };\nmysql.createPool(db)", ['2 mysql-without-tls medium']],
  ])('%s: %s', async (path, text, signs) => expect(await told(path, text)).toEqual(signs));
});

describe('what is good, by language', () => {
  test.each([
    ['a.ts', "const o = { host: 'cache.shop.io', tls: {} };\nnew Redis(o);"],
    // What a name holds when it is used, nobody knows who changes it on the way.
    ['a.ts', "const o = { host: 'cache.shop.io' };\no.tls = {};\nnew Redis(o);"],
    ['a.ts', "const o = { host: 'cache.shop.io' };\nsecured(o);\nnew Redis(o);"],
    ['a.ts', "let o = { host: 'cache.shop.io' };\no = secured;\nnew Redis(o);"],
    ['a.ts', "function a() { const o = { host: 'a.io' }; }\nfunction b(o) { new Redis(o); }"],
    ['a.ts', "const o = { host: 'localhost' };\nnew Redis(o);"],
    [
      'a.ts',
      "lb.addListener('Web', { protocol: elbv2.ApplicationProtocol.HTTP, defaultAction: elbv2.ListenerAction.redirect({ protocol: 'HTTPS' }) });",
    ],
    ['a.ts', "lb.addListener('Web', { protocol: elbv2.ApplicationProtocol.HTTPS, certificates });"],
    ['main.tf', 'listener {\n  lb_protocol = "https"\n}\n'],
    ['a.yaml', 'L:\n  Type: Shop::Mesh::Gateway\n  Properties:\n    Listeners:\n      - Protocol: HTTP\n'],
    ['main.tf', 'redirect {\n  port     = "443"\n  protocol = "HTTPS"\n}\n'],
    ['a.py', 'create_engine("clickhouse+native://app@events.shop.io:9440/x?secure=True")'],
    ['a.py', 'Client.from_url("clickhouses://events.shop.io:9440")'],
    ['a.py', 'flight.connect("grpc+tls://prices.shop.io:8815")'],
    ['.env', 'PRICES=grpcs://prices.shop.io:8815\n'],
    ['.env', 'ASPNETCORE_URLS=https://+:8443\nASPNETCORE_HTTP_PORTS=\n'],
    ['.env', 'ASPNETCORE_URLS=http://localhost:5000\n'],
    ['a.py', 'r = requests.get("https://myapp.internal.local/api/data")'],
    ['a.py', '# see http://orders.shop.io\n"""Of http://orders.shop.io"""\n'],
    ['a.py', 'conn = psycopg2.connect(dbname="prod", host="myrds.cluster.amazonaws.com", sslmode="require")'],
    ['a.py', 'conn = psycopg2.connect(**settings)'],
    ['a.py', 'cache = redis.Redis(host="cache.shop.io", ssl=True)'],
    ['a.py', 'server = smtplib.SMTP("mail.shop.io", 587)\nserver.starttls()'],
    ['a.py', 's3 = boto3.client("s3")'],
    [
      'a.js',
      "mongoose.connect('mongodb+srv://user:pass@cluster.mongodb.net/mydb?retryWrites=true&w=majority')".replace(
        'user:pass@',
        '',
      ),
    ],
    ['a.js', "// http://orders.shop.io\nfetch('https://orders.shop.io')"],
    ['a.ts', "import { Pool } from 'pg';\nnew Pool({ host: 'db.shop.io', ssl: { ca } });"],
    ['a.ts', "const svg = 'http://www.w3.org/2000/svg';"],
    [
      'A.java',
      'class A { /* http://orders.shop.io */ String u = "jdbc:mysql://db.shop.io/x?sslMode=VERIFY_IDENTITY"; }',
    ],
    ['a.go', 'package a\n// http://orders.shop.io\nvar c = &tls.Config{MinVersion: tls.VersionTLS12}'],
    ['values.yaml', '# http://orders.shop.io\nurl: https://orders.shop.io # was http://orders.shop.io\n'],
    ['main.tf', '// http://orders.shop.io\nurl = "https://orders.shop.io"\n'],
    ['seed.sql', '-- http://orders.shop.io\nselect 1;\n'],
    ['Dockerfile', 'HEALTHCHECK CMD curl -f http://localhost:8080/health\n'],
  ])('%s: %s', async (path, text) => expect(await told(path, text)).toEqual([]));
});

test('what is not read', async () => {
  expect(await told('picture.png', '')).toEqual(['not read']);
  expect(await told('package-lock.json', '"http://registry.shop.io"')).toEqual(['not read']);
});

test('places are counted as editors do, also after letters of two code units', async () => {
  const reading = readingOf('a.py');
  const [place] = reading
    ? await signsInFile('x = "🔒é"\ny = "é🔒", "http://orders.shop.io"\n', reading)
    : [];
  expect([place?.line, place?.column]).toEqual([2, 13]);
  const [call] = reading ? await signsInFile('x = "🔒é"\ny = "é🔒", get(u, verify=False)\n', reading) : [];
  expect([call?.line, call?.column]).toEqual([2, 19]);
});

test('what somebody lets stand is told with their reason', async () => {
  const reading = readingOf('a.py');
  const text =
    '# waxseal: allow plaintext-http the printer knows nothing else\nget("http://printer.shop.io")\nget("http://b.shop.io")\n';
  const places = reading ? await signsInFile(text, reading) : [];
  expect(places.map(({ line, allowed }) => [line, allowed])).toEqual([
    [2, 'the printer knows nothing else'],
    [3, undefined],
  ]);
});
