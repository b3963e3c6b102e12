import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hclList, hclText, indented, tsText, yamlValue } from '../../src/aws/source-text.ts';

describe('HCL', () => {
  test.each([
    ['arn:aws:s3:::b', '"arn:aws:s3:::b"'],
    ['say "so"', String.raw`"say \"so\""`],
    // Left as they are, Terraform would read its own variables there.
    ['${aws:username} ${x}', '"$${aws:username} $${x}"'],
    ['%{ if }', '"%%{ if }"'],
    ['$5, 5%', '"$5, 5%"'],
  ])('%s', (text, written) => {
    expect(hclText(text)).toBe(written);
  });
  test('lists', () => {
    expect(hclList([])).toBe('[]');
    expect(hclList(['a', '${b}'])).toBe('["a", "$${b}"]');
  });
});

test.each([
  ['plain', "'plain'"],
  ["it's", String.raw`'it\'s'`],
  [String.raw`a\b`, String.raw`'a\\b'`],
  ['one\ntwo', String.raw`'one\ntwo'`],
])('TypeScript: %j', (text, written) => {
  expect(tsText(text)).toBe(written);
});

test('YAML reads back whatever was written', () =>
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.array(fc.string())), (value) => {
      expect(parse(yamlValue(value))).toEqual(value);
    }),
  ));

test('further in, and empty lines stay empty', () => {
  expect(indented('a:\n  b: 1\n\nc: 2', 2)).toBe('  a:\n    b: 1\n\n  c: 2');
});
