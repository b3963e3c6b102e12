import { expect, test } from 'vitest';
import {
  isOfCertificateManager,
  lifeOf,
} from '../../../../src/services/apigateway/facts/client-certificate.ts';

const now = new Date('2026-01-05T09:00:00Z');

test.each([
  ['2026-01-05T09:00:00Z', 'over'],
  ['2026-01-05T09:00:01Z', 'soon'],
  ['2026-02-04T08:59:59Z', 'soon'],
  ['2026-02-04T09:00:00Z', 'long'],
])('one that ends at %s: %s', (end, life) => {
  expect(lifeOf(new Date(end), now)).toBe(life);
});

test('one without an end is not relied on', () => {
  expect(lifeOf(undefined, now)).toBe('over');
});

test.each([
  ['arn:aws:acm:eu-west-1:111122223333:certificate/c1', true],
  ['arn:aws-cn:acm:cn-north-1:111122223333:certificate/c1', true],
  ['arn:aws:iam::111122223333:server-certificate/c1', false],
  ['cert01', false],
])('%s is of Certificate Manager: %s', (id, is) => {
  expect(isOfCertificateManager(id)).toBe(is);
});
