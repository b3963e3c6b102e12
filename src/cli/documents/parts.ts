import * as z from 'zod/mini';
import { unknowns } from '../../core/model/evidence.ts';
import { impacts } from '../../core/model/remediation.ts';

/** What the JSON documents are made of. Loaded by the docs' generator and by tests, never by a command. */
export const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema =>
  schema.check(z.describe(description));

export const text = (description: string) => described(z.string(), description);
export const count = (description: string) => described(z.number(), description);
export const flag = (description: string) => described(z.boolean(), description);
export const texts = (description: string) => described(z.array(z.string()), description);
export const anything = (description: string) => described(z.unknown(), description);

export const schema = <const Name extends string>(name: Name) =>
  described(z.literal(name), 'Name and version of this document.');

export const target = z.strictObject({
  account: text('12 digits.'),
  region: text('Region code.'),
  partition: text('`aws`, `aws-cn` or `aws-us-gov`.'),
  type: text('AWS Config resource type.'),
  id: text('As AWS Config sends it.'),
  arn: text('ARN of the resource.'),
});

const sentence = z.strictObject({
  id: text("Id in the remediation's catalogue of messages."),
  says: text('What is so.'),
  todo: z.optional(text('What a person can do.')),
  about: z.optional(text('`ownership`: it tells who made the thing and may put it back.')),
  data: z.optional(described(z.record(z.string(), z.union([z.string(), z.number()])), 'What was filled in.')),
});

export const reason = z.strictObject({
  check: text('Which check of the gate spoke.'),
  says: text('Why.'),
  todo: z.optional(text('What a person can do.')),
  where: z.optional(text('Line of the policy file.')),
});

const change = z.strictObject({
  set: text('Field of the remediation.'),
  on: text('ARN or name within the target.'),
  before: anything('Value now; `null`: absent.'),
  after: anything('Value planned; `null`: absent.'),
  impact: described(z.array(z.enum(impacts)), 'Who may notice.'),
  inCode: z.optional(
    described(z.record(z.string(), z.string()), 'What the text in code needs besides the value.'),
  ),
});

const ownedBy = described(
  z.strictObject({
    by: text('`cloudformation`, `terraform`, `kubernetes` …'),
    name: text('Its name there.'),
    says: text('For people.'),
  }),
  'What made the resource and may put it back.',
);

export const plan = z.strictObject({
  id: text('128 bits of SHA-256: the same changes for the same reasons carry the same id.'),
  kind: described(z.enum(['remediate', 'undo']), 'A fix, or taking one back.'),
  remediation: text('Remediation id.'),
  version: count("The remediation's version."),
  target,
  changes: described(z.array(change), 'In order; empty: manual action needed.'),
  advises: z.optional(described(z.array(change), 'What only people can change.')),
  step: z.optional(
    described(
      z.strictObject({ next: count('From 1.'), of: count('How many there are.') }),
      'Which step of a migration this is; each is planned, asked about and proven by itself.',
    ),
  ),
  why: sentence,
  hazards: described(z.array(sentence), 'What makes the gate require an approval.'),
  notes: described(z.array(sentence), 'Worth knowing; changes nothing.'),
  ownedBy: z.optional(ownedBy),
});

export const failure = z.strictObject({
  code: text('Documented in docs/errors.md.'),
  says: text('What is wrong, and where.'),
  todo: text('What to do.'),
  retry: flag('Whether the same call may succeed later by itself.'),
});

const caller = z.strictObject({
  principal: z.optional(text('ARN or name, as the log has it.')),
  agent: z.optional(text('User agent.')),
  address: z.optional(text('IP address.')),
  behind: z.optional(text('What the address belongs to.')),
  tls: z.optional(text('Protocol that was spoken.')),
  count: count('Requests or connections.'),
  first: text('ISO 8601.'),
  last: text('ISO 8601.'),
});

export const evidence = z.discriminatedUnion('is', [
  z.strictObject({
    is: described(z.literal('clean'), 'No client that the change would break.'),
    since: text('ISO 8601: beginning of the window.'),
    until: text('ISO 8601: the newest moment known.'),
    source: text('What was read.'),
    records: count('Records of clients over TLS.'),
    complete: flag('`false`: AWS delivers these records on a best-effort basis.'),
    clears: described(z.array(z.enum(impacts)), 'Impacts that meet nobody.'),
  }),
  z.strictObject({
    is: described(z.literal('seen'), 'Clients that the change would break.'),
    since: text('ISO 8601: beginning of the window.'),
    until: text('ISO 8601: the newest moment known.'),
    source: text('What was read.'),
    count: count('Requests or connections.'),
    atLeast: flag('There may be more.'),
    callers: described(z.array(caller), 'Those with the most first, at most 50.'),
    cleanAfter: text('ISO 8601: when the window is clean if nobody else comes.'),
  }),
  z.strictObject({
    is: described(z.literal('unknown'), 'Nothing is known.'),
    why: z.optional(described(z.enum(unknowns), 'Why.')),
    says: z.optional(text('For people.')),
    enable: z.optional(z.strictObject({ how: text('What to switch on.'), costs: text('What that costs.') })),
  }),
]);

