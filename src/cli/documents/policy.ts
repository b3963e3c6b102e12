import * as z from 'zod/mini';
import type { MatchKey } from '../../core/policy/match.ts';
import { modes } from '../../core/policy/policy.ts';
import { anything, count, flag, policyName, schema, target, text, texts, described } from './parts.ts';

const problem = z.strictObject({
  line: count('From 1.'),
  column: count('From 1.'),
  path: text('Such as `rules[0].mode`.'),
  says: text('What is wrong.'),
  todo: z.optional(text('What to do.')),
});

export const policyCheck = z.strictObject({
  schema: schema('waxseal/policy-check/v1'),
  file: text('The file that was checked.'),
  valid: flag('Whether it can be used.'),
  problems: described(z.array(problem), 'Must be corrected.'),
  warnings: described(z.array(problem), 'Probably mistakes.'),
  policy: z.optional(anything('The policy as it is understood; see the schema of waxseal.yaml.')),
});

const match = {
  accounts: z.optional(texts('Accounts.')),
  regions: z.optional(texts('Regions.')),
  remediations: z.optional(texts('Remediation ids.')),
  resources: z.optional(texts('ARN patterns.')),
  tags: z.optional(described(z.record(z.string(), z.string()), 'Patterns of tag values.')),
  ous: z.optional(texts('Paths of organizational units.')),
} satisfies Record<MatchKey, z.ZodMiniType>;

const line = {
  ...match,
  line: z.optional(count('Line of the policy file.')),
  path: z.optional(text('Path in the policy file.')),
  unmatchable: z.optional(
    described(
      z.strictObject({ says: text('What can match nothing, and why.'), meant: z.strictObject(match) }),
      'A part of the line can match nothing: what it may have been meant for, which counts where it is stricter.',
    ),
  ),
};

const surroundings = z.strictObject({
  tags: described(z.record(z.string(), z.string()), "The resource's tags."),
  owner: z.optional(text('As a tag names it.')),
});

export const policyExplain = z.strictObject({
  schema: schema('waxseal/policy-explain/v1'),
  policy: policyName,
  rulings: z.array(
    z.strictObject({
      remediation: text('Remediation id.'),
      target,
      surroundings,
      mode: described(z.enum(modes), 'What the policy says.'),
      settings: described(z.record(z.string(), z.unknown()), 'Settings of the remediation, merged.'),
      trail: described(
        z.array(
          z.strictObject({
            line: z.optional(count('Line of the policy file.')),
            path: text('Path in the policy file, or the tag.'),
            says: text('What the line says.'),
            decided: z.optional(flag('Whether it decided the mode.')),
          }),
        ),
        'Every line that had a say, in the order of reading.',
      ),
      optIns: z.array(
        z.strictObject({
          ...line,
          impacts: texts('What the owner accepts.'),
          owner: text('Who says so.'),
          reason: text('Why.'),
          since: text('ISO day.'),
        }),
      ),
      exemption: z.optional(
        z.strictObject({
          ...line,
          owner: text('Who says so.'),
          reason: text('Why.'),
          expires: text('ISO day, inclusive.'),
        }),
      ),
    }),
  ),
});
