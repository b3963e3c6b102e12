import { expect, test } from 'vitest';
import { recent } from '../../../src/core/model/recent.ts';

const stage = (most: number) => {
  const made: string[] = [];
  const gone: string[] = [];
  const kept = recent<string>(most, (value) => gone.push(value));
  const use = (key: string) =>
    kept.use(key, () => {
      made.push(key);
      return key;
    });
  return { made, gone, use };
};

test('what was used last is kept, and what was not is let go of once', () => {
  const { made, gone, use } = stage(2);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) use(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
  expect(gone).toEqual(['b', 'c']);
});

test('a value of nothing is kept like any other', () => {
  let made = 0;
  const kept = recent<undefined>(1);
  kept.use('a', () => void (made += 1));
  kept.use('a', () => void (made += 1));
  expect(made).toBe(1);
});

test('what was used last and then forgotten is made anew', () => {
  const kept = recent<number>(2);
  expect(kept.use('a', () => 1)).toBe(1);
  kept.forget('a');
  expect(kept.use('a', () => 2)).toBe(2);
  expect(kept.use('a', () => 3)).toBe(2);
});
