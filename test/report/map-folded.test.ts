import { expect, test } from 'vitest';
import { stopOf } from '../../src/cli/runtime/transit.ts';
import { dot } from '../../src/report/map/drawn.ts';
import { folded } from '../../src/report/map/fold.ts';
import { transitMap } from '../../src/report/map/graph.ts';
import { mapBlocks } from '../../src/report/map/tree.ts';
import { plainScreen, terminal } from '../../src/report/terminal.ts';
import { answering } from '../kit/answers.ts';
import { at, item, known, stop, target, to } from './map-kit.ts';

const mapOf = (sources: object) =>
  transitMap({ at, items: [], stops: [], seen: [], concerns: (id) => known[id], ...sources });

test('three that stand alike are three; of four together the oldest version counts', () => {
  const alike = (count: number) => ({
    items: Array.from({ length: count }, (_, nth) => item(`b-${nth}`, 'takes-tls', 'compliant')),
    stops: Array.from({ length: count }, (_, nth) =>
      stop(`b-${nth}`, { terms: [{ oldest: nth === 2 ? 'TLS 1.0' : 'TLS 1.2' }] }),
    ),
  });
  expect(folded(mapOf(alike(3))).edges).toHaveLength(3);
  expect(folded(mapOf(alike(4))).edges).toMatchObject([{ oldest: 'TLS 1.0' }]);
});

test('a table says what goes on within one; a drawing tells the unknown from the encrypted', () => {
  const page = terminal(mapBlocks(mapOf({ items: [item('a', 'nodes-tls', 'reported')] })), plainScreen);
  expect(page).toMatch(/a +within it +in the clear/);
  expect(dot(mapOf({ stops: [stop('a', { onward: [to('b')] })] }))).toContain('style=dotted');
});

test('who has more names is met by each', async () => {
  const { read } = await answering(() => ({}));
  const resource = { root: () => 'r', names: () => Promise.resolve(['node-1.shop.io']) };
  const { hosts } = await stopOf(resource, target('a'), read, () => {
    throw new TypeError('nothing was refused');
  });
  expect(hosts).toEqual(['node-1.shop.io']);
});
