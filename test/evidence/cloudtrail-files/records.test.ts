import { describe, expect, test } from 'vitest';
import { byRecords } from '../../../src/evidence/cloudtrail-files/records.ts';
import { tooLong } from '../../../src/evidence/lines.ts';
import { event, file } from './kit.ts';

const takenApart = (chunks: readonly string[]): readonly string[] => {
  const found: string[] = [];
  const { take, end } = byRecords((record) => void found.push(record));
  chunks.forEach(take);
  end();
  return found;
};
const inPieces = (text: string, size: number): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

const events = [
  event(),
  event({ agent: String.raw`"}],{"Records":[{ \ ` }),
  event({ agent: '\\' }),
  event({ bucket: 'other' }),
];
const text = file(...events);

describe('a file of a trail', () => {
  test.each([1, 2, 3, 7, 64, 1000, 100_000])('in chunks of %i characters', (size) => {
    expect(takenApart(inPieces(text, size)).map((record): unknown => JSON.parse(record))).toEqual(events);
  });
  test('with whitespace, as people write it', () => {
    const spread = JSON.stringify({ Records: events }, undefined, 2);
    expect(takenApart(inPieces(`${spread}\n`, 50)).map((record): unknown => JSON.parse(record))).toEqual(
      events,
    );
  });
  test('without any event', () => expect(takenApart(['{"Records":[]}'])).toEqual([]));
  test.each([
    ['nothing', ''],
    ['cut off between events', text.slice(0, text.indexOf('},{"eventVersion"') + 2)],
    ['cut off within one', text.slice(0, 200)],
    ['cut off before its end', text.slice(0, -1)],
    ['of another kind', '{"awsAccountId":"111122223333","digestStartTime":"2026-11-10T08:00:00Z"}'],
    ['that is no JSON', 'x'.repeat(500)],
    ['with something else among events', '{"Records":[1]}'],
    ['followed by something', `${text}{"Records":[]}`],
  ])('%s: something could not be read, and it is said once', (_, given) => {
    for (const size of [5, 100_000])
      expect(takenApart(inPieces(given, size)).filter((record) => record === tooLong)).toHaveLength(1);
  });
  test('an event longer than any is none, and fills no memory', () => {
    const found = takenApart(inPieces(file({ a: 'x'.repeat(3_000_000) }, event()), 65_536));
    expect(found).toEqual([tooLong]);
  });
});
