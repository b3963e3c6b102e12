import { describe, expect, test } from 'vitest';
import { lineOf, momentOf } from '../../../src/evidence/s3-access-logs/line.ts';
import { s3Line } from '../kit.ts';

const parse = lineOf('orders');

describe('a line of S3 server access logs', () => {
  test('as the documentation shows it', () => {
    const sample =
      '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be orders [06/Feb/2019:00:00:38 +0000] 192.0.2.3 79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be 3E57427F3EXAMPLE REST.GET.VERSIONING - "GET /orders?versioning HTTP/1.1" 200 - 113 - 7 - "-" "S3Console/0.4" - s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader orders.s3.us-west-1.amazonaws.com TLSV1.2 arn:aws:s3:us-west-1:123456789012:accesspoint/example-AP Yes';
    expect(parse(sample)).toEqual({ at: Date.parse('2019-02-06T00:00:38Z'), is: 'secure' });
  });
  test.each([
    ['plain HTTP', s3Line({ tls: '-', cipher: '-' }), 'offending'],
    [
      'a health check of a public page, by plain HTTP',
      s3Line({ tls: '-', cipher: '-', requester: '-', agent: 'Amazon-Route53-Health-Check-Service (ref 1)' }),
      'offending',
    ],
    ['TLS 1.2', s3Line({}), 'secure'],
    ['TLS 1.3, as written elsewhere', s3Line({ tls: 'TLSv1.3' }), 'secure'],
    ['another bucket below the same prefix', s3Line({ bucket: 'other', tls: '-', cipher: '-' }), 'apart'],
    ['lifecycle', s3Line({ operation: 'S3.EXPIRE.OBJECT', tls: '-', cipher: '-' }), 'apart'],
    [
      'a checksum computed',
      s3Line({ operation: 'S3.COMPUTE.OBJECT.CHECKSUM', tls: '-', cipher: '-' }),
      'apart',
    ],
    ['a batch deletion', s3Line({ operation: 'BATCH.DELETE.OBJECT', tls: '-', cipher: '-' }), 'apart'],
    ['no host header', s3Line({ host: '-', tls: '-', cipher: '-' }), 'apart'],
    ['a website endpoint', s3Line({ operation: 'WEBSITE.GET.OBJECT', tls: '-', cipher: '-' }), 'offending'],
    ['a scanner that S3 refuses', s3Line({ requester: '-', status: '403', tls: '-', cipher: '-' }), 'apart'],
    ['somebody with a name whom S3 refuses', s3Line({ status: '403', tls: '-', cipher: '-' }), 'offending'],
    [
      'anybody whom S3 lets in',
      s3Line({ requester: '-', status: '200', tls: '-', cipher: '-' }),
      'offending',
    ],
    ['a probe of ours', s3Line({ agent: 'waxseal-probe/1', tls: '-', cipher: '-' }), 'apart'],
    ['newer fields at the end', `${s3Line({ tls: '-', cipher: '-' })} eu-west-1`, 'offending'],
    [
      'neither referrer nor user agent, both without quotes',
      s3Line({ tls: '-', cipher: '-' }).replace('"-" "curl/8.5.0"', '- -'),
      'offending',
    ],
    ['neither, over TLS', s3Line({}).replace('"-" "curl/8.5.0"', '- -'), 'secure'],
    [
      'a quotation mark in the request',
      s3Line({ key: '" HTTP/1.1" 403 x', tls: '-', cipher: '-' }),
      'offending',
    ],
    [
      'an agent that looks like the end of a line over TLS',
      s3Line({ agent: 'x" - h= SigV4 A AuthHeader h TLSv1.2', tls: '-', cipher: '-' }),
      'offending',
    ],
    ['a cipher without a version', s3Line({ tls: '-' }), 'secure'],
  ])('%s', (_, line, is) => {
    expect(parse(line)).toMatchObject({ is });
  });
  test.each([
    ['cut in the middle', s3Line({}).slice(0, 180)],
    ['older than the fields about TLS', s3Line({}).split(' ').slice(0, -6).join(' ')],
    ['nonsense', 'hello'],
    ['another time zone', s3Line({}).replace('+0000', '+0100')],
    ['a month that is none', s3Line({}).replace('/Nov/', '/Nox/')],
  ])('broken: %s', (_, line) => {
    expect(parse(line)).toBe('broken');
  });
  test('who it was, and nothing of what was asked for', () => {
    const entry = parse(s3Line({ tls: '-', cipher: '-', key: 'salaries/ada.csv?X-Amz-Signature=secret' }));
    expect(entry).toEqual({
      at: Date.parse('2026-11-10T08:00:00Z'),
      is: 'offending',
      principal: 'arn:aws:iam::111122223333:user/importer',
      agent: 'curl/8.5.0',
      address: '10.0.0.7',
    });
  });
  test('a user agent with quotes, and none', () => {
    expect(parse(s3Line({ agent: 'odd "agent" 1', tls: '-', cipher: '-' }))).toMatchObject({
      is: 'offending',
    });
    expect(parse(s3Line({ tls: '-', cipher: '-' }).replace('"curl/8.5.0"', '-'))).toEqual({
      at: Date.parse('2026-11-10T08:00:00Z'),
      is: 'offending',
      principal: 'arn:aws:iam::111122223333:user/importer',
      address: '10.0.0.7',
    });
  });
  test.each(['aws', 'aws-cn', 'aws-us-gov'])(
    'through a CloudFront origin access identity of %s, whose name has spaces',
    (partition) => {
      const requester = `arn:${partition}:iam::cloudfront:user/CloudFront Origin Access Identity E2EXAMPLEID`;
      const line = (given: Parameters<typeof s3Line>[0]) =>
        s3Line(given).replace('arn:aws:iam::111122223333:user/importer', requester);
      expect(parse(line({ tls: '-', cipher: '-' }))).toMatchObject({ is: 'offending', principal: requester });
      expect(parse(line({}))).toMatchObject({ is: 'secure' });
    },
  );
  test('an operation of no known family is never set aside', () => {
    expect(parse(s3Line({ operation: 'Access', tls: '-', cipher: '-' }))).toBe('broken');
    expect(parse(s3Line({ tls: '-', cipher: '-' }).replace('user/importer', 'user/some other name'))).toBe(
      'broken',
    );
  });
  test.each([
    ['over TLS', 'ECDHE-RSA-AES128-GCM-SHA256', 'TLSv1.2', 'secure'],
    ['in plain text', '-', '-', 'offending'],
  ])('the reading half of a copy %s, which quotes nothing', (_, cipher, tls, is) => {
    const copy = `79a59df9 orders [10/Nov/2026:08:00:00 +0000] 10.0.0.7 importer 3E57427F3EXAMPLE REST.COPY.OBJECT_GET k - 200 - - 13538337 - - - - - s9lzHYr= SigV4 ${cipher} AuthHeader orders.s3.eu-west-1.amazonaws.com ${tls} - -`;
    expect(parse(copy)).toMatchObject({ is });
    expect(parse(copy.split(' ').slice(0, -3).join(' '))).toBe('broken');
  });
  test('a moment', () => {
    expect(momentOf('06/Feb/2019:00:00:38 +0000')).toBe(Date.parse('2019-02-06T00:00:38Z'));
  });
});

test('of a user agent the beginning is kept', () => {
  const line = s3Line({ agent: 'x'.repeat(500), cipher: '-', tls: '-' });
  expect(lineOf('orders')(line)).toMatchObject({ is: 'offending', agent: 'x'.repeat(120) });
});
