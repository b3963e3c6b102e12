import * as z from 'zod/mini';
import { answers } from '../../report/posture/maturity.ts';
import { directions } from '../../report/posture/figures.ts';
import { sources, units } from '../../report/posture/figures-catalog.ts';
import { count, described, flag, schema, text, texts, unlisted } from './parts.ts';

const level = described(
  z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  'Level of the criterion.',
);

/** Also part of a report. */
export const posed = z.strictObject({
  at: text('ISO 8601.'),
  looked: flag('A look was just taken; else the journal tells only of what was once non-compliant.'),
  figures: described(
    z.array(
      z.strictObject({
        id: text('Id of the figure: docs/posture.md.'),
        question: text('What is asked for, by an id of ours.'),
        practice: text('`SEC09-BP01` to `SEC09-BP03`.'),
        name: text('For people.'),
        source: described(z.enum(sources), 'Where it comes from.'),
        unit: described(z.enum(units), '`share`: 0 to 1.'),
        target: text('What is wanted.'),
        value: described(z.nullable(z.number()), '`null`: not measurable here; `says` has why.'),
        says: text('What was counted, or why there is no value.'),
        trend: z.optional(
          described(
            z.strictObject({
              since: text(
                'ISO 8601: the first of 30, 21, 14, 7 days ago and a day ago at which it could tell.',
              ),
              before: count('As the journal knew it then.'),
              now: count('As the journal alone knows it now.'),
              direction: described(z.enum(directions), 'By what is wanted of the figure.'),
            }),
            'By the journal alone; absent where it did not know before.',
          ),
        ),
      }),
    ),
    'Key figures.',
  ),
  maturity: described(
    z.array(
      z.strictObject({
        name: text('`organization`, an account, or `accounts chosen` for those asked for together.'),
        level: described(
          z.nullable(z.number()),
          '1 to 4; `null`: the first is not shown. Of accounts together: the lowest of theirs and of all in one.',
        ),
        lowest: z.optional(texts('Of accounts together: those at this level.')),
        criteria: z.array(
          z.strictObject({
            id: text('Id of the criterion: docs/posture.md.'),
            level,
            asks: text('What it asks.'),
            answer: described(z.enum(answers), 'Unknown never counts as yes.'),
            proof: text('What was counted, or what is missing.'),
            resources: texts('The first of those that stand against it, for people.'),
            findings: texts('Keys of the findings that it was answered from; the first hundred.'),
            arns: texts('ARNs or ids of what it was answered from and has no finding; the first hundred.'),
          }),
        ),
        steps: described(
          z.array(
            z.strictObject({
              criterion: text('Which criterion it is for.'),
              remediation: z.optional(text('Remediation id.')),
              resources: count('How many resources it is about.'),
              says: text('What to do.'),
              command: text('How.'),
            }),
          ),
          'Up to three that would raise the level.',
        ),
      }),
    ),
    'All together first, unless one account was asked for.',
  ),
});

export const posture = z.strictObject({
  schema: schema('waxseal/posture/v1'),
  regions: texts('Regions looked at; none without --scan.'),
  posture: posed,
  unlisted: z.array(unlisted),
});
