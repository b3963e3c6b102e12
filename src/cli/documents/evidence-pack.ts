import * as z from 'zod/mini';
import { described, flag, schema, text, texts } from './parts.ts';

export const evidencePack = z.strictObject({
  schema: schema('waxseal/evidence-pack/v1'),
  folder: text('As it was given.'),
  seal: described(z.nullable(z.string()), 'SHA-256 of the list of all hashes; `null`: there is no list.'),
  good: flag('Nothing is otherwise than the list says.'),
  files: texts('All that lies in the folder.'),
  differences: described(
    z.array(
      z.strictObject({
        path: text('Name in the folder.'),
        is: described(z.enum(['altered', 'missing', 'added', 'unreadable']), 'What is wrong.'),
        says: text('For people.'),
      }),
    ),
    'By name; always empty when a pack is made.',
  ),
});
