import * as z from 'zod/mini';
import { defaultCanary } from '../../core/canary/rules.ts';
import { principalArn, principalsIn, sessionsCounted } from '../../aws/principal.ts';
import { defaultPolicy } from '../../core/policy/default-policy.ts';
import { defaultEvidence } from '../../core/evidence/rules.ts';
import { generousLimits } from '../../core/policy/limits.ts';
import { weekdays } from '../../core/policy/windows.ts';
import type { MatchKey } from '../../core/policy/match.ts';
import { modes, ownedAnswers } from '../../core/policy/policy.ts';
import { impacts } from '../../core/model/remediation.ts';

const text = z.string().check(z.trim(), z.minLength(1, 'must not be empty'));
const listOf = <Item extends z.ZodMiniType>(item: Item, what: string) =>
  z.array(item).check(z.minLength(1, 'must name at least one, or be left away'), z.describe(what));

const account = z.string().check(z.regex(/^\d{12}$/, 'must be an account id: 12 digits in quotes'));
const region = z
  .string()
  .check(
    z.regex(/^(global|[a-z]{2,5}(-[a-z]+)+-\d{1,2})$/, 'must be a Region, such as eu-west-1, or global'),
  );
const arn = z
  .string()
  .check(
    z.regex(/^(arn:|\*)/, 'must be an ARN pattern: it begins with arn: (or *), and * and ? are wildcards'),
  );
const day = (what: string) =>
  z.iso.date('must be a day that exists, written as 2027-03-31').check(z.describe(what));
const mode = z.enum(modes);
const days = (most: number) =>
  z
    .int()
    .check(z.minimum(1, `must be from 1 to ${most} days`), z.maximum(most, `must be from 1 to ${most} days`));

const ou = z
  .string()
  .check(z.regex(/^\/./, 'must be a path of organizational units: it begins with /, as /prod/payments/*'));

/** What a line may ask of a resource: the one schema for rules, exemptions and opt-ins. */
const match = {
  accounts: z.optional(listOf(account, 'Account ids, in quotes. Absent: every account.')),
  regions: z.optional(listOf(region, 'Regions; `global` for global services. Absent: every Region.')),
  remediations: z.optional(listOf(text, 'Ids of remediations (`waxseal list`). Absent: all.')),
  resources: z.optional(listOf(arn, 'ARN patterns with `*` and `?`. Absent: every resource.')),
  tags: z.optional(
    z.record(text, z.string()).check(
      z.refine((tags) => Object.keys(tags).length > 0, 'must name at least one tag, or be left away'),
      z.describe('Tags that the resource must all carry; values are patterns with `*` and `?`.'),
    ),
  ),
  ous: z.optional(
    listOf(
      ou,
      'Paths of organizational units with `*` and `?`; `/prod/*` is prod and all below it. Nothing is written while they cannot be read.',
    ),
  ),
} satisfies Record<MatchKey, z.ZodMiniType>;
const owner = text.check(z.describe('Who answers for this: a team or an address.'));
const reason = text.check(z.describe('Why, for the auditor who reads it in a year.'));

const rule = z.strictObject({
  name: z.optional(text.check(z.describe('Shown when the rule decides.'))),
  ...match,
  mode: z.optional(mode.check(z.describe('dry-run reports, ask waits for an approval, auto applies.'))),
  settings: z.optional(
    z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .check(z.describe('Settings by remediation id, laid over those of earlier rules.')),
  ),
});

const exemption = z.strictObject({
  ...match,
  owner,
  reason,
  expires: day('The last day on which it holds, UTC.'),
});

const optIn = z.strictObject({
  ...match,
  impacts: listOf(z.enum(impacts), 'What the owner accepts that a change may do to clients.'),
  owner,
  reason,
  since: day('The day from which it counts, UTC.'),
});

const approver = text.check(
  z.regex(
    principalArn,
    'must be an ARN, which says whose it is: of a role, a user or one session, such as arn:aws:iam::111122223333:role/approver',
  ),
);

