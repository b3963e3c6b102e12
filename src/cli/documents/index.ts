import * as z from 'zod/mini';
import { modes } from '../../core/policy.ts';
import * as part from './parts.ts';
import { report } from './report.ts';

const { text, texts, flag, count, anything, told, target, outcome, ended, exit, failure } = part;

const schema = <const Name extends string>(name: Name) =>
  told(z.literal(name), 'Name and version of this document.');

const answered = <const Name extends string>(name: Name) =>
  z.strictObject({
    schema: schema(name),
    ask: text('The ask.'),
    answer: told(z.enum(['approve', 'reject']), 'What was answered.'),
    by: text('Principal ARN.'),
    applies: told(z.enum(['here', 'in-aws']), 'Who applies it: this command, or the runbook in AWS.'),
    result: z.optional(ended),
    exit,
  });

const problem = z.strictObject({
  line: count('From 1.'),
  column: count('From 1.'),
  path: text('Such as `rules[0].mode`.'),
  says: text('What is wrong.'),
  todo: z.optional(text('What to do.')),
});

const match = {
  accounts: z.optional(texts('Accounts.')),
  regions: z.optional(texts('Regions.')),
  remediations: z.optional(texts('Remediation ids.')),
  resources: z.optional(texts('ARN patterns.')),
  tags: z.optional(told(z.record(z.string(), z.string()), 'Patterns of tag values.')),
  line: z.optional(count('Line of the policy file.')),
  path: z.optional(text('Path in the policy file.')),
};

const surroundings = z.strictObject({
  tags: told(z.record(z.string(), z.string()), "The resource's tags."),
  owner: z.optional(text('As a tag names it.')),
});

const looked = z.strictObject({ remediation: text('Remediation id.'), target, outcome });
const hold = z.strictObject({
  finding: text('Key of the finding.'),
  remediation: text('Remediation id.'),
  target,
  by: text('Who held it.'),
  reason: text('Why.'),
  from: text('ISO 8601.'),
  until: z.optional(text('ISO 8601.')),
  released: z.optional(z.strictObject({ by: text('Principal ARN.'), at: text('ISO 8601.') })),
});
const answer = z.strictObject({ ask: text('The ask.'), by: text('Principal ARN.'), outcome });

