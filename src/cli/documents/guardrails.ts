import * as z from 'zod/mini';
import { instruments } from '../../guardrails/guardrail.ts';
import { count, described, flag, schema, text, texts } from './parts.ts';

const row = z.strictObject({
  says: text('What the request is.'),
  action: text('IAM action.'),
  resource: text('ARN, or `*`.'),
  keys: described(
    z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    'Condition keys of the request; one that is not there is absent.',
  ),
  refused: flag('Whether the document refuses it.'),
});

const hit = z.strictObject({
  remediation: text('Remediation id.'),
  arn: text('ARN of the resource.'),
  owner: z.optional(text('Its owner, by tag.')),
  clients: described(z.enum(['seen', 'clean', 'unknown']), 'What logs told of clients without TLS.'),
  callers: texts('Those seen, the most frequent first.'),
});

export const guardrails = z.strictObject({
  schema: schema('waxseal/guardrails/v1'),
  cutTo: described(z.enum(['everything', 'journal']), 'What they are about.'),
  guardrails: z.array(
    z.strictObject({
      id: text('Its name.'),
      instrument: described(z.enum(instruments), 'What AWS calls such a document.'),
      title: text('For people.'),
      says: text('What it refuses, and whom it does not reach.'),
      prevents: texts('Remediations whose findings it keeps from coming back.'),
      meets: described(
        z.enum(['requests', 'changes', 'nobody']),
        'Whom it meets: requests to what is there, changes and what is made from then on, or nobody: it reports.',
      ),
      partOf: z.optional(
        text('The guardrail beside which it is attached: AWS takes so many characters in one document.'),
      ),
      file: text('The name under which it is written.'),
      text: text('As AWS takes it.'),
      limit: z.optional(count('Characters that AWS takes at most.')),
      rows: described(z.array(row), 'Its truth table; the document has been asked about each row.'),
      notSaid: described(
        z.array(z.strictObject({ path: text('Place in the policy file.'), why: text('Why.') })),
        'Exemptions that it cannot say.',
      ),
      page: text('The AWS page of the instrument.'),
      hits: described(z.array(hit), 'Who would be hit now, as the journal has it.'),
    }),
  ),
  written: texts('Files written.'),
});