// aws:approve takes at most 10 approvers and waits at most 30 days.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-approve.html
const approvals = z
  .strictObject({
    approvers: z._default(
      z
        .array(approver)
        .check(
          z.maxLength(10, 'must name at most 10'),
          z.describe(
            'ARNs of those who may approve: of a role (any session of it), of a user, or of one session.',
          ),
        ),
      [...defaultPolicy.approvals.approvers],
    ),
    minimum: z._default(
      z.int().check(z.minimum(1, 'must be at least 1'), z.describe('How many of them must approve.')),
      defaultPolicy.approvals.minimum,
    ),
    countSessions: z.optional(
      z
        .boolean()
        .check(
          z.describe(
            'Whether sessions of one role count as different people. Worth something only where nobody can choose the name of a session: docs/security.md.',
          ),
        ),
    ),
    expiresAfterDays: z._default(
      days(30).check(z.describe('Days that an approval request stays open.')),
      defaultPolicy.approvals.expiresAfterDays,
    ),
    rejectionHoldsDays: z._default(
      days(3650).check(z.describe('Days that a rejected resource is not asked for again.')),
      defaultPolicy.approvals.rejectionHoldsDays,
    ),
  })
  .check(
    z.refine(({ approvers, minimum }) => approvers.length === 0 || minimum <= approvers.length, {
      path: ['minimum'],
      error: 'must not be more than there are approvers',
    }),
    z.refine(
      ({ approvers, minimum, countSessions }) =>
        minimum > approvers.length || minimum <= principalsIn(approvers, sessionsCounted(countSessions)),
      {
        path: ['minimum'],
        error:
          'can never be reached: sessions of one role count as one approver. Name other roles or users; docs/security.md says when approvals.countSessions may be set',
      },
    ),
  );

const events = z.strictObject({
  aliases: z._default(
    z
      .record(arn, listOf(text, 'Ids of remediations, or source identifiers of managed rules.'))
      .check(
        z.describe(
          'Custom Config rules: ARN patterns of rules or of their functions, and the remediations that they stand for.',
        ),
      ),
    {},
  ),
  hubs: z._default(
    z
      .array(account)
      .check(
        z.describe(
          'Accounts whose events may speak of resources of all others: a delegated administrator of Security Hub, the owner of a central topic.',
        ),
      ),
    [],
  ),
});

const ownership = z.strictObject({
  onOwned: z._default(
    z
      .enum(ownedAnswers)
      .check(
        z.describe(
          'What to do with resources that CloudFormation, CDK, Terraform, Pulumi, Kubernetes, Elastic Beanstalk or Service Catalog made: fix them all the same, require an approval, or only report.',
        ),
      ),
    'ask',
  ),
  terraformTags: z._default(
    z
      .array(text)
      .check(
        z.describe(
          'Tag keys that mark what Terraform made, such as those of its `default_tags`. It adds none itself.',
        ),
      ),
    [],
  ),
  pulumiTags: z._default(
    z.array(text).check(z.describe('Tag keys that mark what Pulumi made. It adds none itself.')),
    [],
  ),
});

const from1 = (most: number) =>
  z.int().check(z.minimum(1, 'must be at least 1'), z.maximum(most, `must be at most ${most}`));
const window = z.strictObject({
  days: z._default(listOf(z.enum(weekdays), 'Days on which it opens, UTC.'), [...weekdays]),
  from: z
    .string()
    .check(
      z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, UTC, written as 22:30'),
      z.describe('When it opens, UTC.'),
    ),
  hours: from1(24).check(z.describe('How long it stays open.')),
});
const limits = z.strictObject({
  changesPerHour: z._default(
    from1(3000).check(z.describe('Changes in any 60 minutes, over all accounts.')),
    generousLimits.changesPerHour,
  ),
  changesPerHourAndAccount: z._default(
    from1(3000).check(z.describe('The same for each account.')),
    generousLimits.changesPerHourAndAccount,
  ),
  concurrentRuns: z._default(
    from1(1000).check(z.describe('Runs that write at the same time.')),
    generousLimits.concurrentRuns,
  ),
  breaker: z._default(
    z
      .strictObject({
        failures: z._default(from1(1000), generousLimits.breaker.failures),
        withinMinutes: z._default(from1(1440), generousLimits.breaker.withinMinutes),
        closesAfterMinutes: z._default(from1(10_080), generousLimits.breaker.closesAfterMinutes),
      })
      .check(z.describe('After so many failed runs of one remediation it is paused for a while.')),
    { ...generousLimits.breaker },
  ),
  firstChanges: z._default(
    from1(1_000_000).check(
      z.describe('How many changes a remediation makes altogether until it is named in `raised`.'),
    ),
    generousLimits.firstChanges,
  ),
  raised: z._default(
    z
      .record(text, from1(1_000_000_000))
      .check(
        z.describe(
          'By remediation: how many changes it may make altogether, now that people have seen the first.',
        ),
      ),
    {},
  ),
  windows: z._default(
    z.array(window).check(z.describe('Maintenance windows: outside of them fixes wait. None: at any time.')),
    [],
  ),
});

