import { describe, expect, test } from 'vitest';
import { isDenied, isNamed, unless } from '../../src/aws/error-names.ts';

const named = (name: string): Error => Object.assign(new Error('said by AWS'), { name });

test.each([
  [named('NoSuchBucket'), true],
  [named('NoSuchBucketPolicy'), true],
  [named('NoSuchKey'), false],
  // What is no error says nothing, whatever it carries.
  [{ name: 'NoSuchBucket' }, false],
  [undefined, false],
])('%o: %s', (error, is) => {
  expect(isNamed(error, 'NoSuchBucket', 'NoSuchBucketPolicy')).toBe(is);
});

describe('an answer, or what stands for its absence', () => {
  test('the answer', async () => {
    expect(await unless('NoSuchBucketPolicy', null, Promise.resolve('{}'))).toBe('{}');
  });
  test('instead of the one error that means absence', async () => {
    const asking = Promise.reject(named('NoSuchBucketPolicy'));
    expect(await unless('NoSuchBucketPolicy', null, asking)).toBeNull();
  });
  test('every other error goes on: not to be allowed to read is not absence', async () => {
    const denied = named('AccessDenied');
    await expect(unless('NoSuchBucketPolicy', null, Promise.reject(denied))).rejects.toBe(denied);
  });
});

test.each([
  ['AccessDenied', true],
  ['AccessDeniedException', true],
  ['UnauthorizedOperation', true],
  ['InsufficientPrivilegesException', true],
  ['Throttling', false],
])('%s is a lack of permission: %s', (name, is) => {
  expect(isDenied(named(name))).toBe(is);
});
