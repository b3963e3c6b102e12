import { describe, expect, test } from 'vitest';
import { viewerLines } from '../../../src/evidence/cloudfront-logs/line.ts';
import { tooLong } from '../../../src/evidence/lines.ts';
import { browser as today, oldViewers, viewerHeading, viewerLine, viewers } from '../kit.ts';

/** What one object says, line by line. */
const parsed = (lines: string, question = viewers) => {
  const parse = viewerLines(question)();
  return lines
    .split('\n')
    .map((line) => parse(line))
    .filter((entry) => entry !== undefined);
};
const one = (line: string) => parsed(`${viewerHeading}\n${line}`)[0];
const browser = encodeURI(today);

describe('a request of a viewer', () => {
  test('as CloudFront writes it, with the names of its heading', () => {
    expect(one(viewerLine({ agent: 'nightly%20export/1.0' }))).toEqual({
      at: Date.parse('2026-11-10T08:00:00Z'),
      is: 'offending',
      agent: 'nightly export/1.0',
      address: '198.51.100.7',
    });
  });
  test.each([
    ['plain, by a program', viewerLine(), 'offending'],
    ['plain, by a browser, which follows', viewerLine({ agent: browser }), 'apart'],
    ['the same, encoded once more', viewerLine({ agent: encodeURI(browser) }), 'apart'],
    ['plain POST by a browser', viewerLine({ agent: browser, method: 'POST' }), 'offending'],
    ['plain, and redirected already', viewerLine({ result: 'Redirect', status: '301' }), 'apart'],
    ['a plain WebSocket of a browser', viewerLine({ protocol: 'ws', agent: browser }), 'offending'],
    ['plain, and answered with a redirect', viewerLine({ result: 'Miss', answered: 'Redirect' }), 'apart'],
    ['plain, and refused already', viewerLine({ result: 'Error', status: '403' }), 'apart'],
    ['plain, and not found', viewerLine({ result: 'Error', status: '404' }), 'offending'],
    [
      'plain, found and refused',
      viewerLine({ result: 'Hit', answered: 'Error', status: '403' }),
      'offending',
    ],
    ['plain, forbidden from the cache', viewerLine({ result: 'Hit', status: '403' }), 'offending'],
    ['HTTPS, and refused', viewerLine({ protocol: 'https', result: 'Error', status: '403' }), 'secure'],
    ['a scanner that calls an address', viewerLine({ host: '198.51.100.7', status: '403' }), 'apart'],
    ['a probe of ours', viewerLine({ agent: 'waxseal-probe/1' }), 'apart'],
    [
      'a health check of Route 53',
      viewerLine({ agent: 'Amazon-Route53-Health-Check-Service%20(ref%201)' }),
      'offending',
    ],
    ['HTTPS with TLS 1.3', viewerLine({ protocol: 'https' }), 'secure'],
    ['HTTPS with TLS 1.0', viewerLine({ protocol: 'https', tls: 'TLSv1' }), 'secure'],
    ['HTTPS with TLS 1.1', viewerLine({ protocol: 'https', tls: 'TLSv1.1' }), 'secure'],
    ['HTTPS with TLS 1.2', viewerLine({ protocol: 'https', tls: 'TLSv1.2' }), 'secure'],
    ['gRPC', viewerLine({ protocol: 'grpcs' }), 'secure'],
    ['an agent that decodes to nothing', viewerLine({ agent: '%E0%A4%A' }), 'offending'],
  ])('%s', (_, line, is) => {
    expect(one(line)).toMatchObject({ is });
  });
  test.each([
    ['cut off', viewerLine().slice(0, 60)],
    ['cut off after all that matters', viewerLine({ protocol: 'https' }).split('\t').slice(0, 22).join('\t')],
    ['without a date', viewerLine().replace('2026-11-10', 'yesterday')],
    ['of no protocol that we know', viewerLine({ protocol: 'gopher' })],
    ['of no protocol', viewerLine({ protocol: '-' })],
    ['HTTPS without a version', viewerLine({ protocol: 'https', tls: '-' })],
    ['HTTP with a version', viewerLine({ tls: 'TLSv1.2' })],
    ['too long', tooLong],
  ])('broken: %s', (_, line) => {
    expect(one(line)).toBe('broken');
  });
  test('nothing of what was asked for is kept', () => {
    expect(JSON.stringify(one(viewerLine({ path: '/secret/path', query: 'token=secret' })))).not.toContain(
      'secret',
    );
  });
});

