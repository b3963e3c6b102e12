import * as z from 'zod/mini';
import { count, described, failure, flag, schema, text, texts } from './parts.ts';

export const reportImport = z.strictObject({
  schema: schema('waxseal/report-import/v1'),
  applied: flag('It was sent; else it is what would be.'),
  parts: described(
    z.array(
      z.strictObject({
        account: text('12 digits.'),
        region: text('Region code.'),
        findings: described(
          z.array(
            z.strictObject({
              is: described(
                z.enum(['new', 'update', 'archive']),
                'Not known to Security Hub, known, or known and to be closed.',
              ),
              id: text('As Security Hub keeps it.'),
            }),
          ),
          'What is sent.',
        ),
        settled: count('Compliant or gone, and not open there.'),
        newer: texts('Ids of what is there and not older: Security Hub would keep its own.'),
        tooLarge: texts('Ids of what is larger than Security Hub takes.'),
        others: texts('Ids that are open there and of nothing in the report; left as they are.'),
        taken: count('How many were taken.'),
        refused: described(
          z.array(
            z.strictObject({
              id: text('Id of the finding; empty: AWS did not say.'),
              code: text('Of Security Hub.'),
              says: text('Of Security Hub.'),
            }),
          ),
          'What was not taken, one by one.',
        ),
        failure: z.optional(failure),
      }),
    ),
    'By Region.',
  ),
  elsewhere: described(
    z.array(z.strictObject({ account: text('12 digits.'), findings: count('How many.') })),
    'Findings of other accounts: AWS takes them from these accounts only.',
  ),
});
