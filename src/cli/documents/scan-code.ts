import * as z from 'zod/mini';
import { isRuleId, rules } from '../../signs/rule.ts';
import { count, described, flag, schema, text } from './parts.ts';

const sign = z.strictObject({
  rule: described(z.enum(Object.keys(rules).filter(isRuleId)), 'What it is a sign of.'),
  severity: described(z.enum(['high', 'medium', 'low']), '`low` is a note: nobody has to act on it.'),
  path: text('Below the folder, with slashes.'),
  line: count('From 1.'),
  column: count('From 1, in UTF-16 code units.'),
  address: z.optional(text('`scheme://host:port`, and nothing else of an address.')),
  allowed: z.optional(text('Why a comment beside it lets it stand.')),
  says: text('What is so.'),
  todo: text('What to write instead.'),
});

export const scanCode = z.strictObject({
  schema: schema('waxseal/scan-code/v1'),
  files: count('Files that were looked at.'),
  good: flag('No sign of high or medium gravity that nobody allowed.'),
  signs: described(z.array(sign), 'By file and place.'),
  unread: z.array(
    z.strictObject({ path: text('Below the folder.'), why: text('Why nothing is known of it.') }),
  ),
  unreadKinds: described(
    z.array(z.strictObject({ kind: text('An ending, or `without an ending`.'), files: count('How many.') })),
    'Kinds of files that are not read, but for pictures, prose and archives: nothing is known of them.',
  ),
});