describe('a viewer that is asked which TLS it speaks', () => {
  const asked = (line: string) => parsed(`${viewerHeading}\n${line}`, oldViewers)[0];
  test.each([
    ['what stays', viewerLine({ protocol: 'https' }), 'secure'],
    ['an old version', viewerLine({ protocol: 'https', tls: 'TLSv1.1' }), 'offending'],
    [
      'an old version of a browser',
      viewerLine({ protocol: 'https', tls: 'TLSv1', agent: browser }),
      'offending',
    ],
    [
      'a cipher that goes',
      viewerLine({ protocol: 'https', tls: 'TLSv1.2', cipher: 'AES128-SHA' }),
      'offending',
    ],
    ['a cipher that is not told', viewerLine({ protocol: 'https', cipher: '-' }), 'broken'],
    ['plain HTTP, which no policy breaks', viewerLine(), 'apart'],
    ['a probe of ours', viewerLine({ protocol: 'https', tls: 'TLSv1', agent: 'waxseal-probe/1' }), 'apart'],
    ['HTTPS without a version', viewerLine({ protocol: 'https', tls: '-' }), 'broken'],
  ])('%s', (_, line, is) => {
    const found = asked(line);
    expect(found === 'broken' ? found : found?.is).toBe(is);
  });
  test('by version, agent and address', () => {
    expect(asked(viewerLine({ protocol: 'https', tls: 'TLSv1.1', agent: 'till/1.0' }))).toMatchObject({
      agent: 'till/1.0',
      address: '198.51.100.7',
      tls: 'TLSv1.1',
    });
  });
  test('a log that tells no cipher cannot be read for this', () => {
    const heading =
      '#Fields: cs-protocol ssl-protocol date time c-ip cs-method sc-status cs(User-Agent) x-edge-result-type x-host-header';
    const line = ['https', 'TLSv1.2', '2026-11-10', '08:00:00', '10.0.0.7', 'GET', '200', 'curl', 'Hit', 'h'];
    expect(parsed(`${heading}\n${line.join('\t')}`, oldViewers)).toEqual(['broken']);
  });
});

describe('headings', () => {
  test('fields are where the heading says', () => {
    const heading =
      '#Fields: cs-protocol ssl-protocol date time c-ip cs-method sc-status cs(User-Agent) x-edge-result-type x-host-header';
    const line = ['https', 'TLSv1.2', '2026-11-10', '08:00:00', '10.0.0.7', 'GET', '200', 'curl', 'Hit', 'h'];
    expect(parsed(`${heading}\n${line.join('\t')}`)).toEqual([
      { at: Date.parse('2026-11-10T08:00:00Z'), is: 'secure' },
    ]);
  });
  test.each([
    ['none', ''],
    ['without the protocol', '#Fields: date time c-ip\n'],
    ['a version alone', '#Version: 1.0\n'],
  ])('%s: its lines cannot be read', (_, heading) => {
    expect(parsed(`${heading}${viewerLine()}`.trimStart())).toEqual(['broken']);
  });
  test('of one object do not hold for another', () => {
    const parserFor = viewerLines(viewers);
    const [first, second] = [parserFor(), parserFor()];
    for (const line of viewerHeading.split('\n')) first(line);
    expect(first(viewerLine())).toMatchObject({ is: 'offending' });
    expect(second(viewerLine())).toBe('broken');
  });
});