const decision = z.strictObject({
  answer: described(z.enum(['apply', 'ask', 'defer', 'report', 'skip']), 'What the gate allows.'),
  reasons: described(z.array(reason), 'Everything that spoke, the strictest first.'),
  evidence: z.optional(evidence),
});

const conflict = z.strictObject({
  set: text('Field.'),
  on: text('ARN or name.'),
  before: anything('Value before us.'),
  became: z.optional(anything('Value through us.')),
  now: anything('Value now.'),
});

export const outcomeNames = [
  'compliant',
  'gone',
  'not-applicable',
  'unknown',
  'pending',
  'manual-action-needed',
  'reported',
  'skipped',
  'deferred',
  'approval-requested',
  'stale',
  'remediated',
  'progressed',
  'settling',
  'rolled-back',
  'conflict',
  'halted',
  'refused',
  'overwritten',
  'regressed',
  'watched',
  'failed',
] as const;

export const outcome = z.strictObject({
  is: described(z.enum(outcomeNames), 'How the look ended.'),
  plan: z.optional(plan),
  because: z.optional(described(z.array(reason), 'Why, strictest first.')),
  met: z.optional(
    described(
      z.array(reason),
      'What probes of the resource itself met after the fix, and why its clients are not watched.',
    ),
  ),
  run: z.optional(text('Run that wrote.')),
  approvalRequest: z.optional(text('Approval request that waits, or was stale.')),
  until: z.optional(text('ISO 8601: looked at again after.')),
  done: z.optional(count('Changes done before it stopped.')),
  why: z.optional(sentence),
  notes: z.optional(z.array(sentence)),
  conflicts: z.optional(described(z.array(conflict), 'Fields that somebody changed since.')),
  failure: z.optional(failure),
});

const call = z.strictObject({
  service: text('SDK service, such as `S3`.'),
  operation: text('Such as `PutBucketPolicy`.'),
  input: anything('What would be sent.'),
  later: z.optional(
    described(
      z.strictObject({ set: text('Field.'), on: text('ARN or name within the target.') }),
      'A call for this field is made too; how is known only when the calls before it have been answered.',
    ),
  ),
});

/** One remediation at one resource, only looked at. */
export const seen = z.strictObject({
  remediation: text('Remediation id.'),
  target,
  verdict: described(
    z.enum(['compliant', 'not-applicable', 'pending', 'unknown', 'non-compliant', 'gone', 'failed']),
    'What the look showed; `failed`: see `failure`.',
  ),
  owner: z.optional(text('As a tag names it.')),
  why: z.optional(sentence),
  plan: z.optional(plan),
  decision: z.optional(decision),
  watching: z.optional(
    described(
      z.strictObject({
        minutes: count('How long after the last write.'),
        onJump: described(z.enum(['page', 'undo']), 'What follows when errors jump.'),
      }),
      'How errors of its clients are watched after the fix.',
    ),
  ),
  unwatched: z.optional(text('Why they are not, although the policy says so.')),
  calls: z.optional(described(z.array(call), 'API calls that the plan would make, in order.')),
  sources: z.optional(
    described(
      z.array(
        z.strictObject({
          set: text('Field of the remediation.'),
          on: text('ARN or name within the target.'),
          cloudformation: text('YAML.'),
          cdk: text('TypeScript.'),
          terraform: text('HCL.'),
          cli: z.optional(text('Command of the AWS CLI, where only people make the change.')),
        }),
      ),
      'The same changes where the resource is described in code.',
    ),
  ),
  failure: z.optional(failure),
});

export const dropped = z.strictObject({ says: text('Why no look followed.') });
export const unlisted = z.strictObject({
  account: text('12 digits.'),
  type: text('AWS Config resource type.'),
  region: text('Region code.'),
  failure,
});
export const ended = z.strictObject({ remediation: text('Remediation id.'), target, outcome });
export const cause = z.strictObject({
  by: described(z.enum(['event', 'sweep', 'wake', 'approval', 'person']), 'Who or what made us look.'),
  actor: z.optional(text('Principal ARN.')),
  reference: z.optional(text('Id of the event, approval request or execution.')),
  at: z.optional(text('ISO 8601: when the cause itself happened.')),
});
export const policyName = described(z.nullable(z.string()), 'Policy file; `null`: the built-in dry-run.');
export const exit = count('Exit code of the command.');
