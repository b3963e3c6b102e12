import { expect, test } from 'vitest';
import { plaintextGlueConnections } from '../../src/dependants/glue-connections.ts';

const meant = (text: string): boolean => text.includes('orders.cluster');

test.each([
  ['a JDBC connection', { JDBC_CONNECTION_URL: 'jdbc:mysql://orders.cluster/x' }, true],
  [
    'one that enforces TLS',
    { JDBC_CONNECTION_URL: 'jdbc:mysql://orders.cluster/x', JDBC_ENFORCE_SSL: 'true' },
    false,
  ],
  ['MongoDB', { CONNECTION_URL: 'mongodb://orders.cluster/x' }, true],
  ['MongoDB whose address says TLS', { CONNECTION_URL: 'mongodb://orders.cluster/x?tls=true' }, false],
  ['a native type', { HOST: 'orders.cluster' }, true],
  ['a native type that enforces TLS', { HOST: 'orders.cluster', ENFORCE_SSL: 'true' }, false],
  ['another host', { CONNECTION_URL: 'mongodb://carts.cluster/x' }, false],
])('%s', (_, ConnectionProperties, isNamed) =>
  expect(plaintextGlueConnections(meant, [{ Name: 'reports', ConnectionProperties }])).toEqual(
    isNamed ? ['reports'] : [],
  ),
);
