import { expect, test } from 'vitest';
import { catalogOf, meant } from '../../src/core/catalog-of.ts';

const empty = catalogOf({ listings: [], remediations: {}, resources: {} });

test.each([
  ['s3-bucket-tls-onyl', 's3-bucket-tls-only'],
  ['s3-tls-only', 's3-bucket-tls-only'],
  ['alb-https-redirect', 'alb-listener-https-redirect'],
  ['zzz', undefined],
  ['', undefined],
])('%s was meant for %s', (word, expected) => {
  expect(meant(word, ['alb-listener-https-redirect', 's3-bucket-tls-only'])).toBe(expected);
});

test.each(['no-such', 'toString', '__proto__'])('%s is not known', async (id) => {
  await expect(empty.remediation(id)).rejects.toMatchObject({ code: 'unknown-remediation' });
  await expect(empty.resource(id)).rejects.toMatchObject({ code: 'unknown-resource-type' });
});
