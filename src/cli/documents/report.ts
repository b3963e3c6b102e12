import * as z from 'zod/mini';
import { answers } from '../../core/gate.ts';
import { impacts } from '../../core/remediation.ts';
import { standings } from '../../report/model.ts';
import { count, outcomeNames, plan, reason, target, text, texts, told } from './parts.ts';

const group = z.strictObject({
  name: text('What is counted.'),
  counts: z.strictObject({
    sealed: count('Compliant, or sealed by us.'),
    open: count('In violation.'),
    waiting: count('Asked, put off, or AWS is at work.'),
    held: count('Left alone: exempt or on hold.'),
    failed: count('The last look failed.'),
    gone: count('No longer there, or not concerned.'),
  }),
  share: told(z.nullable(z.number()), 'Sealed among all that are known, 0 to 1; `null`: none is known.'),
});

const item = z.strictObject({
  finding: text('Key of the finding.'),
  remediation: text('Remediation id.'),
  target,
  owner: z.optional(text('As a tag names it.')),
  standing: told(z.enum(standings), 'Where it stands.'),
  outcome: told(z.enum(outcomeNames), 'How the last look ended.'),
  answer: z.optional(told(z.enum(answers), "The gate's answer.")),
  since: z.optional(text('ISO 8601: in violation since.')),
  lastSeen: text('ISO 8601.'),
  plan: z.optional(plan),
  impacts: told(z.array(z.enum(impacts)), 'Who may notice.'),
  because: z.array(reason),
});

const event = z.strictObject({
  finding: text('Key of the finding.'),
  remediation: text('Remediation id.'),
  target,
  at: text('ISO 8601.'),
  by: told(z.enum(['event', 'sweep', 'wake', 'approval', 'person']), 'What made us look.'),
  actor: z.optional(text('Principal ARN.')),
  reference: z.optional(text('Id of the event, ask or execution.')),
  run: z.optional(text('Run that wrote.')),
});

/** `Report` as it stands in documents. */
export const report = z.strictObject({
  at: text('ISO 8601.'),
  total: group,
  byOwner: z.array(group),
  byAccount: z.array(group),
  byRemediation: z.array(group),
  byImpact: told(z.array(group), 'Of what is not sealed.'),
  byAnswer: told(z.array(group), "By the gate's answer."),
  open: told(z.array(item), 'The oldest first.'),
  failed: z.array(item),
  waiting: told(
    z.array(
      z.strictObject({
        ask: text('Give it to `waxseal approve`.'),
        item: z.strictObject({
          finding: text('Key of the finding.'),
          remediation: text('Remediation id.'),
          target,
          owner: z.optional(text('As a tag names it.')),
        }),
        plan: text('Plan id.'),
        why: text('What is wrong.'),
        reasons: texts('Why an approval is needed.'),
        approvers: texts('Who may approve; empty: anybody.'),
        opened: text('ISO 8601.'),
        expires: text('ISO 8601.'),
      }),
    ),
    'The one that expires first comes first.',
  ),
  held: z.array(
    z.strictObject({
      finding: text('Key of the finding.'),
      remediation: text('Remediation id.'),
      target,
      kind: told(z.enum(['hold', 'exemption']), 'Held by an undo or a rejection, or exempt by the policy.'),
      says: text('By whom and why.'),
      until: z.optional(text('ISO 8601 moment or day; absent: until released.')),
    }),
  ),
  proven: told(z.array(event), 'Sealed and seen to be so, newest first.'),
  undone: z.array(event),
  reopened: told(z.array(event), 'Sealed before, in violation again, and not through our undo.'),
});
