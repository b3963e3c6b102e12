import { describe, expect, test } from 'vitest';
import { signsInText } from '../../src/signs/in-text.ts';

const told = (text: string): readonly string[] =>
  signsInText(text).map(({ rule, severity, address }) => [rule, severity, address].filter(Boolean).join(' '));

describe('addresses', () => {
  test.each([
    ['http://orders.shop.io/v1?token=s3cret', ['plaintext-http high http://orders.shop.io']],
    ['http://orders:8080/v1', ['plaintext-http medium http://orders:8080']],
    ['http://myapp.internal.local/api/data', ['plaintext-http medium http://myapp.internal.local']],
    ['http://10.0.3.4:9200', ['plaintext-http medium http://10.0.3.4:9200']],
    ['http://8.8.8.8/', ['plaintext-http high http://8.8.8.8']],
    ['http://[2001:db8::7]:8080/', ['plaintext-http high http://[2001:db8::7]:8080']],
    ['ws://stream.shop.io', ['plaintext-http high ws://stream.shop.io']],
    ['http://api.example.com/', ['plaintext-http low http://api.example.com']],
    ['http://${HOST}:8080/', ['plaintext-http low http://${host}:8080']],
    ['postgres://app@db.shop.io/orders', ['postgresql-without-tls medium postgres://db.shop.io']],
    [
      'jdbc:postgresql://db.shop.io:5432/orders?sslmode=disable',
      ['postgresql-without-tls high postgresql://db.shop.io:5432'],
    ],
    [
      'jdbc:aws-wrapper:postgresql://db.shop.io/orders?sslmode=prefer',
      ['postgresql-without-tls medium postgresql://db.shop.io'],
    ],
    [
      'jdbc:redshift://dw.shop.io:5439/dev?ssl=false',
      ['postgresql-without-tls high redshift://dw.shop.io:5439'],
    ],
    [
      'postgresql+psycopg2://db.shop.io/x',
      ['postgresql-without-tls medium postgresql+psycopg2://db.shop.io'],
    ],
    ['jdbc:mysql://db.shop.io:3306/x?useSSL=false', ['mysql-without-tls high mysql://db.shop.io:3306']],
    ['jdbc:mysql://db.shop.io:3306/x', ['mysql-without-tls medium mysql://db.shop.io:3306']],
    ['mysql://db.shop.io/x?ssl-mode=PREFERRED', ['mysql-without-tls medium mysql://db.shop.io']],
    [
      'jdbc:sqlserver://db.shop.io:1433;databaseName=x;encrypt=false',
      ['sqlserver-without-tls high sqlserver://db.shop.io:1433'],
    ],
    [
      'jdbc:sqlserver://db.shop.io:1433;encrypt=true;trustServerCertificate=true',
      ['verification-off high sqlserver://db.shop.io:1433'],
    ],
    ['jdbc:oracle:thin:@//db.shop.io:1521/ORCL', ['oracle-without-tls medium']],
    ['(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db.shop.io)(PORT=1521)))', ['oracle-without-tls medium']],
    ['redis://cache.shop.io:6379/0', ['redis-without-tls high redis://cache.shop.io:6379']],
    ['amqp://mq.shop.io:5672', ['messaging-without-tls high amqp://mq.shop.io:5672']],
    ['tcp://mq.shop.io:1883', ['messaging-without-tls high tcp://mq.shop.io:1883']],
    [
      'mongodb://a.shop.io:27017,b.shop.io:27017/x',
      ['mongodb-without-tls high mongodb://a.shop.io:27017,b.shop.io:27017'],
    ],
    [
      'mongodb://a.shop.io/x?tls=true&tlsAllowInvalidCertificates=true',
      ['verification-off high mongodb://a.shop.io'],
    ],
    ['b-1.orders.abc.c2.kafka.eu-west-1.amazonaws.com:9092', ['kafka-without-tls high']],
    ['ldap://dir.shop.io', ['ldap-without-tls medium ldap://dir.shop.io']],
    ['ftp://files.shop.io/in', ['plaintext-file-transfer high ftp://files.shop.io']],
    ['smtp://mail.shop.io:587', ['smtp-without-tls medium smtp://mail.shop.io:587']],
    [
      'postgres://app:pa55@db.shop.io/x?sslmode=require',
      ['credential-in-address medium postgres://db.shop.io'],
    ],
    [
      'app:pa55@tcp(db.shop.io:3306)/orders?parseTime=true',
      [
        'mysql-without-tls medium mysql://db.shop.io:3306',
        'credential-in-address medium mysql://db.shop.io:3306',
      ],
    ],
    ['app@tcp(db.shop.io:3306)/orders?tls=false', ['mysql-without-tls high mysql://db.shop.io:3306']],
    ['app@tcp(db.shop.io:3306)/orders?tls=skip-verify', ['verification-off high mysql://db.shop.io:3306']],
    ['http://pki.shop.io/root.crl', ['plaintext-http low http://pki.shop.io']],
    // What was not encoded in a password is no host, and no part of it is shown.
    [
      'redis://app:se/cret@cache.shop.io:6379',
      [
        'redis-without-tls high redis://cache.shop.io:6379',
        'credential-in-address medium redis://cache.shop.io:6379',
      ],
    ],
    ['redis://app:se#cret@cache.shop.io', ['redis-without-tls high redis://?']],
    ['http://app:se/cret@api.shop.io/', ['plaintext-http medium http://?']],
    ['http://api.shop.io/@app/1', ['plaintext-http high http://api.shop.io']],
    // Each of a list.
    ['https://a.shop.io,http://b.shop.io/x', ['plaintext-http high http://b.shop.io']],
    [
      'SSL://a.shop.io:9093,PLAINTEXT://b.shop.io:9092',
      ['kafka-without-tls high plaintext://b.shop.io:9092'],
    ],
    ['memcached://cache.shop.io:11211', ['service-without-tls medium memcached://cache.shop.io:11211']],
  ])('%s', (text, signs) => expect(told(text)).toEqual(signs));

  test.each([
    'https://orders.shop.io/v1',
    'wss://stream.shop.io',
    'http://localhost:8080',
    'http://127.0.0.1:2772/applications',
    'http://169.254.170.2/v2/metadata',
    'http://host.docker.internal:8080',
    'http://[::1]:8080/',
    'xmlns="http://www.w3.org/2000/svg"',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
    'http://s3.amazonaws.com/doc/2006-03-01/',
    'postgres://app@db.shop.io/orders?sslmode=verify-full',
    'postgres://app:${DB_PASSWORD}@db.shop.io/orders?sslmode=require',
    'jdbc:mysql://db.shop.io/x?sslMode=VERIFY_IDENTITY',
    'jdbc:sqlserver://db.shop.io:1433;encrypt=strict',
    'jdbc:oracle:thin:@tcps://db.shop.io:2484/ORCL',
    '(DESCRIPTION = (ADDRESS = (PROTOCOL = TCPS)(HOST = db.shop.io)(PORT = 2484)))',
    'rediss://cache.shop.io:6379',
    'redis://cache.shop.io:6379?ssl=true',
    'mongodb+srv://user@cluster.mongodb.net/mydb?retryWrites=true&w=majority',
    'mongodb://a.shop.io/x?tls=true',
    'b-1.orders.abc.c2.kafka.eu-west-1.amazonaws.com:9098',
    'ldaps://dir.shop.io',
    'amqps://mq.shop.io:5671',
    'sftp://files.shop.io',
    'smtp://mail.shop.io:587?requireTLS=true',
    'arn:aws:s3:::orders s3://orders/key file:///etc/hosts',
    'tcp://metrics.shop.io:8125',
    'app@tcp(db.shop.io:3306)/orders?tls=true',
    'app@tcp(127.0.0.1:3306)/orders',
  ])('nothing in %s', (text) => expect(told(text)).toEqual([]));
});

