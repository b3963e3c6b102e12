import * as z from 'zod/mini';
import { count, described, evidence, outcome, schema, target, text, texts } from './parts.ts';
import { endpoint, plaintext } from './probe.ts';
import { report } from './report.ts';

const looked = z.strictObject({ remediation: text('Remediation id.'), target, outcome });

const answer = z.strictObject({
  approvalRequest: text('The approval request.'),
  by: text('Principal ARN.'),
  outcome,
});

const met = z.strictObject({ endpoint, plaintext });

const evidenced = z.strictObject({
  remediation: text('Remediation id.'),
  target,
  without: outcome,
  evidence,
  outcome,
  before: z.optional(described(met, 'What a client met that speaks plaintext.')),
  after: z.optional(described(met, 'What it meets afterwards.')),
});

export const demo = z.strictObject({
  schema: schema('waxseal/demo/v1'),
  account: text('The account in memory.'),
  page: described(z.nullable(z.string()), 'File with the report as a page; `null`: none was asked for.'),
  resources: count('Resources that a rule speaks of.'),
  staging: described(z.array(looked), 'Under the built-in dry-run policy.'),
  production: described(z.array(looked), 'The same events under the prod policy.'),
  proofs: described(
    z.array(
      z.strictObject({
        name: text('What people call the resource.'),
        remediation: text('Remediation id.'),
        asks: text('What a client wants that wants the least.'),
        before: text('What it got.'),
        after: text('What it gets.'),
      }),
    ),
    'By an evaluator of its own.',
  ),
  again: z.strictObject({ looked: count('Looks.'), writes: count('Writes; 0 is right.') }),
  evidence: described(z.array(evidenced), 'What people had been asked about, and what the logs made of it.'),
  approvals: z.array(answer),
  rejection: z.nullable(answer),
  undo: z.nullable(
    z.strictObject({ run: text('The run.'), outcome, next: texts('How the next look ended.') }),
  ),
  reopened: texts('How the look ended after somebody had deleted what was remediated.'),
  writes: count('Writes that reached the sandbox, all in all.'),
  report,
});
