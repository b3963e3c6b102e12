import { describe, expect, test } from 'vitest';
import { mapSection } from '../../src/report/html/map.ts';
import type { Item } from '../../src/report/items.ts';
import { dot, isTooMuchForMermaid, mermaid } from '../../src/report/map/drawn.ts';
import { folded } from '../../src/report/map/fold.ts';
import { type MapSources, transitMap } from '../../src/report/map/graph.ts';
import { mapBlocks } from '../../src/report/map/tree.ts';
import { plainScreen, terminal } from '../../src/report/terminal.ts';
import { at, item, known, stop, target, to } from './map-kit.ts';

const mapOf = (sources: Partial<MapSources>) =>
  transitMap({ at, items: [], stops: [], seen: [], concerns: (id) => known[id], ...sources });
const hops = (sources: Partial<MapSources>) => {
  const { edges, nodes } = mapOf(sources);
  const name = new Map(nodes.map((node) => [node.id, node.name]));
  return edges.map(({ from, to: end, state }) => `${name.get(from)} > ${name.get(end)}: ${state}`);
};

describe('what findings tell of who comes in', () => {
  test.each<[string, readonly Item[], readonly string[]]>([
    ['compliant', [item('a', 'takes-tls', 'compliant')], ['clients > a: encrypted']],
    ['remediated', [item('a', 'takes-tls', 'remediated')], ['clients > a: encrypted']],
    ['AWS lets nothing else in', [item('a', 'aws-takes-tls', 'compliant')], ['clients > a: enforced']],
    ['open', [item('a', 'takes-tls', 'reported')], ['clients > a: plaintext']],
    ['exempt: it is still let in', [item('a', 'takes-tls', 'skipped')], ['clients > a: plaintext']],
    ['an approval is waited for', [item('a', 'takes-tls', 'approval-requested')], ['clients > a: plaintext']],
    ['not seen', [item('a', 'takes-tls', 'unknown')], ['clients > a: unknown']],
    ['failed', [item('a', 'takes-tls', 'failed')], ['clients > a: unknown']],
    ['being changed', [item('a', 'takes-tls', 'settling')], ['clients > a: unknown']],
    ['gone', [item('a', 'takes-tls', 'gone')], []],
    [
      'a rule of the network lets everybody in: what answers there is not told',
      [item('a', 'no-open-ports', 'reported')],
      ['clients > a: unknown'],
    ],
    ['such a rule that could not be read', [item('a', 'no-open-ports', 'unknown')], ['clients > a: unknown']],
    ['no such rule', [item('a', 'no-open-ports', 'compliant')], []],
    ['a rule that is gone', [item('a', 'no-open-ports', 'gone')], []],
    [
      'the worst of several',
      [item('a', 'aws-takes-tls', 'compliant'), item('a', 'takes-tls', 'reported')],
      ['clients > a: plaintext'],
    ],
    [
      'old TLS is no plaintext',
      [item('a', 'takes-tls', 'compliant'), item('a', 'new-tls', 'reported')],
      ['clients > a: encrypted'],
    ],
    ['a certificate alone tells nothing', [item('a', 'certificate', 'reported')], []],
    ['what is about no hop', [item('a', 'aside', 'reported')], []],
    ['what this build does not know', [item('a', 'of-another-build', 'reported')], []],
    ['between its nodes', [item('a', 'nodes-tls', 'reported')], ['a > a: plaintext']],
    [
      'what it sends, and nobody knows where',
      [item('a', 'sends-tls', 'reported')],
      ['a > what it reaches: plaintext'],
    ],
  ])('%s', (_says, items, expected) => {
    expect(hops({ items })).toEqual(expected);
  });

  test('by where it is reached from, as its endpoints tell', () => {
    const items = ['a', 'b', 'c'].map((id) => item(id, 'takes-tls', 'compliant'));
    const stops = [stop('a', { internal: true }), stop('b', { internal: false }), stop('c')];
    expect(hops({ items, stops })).toEqual([
      'clients > c: encrypted',
      'the internet > b: encrypted',
      'within the VPC > a: encrypted',
    ]);
  });

  test('a part is one with its whole: the listener of a balancer', () => {
    const items = [item('listener', 'takes-tls', 'reported'), item('balancer', 'takes-tls', 'compliant')];
    const stops = [stop('listener', { root: target('balancer').arn }), stop('balancer')];
    expect(hops({ items, stops })).toEqual(['clients > balancer: plaintext']);
  });

  test('whom logs showed', () => {
    const items = [item('a', 'takes-tls', 'reported')];
    const seen = [
      { to: target('a').arn, name: 'role/reports', count: 3 },
      { to: target('nobody').arn, name: 'role/other', count: 1 },
    ];
    expect(hops({ items, seen })).toEqual(['clients > a: plaintext', 'role/reports > a: plaintext']);
  });
});

