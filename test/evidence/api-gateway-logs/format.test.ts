import { describe, expect, test } from 'vitest';
import { formatOf, isTls, lackingIn } from '../../../src/evidence/api-gateway-logs/format.ts';
import { extended } from '../../../src/evidence/api-gateway-logs/commands.ts';

const values: Readonly<Record<string, string>> = {
  '$context.requestId': 'c6af9ac6-7b61',
  '$context.requestTime': '10/Nov/2026:08:00:00 +0000',
  '$context.identity.sourceIp': '10.0.0.7',
  '$context.identity.userAgent': 'curl/8.5.0',
  '$context.identity.userArn': 'arn:aws:iam::111122223333:user/importer',
  '$context.domainName': 'api.example.com',
  '$context.apiId': 'abc123',
  '$context.stage': 'prod',
  '$context.status': '200',
  '$context.tlsVersion': 'TLSv1.2',
  '$context.cipherSuite': 'ECDHE-RSA-AES128-GCM-SHA256',
};
/** A line as a stage writes it. */
const written = (format: string, more: Readonly<Record<string, string>> = {}): string =>
  format.replaceAll(/\$context(?:\.[\w-]+)+/g, (name) => ({ ...values, ...more })[name] ?? '-');

const json =
  '{"requestId":"$context.requestId","ip":"$context.identity.sourceIp","agent":"$context.identity.userAgent","status":$context.status,"tlsVersion":"$context.tlsVersion","cipherSuite":"$context.cipherSuite","domain":"$context.domainName"}';
const clf =
  '$context.identity.sourceIp - $context.identity.userArn [$context.requestTime] "$context.httpMethod $context.protocol" $context.status "$context.identity.userAgent" $context.tlsVersion $context.cipherSuite';
const csv = '$context.identity.sourceIp,$context.tlsVersion,$context.cipherSuite,$context.requestId';
const xml =
  '<request id="$context.requestId"> <ip>$context.identity.sourceIp</ip> <tls>$context.tlsVersion</tls> <cipher>$context.cipherSuite</cipher> </request>';
const all = { json, clf, csv, xml };
type Kind = keyof typeof all;

const groupsOf = (format: string, line: string) =>
  new RegExp(formatOf(format)?.pattern ?? 'none').exec(line)?.groups;

const isTold = (format: string, line: string): boolean => {
  const { tls, cipher } = groupsOf(format, line) ?? {};
  return isTls(tls, cipher);
};

describe.each<Kind>(['json', 'clf', 'csv', 'xml'])('%s', (kind) => {
  const format = all[kind];
  test.each([
    ['TLSv1', 'AES128-SHA'],
    ['TLSv1.1', 'AES256-SHA'],
    ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'],
    ['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
  ])('%s is told', (tls, cipher) => {
    const line = written(format, { '$context.tlsVersion': tls, '$context.cipherSuite': cipher });
    expect(groupsOf(format, line)).toMatchObject({ tls, cipher, address: '10.0.0.7' });
    expect(groupsOf(format, `${line}\n`)).toMatchObject({ tls, cipher });
  });
  test('a line that is cut, or of another format, tells nothing', () => {
    const line = written(format);
    expect(isTold(format, line)).toBe(true);
    expect(isTold(format, line.slice(0, line.length / 2))).toBe(false);
    for (const other of Object.values(all))
      if (other !== format) expect(isTold(format, written(other))).toBe(false);
  });
  test('nothing is lacking', () => expect(lackingIn(format)).toEqual([]));
});

test.each([
  '","status":200,"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","domain":"api.example.com"}',
  'x","tlsVersion":"TLSv1.3","x":"',
  'a "quoted" agent',
])('an agent that writes what the log would say of TLS is not believed: %s', (agent) => {
  for (const format of [json, clf])
    expect(
      groupsOf(
        format,
        written(format, { '$context.identity.userAgent': agent, '$context.tlsVersion': 'TLSv1' }),
      ),
    ).toBeUndefined();
});

describe('a format', () => {
  test('in which nothing stands between two variables cannot be read', () => {
    expect(formatOf('$context.tlsVersion$context.cipherSuite')).toBeUndefined();
  });
  test('is text and no expression', () => {
    const format = '(a+b)?[$context.tlsVersion]/\\{$context.cipherSuite}';
    expect(groupsOf(format, written(format))).toMatchObject({ tls: 'TLSv1.2' });
  });
  test('names a variable twice: it is taken once', () => {
    const format = '$context.tlsVersion $context.tlsVersion $context.cipherSuite.';
    expect(groupsOf(format, written(format))).toMatchObject({ tls: 'TLSv1.2' });
  });
  test('with the words of a longer variable lacks the shorter', () => {
    expect(lackingIn('$context.tlsVersionX $context.cipherSuite')).toEqual(['$context.tlsVersion']);
  });
});

describe('what is lacking is put behind', () => {
  test.each([
    [
      '{"a":"$context.requestId"}',
      '{"a":"$context.requestId","tlsVersion":"$context.tlsVersion","cipherSuite":"$context.cipherSuite"}',
    ],
    [
      '{ "tls":"$context.tlsVersion" }',
      '{ "tls":"$context.tlsVersion","cipherSuite":"$context.cipherSuite"}',
    ],
    ['{}', '{"tlsVersion":"$context.tlsVersion","cipherSuite":"$context.cipherSuite"}'],
    ['$context.requestId', '$context.requestId $context.tlsVersion $context.cipherSuite'],
    [csv, csv],
  ])('%s', (format, expected) => {
    expect(extended(format)).toBe(expected);
    expect(lackingIn(extended(format))).toEqual([]);
    expect(formatOf(extended(format))).toBeDefined();
  });
});
