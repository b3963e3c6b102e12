import { expect, test } from 'vitest';
import { overTls, readTransport, written } from '../../../../src/services/datasync/facts/transport.ts';

test.for([
  ['HTTP:80', 'HTTPS:443'],
  ['HTTP:8080', 'HTTPS:8080'],
  ['HTTP:9000', 'HTTPS:9000'],
] as const)('%s over TLS is %s', ([plain, tls]) => {
  const read = readTransport(plain);
  expect(read && written(overTls(read))).toBe(tls);
});

test.for(['', 'HTTPS', 'HTTPS:', ':443', 'https:443', 'HTTPS:443 ', 'HTTPS:4430000'])(
  '"%s" is no transport',
  (text) => {
    expect(readTransport(text)).toBeUndefined();
  },
);
