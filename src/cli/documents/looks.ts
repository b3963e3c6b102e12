import * as z from 'zod/mini';
import { detected } from './detectors.ts';
import { idle } from './report.ts';
import {
  cause,
  count,
  dropped,
  ended,
  evidence,
  exit,
  flag,
  outcome,
  policyName,
  schema,
  seen,
  target,
  text,
  texts,
  described,
  unlisted,
} from './parts.ts';

export const plan = z.strictObject({
  schema: schema('waxseal/plan/v1'),
  policy: policyName,
  counts: z.strictObject({
    looked: count('Looks taken.'),
    compliant: count('Compliant.'),
    open: count('Non-compliant.'),
    unknown: count('Could not be evaluated.'),
    pending: count('AWS is still at work on them.'),
    apart: count('Not concerned, or no longer there.'),
    failed: count('Could not be looked at.'),
  }),
  looks: z.array(seen),
  dropped: described(z.array(dropped), 'Parts of the event from which no look followed.'),
});

export const evidenceAnswers = z.strictObject({
  schema: schema('waxseal/evidence/v1'),
  days: count('Length of the window.'),
  answers: described(
    z.array(
      z.strictObject({
        remediation: text('Remediation id.'),
        target,
        verdict: text('What the look showed.'),
        questions: described(
          z.array(z.strictObject({ ask: text('What was asked.'), of: text('ARN that traffic goes to.') })),
          'What recorded traffic was asked.',
        ),
        evidence: z.optional(evidence),
      }),
    ),
    'One for each remediation of the resource.',
  ),
});

export const evidenceEnabled = z.strictObject({
  schema: schema('waxseal/evidence-enable/v1'),
  applied: flag('The calls were made.'),
  enabling: described(
    z.array(
      z.discriminatedUnion('is', [
        z.strictObject({
          is: described(z.enum(['on', 'by-hand']), 'It is on already, or only people can switch it on.'),
          of: text('ARN that traffic goes to.'),
          says: text('For people.'),
        }),
        z.strictObject({
          is: described(z.literal('planned'), 'These calls switch it on.'),
          of: text('ARN that traffic goes to.'),
          steps: z.array(
            z.strictObject({
              service: text('SDK service.'),
              operation: text('Such as `PutDeliverySource`.'),
              input: described(z.record(z.string(), z.unknown()), 'What would be sent.'),
            }),
          ),
          costs: text('For people.'),
          permissions: z.strictObject({
            write: texts('IAM actions of whoever makes the calls.'),
            undo: texts('IAM actions of whoever takes them back.'),
          }),
          undo: texts('Commands of the AWS CLI.'),
        }),
      ]),
    ),
    'One for each question about recorded traffic.',
  ),
});

export const scan = z.strictObject({
  schema: schema('waxseal/scan/v1'),
  policy: policyName,
  regions: texts('Regions looked at.'),
  counts: z.strictObject({
    looked: count('Looks taken.'),
    compliant: count('Compliant.'),
    open: count('Non-compliant.'),
    unknown: count('Could not be evaluated.'),
    pending: count('AWS is still at work on them.'),
    apart: count('Not concerned, or no longer there.'),
    failed: count('Could not be looked at.'),
    unlisted: count(
      'Kinds of resources that could not be listed in a Region; how many there are is not known.',
    ),
  }),
  looks: z.array(seen),
  unlisted: described(z.array(unlisted), 'Kinds of resources that could not be listed.'),
  idle: described(z.array(idle), 'Lines of the policy that match nothing in this scan.'),
  elsewhere: z.optional(
    described(
      z.array(
        z.strictObject({
          type: text('AWS Config resource type.'),
          region: text('The Region in which resources of the type are looked at.'),
          looked: flag('They were looked at there, because a remediation of theirs was named.'),
        }),
      ),
      'Types of global services whose home Region was not asked about.',
    ),
  ),
  detectors: z.optional(described(detected, 'What other detectors say; only with --detectors.')),
});

export const apply = z.strictObject({
  schema: schema('waxseal/apply/v1'),
  policy: policyName,
  interrupted: flag('Stopped by ^C; the journal knows what is left.'),
  results: z.array(ended),
  dropped: z.array(dropped),
  unlisted: z.array(unlisted),
  exit,
});

export const history = z.strictObject({
  schema: schema('waxseal/history/v1'),
  entries: described(
    z.array(
      z.strictObject({
        finding: text('Key of the finding.'),
        remediation: text('Remediation id.'),
        target,
        owner: z.optional(text('As a tag names it.')),
        at: text('ISO 8601.'),
        cause: cause,
        outcome,
      }),
    ),
    'Newest first.',
  ),
  left: count('Entries that --limit cut off.'),
  answers: described(
    z.array(
      z.strictObject({
        approvalRequest: text('The approval request.'),
        remediation: text('Remediation id.'),
        target,
        answer: described(z.enum(['approve', 'reject']), 'What was answered.'),
        by: described(z.array(z.string()), 'Principal ARNs.'),
        comment: z.optional(text('Their words.')),
        at: z.optional(text('ISO 8601: when it took effect.')),
        run: z.optional(text('Run that it was used for.')),
      }),
    ),
    'Approval requests that people answered, the newest first.',
  ),
  enabled: described(
    z.array(
      z.strictObject({
        of: text('ARN that traffic goes to.'),
        target,
        by: text('Principal ARN of who asked for it.'),
        at: text('ISO 8601.'),
        steps: z.array(
          z.strictObject({
            operation: text('Such as `PutDeliverySource`.'),
            input: described(z.record(z.string(), z.unknown()), 'What was sent.'),
          }),
        ),
        made: count('Calls that were made, in order.'),
        undo: texts('Commands of the AWS CLI.'),
      }),
    ),
    'Logging that was switched on for evidence, newest first.',
  ),
});
