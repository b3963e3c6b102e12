import * as z from 'zod/mini';
import { spans } from '../../report/certificates.ts';
import { count, described, schema, text, texts, unlisted } from './parts.ts';

/** Also part of a report with a look just taken. */
export const calendar = z.strictObject({
  at: text('ISO 8601.'),
  certificates: described(
    z.array(
      z.strictObject({
        id: text('ARN; of one that has none, that of what serves it with an ending.'),
        name: text('Its domain or name.'),
        kind: text('Such as `ACM, imported`.'),
        account: text('12 digits.'),
        region: text('Region code.'),
        ends: z.optional(text('ISO 8601, UTC. Left out: not known.')),
        when: described(z.enum(spans), 'How soon. `unknown`: AWS does not say when it ends.'),
        daysLeft: z.optional(count('Whole days; negative: it is over.')),
        renews: described(z.enum(['yes', 'no', 'unknown']), 'Whether AWS renews it without anybody.'),
        why: text('Who renews it, or what keeps it from being renewed.'),
        owners: texts('By tag.'),
        serves: z.optional(texts('ARNs of what uses it. Left out: AWS does not say.')),
      }),
    ),
    'The one that ends first before all; without a known end last.',
  ),
  counts: described(
    z.strictObject({
      ended: count('Over.'),
      'in 30 days': count('Ends within 30 days.'),
      'in 90 days': count('Ends within 90 days.'),
      later: count('Ends later.'),
      unknown: count('Nobody knows when it ends.'),
    }),
    'How many end how soon.',
  ),
  unread: described(
    z.array(z.strictObject({ id: text('ARN.'), says: text('Why.') })),
    'What could not be read: there may be more certificates.',
  ),
});

export const certificates = z.strictObject({
  schema: schema('waxseal/certificates/v1'),
  regions: texts('Regions looked at.'),
  calendar,
  unlisted: z.array(unlisted),
  elsewhere: z.optional(text('Types of global services that no Region of this look is the home of.')),
});
