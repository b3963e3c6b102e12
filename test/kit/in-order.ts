import * as z from 'zod/mini';
import { impacts } from '../../src/core/model/remediation.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { ada, me, terminalAt, type Terminal } from './terminal.ts';

/** Settings by remediation, each as the policy has them. */
export type AllSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Everything is opted in and every approval is given: what a remediation can do it does. JSON is YAML. */
const policyWith = (settings: AllSettings): string =>
  JSON.stringify({
    version: 1,
    mode: 'auto',
    ownerTags: ['team'],
    rules: [{ name: 'what its owners said', settings }],
    optIns: [
      {
        impacts: impacts.filter((one) => one !== 'none'),
        owner: 'platform',
        reason: 'everybody was asked',
        since: '2025-10-01',
      },
    ],
    approvals: { approvers: ['arn:aws:iam::111122223333:role/waxseal-approver'] },
  });

const ended = z.looseObject({
  results: z.array(
    z.looseObject({ outcome: z.looseObject({ is: z.string(), approvalRequest: z.optional(z.string()) }) }),
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

/** `id ARN` of each that is compliant. */
const compliantIn = async (at: Terminal, more: readonly string[] = []): Promise<ReadonlySet<string>> => {
  const { document } = await at.json(['scan', ...more], 'waxseal/scan/v1');
  return new Set(
    seen
      .parse(document)
      .looks.filter(({ verdict }) => verdict === 'compliant')
      .map(({ remediation, target }) => `${remediation} ${target.arn}`),
  );
};

/** What came of it that remediations did their work one after another. */
export interface Ended {
  /** `id ARN` of each that was compliant after its own turn. */
  readonly made: readonly string[];
  /** Of these, each that is so no more. */
  readonly lost: readonly string[];
  /** Remediations that wrote something. */
  readonly wrote: readonly string[];
  /** Operations that AWS refused: somebody planned what another one's work rules out. */
  readonly refused: readonly string[];
}

export const inOrder = async (
  ids: readonly string[],
  account: AccountFile,
  settings: AllSettings,
): Promise<Ended> => {
  const at = terminalAt(account);
  at.file('waxseal.yaml', policyWith(settings));
  const made = new Set<string>();
  const wrote: string[] = [];
  const writes = () => at.sandbox.writes().filter(({ done }) => done).length;
  for (const id of ids) {
    const before = writes();
    await doneWith(id, at);
    if (writes() > before) wrote.push(id);
    for (const one of await compliantIn(at, ['--remediation', id])) made.add(one);
  }
  // Global services are looked at in their home Region.
  const left = await compliantIn(at, [
    ...['eu-west-1', 'us-east-1'].flatMap((region) => ['--region', region]),
    ...ids.flatMap((id) => ['--remediation', id]),
  ]);
  const refused = at.sandbox
    .writes()
    .flatMap((call) => (call.refused === undefined ? [] : [`${call.operation} ${call.refused}`]));
  return { made: [...made], lost: [...made].filter((one) => !left.has(one)), wrote, refused };
};
