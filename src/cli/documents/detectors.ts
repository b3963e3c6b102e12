import * as z from 'zod/mini';
import { detectorNames, meanings, severities } from '../../core/model/detectors.ts';
import { hearings } from '../../report/detectors.ts';
import { count, described, target, text, texts } from './parts.ts';

/** Part of a report and of a scan for which other detectors were asked. */
export const detected = z.strictObject({
  at: text('ISO 8601.'),
  linked: described(
    z.array(
      z.strictObject({
        target,
        findings: texts('Keys of the findings about it.'),
        statements: described(
          z.array(
            z.strictObject({
              detector: described(z.enum(detectorNames), 'Who says it.'),
              id: text('ARN or id by which the detector knows it.'),
              title: text('In its own words, cut after 200 characters; control characters are written out.'),
              severity: described(
                z.enum(severities),
                'As the detector rates it; `unrated`: it rates nothing.',
              ),
              means: described(z.enum(meanings), 'For encryption in transit; docs/detectors.md.'),
              when: z.optional(text('ISO 8601: when it was last so.')),
              of: z.optional(text('ARN of what the resource belongs to, where it is said of that.')),
            }),
          ),
          'The most urgent first.',
        ),
        others: count('Findings of theirs that are not about encryption in transit.'),
      }),
    ),
    'The most urgent first.',
  ),
  places: described(
    z.array(
      z.strictObject({
        detector: described(z.enum(detectorNames), 'Who was asked.'),
        account: text('12 digits.'),
        region: text('Region code.'),
        is: described(
          z.enum(hearings),
          '`told`: all that it finds was read. Of any other, nobody knows what it would say, or what more.',
        ),
        says: text('Why.'),
        todo: z.optional(text('What to do.')),
      }),
    ),
    'How far each detector was heard in each account and Region.',
  ),
});
