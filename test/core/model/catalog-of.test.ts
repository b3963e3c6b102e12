import { describe, expect, test } from 'vitest';
import { catalogOf, meant, type Registry } from '../../../src/core/model/catalog-of.ts';
import { toyOf } from '../../kit/toy.ts';

const empty = catalogOf({ listings: [], remediations: {}, resources: {} });

test.each([
  ['s3-bucket-tls-onyl', 's3-bucket-tls-only'],
  ['S3-Bucket-TLS-Only', 's3-bucket-tls-only'],
  ['s3-tls-only', 's3-bucket-tls-only'],
  ['alb-https-redirect', 'alb-listener-https-redirect'],
  ['zzz', undefined],
  ['', undefined],
])('%s was meant for %s', (word, expected) => {
  expect(meant(word, ['alb-listener-https-redirect', 's3-bucket-tls-only'])).toBe(expected);
});

test.each([
  ['abcde', ['abcdz', 'abczz'], 'abcdz'],
  ['abcde', ['abczz', 'abcdz'], 'abcdz'],
  ['abcde', ['abczz', 'ABCDZ'], 'ABCDZ'],
  ['abcde', ['abyzz'], undefined],
])('of several, the nearest: %s among %j', (word, known, expected) => {
  expect(meant(word, known)).toBe(expected);
});

test.each(['no-such', 'toString', '__proto__'])('%s is not known', async (id) => {
  await expect(empty.remediation(id)).rejects.toMatchObject({ code: 'unknown-remediation' });
  await expect(empty.resource(id)).rejects.toMatchObject({ code: 'unknown-resource-type' });
});

describe('a build', () => {
  const { job } = toyOf({});
  let loads = 0;
  const registry: Registry = {
    listings: [{ ...job.unit.meta }],
    remediations: {
      'toy-dials-on': async () => {
        loads += 1;
        return { default: job.unit };
      },
      'toy-knobs-off': async () => ({ default: job.unit }),
    },
    resources: { Toy: async () => ({ default: job.resource }) },
  };
  const catalog = catalogOf(registry);

  test('loads what is asked for, once, and nothing before', async () => {
    expect(catalog.listings).toBe(registry.listings);
    expect(loads).toBe(0);
    expect(await catalog.remediation('toy-dials-on')).toBe(job.unit);
    expect(await catalog.remediation('toy-dials-on')).toBe(job.unit);
    expect(await catalog.resource('Toy')).toBe(job.resource);
    expect(loads).toBe(1);
  });

  test('says what it does not know, and what was meant or what it knows', async () => {
    await expect(catalog.remediation('toy-dial-on')).rejects.toMatchObject({
      code: 'unknown-remediation',
      says: 'This build knows no remediation "toy-dial-on".',
      todo: 'Did you mean toy-dials-on?',
    });
    await expect(catalog.remediation('zzz')).rejects.toMatchObject({
      todo: 'It knows: toy-dials-on, toy-knobs-off.',
    });
    await expect(catalog.resource('Tow')).rejects.toMatchObject({
      says: 'This build knows no resource type "Tow".',
      todo: 'Did you mean Toy?',
    });
  });
});