describe('words', () => {
  test.each([
    ['curl -sk https://orders.shop.io', ['verification-off high']],
    ['curl --insecure https://orders.shop.io', ['verification-off high']],
    ['wget --no-check-certificate https://orders.shop.io', ['verification-off high']],
    ['aws s3 ls --no-verify-ssl', ['verification-off high']],
    ['export NODE_TLS_REJECT_UNAUTHORIZED=0', ['verification-off high']],
    ['git -c http.sslVerify=false clone', ['verification-off high']],
    ['npm config set strict-ssl false', ['verification-off high']],
    ['pip install --trusted-host pypi.shop.io x', ['verification-off high']],
    ['{ rejectUnauthorized: false }', ['verification-off high']],
    ['curl --tls-max 1.1 https://orders.shop.io', ['old-tls medium']],
    ['-Djdk.tls.client.protocols=TLSv1,TLSv1.1', ['old-tls medium']],
    ['ssl_protocols TLSv1 TLSv1.2;', ['old-tls medium']],
    ['NODE_OPTIONS=--tls-min-v1.0', ['old-tls medium']],
    ['host=db.shop.io sslmode=disable', ['postgresql-without-tls high']],
    ['host=db.shop.io sslmode=prefer', ['postgresql-without-tls medium']],
    ['redis-cli -h cache.shop.io get x', ['redis-without-tls high']],
    ['psql "host=db.shop.io dbname=x"', ['postgresql-without-tls medium']],
    ['psql -U app -h db.shop.io x', ['postgresql-without-tls medium']],
    ['psql --host=db.shop.io x', ['postgresql-without-tls medium']],
    ['rds.force_ssl: "0"', ['server-without-tls medium']],
    ['require_secure_transport = OFF', ['server-without-tls medium']],
    ['mount -t efs \\\n  fs-1:/ /mnt', ['nfs-without-tls medium']],
    ['mysql --ssl-mode=DISABLED -h db.shop.io', ['mysql-without-tls high']],
    ['Server=db.shop.io;Database=x;Encrypt=false', ['sqlserver-without-tls high']],
    ['security.protocol=SASL_PLAINTEXT', ['kafka-without-tls high']],
    ['mount -t nfs4 -o nfsvers=4.1 fs-1.efs.eu-west-1.amazonaws.com:/ /mnt', ['nfs-without-tls medium']],
    ['mount -t efs fs-1:/ /mnt', ['nfs-without-tls medium']],
    ['telnet router.shop.io', ['plaintext-file-transfer high']],
    ['dockerd --insecure-registry registry.shop.io', ['docker-without-tls high']],
    ['spark.hadoop.fs.s3a.connection.ssl.enabled=false', ['sdk-without-tls high']],
  ])('%s', (text, signs) => expect(told(text)).toEqual(signs));

  test.each([
    'curl -s https://orders.shop.io | sort -k 2',
    'curl --tls-max 1.3 https://orders.shop.io',
    'ssl_protocols TLSv1.2 TLSv1.3;',
    'SSLProtocol all -SSLv3 -TLSv1 -TLSv1.1',
    '-Djdk.tls.client.protocols=TLSv1.2',
    'sslmode=require',
    'mount -t efs -o tls,iam fs-1:/ /mnt',
    'mount -t efs fs-1:/ /mnt -o tls',
    'rejectUnauthorized: true',
    'redis-cli -h cache.shop.io --tls get x',
    'redis-cli -h cache.shop.io \\\n  --tls get x',
    'redis-cli -h localhost ping',
    'psql "host=db.shop.io sslmode=verify-full"',
    'psql -h localhost x',
    'PGSSLMODE=verify-full psql -h db.shop.io x',
    'export PGSSLMODE=require\npsql -h db.shop.io x',
    'rds.force_ssl: "1"',
    'require_secure_transport=ON',
    'mount -t efs \\\n  -o tls fs-1:/ /mnt',
    'xmlns="http://ns.shop.io/orders"',
    'targetNamespace="http://ns.shop.io/orders"',
    '"$schema": "http://schemas.shop.io/x.json"',
  ])('nothing in %s', (text) => expect(told(text)).toEqual([]));
});

test('what is secret in an address is never told', () => {
  const signs = signsInText('see http://ada:hunter2@orders.shop.io/secret-path?token=abc#frag and more');
  expect(JSON.stringify(signs)).not.toMatch(/ada|hunter2|secret-path|abc|frag/);
  expect(signs.map(({ at }) => at)).toEqual([4, 4]);
});
