import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { impacts } from '../../src/core/model/remediation.ts';
import { listings } from '../../src/services/index.ts';
import { ada, me, terminalAt, type Terminal } from '../kit/terminal.ts';

/**
 * No two remediations want two things of one account: what one has made compliant is compliant still when all others
 * have done their work, in one order and in the other, so that each pair is met both ways round.
 */
const account = parse(readFileSync('examples/accounts/demo.yaml', 'utf8'));

/** Everything is opted in and every approval is given: what a remediation can do it does. */
const policy = `
version: 1
mode: auto
ownerTags: [team]
optIns:
  - impacts: [${impacts.filter((one) => one !== 'none').join(', ')}]
    owner: platform
    reason: everybody was asked
    since: 2025-10-01
approvals:
  approvers: ['arn:aws:iam::111122223333:role/waxseal-approver']
`;

const ended = z.looseObject({
  results: z.array(
    z.looseObject({
      remediation: z.string(),
      target: z.looseObject({ arn: z.string() }),
      outcome: z.looseObject({ is: z.string(), approvalRequest: z.optional(z.string()) }),
    }),
  ),
});
const seen = z.looseObject({
  looks: z.array(
    z.looseObject({
      remediation: z.string(),
      target: z.looseObject({ arn: z.string() }),
      verdict: z.string(),
    }),
  ),
});

const hour = 3_600_000;

/** Applies one remediation everywhere, approving what it asks, until nothing of it moves. */
const doneWith = async (id: string, at: Terminal): Promise<void> => {
  for (let round = 0; round < 8; round += 1) {
    at.signIn(me);
    const { document } = await at.json(['apply', '--scan', '--remediation', id], 'waxseal/apply/v1');
    const { results } = ended.parse(document);
    const requests = results.flatMap(({ outcome }) => outcome.approvalRequest ?? []);
    at.signIn(ada);
    for (const request of requests) await at.run(['approve', request]);
    at.sandbox.advance(hour);
    if (
      requests.length === 0 &&
      results.every(({ outcome }) => !['pending', 'settling', 'progressed', 'deferred'].includes(outcome.is))
    )
      return;
  }
};

const compliantIn = async (at: Terminal, more: readonly string[] = []): Promise<ReadonlySet<string>> => {
  const { document } = await at.json(['scan', ...more], 'waxseal/scan/v1');
  return new Set(
    seen
      .parse(document)
      .looks.filter(({ verdict }) => verdict === 'compliant')
      .map(({ remediation, target }) => `${remediation} ${target.arn}`),
  );
};

const all = listings.map(({ id }) => id).toSorted();

describe.each([
  ['in the order of their names', all],
  ['in the other order', all.toReversed()],
])('%s', (_order, ids) => {
  test('what one has made compliant no other takes back', { timeout: 300_000 }, async () => {
    const at = terminalAt(account);
    at.file('waxseal.yaml', policy);
    const made = new Map<string, string>();
    for (const id of ids) {
      await doneWith(id, at);
      for (const one of await compliantIn(at, ['--remediation', id])) made.set(one, id);
    }
    // Global services are looked at in their home Region.
    const left = await compliantIn(at, ['--region', 'eu-west-1', '--region', 'us-east-1']);
    expect(made.size).toBeGreaterThan(20);
    expect([...made.keys()].filter((one) => !left.has(one))).toEqual([]);
  });
});
