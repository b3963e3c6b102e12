import { expect, test } from 'vitest';
import { signsInLines, signsInValue } from '../../src/signs/in-value.ts';

const told = (value: string, name = 'X') =>
  signsInValue({ name, value }).map(({ rule, severity, within = '-' }) => `${rule} ${severity} ${within}`);

test.each([
  ['http://api.shop.io', ['plaintext-http high -']],
  [
    '{"api":"http://api.shop.io","tls":{"verify_ssl":false}}',
    ['plaintext-http high api', 'verification-off high verify_ssl'],
  ],
  ['{ no json: http://api.shop.io', ['plaintext-http high -']],
  ['A=1\n# API=http://old.shop.io\nAPI=http://api.shop.io\n', ['plaintext-http high API']],
  ['set -e\ncurl -k https://api.shop.io\n', ['verification-off high -']],
  ['SMTP_PORT=587\nSMTP_TLS=true', []],
  ['SMTP_HOST=mail.shop.io\nSMTP_PORT=587', ['smtp-without-tls medium SMTP_PORT']],
  ['', []],
])('%j', (value, signs) => expect(told(value)).toEqual(signs));

test('a port that stands alone is a note', () => {
  expect(told('587', 'SMTP_PORT')).toEqual(['smtp-without-tls low -']);
  expect(told('false', 'VERIFY_SSL')).toEqual(['verification-off high -']);
});

test('nothing of a value comes out', () => {
  const text = JSON.stringify(
    signsInLines('API=http://app:pa55word@api.shop.io/v1?key=t0ken\nREDIS=redis://:hun/ter2@cache.shop.io\n'),
  );
  expect(text).toContain('api.shop.io');
  expect(text).not.toMatch(/pa55word|t0ken|ter2|hun/);
});
