import { expect, test } from 'vitest';
import { canInsist, hiddenIn, into, isOfAws, serverOf } from '../../../../src/services/glue/facts/tls.ts';
import { host, secret } from '../connections.ts';

const at = (JDBC_CONNECTION_URL: string) => serverOf({ ConnectionProperties: { JDBC_CONNECTION_URL } });

test.each([
  ['jdbc:postgresql://DB.example.com:5432/x', 'postgresql', 'db.example.com'],
  ['jdbc:postgresql://anna@db.example.com:5432/x', 'postgresql', 'db.example.com'],
  ['jdbc:sqlserver://db.example.com:1433;databaseName=x', 'sqlserver', 'db.example.com'],
  ['jdbc:oracle:thin://@db.example.com:1521/x', 'oracle', 'db.example.com'],
  ['jdbc:oracle:thin:@db.example.com:1521:x', 'oracle', 'db.example.com'],
  ['jdbc:oracle:thin:@tcps://db.example.com:2484/x', 'oracle', 'db.example.com'],
  ['JDBC:MYSQL://db.example.com/x', 'mysql', 'db.example.com'],
  ['nothing', '', ''],
])('%s leads to %s at %s', (url, engine, where) => {
  expect(at(url)).toEqual({ engine, host: where });
});

test('a server may be told by its parts', () => {
  expect(serverOf({ ConnectionProperties: { HOST: 'DB', JDBC_ENGINE: 'Oracle' } })).toEqual({
    engine: 'oracle',
    host: 'db',
  });
  expect(serverOf({})).toEqual({ engine: '', host: '' });
});

test.each([
  [host, true],
  [`${host}.`, true],
  ['x.rds.cn-north-1.amazonaws.com.cn', true],
  ['shop.c0.eu-west-1.redshift.amazonaws.com', true],
  ['shop.111122223333.eu-west-1.redshift-serverless.amazonaws.com', true],
  ['ec2-1.eu-west-1.compute.amazonaws.com', false],
  [`${host}.example.com`, false],
  ['rds.amazonaws.com.evil', false],
  ['xrds.amazonaws.com', false],
])('%s is of Amazon RDS or Redshift: %s', (one, is) => {
  expect(isOfAws(one)).toBe(is);
});

test('MySQL is enforced for Amazon RDS alone', () => {
  expect(canInsist({ engine: 'mysql', host })).toBe(true);
  expect(canInsist({ engine: 'mysql', host: 'db.example.com' })).toBe(false);
  expect(canInsist({ engine: 'postgresql', host: 'db.example.com' })).toBe(true);
});

test.each([
  ['USERNAME', 'it has USERNAME'],
  ['KAFKA_SASL_SCRAM_PASSWORD', 'it has KAFKA_SASL_SCRAM_PASSWORD'],
  ['access_key_id', 'it has access_key_id'],
])('%s may stand for something hidden, wherever it is', (name, why) => {
  expect(hiddenIn({ ConnectionProperties: { ...secret, [name]: 'x' } })).toBe(why);
  expect(hiddenIn({ ConnectionProperties: secret, SparkProperties: { [name]: 'x' } })).toBe(why);
});

test('a secret of schema 2 is one, wherever it is', () => {
  const AuthenticationConfiguration = { AuthenticationType: 'BASIC', SecretArn: 'arn:s' } as const;
  expect(hiddenIn({ AuthenticationConfiguration })).toBeUndefined();
  expect(hiddenIn({ SparkProperties: secret })).toBeUndefined();
  expect(
    hiddenIn({ AuthenticationConfiguration: { ...AuthenticationConfiguration, SecretArn: '' } }),
  ).toBeDefined();
  expect(hiddenIn({ AuthenticationConfiguration: { SecretArn: 'arn:s' } })).toBe(
    'its authentication is of no type that is told',
  );
  expect(
    hiddenIn({ AuthenticationConfiguration: { ...AuthenticationConfiguration, OAuth2Properties: {} } }),
  ).toBe('it has properties of OAuth 2');
});

test('a value is put in its place, and the rest stays', () => {
  const before = { Name: 'x', ConnectionProperties: secret, SparkProperties: { a: 'b' } };
  const after = into(before, 'SparkProperties.JDBC_ENFORCE_SSL', 'true');
  expect(after).toEqual({ ...before, SparkProperties: { a: 'b', JDBC_ENFORCE_SSL: 'true' } });
  expect(into(after, 'SparkProperties.JDBC_ENFORCE_SSL', null)).toEqual(before);
});
