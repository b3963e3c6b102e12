import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concerns, covers } from '../../../src/core/policy/match.ts';
import type { Match, Subject } from '../../../src/core/policy/policy.ts';

const bucket: Subject = {
  remediation: 's3-bucket-tls-only',
  target: { account: '1', region: 'eu-west-1', partition: 'aws', type: 'AWS::S3::Bucket', id: 'x', arn: 'x' },
  surroundings: { tags: {} },
};

describe('a line that covers another', () => {
  test.each<[Match, Match, boolean]>([
    [{}, { accounts: ['1'] }, true],
    [{ accounts: ['1'] }, {}, false],
    [{ accounts: ['1', '2'] }, { accounts: ['2'] }, true],
    [{ accounts: ['1'] }, { accounts: ['1', '2'] }, false],
    [{ resources: ['arn:*'] }, { resources: ['arn:a*', 'arn:b'] }, true],
    [{ resources: ['arn:a?'] }, { resources: ['arn:a*'] }, false],
    [{ tags: { a: '*' } }, { tags: { a: 'x', b: 'y' } }, true],
    [{ tags: { a: '*', c: '*' } }, { tags: { a: 'x' } }, false],
    [{ tags: { constructor: '*' } }, { tags: { a: 'x' } }, false],
  ])('%j over %j: %j', (wide, narrow, expected) => {
    expect(covers(wide, narrow)).toBe(expected);
  });

  test('concerns whatever that one concerns', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 3 });
    const some = fc.option(fc.array(pattern, { minLength: 1, maxLength: 2 }), { nil: undefined });
    const match = fc
      .record({ resources: some, tag: fc.option(pattern, { nil: undefined }) })
      .map(({ resources, tag }): Match => ({
        ...(resources && { resources }),
        ...(tag && { tags: { t: tag } }),
      }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 });
    fc.assert(
      fc.property(match, match, text, text, (wide, narrow, arn, t) => {
        const subject = { ...bucket, target: { ...bucket.target, arn }, surroundings: { tags: { t } } };
        const promised = covers(wide, narrow) && concerns(narrow, subject);
        expect(!promised || concerns(wide, subject)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
