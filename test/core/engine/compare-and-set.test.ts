import { expect, test } from 'vitest';
import type { Job } from '../../../src/core/model/catalog.ts';
import { reconcile } from '../../../src/core/engine/reconcile.ts';
import { wake } from '../../../src/core/engine/waker.ts';
import type { Remediation, Seen } from '../../../src/core/model/remediation.ts';
import { toyOf, type Toy } from '../../kit/toy.ts';

/**
 * A service whose dials are one document with a version, as CloudFront has its ETag: whoever puts must name the
 * version that they have seen. Somebody else writes to the same document at one call of ours; nothing of it is lost.
 */
interface Document {
  readonly version: number;
  readonly dials: Readonly<Record<string, number | null>>;
}

const versioned = (toy: Toy, readsVersion: boolean): { readonly job: Job; readonly written: () => void } => {
  let version = 1;
  const { unit, ...job } = toy.job;
  const { dial: field } = unit.fields;
  if (!field) throw new Error('the toy has a dial');
  const put = async (on: string, value: number | null, { token }: Seen<unknown>): Promise<void> => {
    toy.at(`put ${on}`);
    const seen: Document = JSON.parse(String(token));
    if (readsVersion && seen.version !== version) throw new Error('PreconditionFailed');
    version += 1;
    for (const key of Object.keys(toy.dials)) delete toy.dials[key];
    Object.assign(toy.dials, { ...seen.dials, [on]: value });
  };
  const fields: Remediation['fields'] = {
    dial: {
      ...field,
      comparesAndSets: true,
      get: async (...given) => {
        const { value } = await field.get(...given);
        return { value, token: JSON.stringify({ version, dials: toy.dials }) };
      },
      put,
    },
  };
  return {
    job: { ...job, unit: { ...unit, fields } },
    written: () => {
      version += 1;
    },
  };
};

/** How often the other writer's work is lost, over every call at which they may come. */
const lost = async (readsVersion: boolean): Promise<{ readonly calls: number; readonly lost: number }> => {
  let losses = 0;
  for (let nth = 1; ; nth += 1) {
    const toy = toyOf({ a: 0, b: 0 });
    const { job, written } = versioned(toy, readsVersion);
    let calls = 0;
    toy.at = () => {
      calls += 1;
      if (calls !== nth) return;
      // Another dial in the same document, and nothing to do with us.
      toy.dials['theirs'] = 1;
      written();
    };
    await reconcile(job, toy.ports);
    if (calls < nth) return { calls: nth - 1, lost: losses };
    if (toy.dials['theirs'] !== 1) losses += 1;
    toy.at = () => {};
    const catalog = { ...toy.catalog, remediation: async () => job.unit };
    for (let round = 0; round < 4; round += 1) {
      toy.pass(30);
      await wake(catalog, toy.ports);
    }
    expect(toy.dials, `somebody wrote at call ${nth}`).toMatchObject({ a: 1, b: 1 });
  }
};

test('where AWS compares versions, nothing that somebody writes at any call of ours is lost', async () => {
  const { calls, lost: losses } = await lost(true);
  expect(calls).toBeGreaterThan(20);
  expect(losses).toBe(0);
});

test('where it does not, there is a window, and this test would see it', async () => {
  expect((await lost(false)).lost).toBeGreaterThan(0);
});
