import { describe, expect, test } from 'vitest';
import { signsInSettings } from '../../src/signs/in-settings.ts';

const told = (settings: Readonly<Record<string, string>>): readonly string[] =>
  signsInSettings(Object.entries(settings).map(([name, value]) => ({ name, value }))).map(
    ({ of, rule, severity }) => `${of.name} ${rule} ${severity}`,
  );

describe('names and values', () => {
  test.each([
    [{ ORDERS_URL: 'http://orders.shop.io' }, ['ORDERS_URL plaintext-http high']],
    [{ HTTP_PROXY: 'http://proxy.shop.io:3128' }, ['HTTP_PROXY plaintext-http low']],
    [{ OIDC_ISSUER: 'http://id.shop.io' }, ['OIDC_ISSUER plaintext-http low']],
    [{ AWS_ENDPOINT_URL_S3: 'http://s3.shop.io' }, ['AWS_ENDPOINT_URL_S3 sdk-without-tls high']],
    [{ AWS_USE_SSL: 'false' }, ['AWS_USE_SSL sdk-without-tls high']],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, ['NODE_TLS_REJECT_UNAUTHORIZED verification-off high']],
    [{ REQUESTS_CA_BUNDLE: '' }, ['REQUESTS_CA_BUNDLE verification-off high']],
    [{ VERIFY_SSL: 'False' }, ['VERIFY_SSL verification-off high']],
    [{ ELASTIC_SSL_VERIFY: 'none' }, ['ELASTIC_SSL_VERIFY verification-off high']],
    [{ PIP_TRUSTED_HOST: 'pypi.shop.io' }, ['PIP_TRUSTED_HOST verification-off high']],
    [{ PGSSLMODE: 'prefer' }, ['PGSSLMODE postgresql-without-tls medium']],
    [{ KAFKA_SECURITY_PROTOCOL: 'PLAINTEXT' }, ['KAFKA_SECURITY_PROTOCOL kafka-without-tls high']],
    [{ DOCKER_HOST: 'tcp://build.shop.io:2375' }, ['DOCKER_HOST docker-without-tls high']],
    [{ SSL_PROTOCOLS: 'TLSv1,TLSv1.2' }, ['SSL_PROTOCOLS old-tls medium']],
    [{ REDIS_HOST: 'cache', REDIS_TLS: 'false' }, ['REDIS_TLS tls-switched-off high']],
    [{ OTEL_EXPORTER_OTLP_INSECURE: 'true' }, ['OTEL_EXPORTER_OTLP_INSECURE service-without-tls high']],
    [
      { OTEL_EXPORTER_OTLP_METRICS_INSECURE: 'TRUE' },
      ['OTEL_EXPORTER_OTLP_METRICS_INSECURE service-without-tls high'],
    ],
    [{ OTEL_EXPORTER_OTLP_INSECURE: 'false' }, []],
    [{ USE_TLS: 'off' }, ['USE_TLS tls-switched-off medium']],
    [{ SMTP_HOST: 'mail.shop.io', SMTP_PORT: '25' }, ['SMTP_PORT smtp-without-tls medium']],
    [{ LDAP_PORT: '389' }, ['LDAP_PORT ldap-without-tls medium']],
    [{ MQTT_PORT: '1883' }, ['MQTT_PORT messaging-without-tls medium']],
    [
      { 'spring.data.redis.host': 'cache', 'spring.data.redis.ssl.enabled': 'false' },
      ['spring.data.redis.ssl.enabled tls-switched-off high'],
    ],
    [
      { DATABASE_URL: 'postgres://db.shop.io/x?sslmode=disable', PGSSLMODE: 'verify-full' },
      ['DATABASE_URL postgresql-without-tls high'],
    ],
    [
      { DATABASE_URL: 'jdbc:postgresql://db.shop.io/x', PGSSLMODE: 'verify-full' },
      ['DATABASE_URL postgresql-without-tls medium'],
    ],
    [
      { DATABASE_URL: 'postgres://db.shop.io/x', PGSSLMODE: 'prefer' },
      ['DATABASE_URL postgresql-without-tls medium', 'PGSSLMODE postgresql-without-tls medium'],
    ],
    [{ 'queue.description': 'http://orders.shop.io' }, ['queue.description plaintext-http low']],
    [{ FTP_PORT: '21' }, ['FTP_PORT plaintext-file-transfer medium']],
  ])('%o', (settings, signs) => expect(told(settings)).toEqual(signs));

  test.each<Readonly<Record<string, string>>>([
    { ORDERS_URL: 'https://orders.shop.io' },
    { NODE_TLS_REJECT_UNAUTHORIZED: '1' },
    { REQUESTS_CA_BUNDLE: '/etc/ssl/ca.pem' },
    { SMTP_PORT: '587', SMTP_REQUIRE_TLS: 'true' },
    { SMTP_PORT: '465' },
    { LDAP_PORT: '389', LDAP_STARTTLS: 'true' },
    { SFTP_PORT: '21' },
    { REDIS_TLS: 'true' },
    { PGSSLMODE: 'verify-full' },
    { SSL_PROTOCOLS: 'TLSv1.2,TLSv1.3' },
    { TLS_MIN_VERSION: '1.2' },
    { AWS_ENDPOINT_URL: 'http://localhost:4566' },
    { TLS_CERT_FILE: '/etc/tls/cert.pem' },
    { SSL_VERIFY: 'true' },
    { DATABASE_URL: 'postgres://db.shop.io/x', PGSSLMODE: 'verify-full' },
    { 'spring.data.redis.host': 'cache', 'spring.data.redis.ssl.enabled': 'true' },
  ])('nothing in %o', (settings) => expect(told(settings)).toEqual([]));
});
