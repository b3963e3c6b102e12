import { describe, expect, test } from 'vitest';
import { isFetchedBeforeTls, isForChallenge } from '../../src/aws/before-tls.ts';

describe('what clients fetch before they can speak TLS', () => {
  test.each([
    '/crl/*',
    '*.crl',
    String.raw`^/.*\.crl$`,
    'crl3.example.com',
    'ocsp.example.com',
    '/OCSP/*',
    '/aia/*',
    'CRL and AIA of our CA',
    'pki-files.example.com',
    '/caIssuers/*',
    '/ca-issuers/*',
    '/CertEnroll/*',
    '/scep',
    'timestamp.example.com',
    '/tsa/*',
    '*.p7b',
    '/der/*',
    '/root.cer',
    '/firmware/*',
    '/ota/*',
    '/ipxe/*',
    '/wpad.dat',
    '/generate_204',
    '/gen_204',
    '/hotspot-detect.html',
    '/connecttest.txt',
    '/ncsi.txt',
    '/success.txt',
    'connectivity-check.example.com',
  ])('%s', (text) => {
    expect(isFetchedBeforeTls(text)).toBe(true);
  });
  test.each([
    '/*',
    '',
    'crlf',
    'pictures of pkis',
    'mediator.example.com',
    '/derby/*',
    '/certified/*',
    '/tsar',
    '/timestamps.json',
    '/rotary/*',
    '/success.html',
    '/.well-known/*',
  ])('not %s', (text) => {
    expect(isFetchedBeforeTls(text)).toBe(false);
  });
});

test.each([
  ['/.well-known/acme-challenge/*', true],
  ['/.well-kno*', true],
  ['/.*', true],
  ['/.well-known/pki-validation/*', true],
  ['*/acme-challenge/*', true],
  ['/.well', false],
  ['/*', false],
])('a challenge: %s %s', (path, is) => {
  expect(isForChallenge(path)).toBe(is);
});
