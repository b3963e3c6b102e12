import * as z from 'zod/mini';
import { ended, exit, schema, target, text, described } from './parts.ts';

const answered = <const Name extends string>(name: Name) =>
  z.strictObject({
    schema: schema(name),
    approvalRequest: text('The approval request.'),
    answer: described(z.enum(['approve', 'reject']), 'What was answered.'),
    by: text('Principal ARN.'),
    applies: described(z.enum(['here', 'in-aws']), 'Who applies it: this command, or the runbook in AWS.'),
    result: z.optional(ended),
    exit,
  });

export const approve = answered('waxseal/approve/v1');
export const reject = answered('waxseal/reject/v1');

export const undo = z.strictObject({
  schema: schema('waxseal/undo/v1'),
  run: text('The run that is taken back.'),
  by: text('Principal ARN.'),
  reason: text('As given.'),
  result: ended,
  exit,
});

const hold = z.strictObject({
  finding: text('Key of the finding.'),
  remediation: text('Remediation id.'),
  target,
  by: text('Who held it.'),
  reason: text('Why.'),
  from: text('ISO 8601.'),
  until: z.optional(text('ISO 8601.')),
  released: z.optional(z.strictObject({ by: text('Principal ARN.'), at: text('ISO 8601.') })),
});

export const release = z.strictObject({
  schema: schema('waxseal/release/v1'),
  by: text('Principal ARN.'),
  released: z.array(hold),
});
