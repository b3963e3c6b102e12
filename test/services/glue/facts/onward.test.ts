import { expect, test } from 'vitest';
import { serversOf } from '../../../../src/services/glue/facts/tls.ts';

test.each([
  [
    'a JDBC URL, without who it is',
    { JDBC_CONNECTION_URL: 'jdbc:postgresql://ada:secret@db.shop.io:5432/orders?ssl=true' },
    [{ to: 'db.shop.io', port: 5432 }],
  ],
  ['a host and a port', { HOST: 'db.shop.io', PORT: '3306' }, [{ to: 'db.shop.io', port: 3306 }]],
  ['a port that is none', { HOST: 'db.shop.io', PORT: 'any' }, [{ to: 'db.shop.io' }]],
  [
    'brokers',
    { KAFKA_BOOTSTRAP_SERVERS: 'b-1.events.example.com:9094, b-2.events.example.com:9094' },
    [
      { to: 'b-1.events.example.com', port: 9094 },
      { to: 'b-2.events.example.com', port: 9094 },
    ],
  ],
  ['nothing', {}, []],
])('a connection with %s', (_says, ConnectionProperties, expected) => {
  const ways = serversOf({ ConnectionProperties });
  expect(ways.map(({ to, port }) => ({ to, ...(port !== undefined && { port }) }))).toEqual(expected);
  // What it insists on and what its URL says are put together by the finding.
  for (const way of ways) expect(way).not.toHaveProperty('encrypted');
});
