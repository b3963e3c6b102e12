import { expect, test } from 'vitest';
import { mapSection } from '../../src/report/html/map.ts';
import { type MapSources, transitMap } from '../../src/report/map/graph.ts';
import { at, item, known, stop, target, to } from './map-kit.ts';

const numbers = (text: string | undefined): readonly number[] =>
  (text ?? '').match(/-?[\d.]+/g)?.map(Number) ?? [];

/** Boxes, the first and last point of each way, and what stands beside it, as the picture has them. */
const drawn = (sources: Partial<MapSources>) => {
  const { markup } = mapSection(
    transitMap({ at, items: [], stops: [], seen: [], concerns: (id) => known[id], ...sources }),
  );
  const wide = Number(/<rect\s+width="(\d+)"/.exec(markup)?.[1]);
  return {
    markup,
    boxes: [...markup.matchAll(/<g\s+class="node[^"]*"\s+transform="translate\(([^)]+)\)"/g)].map(
      ([, where]) => {
        const [left = 0, top = 0] = numbers(where);
        return { left, right: left + wide, top };
      },
    ),
    ways: [...markup.matchAll(/<path\s+d="(M[^"]+)"/g)]
      .map(([, path]) => numbers(path))
      .filter((all) => all.length > 4)
      .map((all) => ({ from: all.slice(0, 2), to: all.slice(-2) })),
    labels: [
      ...markup.matchAll(
        /<text\s+class="spoken"\s+x="([^"]+)"\s+y="([^"]+)"\s+text-anchor="(\w+)"[^>]*>([^<]+)</g,
      ),
    ].map(([, x, y, anchor, text = '']) => ({ x: Number(x), y: Number(y), anchor, text: text.trim() })),
  };
};

const speaks = { encrypted: true, speaks: 'HTTPS', port: 443, oldest: 'TLS 1.0' } as const;
const scene: Partial<MapSources> = {
  items: ['a', 'b'].map((id) => item(id, 'takes-tls', 'compliant')),
  stops: [
    stop('a', { onward: [to('b', speaks), to('c', speaks)] }),
    stop('b', { onward: [to('c', speaks)] }),
    stop('c', { onward: [to('a', { encrypted: false })] }),
  ],
};

test('each way leaves one box at its side and reaches another at its side, none where another does', () => {
  const { boxes, ways } = drawn(scene);
  expect(boxes).toHaveLength(4);
  expect(ways).toHaveLength(6);
  const isAtSide = ([x = 0, y = 0]: readonly number[]) =>
    boxes.some(
      ({ left, right, top }) =>
        (Math.abs(x - left) < 0.2 || Math.abs(x - right) < 0.2) && y > top && y < top + 40,
    );
  for (const { from, to: end } of ways) {
    expect(isAtSide(from)).toBe(true);
    expect(isAtSide(end)).toBe(true);
  }
  expect(new Set(ways.flatMap(({ from, to: end }) => [String(from), String(end)])).size).toBe(12);
});

test('what is spoken has room: it lies over no box, and no other stands in its line', () => {
  const { boxes, labels } = drawn(scene);
  expect(labels.map(({ text }) => text)).toEqual(
    Array.from({ length: 3 }, () => 'HTTPS 443, TLS 1.0 or newer'),
  );
  for (const { x, y, anchor, text } of labels) {
    const width = text.length * 6;
    const [left, right] = anchor === 'end' ? [x - width, x] : [x, x + width];
    expect(
      boxes.filter((box) => y > box.top && y < box.top + 40 && left < box.right && right > box.left),
    ).toEqual([]);
  }
  const lines = labels.map(({ x, y, anchor }) => `${anchor} ${x} ${y}`);
  expect(new Set(lines).size).toBe(lines.length);
});

test('a label stands above all lines', () => {
  const { markup } = drawn(scene);
  expect(markup.indexOf('class="spoken"')).toBeGreaterThan(markup.lastIndexOf('<g class="hop'));
});

test('whom logs showed is called as people call them; an ARN stays its id', () => {
  const name = 'arn:aws:iam::111122223333:role/reports';
  const { nodes } = transitMap({
    at,
    items: [item('a', 'takes-tls', 'reported')],
    stops: [],
    seen: [{ to: target('a').arn, name, count: 3 }],
    concerns: (id) => known[id],
  });
  expect(nodes.find(({ kind }) => kind === 'seen in logs')).toMatchObject({
    id: `seen ${name}`,
    name: 'role/reports',
  });
});