test('--all cuts nothing', () => {
  const some = (one: string, by: Partial<Parameters<typeof to>[1]>) =>
    Array.from({ length: 60 }, (_, index) => to(`${one}${index}x`, by));
  const onward = [...some('plain', { encrypted: false }), ...some('dark', {})];
  const stops = [
    stop('a', { onward }),
    ...Array.from({ length: 30 }, (_, index) => stop(`u${index}x`, { unread: 'denied' })),
  ];
  const page = (all: boolean) => terminal(mapBlocks(mapOf({ stops }), all), plainScreen);
  expect(page(false)).toContain('and 10 more: --all and --format json name them all.');
  expect(page(true)).not.toContain(' more: ');
  for (const name of ['plain59x', 'dark59x', 'u29x: denied']) expect(page(true)).toContain(name);
});

test.each([
  [500, 40, false],
  [501, 40, true],
  [10, 50_001, true],
])('Mermaid draws no more than its limits: %i hops, %i letters', (hopsThere, letters, expected) => {
  const onward = Array.from({ length: hopsThere }, (_, index) => to(`b${index}`, { encrypted: false }));
  const map = mapOf({ stops: [stop('a', { onward })] });
  expect(isTooMuchForMermaid(map, 'x'.repeat(letters))).toBe(expected);
});

