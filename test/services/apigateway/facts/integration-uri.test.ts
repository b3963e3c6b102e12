import { expect, test } from 'vitest';
import {
  schemeOf,
  serverIn,
  withVariables,
} from '../../../../src/services/apigateway/facts/integration-uri.ts';

test.each([
  ['https://shop.example.com/orders', 'https', 'shop.example.com'],
  ['HTTPS://shop.example.com:8443', 'https', 'shop.example.com:8443'],
  ['http://10.0.0.7:8080?all=1', 'http', '10.0.0.7:8080'],
  ['https://${stageVariables.host}/orders', 'https', '${stageVariables.host}'],
  ['https://shop:secret@shop.example.com/orders', 'https', 'shop.example.com'],
  ['${stageVariables.url}/orders?key=secret', 'unknown', '${stageVariables.url}'],
  [
    '${stageVariables.scheme}://shop:secret@shop.example.com/x',
    'unknown',
    '${stageVariables.scheme}://shop.example.com',
  ],
  ['httpx://shop.example.com', 'unknown', 'httpx://shop.example.com'],
  ['', 'unknown', 'a server that it does not name'],
])('%s: %s, %s', (uri, scheme, server) => {
  expect(schemeOf(uri)).toBe(scheme);
  expect(serverIn(uri)).toBe(server);
});

test('a private integration without a URI is called over plain HTTP, and one that has a URI as that says', () => {
  expect(schemeOf('', true)).toBe('http');
  expect(schemeOf('https://shop.example.com', true)).toBe('https');
  expect(schemeOf('${stageVariables.url}', true)).toBe('unknown');
});

test.each([
  ['https://${stageVariables.host}/${stageVariables.host}', 'https://a.example.com/a.example.com'],
  ['${stageVariables.toString}', '${stageVariables.toString}'],
  ['${stageVariables.other}/x', '${stageVariables.other}/x'],
])('%s with variables is %s', (uri, filled) => {
  expect(withVariables(uri, { host: 'a.example.com' })).toBe(filled);
});
