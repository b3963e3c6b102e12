import { expect, test } from 'vitest';
import { takesStatus } from '../../src/aws/health-check-matcher.ts';

test.each([
  ['200-399', 301, true],
  ['301', 301, true],
  ['301-301', 301, true],
  ['200,301', 301, true],
  ['200, 301', 301, true],
  ['200,300-302', 301, true],
  ['200-301', 302, false],
  ['200', 301, false],
  ['200,202', 301, false],
  ['200-299', 301, false],
  ['302-399', 301, false],
  // What cannot be read is not known to take anything.
  ['', 301, false],
  ['3xx', 301, false],
  ['301-', 301, false],
  ['-301', 301, false],
  ['1301', 301, false],
  ['200-399-', 301, false],
] as const)('%s takes %i: %s', (matcher, status, expected) => {
  expect(takesStatus(matcher, status)).toBe(expected);
});