describe('ways on', () => {
  test('a finding goes to the way that it is about, not to those beside it', () => {
    const ways = [
      to('old', { encrypted: true, oldest: 'TLS 1.0' }),
      to('good', { encrypted: true, oldest: 'TLS 1.2' }),
      to('open', { encrypted: false }),
      to('left'),
    ];
    const items = [
      item('a', 'sends-tls', 'reported', 'open is asked over HTTP'),
      item('a', 'sends-new-tls', 'reported'),
      item('left', 'takes-tls', 'compliant'),
    ];
    const { edges } = mapOf({ items, stops: [stop('a', { onward: ways })] });
    const met = (id: string) => {
      const edge = edges.find((one) => one.from === target('a').arn && one.to === target(id).arn);
      return [edge?.state, edge?.why, edge?.findings.map(({ remediation }) => remediation)];
    };
    expect(met('open')).toEqual(['plaintext', 'open is asked over HTTP', ['sends-tls']]);
    expect(met('old')).toEqual(['encrypted', undefined, ['sends-new-tls']]);
    expect(met('good')).toEqual(['encrypted', undefined, []]);
    expect(met('left')).toEqual(['encrypted', undefined, []]);
  });

  test('what is said of the very way is its reason', () => {
    const items = [item('a', 'sends-tls', 'reported', 'another is asked over HTTP')];
    const stops = [stop('a', { onward: [to('b', { encrypted: false, why: 'asked as the viewer came' })] })];
    expect(mapOf({ items, stops }).edges.map(({ why }) => why)).toEqual(['asked as the viewer came']);
  });

  test.each<[string, Partial<MapSources>, readonly string[]]>([
    [
      'as configured: plaintext',
      { stops: [stop('a', { onward: [to('b', { encrypted: false })] })] },
      ['a > b: plaintext'],
    ],
    [
      'as configured: TLS',
      { stops: [stop('a', { onward: [to('b', { encrypted: true })] })] },
      ['a > b: encrypted'],
    ],
    ['by AWS', { stops: [stop('a', { onward: [to('b', { encrypted: 'enforced' })] })] }, ['a > b: enforced']],
    ['nothing tells', { stops: [stop('a', { onward: [to('b')] })] }, ['a > b: unknown']],
    [
      'the finding about it tells',
      { items: [item('a', 'sends-tls', 'reported')], stops: [stop('a', { onward: [to('b')] })] },
      ['a > b: plaintext'],
    ],
    [
      'what the other side demands tells',
      { items: [item('b', 'takes-tls', 'compliant')], stops: [stop('a', { onward: [to('b')] }), stop('b')] },
      ['a > b: encrypted', 'clients > b: encrypted'],
    ],
    [
      'a finding about a part: the target group of a balancer',
      {
        items: [item('group', 'sends-tls', 'reported')],
        stops: [stop('a', { onward: [to('b', { at: target('group').arn })] })],
      },
      ['a > b: plaintext'],
    ],
    [
      'by a host, in any letter case and with its dot',
      {
        items: [item('b', 'takes-tls', 'compliant')],
        stops: [stop('a', { onward: [{ to: 'DB.example.com.' }] }), stop('b', { hosts: ['db.example.com'] })],
      },
      ['a > b: encrypted', 'clients > b: encrypted'],
    ],
    [
      'by an id that AWS gave',
      {
        items: [item('i-0a1b2c3d4e5f60718', 'nodes-tls', 'compliant')],
        stops: [
          stop('a', { onward: [{ to: 'i-0a1b2c3d4e5f60718', encrypted: false }] }),
          stop('i-0a1b2c3d4e5f60718'),
        ],
      },
      ['a > i-0a1b2c3d4e5f60718: plaintext', 'i-0a1b2c3d4e5f60718 > i-0a1b2c3d4e5f60718: encrypted'],
    ],
    [
      'to what was looked at, and of which no finding tells',
      {
        stops: [
          stop('a', {
            onward: [{ to: 'i-0a1b2c3d4e5f60718', encrypted: false }, to('b', { encrypted: true })],
          }),
          stop('i-0a1b2c3d4e5f60718'),
          stop('b'),
        ],
      },
      ['a > i-0a1b2c3d4e5f60718: plaintext', 'a > b: encrypted'],
    ],
    [
      'a name that somebody gave leads nowhere by itself',
      {
        items: [item('orders', 'takes-tls', 'compliant')],
        stops: [stop('a', { onward: [{ to: 'orders' }] }), stop('orders')],
      },
      ['a > orders: unknown', 'clients > orders: encrypted'],
    ],
    [
      'each once',
      { stops: [stop('a', { onward: [to('b', { encrypted: true }), to('b', { encrypted: true })] })] },
      ['a > b: encrypted'],
    ],
  ])('%s', (_says, sources, expected) => {
    expect(hops(sources)).toEqual(expected);
  });
});

/** Clients come to `front` over TLS, `front` asks `back` without. */
const chain: Partial<MapSources> = {
  items: [
    item('front', 'takes-tls', 'compliant'),
    item('front', 'sends-tls', 'manual-action-needed', 'It asks <back> over HTTP.'),
    item('plain', 'takes-tls', 'reported'),
  ],
  stops: [
    stop('front', { onward: [to('back', { encrypted: false, speaks: 'HTTP', port: 80 })] }),
    stop('plain', { onward: [to('back', { encrypted: false })] }),
    stop('hidden', { unread: 'Access denied.' }),
  ],
};

