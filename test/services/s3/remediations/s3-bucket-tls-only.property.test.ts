import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import unit from '../../../../src/services/s3/remediations/s3-bucket-tls-only.ts';
import { same } from '../../../../src/core/model/json.ts';
import { bucket, isSecure, policies, requests } from '../../../kit/policies.ts';
import { evaluate, type Answer, type Request } from '../../../kit/policy-evaluator.ts';
import { answering, location, refusal } from '../../../kit/answers.ts';

const target = { ...location, type: 'AWS::S3::Bucket', id: bucket, arn: `arn:aws:s3:::${bucket}` };

/** S3 with one policy in it, which it keeps to the letter. */
const s3With = async (first: string | null) => {
  let policy = first;
  const aws = await answering(({ operation, input }) => {
    if (operation === 'PutBucketPolicy') policy = String(input['Policy']);
    else if (operation === 'DeleteBucketPolicy') policy = null;
    else if (policy === null) throw refusal('NoSuchBucketPolicy', 404);
    else return { Policy: policy };
    return {};
  });
  return { aws, policy: () => policy };
};

const verdictOn = (policy: string | null, minimumTlsVersion: 'off' | '1.2' | '1.3') =>
  unit.plan(
    {
      is: 'seen',
      policy,
      website: false,
      publicPolicyBlocked: false,
      cloudFront: { distributions: [], identities: [] },
    },
    target,
    {
      minimumTlsVersion,
    },
  );
const changesOn = (policy: string | null, minimum: 'off' | '1.2' | '1.3') => {
  const verdict = verdictOn(policy, minimum);
  return verdict.is === 'non-compliant' ? verdict.changes : [];
};

const minimums = fc.constantFrom('off', '1.2', '1.3');
const { statement } = unit.fields;

/** A policy, what the unit makes of it, and what is left when that is undone. */
const through = async (before: string | null, minimum: 'off' | '1.2' | '1.3') => {
  const { aws, policy } = await s3With(before);
  const changes = changesOn(before, minimum);
  for (const { on, after } of changes) {
    const seen = await statement.get(on, target, aws.write);
    expect(seen.value).toBeNull();
    await statement.put(on, after, seen, target, aws.write);
    expect(same((await statement.get(on, target, aws.write)).value, after)).toBe(true);
  }
  const after = policy();
  for (const { on } of changes.toReversed()) {
    await statement.put(on, null, await statement.get(on, target, aws.write), target, aws.write);
  }
  return { changes, after, undone: policy() };
};

test('the answer to a request over HTTPS never changes, and plain HTTP is always refused', async () => {
  let merged = 0;
  await fc.assert(
    fc.asyncProperty(policies, minimums, async (before, minimum) => {
      const { changes, after } = await through(before, minimum);
      merged += changes.length;
      const refused = minimum === 'off' ? '' : minimum;
      const wanted = (request: Request): Answer => {
        if (changes.length === 0) return evaluate(before, request);
        const isTooOld = !isSecure(request) || (request.context['s3:tlsversion'] ?? '') < refused;
        return isTooOld ? 'deny' : evaluate(before, request);
      };
      expect(requests.filter((request) => evaluate(after, request) !== wanted(request))).toEqual([]);
    }),
    { numRuns: 80 },
  );
  expect(merged).toBeGreaterThan(0);
});

test('merging a second time changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(policies, minimums, async (before, minimum) => {
      const { changes, after } = await through(before, minimum);
      if (changes.length === 0) return;
      expect(verdictOn(after, minimum).is).toBe('compliant');
    }),
    { numRuns: 150 },
  );
});

test('undo gives the document back, to the letter where the statements were a list', async () => {
  await fc.assert(
    fc.asyncProperty(policies, minimums, async (before, minimum) => {
      const { undone } = await through(before, minimum);
      const source = before === null ? null : JSON.parse(before);
      // A single statement that we added to comes back as a list of one: the same meaning.
      const asList = source && JSON.stringify({ ...source, Statement: [source.Statement].flat() });
      expect([before, asList]).toContain(undone);
    }),
    { numRuns: 120 },
  );
});
