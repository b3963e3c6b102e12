import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePolicy, setStatement, writePolicy } from '../../../src/aws/policy/document.ts';
import { canonicalStatement } from '../../../src/aws/policy/canonical-statement.ts';
import { denialOfPlaintext, deniesTlsBelow } from '../../../src/aws/policy/transport.ts';
import { guardedBucket } from '../../../src/services/s3/facts/guarded-bucket.ts';
import { bucket, isSecure, piecemeal, policies, requests } from '../../kit/policies.ts';
import { evaluate } from '../../kit/policy-evaluator.ts';

const of = guardedBucket({ partition: 'aws', bucket });
const plain = requests.filter((request) => !isSecure(request));
const below = (version: string) =>
  requests.filter(({ context }) => (context['s3:tlsversion'] ?? '9') < version);

test('plain HTTP is said to be refused only if every request over it is', () => {
  const said = new Map<string, number>();
  fc.assert(
    fc.property(fc.oneof(policies, piecemeal), (text) => {
      const { document } = parsePolicy(text ?? '{"Statement":[]}');
      if (!document) return false;
      const denial = denialOfPlaintext(document, of);
      said.set(denial, (said.get(denial) ?? 0) + 1);
      return denial === 'no' || plain.every((request) => evaluate(text, request) === 'deny');
    }),
    { numRuns: 1500 },
  );
  // The generator must reach all three answers, else nothing was shown.

  expect([...said.keys()].toSorted()).toEqual(['no', 'one-statement', 'several-statements']);
});

test('TLS below 1.3 is said to be refused only if every request over it is', () => {
  let yes = 0;
  fc.assert(
    fc.property(policies, (text) => {
      const { document } = parsePolicy(text ?? '{"Statement":[]}');
      if (!document || !deniesTlsBelow(document, of, 1.3)) return document !== undefined;
      yes += 1;
      return below('1.3').every((request) => evaluate(text, request) === 'deny');
    }),
    { numRuns: 1500 },
  );
  expect(yes).toBeGreaterThan(0);
});

test('the canonical form of every statement means the same', () => {
  fc.assert(
    fc.property(policies, (text) => {
      const { document } = parsePolicy(text ?? '{"Statement":[]}');
      const canonical = JSON.stringify({ Statement: document?.statements.map(canonicalStatement) });
      const differing = requests.filter(
        (request) => evaluate(text, request) !== evaluate(canonical, request),
      );
      expect(differing).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('putting a statement in and out leaves the document, to the letter when its statements are a list', () => {
  fc.assert(
    fc.property(policies, (text) => {
      const { document } = parsePolicy(text ?? '{"Statement":[]}');
      fc.pre(document !== undefined && text !== null);
      const extra = {
        Sid: 'Extra',
        Effect: 'Deny' as const,
        Principal: '*' as const,
        Action: '*',
        Resource: '*',
      };
      const back = writePolicy(setStatement(setStatement(document, 'Extra', extra), 'Extra', null));
      const source: { Statement: unknown } = JSON.parse(text);
      // A single statement comes back as a list of one: the same meaning.
      expect(back).toBe(JSON.stringify({ ...source, Statement: [source.Statement].flat() }));
    }),
    { numRuns: 500 },
  );
});
