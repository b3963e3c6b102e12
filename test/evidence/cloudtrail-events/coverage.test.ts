import { describe, expect, test } from 'vitest';
import { isCovered } from '../../../src/evidence/cloudtrail-events/coverage.ts';

const orders = { type: 'AWS::S3::Object', arn: 'arn:aws:s3:::orders/' };
const data = { Field: 'eventCategory', Equals: ['Data'] };
const type = { Field: 'resources.type', Equals: ['AWS::S3::Object'] };
const advanced = (...more: readonly object[]) => ({
  AdvancedEventSelectors: [{ FieldSelectors: [data, type, ...more.map((one) => ({ Field: '', ...one }))] }],
});
const classic = (Values: string[], ...kinds: readonly ('All' | 'ReadOnly' | 'WriteOnly')[]) => ({
  EventSelectors: (kinds.length > 0 ? kinds : [undefined]).map((ReadWriteType) => ({
    ...(ReadWriteType && { ReadWriteType }),
    DataResources: [{ Type: 'AWS::S3::Object', Values }],
  })),
});
const both = (one: ReturnType<typeof advanced>, other: ReturnType<typeof advanced>) => ({
  AdvancedEventSelectors: [...one.AdvancedEventSelectors, ...other.AdvancedEventSelectors],
});
const reads = { Field: 'readOnly', Equals: ['true'] };
const writes = { Field: 'readOnly', Equals: ['false'] };
const folder = { Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::orders/eu/'] };

describe('whether a trail records all of a bucket', () => {
  test.each([
    ['all buckets', classic(['arn:aws:s3']), true],
    ['this bucket', classic(['arn:aws:s3:::orders/']), true],
    ['a folder of it', classic(['arn:aws:s3:::orders/eu/']), false],
    ['another whose name begins alike', classic(['arn:aws:s3:::orders-old/']), false],
    ['reads only', classic(['arn:aws:s3'], 'ReadOnly'), false],
    ['reads in one selector, writes in another', classic(['arn:aws:s3'], 'ReadOnly', 'WriteOnly'), true],
    ['reads twice', classic(['arn:aws:s3'], 'ReadOnly', 'ReadOnly'), false],
    [
      'all reads, and writes of a folder',
      {
        EventSelectors: [
          ...classic(['arn:aws:s3'], 'ReadOnly').EventSelectors,
          ...classic(['arn:aws:s3:::orders/eu/'], 'WriteOnly').EventSelectors,
        ],
      },
      false,
    ],
    ['reads in one advanced selector, writes in another', both(advanced(reads), advanced(writes)), true],
    ['writes twice, advanced', both(advanced(writes), advanced(writes)), false],
    ['all reads, and writes of a folder, advanced', both(advanced(reads), advanced(writes, folder)), false],
    ['what is both a read and a write', advanced(reads, writes), false],
    [
      'reads and writes, with a word more that is not documented',
      advanced({ Field: 'readOnly', Equals: ['true', 'false'], StartsWith: ['t'] }),
      false,
    ],
    ['reads and writes, said at length', advanced({ Field: 'readOnly', Equals: ['true', 'false'] }), true],
    [
      'no writes, by a word that is not documented',
      advanced({ Field: 'readOnly', NotEquals: ['false'] }),
      false,
    ],
    ['all objects', advanced(), true],
    [
      'this bucket, advanced',
      advanced({ Field: 'resources.ARN', StartsWith: ['arn:aws:s3:::orders/'] }),
      true,
    ],
    [
      'all but this bucket',
      advanced({ Field: 'resources.ARN', NotStartsWith: ['arn:aws:s3:::orders/'] }),
      false,
    ],
    [
      'some, and not others',
      advanced({
        Field: 'resources.ARN',
        StartsWith: ['arn:aws:s3:::orders/'],
        NotStartsWith: ['arn:aws:s3:::orders/x'],
      }),
      false,
    ],
    ['writes only', advanced({ Field: 'readOnly', Equals: ['false'] }), false],
    ['one operation', advanced({ Field: 'eventName', Equals: ['GetObject'] }), false],
    [
      'only what comes of a user',
      advanced({ Field: 'userIdentity.arn', StartsWith: ['arn:aws:iam'] }),
      false,
    ],
    [
      'management events',
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] },
      false,
    ],
    ['nothing', {}, false],
  ])('%s', (_, selectors, is) => {
    expect(isCovered(selectors, orders)).toBe(is);
  });
});
