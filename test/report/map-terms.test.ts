import { describe, expect, test } from 'vitest';
import { mapSection } from '../../src/report/html/map.ts';
import { dot, mermaid } from '../../src/report/map/drawn.ts';
import { folded, wordsOf } from '../../src/report/map/fold.ts';
import { transitMap, type MapSources } from '../../src/report/map/graph.ts';
import { mapBlocks } from '../../src/report/map/tree.ts';
import { plainScreen, terminal } from '../../src/report/terminal.ts';
import { at, item, known, stop, target, to } from './map-kit.ts';

const mapOf = (sources: Partial<MapSources>) =>
  transitMap({ at, items: [], stops: [], seen: [], concerns: (id) => known[id], ...sources });
const spoken = (sources: Partial<MapSources>) =>
  mapOf(sources).edges.map((edge) => [wordsOf(edge), edge.certificates ?? []] as const);

const safe = [item('a', 'takes-tls', 'compliant')];
const one = 'arn:aws:acm:eu-west-1:111122223333:certificate/one';
const two = 'arn:aws:acm:eu-west-1:111122223333:certificate/two';

describe('who comes in', () => {
  test('the oldest of all doors, with each certificate once', () => {
    const terms = [
      { port: 443, oldest: 'TLS 1.2', certificate: two },
      { port: 8443, oldest: 'TLS 1.0', certificate: one },
      { port: 9443, oldest: 'TLS 1.3', certificate: one },
    ];
    expect(spoken({ items: safe, stops: [stop('a', { terms })] })).toEqual([
      ['encrypted, old TLS, TLS 1.0 or newer', [one, two]],
    ]);
  });

  test('one door of which nothing is told may take anything', () => {
    const terms = [{ oldest: 'TLS 1.3' }, { certificate: one }];
    expect(spoken({ items: safe, stops: [stop('a', { terms })] })).toEqual([['encrypted', [one]]]);
  });

  test('what a finding tells, where nothing is described; and no version that is none', () => {
    const old = { ...item('a', 'new-tls', 'reported'), accepts: 'TLS 1.1' as const };
    expect(spoken({ items: [...safe, old] })).toEqual([['encrypted, old TLS, TLS 1.1 or newer', []]]);
    const blurred = { ...old, accepts: 'TLS, version unknown' as const };
    expect(spoken({ items: [...safe, blurred] })).toEqual([['encrypted', []]]);
  });

  test('in the clear there is no version to speak of; the data has it all the same', () => {
    const sources = {
      items: [item('a', 'takes-tls', 'reported')],
      stops: [stop('a', { terms: [{ oldest: 'TLS 1.2', certificate: one }] })],
    };
    expect(spoken(sources)).toEqual([['in the clear', [one]]]);
    expect(mapOf(sources).edges[0]).toMatchObject({ oldest: 'TLS 1.2' });
  });

  test('the parts of a whole are its doors', () => {
    const part = { ...stop('listener', { terms: [{ oldest: 'TLS 1.2' }] }), root: target('a').arn };
    expect(spoken({ items: safe, stops: [part, stop('a')] })).toEqual([['encrypted, TLS 1.2 or newer', []]]);
  });
});

describe('ways on', () => {
  const doors = [
    { port: 443, oldest: 'TLS 1.2', certificate: one },
    { port: 8443, oldest: 'TLS 1.0', certificate: two },
  ];
  test.each([
    ['the door at that port', { port: 443 }, 'encrypted, 443, TLS 1.2 or newer', [one]],
    ['any door', {}, 'encrypted, old TLS, TLS 1.0 or newer', [one, two]],
    [
      'the newer of both sides',
      { port: 8443, oldest: 'TLS 1.1' },
      'encrypted, old TLS, 8443, TLS 1.1 or newer',
      [two],
    ],
    [
      'the other side is the stricter one',
      { port: 443, oldest: 'TLS 1.0' },
      'encrypted, 443, TLS 1.2 or newer',
      [one],
    ],
    ['no such door', { port: 1 }, 'encrypted, 1', []],
  ])('%s', (_says, more, words, certificates) => {
    const onward = [to('b', { encrypted: true, ...more })];
    const { edges } = mapOf({
      items: [item('b', 'takes-tls', 'compliant')],
      stops: [stop('a', { onward }), stop('b', { terms: doors })],
    });
    const edge = edges.find(({ from }) => from === target('a').arn);
    expect([edge && wordsOf(edge), edge?.certificates ?? []]).toEqual([words, certificates]);
  });

  test('in the clear nothing is shown to anybody', () => {
    const onward = [to('b', { encrypted: false, port: 443 })];
    const { edges } = mapOf({ stops: [stop('a', { onward }), stop('b', { terms: doors })] });
    expect(edges).toMatchObject([{ state: 'plaintext' }]);
    expect(edges[0]?.certificates).toBeUndefined();
  });
});

test('whom logs showed with an old version', () => {
  const seen = [{ to: target('a').arn, name: 'role/reports', tls: 'TLS 1.0', count: 2 }];
  const { edges } = mapOf({ items: safe, seen });
  expect(edges.map((edge) => [wordsOf(edge), edge.why])).toEqual([
    ['encrypted', undefined],
    ['encrypted, old TLS, TLS 1.0', 'Logs show 2 requests with TLS 1.0.'],
  ]);
});

describe('what would fix it', () => {
  const items = [
    ...['a', 'b', 'c', 'd', 'e'].map((id) => item(id, 'takes-tls', 'reported')),
    item('z', 'takes-tls', 'compliant'),
    item('z', 'certificate', 'reported'),
    item('z', 'new-tls', 'reported'),
  ];
  const stops = [stop('z', { terms: [{ oldest: 'TLS 1.0', certificate: one }] })];
  const map = mapOf({ items, stops });

  test('stands in the tree, beside the certificate', () => {
    const page = terminal(mapBlocks(map), { ...plainScreen, width: 140 });
    expect(page).toContain('in the clear → 5 resources (S3 5), takes-tls');
    expect(page).toContain('encrypted, old TLS, TLS 1.0 or newer → z (S3), certificate one, new-tls');
  });

  test('in drawings and in the picture', () => {
    expect(mermaid(folded(map))).toContain(
      '"encrypted, old TLS, TLS 1.0 or newer, certificate one, new-tls"',
    );
    expect(dot(folded(map))).toContain('label="in the clear, takes-tls"');
    expect(mapSection(map).markup).toContain('certificate one, new-tls</title');
    expect(mapSection(map).markup).toContain(`<span class="sub">${one}</span>`);
  });

  test('a finding about something else fixes nothing', () => {
    const onward = [to('b', { encrypted: false })];
    const old = [item('a', 'sends-new-tls', 'reported')];
    const page = terminal(mapBlocks(mapOf({ items: old, stops: [stop('a', { onward })] })), plainScreen);
    expect(page).not.toContain('sends-new-tls');
  });

  test('certificates of many are counted', () => {
    const terms = [{ certificate: one }, { certificate: two }];
    const page = terminal(mapBlocks(mapOf({ items: safe, stops: [stop('a', { terms })] })), plainScreen);
    expect(page).toContain('a (S3), 2 certificates');
  });
});
