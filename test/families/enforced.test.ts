import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { remediation } from '../../src/core/model/remediation.ts';
import { enforced, type EnforcedFacts } from '../../src/families/enforced.ts';
import { stageOf } from '../kit/families.ts';

/** A serverless cache, which AWS lets nobody reach without TLS. */

const page = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html';

const cacheOf = (answer: { readonly tls: string | null } | undefined, field?: EnforcedFacts['field']) => {
  const { messages, ...parts } = enforced({
    thing: 'cache',
    page,
    says: 'serverless caches take TLS only.',
    caveat: 'How clients reach it through a proxy of their own is not seen.',
    ...(field && { field }),
    read: async () => answer && { value: answer.tls },
  });
  const unit = remediation({
    meta: {
      id: 'toy-cache-endpoint',
      version: 1,
      family: 'enforced',
      concerns: { hop: 'in', matter: 'plaintext' },
      title: 'Serverless caches are reached over TLS',
      summary: 'Shows that AWS enforces it.',
      resourceType: 'Toy',
      configRules: [],
      controls: [],
      services: [],
      reversible: true,
      permissions: { read: [], write: [], undo: [] },
      messages,
      docs: [page],
    },
    settings: z.strictObject({}),
    ...parts,
  });
  return stageOf(unit);
};
const field = { name: 'TransitEncryptionEnabled', holds: (value: string) => value === 'true' };

test('what AWS shows is the proof, and the caveat is a note', async () => {
  const stage = cacheOf({ tls: 'true' }, field);
  const outcome = await stage.look();
  expect(outcome).toMatchObject({ is: 'compliant', notes: [{ id: 'enforced' }, { id: 'caveat' }] });
  expect(JSON.stringify(outcome)).toContain(page);
  expect(JSON.stringify(outcome)).toContain('Seen: TransitEncryptionEnabled true.');
  expect(await stage.said()).toEqual(['enforced', 'caveat']);
});

test('without the field nothing is proven, and another value is told', async () => {
  const hidden = cacheOf({ tls: null }, field);
  expect(await hidden.look()).toMatchObject({ is: 'unknown', why: { id: 'proof-missing' } });
  expect(await hidden.said()).toEqual(['proof-missing']);
  const odd = cacheOf({ tls: 'false' }, field);
  expect(await odd.look()).toMatchObject({
    is: 'manual-action-needed',
    plan: { changes: [], why: { id: 'not-as-documented' } },
  });
  expect(await odd.said()).toEqual(['not-as-documented']);
});

test('where no field tells, the page is the proof, and says so', async () => {
  expect(JSON.stringify(await cacheOf({ tls: null }).look())).toContain('no field of it tells');
  expect(await cacheOf(undefined).look()).toEqual({ is: 'gone' });
});
