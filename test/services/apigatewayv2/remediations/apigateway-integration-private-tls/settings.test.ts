import { expect, test } from 'vitest';
import { settings } from '../../../../../src/services/apigatewayv2/remediations/apigateway-integration-private-tls/settings.ts';

test.each([
  ['', true],
  ['orders.example.com', true],
  ['orders', true],
  ['https://orders.example.com', false],
  ['orders.example.com:443', false],
  ['orders.example.com/', false],
  ['*.example.com', false],
  ['orders .example.com', false],
])('a name that a server is verified by: %j', (serverName, good) => {
  expect(settings.safeParse({ serverName }).success).toBe(good);
});