/** Every document that `--format json` prints, by the name of its schema. */
export const documents = {
  'waxseal/error/v1': z.strictObject({ schema: schema('waxseal/error/v1'), error: failure, exit }),
  'waxseal/list/v1': z.strictObject({
    schema: schema('waxseal/list/v1'),
    remediations: z.array(
      z.strictObject({
        id: text('Says what is true afterwards.'),
        title: text('For people.'),
        summary: text('What it does.'),
        resourceType: text('AWS Config resource type.'),
        configRules: texts('AWS managed Config rules, by source identifier.'),
        controls: texts('Security Hub controls.'),
        services: texts('AWS services.'),
      }),
    ),
  }),
  'waxseal/explain/v1': z.strictObject({
    schema: schema('waxseal/explain/v1'),
    id: text('Remediation id.'),
    version: count('Part of every plan id.'),
    title: text('For people.'),
    summary: text('What it does.'),
    resourceType: text('AWS Config resource type.'),
    configRules: texts('AWS managed Config rules, by source identifier.'),
    controls: texts('Security Hub controls.'),
    services: texts('AWS services.'),
    reversible: flag('Whether it can be undone.'),
    undo: text('How, or why not.'),
    fields: texts('What it sets.'),
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
  }),
  'waxseal/plan/v1': z.strictObject({
    schema: schema('waxseal/plan/v1'),
    policy: part.policyName,
    looks: z.array(part.seen),
    dropped: told(z.array(part.dropped), 'Parts of the event from which no look followed.'),
  }),
  'waxseal/scan/v1': z.strictObject({
    schema: schema('waxseal/scan/v1'),
    policy: part.policyName,
    regions: texts('Regions looked at.'),
    counts: z.strictObject({
      looked: count('Looks taken.'),
      sealed: count('Compliant.'),
      open: count('In violation.'),
      failed: count('Could not be looked at or listed.'),
    }),
    looks: z.array(part.seen),
    unlisted: told(z.array(part.unlisted), 'Kinds of resources that could not be listed.'),
  }),
  'waxseal/apply/v1': z.strictObject({
    schema: schema('waxseal/apply/v1'),
    policy: part.policyName,
    interrupted: flag('Stopped by ^C; the journal knows what is left.'),
    results: z.array(ended),
    dropped: z.array(part.dropped),
    unlisted: z.array(part.unlisted),
    exit,
  }),
  'waxseal/approve/v1': answered('waxseal/approve/v1'),
  'waxseal/reject/v1': answered('waxseal/reject/v1'),
  'waxseal/undo/v1': z.strictObject({
    schema: schema('waxseal/undo/v1'),
    run: text('The run that is taken back.'),
    by: text('Principal ARN.'),
    reason: text('As given.'),
    result: ended,
    exit,
  }),
  'waxseal/release/v1': z.strictObject({
    schema: schema('waxseal/release/v1'),
    by: text('Principal ARN.'),
    released: z.array(hold),
  }),
  'waxseal/history/v1': z.strictObject({
    schema: schema('waxseal/history/v1'),
    entries: told(
      z.array(
        z.strictObject({
          finding: text('Key of the finding.'),
          remediation: text('Remediation id.'),
          target,
          owner: z.optional(text('As a tag names it.')),
          at: text('ISO 8601.'),
          cause: part.cause,
          outcome,
        }),
      ),
      'Newest first.',
    ),
    left: count('Entries that --limit cut off.'),
  }),
  'waxseal/report/v1': z.strictObject({
    schema: schema('waxseal/report/v1'),
    report,
    unlisted: z.array(part.unlisted),
  }),
  'waxseal/policy-check/v1': z.strictObject({
    schema: schema('waxseal/policy-check/v1'),
    file: text('The file that was checked.'),
    valid: flag('Whether it can be used.'),
    problems: told(z.array(problem), 'Make it unusable.'),
    warnings: told(z.array(problem), 'Probably mistakes.'),
    policy: z.optional(anything('The policy as it is understood; see the schema of waxseal.yaml.')),
  }),
  'waxseal/policy-explain/v1': z.strictObject({
    schema: schema('waxseal/policy-explain/v1'),
    policy: part.policyName,
    rulings: z.array(
      z.strictObject({
        remediation: text('Remediation id.'),
        target,
        surroundings,
        mode: told(z.enum(modes), 'What the policy says.'),
        settings: told(z.record(z.string(), z.unknown()), 'Settings of the remediation, merged.'),
        trail: told(
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
            ...match,
            impacts: texts('What the owner accepts.'),
            owner: text('Who says so.'),
            reason: text('Why.'),
            since: text('ISO day.'),
          }),
        ),
        exemption: z.optional(
          z.strictObject({
            ...match,
            owner: text('Who says so.'),
            reason: text('Why.'),
            expires: text('ISO day, inclusive.'),
          }),
        ),
      }),
    ),
  }),
  'waxseal/doctor/v1': z.strictObject({
    schema: schema('waxseal/doctor/v1'),
    ok: flag('Nothing keeps Waxseal from working.'),
    checks: z.array(
      z.strictObject({
        name: text('What was checked.'),
        is: told(z.enum(['ok', 'warn', 'fail', 'not-tried']), 'How it is.'),
        says: text('What was found.'),
        todo: z.optional(text('What to do.')),
      }),
    ),
  }),
  'waxseal/replay/v1': z.strictObject({
    schema: schema('waxseal/replay/v1'),
    title: text('Of the scenario.'),
    about: z.optional(text('What it shows.')),
    faults: told(
      z.array(
        z.strictObject({
          operation: text('At which call.'),
          nth: count('At which of its calls, from 1.'),
          kind: text('What went wrong.'),
          fired: flag('Whether it came to pass.'),
        }),
      ),
      'What the file makes go wrong.',
    ),
    steps: z.array(
      z.strictObject({
        step: anything('As the file has it.'),
        at: text('ISO 8601, when the step was over.'),
        happenings: told(
          z.array(
            z.strictObject({
              is: told(z.enum(['call', 'record']), 'A call to AWS, or a row written to the journal.'),
              at: text('ISO 8601.'),
              by: z.optional(text('Calls: `waxseal`, or a principal ARN.')),
              operation: z.optional(text('Calls: service and operation.')),
              input: z.optional(anything('Calls: what was sent.')),
              refused: z.optional(text("Calls: AWS's error, or what became of the answer.")),
              changed: z.optional(
                told(
                  z.array(
                    z.strictObject({
                      path: text('In the account.'),
                      before: anything('`null`: absent.'),
                      after: anything('`null`: absent.'),
                    }),
                  ),
                  'Calls: what is different in the account afterwards.',
                ),
              ),
              kind: z.optional(text('Rows: the kind.')),
              key: z.optional(text('Rows: the key.')),
              revision: z.optional(count('Rows: how often it has been written.')),
              value: z.optional(anything('Rows: what they hold.')),
            }),
          ),
          'In order.',
        ),
        endings: told(
          z.array(
            z.strictObject({
              is: text('How a look ended; `crashed`: its process died.'),
              because: z.optional(text('The first reason.')),
            }),
          ),
          'Looks that ended in this step.',
        ),
        problems: texts('What is otherwise than the file expects.'),
      }),
    ),
    problems: texts('Of all steps, and faults that never came to pass.'),
  }),
  'waxseal/demo/v1': z.strictObject({
    schema: schema('waxseal/demo/v1'),
    account: text('The account in memory.'),
    page: told(z.nullable(z.string()), 'File with the report as a page; `null`: none was asked for.'),
    resources: count('Resources that a rule speaks of.'),
    staging: told(z.array(looked), 'Under the built-in dry-run policy.'),
    production: told(z.array(looked), 'The same events under the prod policy.'),
    proofs: told(
      z.array(
        z.strictObject({
          name: text('What people call the resource.'),
          remediation: text('Remediation id.'),
          asks: text('What a client wants that wants the least.'),
          before: text('What it got.'),
          after: text('What it gets.'),
        }),
      ),
      'By an evaluator of its own.',
    ),
    again: z.strictObject({ looked: count('Looks.'), writes: count('Writes; 0 is right.') }),
    approvals: z.array(answer),
    rejection: z.nullable(answer),
    undo: z.nullable(
      z.strictObject({ run: text('The run.'), outcome, next: texts('How the next look ended.') }),
    ),
    reopened: texts('How the look ended after somebody had deleted what was sealed.'),
    writes: count('Writes that reached the sandbox, all in all.'),
    report,
  }),
} as const;

export type DocumentName = keyof typeof documents;
