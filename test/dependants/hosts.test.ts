import { expect, test } from 'vitest';
import { plaintextDmsEndpoints, verifyingDmsEndpoints } from '../../src/dependants/dms-endpoints.ts';
import { pinnedGlueConnections, plaintextGlueConnections } from '../../src/dependants/glue-connections.ts';
import { namesHost } from '../../src/dependants/hosts.ts';

const host = 'orders.c0.eu-west-1.rds.amazonaws.com';

test.each([
  ['SslMode none', { ServerName: host, SslMode: 'none' }, true],
  ['no SslMode', { ServerName: host }, true],
  ['other letter case', { ServerName: host.toUpperCase() }, true],
  ['the dot of a full name', { ServerName: `${host}.` }, true],
  ['a blank around it', { ServerName: ` ${host} ` }, true],
  ['a port', { ServerName: `${host}:5432` }, true],
  ['a port after a comma', { MicrosoftSQLServerSettings: { ServerName: `${host},1433` } }, true],
  ['a named instance', { ServerName: `${host}\\orders` }, true],
  ['a longer name', { ServerName: `pre${host}` }, false],
  ['a name within another', { ServerName: `pre-${host}.cn` }, false],
  ['an address', { ServerName: '10.0.0.1' }, false],
  ['an IPv6 address', { ServerName: '[fd00::1]:5432' }, false],
  ['PostgreSQL settings', { PostgreSQLSettings: { ServerName: host } }, true],
  ['Oracle settings', { OracleSettings: { ServerName: host } }, true],
  ['MySQL settings', { MySQLSettings: { ServerName: host } }, true],
  ['SQL Server settings', { MicrosoftSQLServerSettings: { ServerName: host } }, true],
  ['TLS', { ServerName: host, SslMode: 'require' }, false],
  ['another host', { ServerName: `x${host}` }, false],
  ['no host at all', {}, false],
  [
    'settings without a host',
    { PostgreSQLSettings: {}, MySQLSettings: {}, MicrosoftSQLServerSettings: {} },
    false,
  ],
  ['its host among other settings', { ServerName: 'proxy', MySQLSettings: { ServerName: host } }, true],
  ['TLS that is checked', { ServerName: host, SslMode: 'verify-full' }, false],
])('a DMS endpoint with %s', (_what, endpoint, found) => {
  const names = plaintextDmsEndpoints(namesHost([host]), [{ EndpointIdentifier: 'one', ...endpoint }]);
  expect(names).toEqual(found ? ['one'] : []);
});

const url = `jdbc:mysql://${host}:3306/orders`;
test.each([
  ['a URL', { JDBC_CONNECTION_URL: url }, true],
  ['TLS switched off', { JDBC_CONNECTION_URL: url, JDBC_ENFORCE_SSL: 'false' }, true],
  ['a host', { HOST: host }, true],
  ['other letter case', { JDBC_CONNECTION_URL: url.toUpperCase() }, true],
  ['the dot of a full name', { JDBC_CONNECTION_URL: `jdbc:mysql://${host}.:3306/orders` }, true],
  ['the dot of a full name, without a port', { HOST: `${host}.` }, true],
  ['no port', { JDBC_CONNECTION_URL: `jdbc:mysql://${host}/orders` }, true],
  ['parameters', { JDBC_CONNECTION_URL: `${url}?user=a@b.example&x=1` }, true],
  ['a user', { JDBC_CONNECTION_URL: `jdbc:postgresql://anna@${host}:5432/orders` }, true],
  ['several hosts', { JDBC_CONNECTION_URL: `jdbc:postgresql://one.example:5432,${host}:5432/x` }, true],
  ['SQL Server', { JDBC_CONNECTION_URL: `jdbc:sqlserver://${host}:1433;databaseName=orders` }, true],
  ['SQL Server and a property', { JDBC_CONNECTION_URL: `jdbc:sqlserver://;serverName=${host}` }, true],
  ['an instance of SQL Server', { JDBC_CONNECTION_URL: `jdbc:sqlserver://${host}\\one:1433` }, true],
  ['a longer name', { JDBC_CONNECTION_URL: `jdbc:mysql://pre${host}:3306/orders` }, false],
  ['a name that goes on', { JDBC_CONNECTION_URL: `jdbc:mysql://${host}.cn:3306/orders` }, false],
  ['a name after a hyphen', { HOST: `pre-${host}` }, false],
  ['TLS', { JDBC_CONNECTION_URL: url, JDBC_ENFORCE_SSL: 'true' }, false],
  ['TLS, in capitals', { JDBC_CONNECTION_URL: url, JDBC_ENFORCE_SSL: 'TRUE' }, false],
  ['another host', { JDBC_CONNECTION_URL: 'jdbc:mysql://example.com/orders' }, false],
  ['nothing said', {}, false],
])('a Glue connection with %s', (_what, ConnectionProperties, found) => {
  expect(plaintextGlueConnections(namesHost([host]), [{ Name: 'one', ConnectionProperties }])).toEqual(
    found ? ['one'] : [],
  );
});

