import * as z from 'zod/mini';
import { answers } from '../../core/policy/gate.ts';
import { impacts } from '../../core/model/remediation.ts';
import { modes } from '../../core/policy/policy.ts';
import { standings } from '../../report/standing.ts';
import { oldest } from '../../report/tls.ts';
import { calendar } from './certificates.ts';
import { detected } from './detectors.ts';
import { transit } from './map.ts';
import { posed } from './posture.ts';
import { count, outcomeNames, plan, reason, target, text, texts, described } from './parts.ts';

const group = z.strictObject({
  name: text('What is counted.'),
  counts: z.strictObject({
    compliant: count('Compliant, or remediated by Waxseal.'),
    open: count('Non-compliant.'),
    unknown: count('Could not be evaluated.'),
    waiting: count('Asked, put off, or AWS is at work.'),
    held: count('Left alone: exempt or on hold.'),
    failed: count('The last look failed.'),
    gone: count('No longer there, or not applicable.'),
  }),
  share: described(
    z.nullable(z.number()),
    'Compliant among all that are known, 0 to 1; `null`: none is known.',
  ),
});

const item = z.strictObject({
  finding: text('Key of the finding.'),
  remediation: text('Remediation id.'),
  target,
  owner: z.optional(text('As a tag names it.')),
  standing: described(z.enum(standings), 'Where it stands.'),
  outcome: described(z.enum(outcomeNames), 'How the last look ended.'),
  answer: z.optional(described(z.enum(answers), "The gate's answer.")),
  mode: z.optional(described(z.enum(modes), 'What the policy says, when it had a say.')),
  accepts: described(z.enum(oldest), 'The oldest protocol that still gets in, as far as the plan tells.'),
  since: z.optional(text('ISO 8601: non-compliant since.')),
  lastSeen: text('ISO 8601.'),
  plan: z.optional(plan),
  why: z.optional(text('What is so.')),
  todo: z.optional(text('What a person can do.')),
  impacts: described(z.array(z.enum(impacts)), 'Who may notice.'),
  because: z.array(reason),
});

const event = z.strictObject({
  finding: text('Key of the finding.'),
  remediation: text('Remediation id.'),
  target,
  at: text('ISO 8601.'),
  by: described(z.enum(['event', 'sweep', 'wake', 'approval', 'person']), 'What made us look.'),
  actor: z.optional(text('Principal ARN.')),
  reference: z.optional(text('Id of the event, approval request or execution.')),
  run: z.optional(text('Run that wrote.')),
  approvedBy: z.optional(texts('Principal ARNs.')),
  comment: z.optional(text('What approvers said to it.')),
  says: z.optional(text('What the plan was for.')),
  proof: z.optional(texts('What showed that nobody would break, and what probes met afterwards.')),
});

const counts = group.shape.counts;
const span = (description: string) =>
  described(
    z.nullable(
      z.strictObject({
        count: count('How many.'),
        medianSeconds: count('Seconds; of an even number the lower middle one.'),
        longestSeconds: count('Seconds.'),
        longest: text('The resource that took longest.'),
      }),
    ),
    description,
  );

export const idle = z.strictObject({
  kind: described(z.enum(['rule', 'exemption', 'opt-in']), 'What the line is.'),
  name: z.optional(text('Name of a rule, owner of an exemption or opt-in.')),
  line: count('Line of the policy file.'),
  path: text('Path in the policy file.'),
});

/** `Report` as it stands in documents. */
export const report = z.strictObject({
  at: text('ISO 8601.'),
  only: z.optional(
    described(
      z.strictObject({
        accounts: texts('12 digits each.'),
        owners: texts('As tags name them.'),
        regions: texts('Region codes.'),
      }),
      'It is about these alone; an empty list leaves nothing out.',
    ),
  ),
  total: group,
  resources: count('Resources that are there and that findings are about, each once.'),
  byOwner: z.array(group),
  byAccount: z.array(group),
  byService: described(z.array(group), 'By AWS service.'),
  byRemediation: z.array(group),
  byImpact: described(z.array(group), 'Of what is not compliant.'),
  byAnswer: described(z.array(group), "By the gate's answer."),
  byMode: described(z.array(group), 'By what the policy says.'),
  accepts: described(
    z.array(
      z.strictObject({
        name: described(z.enum(oldest), 'Protocol.'),
        count: count('Resources, each once, by the worst that its findings tell.'),
      }),
    ),
    'By the oldest protocol that still gets in, the worst first.',
  ),
  trend: described(
    z.array(z.strictObject({ at: text('ISO 8601.'), counts })),
    'How many stood where, from the first entry of the journal to now.',
  ),
  timeToRemediate: span(
    'From the first sight of a non-compliant resource until it was remediated; `null`: nothing was.',
  ),
  timeOpen: span('How long what is non-compliant has been so; `null`: nothing is.'),
  items: described(z.array(item), 'Everything that is there, by resource.'),
  gone: described(z.array(item), 'What the journal knew, and is no longer there or no longer concerned.'),
  open: described(z.array(item), 'The oldest first.'),
  unknown: described(z.array(item), 'Could not be evaluated.'),
  unlisted: described(
    z.array(
      z.strictObject({
        account: text('12 digits.'),
        region: text('Region code.'),
        type: text('AWS Config resource type.'),
        says: text('What kept it from being listed.'),
        todo: text('What to do.'),
      }),
    ),
    'Kinds of resources that could not be listed: nothing is known of them, and no count has them.',
  ),
  map: z.optional(described(transit, 'Every hop; only with --scan.')),
  certificates: z.optional(described(calendar, 'Which certificate ends when; only with --scan.')),
  detectors: z.optional(described(detected, 'What other detectors say; only with --detectors.')),
  posture: z.optional(
    described(posed, 'Key figures and maturity; of a report that is about all remediations.'),
  ),
  idle: described(z.array(idle), 'Lines of the policy that match nothing in the scan; only with --scan.'),
  failed: z.array(item),
  waiting: described(
    z.array(
      z.strictObject({
        approvalRequest: text('Give it to `waxseal approve`.'),
        item: z.strictObject({
          finding: text('Key of the finding.'),
          remediation: text('Remediation id.'),
          target,
          owner: z.optional(text('As a tag names it.')),
        }),
        plan: text('Plan id.'),
        why: text('What is wrong.'),
        reasons: texts('Why an approval is needed.'),
        approvers: texts('Who may approve; empty: the policy names nobody.'),
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
      kind: described(
        z.enum(['hold', 'exemption']),
        'Held by an undo or a rejection, or exempt by the policy.',
      ),
      says: text('By whom and why.'),
      until: z.optional(text('ISO 8601 moment or day; absent: until released.')),
    }),
  ),
  proven: described(z.array(event), 'Remediated and verified, newest first.'),
  undone: z.array(event),
  regressed: described(z.array(event), 'Fixes after which errors of clients jumped, newest first.'),
  reopened: described(z.array(event), 'Remediated before, non-compliant again, and not through our undo.'),
});
