import * as z from 'zod/mini';
import { anything, count, flag, schema, text, texts, described } from './parts.ts';

export const replay = z.strictObject({
  schema: schema('waxseal/replay/v1'),
  title: text('Of the scenario.'),
  about: z.optional(text('What it shows.')),
  faults: described(
    z.array(
      z.strictObject({
        operation: text('At which call.'),
        nth: count('At which of its calls, from 1.'),
        kind: text('What went wrong.'),
        fired: flag('Whether it came to pass.'),
      }),
    ),
    'What the file makes go wrong.',
  ),
  steps: z.array(
    z.strictObject({
      step: anything('As the file has it.'),
      at: text('ISO 8601, when the step was over.'),
      happenings: described(
        z.array(
          z.strictObject({
            is: described(z.enum(['call', 'record']), 'A call to AWS, or a row written to the journal.'),
            at: text('ISO 8601.'),
            by: z.optional(text('Calls: `waxseal`, or a principal ARN.')),
            operation: z.optional(text('Calls: service and operation.')),
            input: z.optional(anything('Calls: what was sent.')),
            refused: z.optional(text("Calls: AWS's error, or what became of the answer.")),
            changed: z.optional(
              described(
                z.array(
                  z.strictObject({
                    path: text('In the account.'),
                    before: anything('`null`: absent.'),
                    after: anything('`null`: absent.'),
                  }),
                ),
                'Calls: what is different in the account afterwards.',
              ),
            ),
            kind: z.optional(text('Rows: the kind.')),
            key: z.optional(text('Rows: the key.')),
            revision: z.optional(count('Rows: how often it has been written.')),
            value: z.optional(anything('Rows: what they hold.')),
          }),
        ),
        'In order.',
      ),
      endings: described(
        z.array(
          z.strictObject({
            is: text('How a look ended; `crashed`: its process died.'),
            because: z.optional(text('The first reason.')),
            todo: z.optional(text('What to do about it.')),
          }),
        ),
        'Looks that ended in this step.',
      ),
      problems: texts('What is otherwise than the file expects.'),
    }),
  ),
  problems: texts('Of all steps, and faults that never came to pass.'),
});
