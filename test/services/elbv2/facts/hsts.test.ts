import { describe, expect, test } from 'vitest';
import { hstsOf, withSeconds } from '../../../../src/services/elbv2/facts/hsts.ts';

const of = (seconds: number, subdomains = false, preload = false) => ({ seconds, subdomains, preload });

describe('what a header says', () => {
  test.each([
    ['max-age=300', of(300)],
    ['max-age=0', of(0)],
    ['Max-Age = "300" ; includeSubDomains', of(300, true)],
    ['includesubdomains; max-age=300; preload;', of(300, true, true)],
    ['max-age=300; x=y', of(300)],
    ['max-age=300; max-age=400', undefined],
    ['max-age=300x', undefined],
    ['max-age="300', undefined],
    ['max-age=-1', undefined],
    ['x-max-age=300', undefined],
    ['includeSubDomains', undefined],
    ['', undefined],
  ])('%s', (value, expected) => {
    expect(hstsOf(value)).toEqual(expected);
  });
});

describe('another max-age', () => {
  test.each([
    [null, 'max-age=86400'],
    ['max-age=300', 'max-age=86400'],
    ['includeSubDomains; Max-Age = "300" ; preload', 'includeSubDomains; Max-Age = "86400" ; preload'],
  ])('%s', (value, expected) => {
    expect(withSeconds(value, 86_400)).toBe(expected);
  });
});
