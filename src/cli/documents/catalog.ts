import * as z from 'zod/mini';
import { impacts } from '../../core/model/impact.ts';
import { anything, count, described, flag, schema, text, texts } from './parts.ts';

/** What the catalogue says of each remediation. */
const known = {
  title: text('For people.'),
  summary: text('What it does.'),
  resourceType: text('AWS Config resource type.'),
  alsoTypes: z.optional(texts('Other AWS Config resource types that it is about.')),
  configRules: texts('AWS managed Config rules, by source identifier.'),
  controls: texts('Security Hub controls.'),
  services: texts('AWS services.'),
};

export const list = z.strictObject({
  schema: schema('waxseal/list/v1'),
  remediations: z.array(
    z.strictObject({
      id: text('Says what is true afterwards.'),
      ...known,
    }),
  ),
});

export const explain = z.strictObject({
  schema: schema('waxseal/explain/v1'),
  id: text('Remediation id.'),
  version: count('Part of every plan id.'),
  ...known,
  impacts: described(
    z.array(z.enum(impacts)),
    'Who may notice its changes: what an opt-in must name. None: nobody.',
  ),
  reversible: flag('Whether it can be undone.'),
  undo: text('How, or why not.'),
  fields: texts('What it sets.'),
  settings: described(
    z.array(
      z.strictObject({
        name: text('Key below `settings.ID` of a rule of the policy.'),
        means: z.optional(text('What it means.')),
        takes: text('The words that are allowed, or the kind of value.'),
        default: anything('What is so where no rule says otherwise.'),
      }),
    ),
    'What a policy may choose.',
  ),
  permissions: z.strictObject({
    read: texts('IAM actions to look.'),
    write: texts('IAM actions to apply.'),
    undo: texts('IAM actions to undo.'),
  }),
  messages: z.array(
    z.strictObject({
      id: text('Message id.'),
      says: text('What is so; `{name}` is filled in.'),
      todo: z.optional(text('What to do.')),
    }),
  ),
  docs: texts('AWS pages that it relies on.'),
});