test('TLS ends where what came encrypted goes on in the clear, and not where it came in the clear', () => {
  const { edges, ends } = mapOf(chain);
  expect(ends.map((index) => edges[index]?.from)).toEqual([target('front').arn]);
  expect(edges[ends[0] ?? -1]).toMatchObject({
    why: 'It asks <back> over HTTP.',
    findings: [{ remediation: 'sends-tls' }],
  });
});

test('what a way tells of itself stands beside it, unless a finding about it tells more', () => {
  const onward = [to('b', { why: 'Nothing about it encrypts.' })];
  const why = (items: readonly Item[]) => mapOf({ items, stops: [stop('a', { onward })] }).edges[0]?.why;
  expect(why([])).toBe('Nothing about it encrypts.');
  expect(why([item('a', 'sends-tls', 'reported', 'It sends it in the clear.')])).toBe(
    'It sends it in the clear.',
  );
});

test('what could not be read is told', () => {
  expect(mapOf(chain).unread).toEqual([{ id: target('hidden').arn, says: 'Access denied.' }]);
});

test('the order of what is told makes no difference', () => {
  const { items = [], stops = [] } = chain;
  expect(mapOf({ items: items.toReversed(), stops: stops.toReversed() })).toEqual(mapOf(chain));
});

describe('drawn', () => {
  test('in the terminal: what breaks the chain comes first', () => {
    const page = terminal(mapBlocks(mapOf(chain)), plainScreen);
    expect(page).toMatch(/^4 hops: 3 in the clear, 0 not known, 1 encrypted, 0 enforced by AWS\n/);
    expect(page.indexOf('TLS ends here')).toBeLessThan(page.indexOf('In the clear\n'));
    expect(page).toContain('├─ in the clear → plain (S3)');
    expect(page).toContain('└─ encrypted → front (S3)\n   └─ in the clear, HTTP 80 → back (elsewhere)');
    expect(page).toContain('1 not read: there may be more hops behind them.');
  });

  test('a circle ends', () => {
    const stops = [stop('a', { onward: [to('b')] }), stop('b', { onward: [to('a')] })];
    const page = terminal(mapBlocks(mapOf({ stops }), true), plainScreen);
    expect(page.match(/not known → /g)).toHaveLength(2);
  });

  test('names can do nothing in Mermaid, DOT or HTML', () => {
    const evil = '"]; click n0 "javascript:x" %% <script>\n';
    const map = mapOf({ stops: [stop('a', { onward: [{ to: evil }] })] });
    expect(mermaid(map)).not.toMatch(/javascript:x"|<script|%%/);
    expect(mermaid(map).split('\n')).toHaveLength(5);
    expect(dot(map)).toContain('\\"]; click n0 \\"javascript:x\\"');
    expect(mapSection(map).markup).not.toContain('<script');
  });

  test('many leaves that stand alike are one; lists name each', () => {
    const items = Array.from({ length: 5 }, (_, nth) => item(`bucket-${nth}`, 'takes-tls', 'reported'));
    const map = mapOf({ items });
    const { nodes, edges } = folded(map);
    expect(nodes.map(({ name, kind }) => `${name}, ${kind}`)).toEqual([
      'clients, clients',
      '5 resources, S3 5',
    ]);
    expect(edges).toHaveLength(1);
    expect(edges[0]?.findings).toHaveLength(5);
    expect(mermaid(folded(map))).toContain('5 resources (S3 5)');
    for (const {
      target: { id },
    } of items)
      expect(mapSection(map).markup).toContain(id);
  });

  test('what ends TLS is seen in a folded picture, too', () => {
    const onward = Array.from({ length: 5 }, (_, nth) =>
      to(`i-${nth}`, { encrypted: false, speaks: 'HTTP' }),
    );
    const map = mapOf({
      items: [item('front', 'takes-tls', 'compliant')],
      stops: [stop('front', { onward })],
    });
    expect(map.ends).toHaveLength(5);
    const { ends, edges } = folded(map);
    expect(ends.map((index) => edges[index]?.state)).toEqual(['plaintext']);
  });
});
