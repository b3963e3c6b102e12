import { describe, expect, test } from 'vitest';
import { integrationOf, integrationsIn } from '../../../../src/services/apigateway/facts/integration.ts';

const extension = 'x-amazon-apigateway-integration';
const uri = 'http://shop.example.com';

describe('what calls a server by its URL', () => {
  test.each([
    [{ type: 'HTTP', uri }, true],
    [{ type: 'HTTP_PROXY', uri }, true],
    [{ type: 'http_proxy', uri }, true],
    [{ type: 'AWS', uri: 'arn:aws:apigateway:eu-west-1:sqs:path/1/orders' }, false],
    [{ type: 'AWS_PROXY', uri: 'arn:aws:lambda:eu-west-1:1:function:orders' }, false],
    [{ type: 'MOCK' }, false],
    [{}, false],
    [{ type: 'HTTP_PROXY', uri: 'arn:aws:servicediscovery:eu-west-1:1:service/srv-1' }, false],
    // One of a kind that is not known yet is no server by its name; one without a URI shows no scheme.
    [{ type: 'HTTP_PROXY' }, true],
  ])('%j: %s', (held, isByUrl) => {
    expect(integrationOf('GET /orders', held).isByUrl).toBe(isByUrl);
  });
});

const document = (paths: unknown, more: object = {}) => JSON.stringify({ openapi: '3.0.1', paths, ...more });

test('an export tells the integration of each operation', () => {
  const found = integrationsIn(
    document({
      '/orders': {
        get: { [extension]: { type: 'http_proxy', uri, connectionType: 'INTERNET' } },
        post: {
          [extension]: {
            type: 'http',
            uri,
            connectionType: 'VPC_LINK',
            tlsConfig: { insecureSkipVerification: true },
          },
        },
        parameters: [],
      },
      '/': { 'x-amazon-apigateway-any-method': { [extension]: { type: 'mock' } } },
    }),
  );
  expect(found).toEqual([
    { route: 'GET /orders', uri, isByUrl: true, isPrivate: false, isUnverified: false, on: '' },
    { route: 'POST /orders', uri, isByUrl: true, isPrivate: true, isUnverified: true, on: '' },
    { route: 'ANY /', uri: '', isByUrl: false, isPrivate: false, isUnverified: false, on: '' },
  ]);
});

test('an integration may stand apart, with a name', () => {
  const reference = { $ref: '#/components/x-amazon-apigateway-integrations/shop' };
  const paths = { '/orders': { get: { [extension]: reference } } };
  const components = { 'x-amazon-apigateway-integrations': { shop: { type: 'http_proxy', uri } } };
  expect(integrationsIn(document(paths, { components }))).toMatchObject([{ uri, isByUrl: true }]);
  expect(integrationsIn(document(paths))).toBeUndefined();
});

test.each([
  ['no JSON', 'openapi: 3.0.1'],
  ['no document', '[]'],
  ['nothing', 'null'],
  ['no paths', '{"openapi":"3.0.1"}'],
  [
    'an operation without what it calls',
    document({ '/orders': { get: {}, post: { [extension]: { type: 'mock' } } } }),
  ],
  ['an operation that is none', document({ '/orders': { get: null } })],
])('nothing follows from %s', (_, text) => {
  expect(integrationsIn(text)).toBeUndefined();
});

test('an API without operations calls nobody', () => {
  expect(integrationsIn(document({ '/': {}, '/odd': null }))).toEqual([]);
});