const upTo = (most: number, what: string) => from1(most).check(z.describe(what));
const evidence = z.strictObject({
  days: z._default(
    upTo(90, 'Days without a client that a change would break, before traffic shows that it is safe.'),
    defaultEvidence.days,
  ),
  bestEffort: z._default(
    z
      .enum(['ask', 'apply'])
      .check(
        z.describe(
          'Whether logs that AWS delivers on a best-effort basis (S3, load balancers) are enough for auto: ask requires an approval all the same.',
        ),
      ),
    defaultEvidence.bestEffort,
  ),
  budget: z._default(
    z
      .strictObject({
        megabytes: z._default(upTo(1_000_000, 'Megabytes read.'), defaultEvidence.budget.megabytes),
        objects: z._default(upTo(1_000_000, 'Objects read.'), defaultEvidence.budget.objects),
        seconds: z._default(upTo(900, 'Seconds.'), defaultEvidence.budget.seconds),
        dollars: z._default(
          z
            .number()
            .check(
              z.gt(0, 'must be more than 0'),
              z.maximum(1000, 'must be at most 1000'),
              z.describe('US dollars, by list prices.'),
            ),
          defaultEvidence.budget.dollars,
        ),
      })
      .check(z.describe('The most that one question may take; what is not read within it is unknown.')),
    { ...defaultEvidence.budget },
  ),
});

const canary = z.strictObject({
  minutes: z._default(
    from1(10_080).check(
      z.minimum(15, 'must be at least 15'),
      z.describe('Minutes after the last write in which errors of clients are watched.'),
    ),
    defaultCanary.minutes,
  ),
  onJump: z._default(
    z
      .enum(['page', 'undo'])
      .check(
        z.describe(
          'What follows when errors jump over what is usual: page tells people, undo tells them and takes the fix back where nobody outside can be the cause.',
        ),
      ),
    defaultCanary.onJump,
  ),
});

/** The shape of `waxseal.yaml`. What needs the catalog or the date is checked elsewhere. */
export const policySchema = z.strictObject({
  version: z.literal(1).check(z.describe('Of this format: always 1.')),
  mode: z._default(
    mode.check(z.describe('For whatever no rule speaks of: dry-run, ask or auto.')),
    defaultPolicy.mode,
  ),
  killSwitch: z._default(
    z.boolean().check(z.describe('true stops every write at once.')),
    defaultPolicy.killSwitch,
  ),
  ownerTags: z._default(listOf(text, 'Tag keys that name an owner; the first that is present wins.'), [
    ...defaultPolicy.ownerTags,
  ]),
  rules: z._default(z.array(rule).check(z.describe('Read from top to bottom; a later match wins.')), []),
  exemptions: z._default(z.array(exemption).check(z.describe('What is left alone, until a day.')), []),
  optIns: z._default(
    z
      .array(optIn)
      .check(z.describe('Owners who say that their clients are ready: lets auto write without evidence.')),
    [],
  ),
  approvals: z._default(approvals.check(z.describe('Who approves, and for how long.')), {
    ...defaultPolicy.approvals,
    approvers: [...defaultPolicy.approvals.approvers],
  }),
  ownership: z.optional(ownership.check(z.describe('Who makes resources here, and what follows from it.'))),
  limits: z.optional(
    limits.check(z.describe('How much may be changed in how short a time. Absent: no limits.')),
  ),
  evidence: z.optional(
    evidence.check(
      z.describe('What recorded traffic must show before auto may break clients. Absent: no log is read.'),
    ),
  ),
  canary: z.optional(
    canary.check(z.describe('Whether errors of clients are watched after a fix. Absent: no signal is read.')),
  ),
  events: z.optional(events.check(z.describe('How events are taken.'))),
});

export type PolicyFile = z.output<typeof policySchema>;

/** JSON Schema (draft 7, which editors know best) of `waxseal.yaml`, generated from the schema that reads it. */
export const policyJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(policySchema, { io: 'input', target: 'draft-7' }),
  title: 'Waxseal policy',
});
