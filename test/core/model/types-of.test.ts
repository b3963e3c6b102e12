import { expect, test } from 'vitest';
import { eachType, typesOf } from '../../../src/core/model/types-of.ts';

const first = {
  id: 'both',
  resourceType: 'A',
  arn: 'arn:a',
  configRecords: true,
  hasCertificates: true,
  home: { aws: 'x' },
} as const;

test('a listing of one type is itself', () => {
  expect(eachType(first)).toEqual([first]);
});

test('what is said of the first type alone is not said of the others', () => {
  expect(eachType({ ...first, also: [{ resourceType: 'B' }, { resourceType: 'C', arn: 'arn:c' }] })).toEqual([
    first,
    { id: 'both', resourceType: 'B', home: { aws: 'x' } },
    { id: 'both', resourceType: 'C', arn: 'arn:c', home: { aws: 'x' } },
  ]);
});

test('a file names all of its types, the first first', () => {
  expect(typesOf({ resourceType: 'A' })).toEqual(['A']);
  expect(typesOf({ resourceType: 'A', alsoTypes: ['B'] })).toEqual(['A', 'B']);
});