test.each([
  ['TLS that is checked', { ServerName: host, SslMode: 'verify-full' }, true],
  ['TLS whose authority is checked', { ServerName: host, SslMode: 'verify-ca' }, true],
  ['TLS', { ServerName: host, SslMode: 'require' }, false],
  ['no TLS', { ServerName: host }, false],
  ['another host', { ServerName: `x${host}`, SslMode: 'verify-full' }, false],
])('a DMS endpoint with %s that may verify a certificate', (_what, endpoint, found) => {
  const names = verifyingDmsEndpoints(namesHost([host]), [{ EndpointIdentifier: 'one', ...endpoint }]);
  expect(names).toEqual(found ? ['one'] : []);
});

const ownCertificate = { HOST: host, JDBC_ENFORCE_SSL: 'True', CUSTOM_JDBC_CERT: 's3://trust/ca.pem' };
test.each([
  ['a certificate of its own', { ConnectionProperties: ownCertificate }, true],
  [
    'a certificate of its own for Spark',
    {
      ConnectionProperties: { JDBC_ENFORCE_SSL: 'true' },
      SparkProperties: { HOST: host, CUSTOM_JDBC_CERT: 's3://trust/ca.pem' },
    },
    true,
  ],
  ['an empty one', { ConnectionProperties: { ...ownCertificate, CUSTOM_JDBC_CERT: '' } }, false],
  ['TLS left open', { ConnectionProperties: { ...ownCertificate, JDBC_ENFORCE_SSL: 'false' } }, false],
  ["Glue's own certificates", { ConnectionProperties: { HOST: host, JDBC_ENFORCE_SSL: 'true' } }, false],
  ['another host', { ConnectionProperties: { ...ownCertificate, HOST: `x${host}` } }, false],
  ['nothing said', {}, false],
])('a Glue connection with %s that may pin a certificate', (_what, connection, found) => {
  expect(pinnedGlueConnections(namesHost([host]), [{ Name: 'one', ...connection }])).toEqual(
    found ? ['one'] : [],
  );
});

test('names are sorted, and what has none is not lost', () => {
  const endpoints = ['b', 'a', undefined].map((EndpointIdentifier) => ({
    EndpointIdentifier,
    ServerName: host,
  }));
  expect(plaintextDmsEndpoints(namesHost([host]), endpoints)).toEqual(['(no name)', 'a', 'b']);
  const connections = ['b', 'a', undefined].map((Name) => ({ Name, ConnectionProperties: { HOST: host } }));
  expect(plaintextGlueConnections(namesHost([host]), connections)).toEqual(['(no name)', 'a', 'b']);
  expect(plaintextGlueConnections(namesHost([host]), [{}])).toEqual([]);
});

test('the address may be in capitals', () => {
  expect(plaintextDmsEndpoints(namesHost([host.toUpperCase()]), [{ ServerName: host }])).toHaveLength(1);
  expect(
    plaintextGlueConnections(namesHost([host.toUpperCase()]), [{ ConnectionProperties: { HOST: host } }]),
  ).toHaveLength(1);
});

test.each(['SparkProperties', 'AthenaProperties', 'PythonProperties'])(
  'a Glue connection may name its host in %s',
  (where) => {
    const connection = { Name: 'one', ConnectionProperties: {}, [where]: { HOST: host } };
    expect(plaintextGlueConnections(namesHost([host]), [connection])).toEqual(['one']);
  },
);

test('the address may end with a dot', () => {
  expect(plaintextDmsEndpoints(namesHost([`${host}.`]), [{ ServerName: host }])).toHaveLength(1);
});

test.each([
  [
    'a Redis endpoint in plaintext',
    { RedisSettings: { ServerName: host, SslSecurityProtocol: 'plaintext' } },
    true,
  ],
  [
    'a Redis endpoint over TLS',
    { RedisSettings: { ServerName: host, SslSecurityProtocol: 'ssl-encryption' } },
    false,
  ],
  ['a Redis endpoint that says nothing', { RedisSettings: { ServerName: host } }, false],
  ['an OpenSearch endpoint of http', { ElasticsearchSettings: { EndpointUri: `HTTP://${host}` } }, true],
  ['an OpenSearch endpoint of https', { ElasticsearchSettings: { EndpointUri: `https://${host}` } }, false],
  ['an OpenSearch endpoint without a scheme', { ElasticsearchSettings: { EndpointUri: host } }, false],
  ['a list of brokers', { KafkaSettings: { Broker: `b-1.example:9092,${host}:9092` } }, true],
])('%s', (_what, endpoint, found) => {
  // DMS answers `none` for engines whose TLS is told elsewhere.
  expect(plaintextDmsEndpoints(namesHost([host]), [{ SslMode: 'none', ...endpoint }])).toHaveLength(
    found ? 1 : 0,
  );
});
