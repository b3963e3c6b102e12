import { expect, test } from 'vitest';
import { signsInSettings } from '../../src/signs/in-settings.ts';
import { signsInText } from '../../src/signs/in-text.ts';

const inText = (text: string): readonly string[] => signsInText(text).map(({ rule }) => rule);
const inSetting = (line: string): readonly string[] => {
  const [name = '', ...value] = line.split('=');
  return signsInSettings([{ name, value: value.join('=') }]).map(({ rule }) => rule);
};

test.each([
  ['stomp://mq.shop.io', 'messaging-without-tls', 'stomp+ssl://mq.shop.io'],
  ['mqtt://mq.shop.io', 'messaging-without-tls', 'ssl://mq.shop.io:8883'],
  ['nats://mq.shop.io', 'messaging-without-tls', 'tls://mq.shop.io:4222'],
  ['valkey://cache.shop.io', 'redis-without-tls', 'valkeys://cache.shop.io'],
  ['redis://cache.shop.io', 'redis-without-tls', 'redis://cache.shop.io?ssl_cert_reqs=required'],
  ['ldap://dir.shop.io', 'ldap-without-tls', 'ldap://dir.shop.io?start_tls=true'],
  ['telnet://router.shop.io', 'plaintext-file-transfer', 'ftps://files.shop.io'],
  ['tftp://files.shop.io', 'plaintext-file-transfer', 'sftp://files.shop.io'],
  ['rlogin router.shop.io', 'plaintext-file-transfer', 'ssh router.shop.io'],
  ['tcp://files.shop.io:23', 'plaintext-file-transfer', 'tcp://files.shop.io:22'],
  ['nfs://files.shop.io/x', 'nfs-without-tls', 'mount -t efs -o tls fs-1:/ /mnt'],
  ['http://search.shop.io:9200', 'plaintext-http', 'https://search.shop.io:9200'],
  ['tcp://cache.shop.io:11211', 'service-without-tls', 'tcp://cache.shop.io:11212'],
  ['cassandra://c.shop.io:9042', 'service-without-tls', 'cassandra://c.shop.io:9042?ssl=true'],
  ['neo4j://g.shop.io', 'service-without-tls', 'neo4j+s://g.shop.io'],
  ['bolt://g.shop.io', 'service-without-tls', 'bolt+s://g.shop.io'],
  ['syslog://log.shop.io', 'service-without-tls', 'tls://log.shop.io:6514'],
  ['tcp://log.shop.io:514', 'service-without-tls', 'tcp://log.shop.io:6514'],
  ['tcp://build.shop.io:2375', 'docker-without-tls', 'tcp://build.shop.io:2376'],
  ['"insecure-registries": ["r.shop.io"]', 'docker-without-tls', '"insecure-registries": []'],
  ['kubectl --insecure-skip-tls-verify get x', 'verification-off', '--insecure-skip-tls-verify=false'],
  ['CipherString = DEFAULT@SECLEVEL=0', 'old-tls', 'CipherString = DEFAULT@SECLEVEL=2'],
  [
    'zookeeper.kafka.eu-west-1.amazonaws.com:2181',
    'kafka-without-tls',
    'b.kafka.eu-west-1.amazonaws.com:9094',
  ],
  [
    'jdbc:postgresql://db.shop.io/x?sslmode=allow',
    'postgresql-without-tls',
    'postgres://db.shop.io/x?sslmode=verify-ca',
  ],
  ['postgres://db.shop.io/x', 'postgresql-without-tls', 'postgres://db.shop.io/x?ssl=true'],
  ['jdbc:mysql://db.shop.io/x?sslMode=DISABLED', 'mysql-without-tls', 'mysql://db.shop.io/x?ssl={"ca":1}'],
  ['mariadb://db.shop.io/x', 'mysql-without-tls', 'mariadb://db.shop.io/x?sslMode=verify-full'],
  ['Server=db.shop.io;Encrypt=optional', 'sqlserver-without-tls', 'Server=db.shop.io;Encrypt=mandatory'],
])('%s is %s; %s is none', (bad, rule, good) => {
  expect(inText(bad)).toContain(rule);
  expect(inText(good)).toEqual([]);
});

test.each([
  ['PYTHONHTTPSVERIFY=0', 'verification-off', 'PYTHONHTTPSVERIFY=1'],
  ['CURL_INSECURE=1', 'verification-off', 'CURL_INSECURE=0'],
  ['GIT_SSL_NO_VERIFY=true', 'verification-off', 'GIT_SSL_NO_VERIFY=false'],
  ['AWS_CA_BUNDLE=/dev/null', 'verification-off', 'AWS_CA_BUNDLE=/etc/ca.pem'],
  ['HTTP_TRUST_ALL=true', 'verification-off', 'HTTP_TRUST_ALL=false'],
  ['VAULT_SKIP_VERIFY=1', 'verification-off', 'VAULT_SKIP_VERIFY=0'],
  ['RUBYOPT=-ropenssl -e VERIFY_NONE', 'verification-off', 'RUBYOPT=-W0'],
  ['SSL_VERIFY=none', 'verification-off', 'SSL_VERIFY=true'],
  ['NODE_OPTIONS=--tls-min-v1.0', 'old-tls', 'NODE_OPTIONS=--tls-min-v1.2'],
  ['SSL_PROTOCOLS=TLSv1', 'old-tls', 'SSL_PROTOCOLS=TLSv1.3'],
  ['DB_SSL_MODE=prefer', 'tls-switched-off', 'DB_SSL_MODE=require'],
  ['DB_SSL=0', 'tls-switched-off', 'DB_SSL=1'],
  ['KAFKA_SSL_ENABLED=false', 'tls-switched-off', 'KAFKA_SSL_ENABLED=true'],
  ['DB_TLS_REQUIRED=no', 'tls-switched-off', 'DB_TLS_REQUIRED=yes'],
])('%s is %s; %s is none', (bad, rule, good) => {
  expect(inSetting(bad)).toContain(rule);
  expect(inSetting(good)).toEqual([]);
});
