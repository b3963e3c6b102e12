import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  checkPolicy,
  defaultPolicy,
  parsePolicy,
  policyJsonSchema,
  problemText,
} from '../../../src/adapters/policy/file.ts';
import { nameAmong } from '../../../src/core/model/known-names.ts';
import { readPolicy } from '../../../src/adapters/policy/read.ts';
import { WaxsealError } from '../../../src/core/model/errors.ts';

const example = readFileSync(new URL('../../../examples/waxseal.yaml', import.meta.url), 'utf8');
const now = new Date('2026-11-21T00:00:00Z');
const known = {
  listings: [{ id: 's3-bucket-tls-only' }, { id: 'sqs-queue-tls-only' }],
  remediation: async () => ({
    settings: z.strictObject({
      minimumTls: z._default(z.enum(['1.2', '1.3']), '1.2'),
      list: z._default(z.array(z.string()), []),
      letter: z.optional(z.string().check(z.regex(/^[a-z]$/))),
      target: z
        ._default(nameAmong(['TLS13-2021', 'TLS12-2017']), 'TLS13-2021')
        .check(z.describe('What for.')),
      accepted: z._default(z.array(nameAmong(['TLS13-2021', 'TLS12-2017'])), []),
    }),
  }),
};
const problems = (text: string): string[] => readPolicy(text).problems.map(problemText);
const checked = async (text: string) => {
  const { problems: wrong, warnings, policy } = await checkPolicy(text, 'waxseal.yaml', known, now);
  return { problems: wrong.map(problemText), warnings: warnings.map(problemText), policy };
};
const exemption = (rest: string) => `version: 1\nexemptions:\n  - {owner: a, reason: b, expires: ${rest}}\n`;

describe('a policy that is right', () => {
  test('the smallest one is the default: everything is reported, nothing is written', () => {
    expect(parsePolicy('version: 1', 'x')).toEqual({ ...defaultPolicy, lines: { version: 1 } });
    expect(defaultPolicy.mode).toBe('dry-run');
  });

  test('the example is read whole, with the lines of what it says', async () => {
    const policy = parsePolicy(example, 'waxseal.yaml');
    const lines = example.split('\n');
    expect(policy.rules.map(({ name, mode, line }) => [name, mode, lines[(line ?? 0) - 1]?.trim()])).toEqual([
      ['staging is only looked at', 'dry-run', '- name: staging is only looked at'],
      ['production is remediated automatically', 'auto', '- name: production is remediated automatically'],
      ['sensitive data needs an approval', 'ask', '- name: sensitive data needs an approval'],
    ]);
    expect(policy.rules[0]?.path).toBe('rules[0]');
    expect(policy.exemptions[0]).toMatchObject({ expires: '2027-03-31', path: 'exemptions[0]' });
    expect(policy.optIns[0]).toMatchObject({ impacts: ['breaks-plaintext'], since: '2026-10-01' });
    for (const [key, line] of Object.entries(policy.lines))
      expect(lines[line - 1]).toMatch(new RegExp(`^${key}:`));
    expect(await checked(example)).toMatchObject({ problems: [], warnings: [], policy });
  });

  test('aliases, comments, a byte order mark and Windows line ends are understood', () => {
    const text =
      '\uFEFFversion: 1\r\nrules:\r\n  - &a {accounts: &acc ["111122223333"], mode: ask} # why\r\n  - accounts: *acc\r\n    mode: auto\r\n';
    const { rules } = parsePolicy(text, 'x');
    expect(rules.map(({ accounts, mode, line }) => [accounts, mode, line])).toEqual([
      [['111122223333'], 'ask', 3],
      [['111122223333'], 'auto', 4],
    ]);
  });
});

describe('a policy that is wrong', () => {
  test.each<[string, string, string]>([
    ['nothing', '', 'line 1: The file is empty. It begins with version: 1.'],
    ['only a comment', '# x', 'line 1: The file is empty. It begins with version: 1.'],
    ['a list', '- 1', 'line 1: The file holds no keys. It begins with version: 1.'],
    ['no version', 'mode: ask', 'line 1: version is missing. Allowed: 1.'],
    ['another version', 'version: 2', 'line 1: version must not be the number 2. Allowed: 1.'],
    [
      'a misspelt key',
      'version: 1\nkilswitch: true',
      'line 2: kilswitch is not known here. Did you mean killSwitch?',
    ],
    [
      'another style of key',
      'version: 1\nkill-switch: true',
      'line 2: kill-switch is not known here. Did you mean killSwitch?',
    ],
    [
      'settings that are in no rule',
      'version: 1\nsettings: {}',
      'line 2: settings is not known here. Settings belong to a rule: move it below one of the rules.',
    ],
    [
      'a key of nothing',
      'version: 1\napprovals:\n  colour: red',
      'line 3: approvals.colour is not known here. Allowed: approvers, minimum, countSessions, expiresAfterDays, rejectionHoldsDays.',
    ],
    [
      'a misspelt key in a rule',
      'version: 1\nrules:\n  - mode: ask\n    acounts: ["111122223333"]',
      'line 4: rules[0].acounts is not known here. Did you mean accounts?',
    ],
    [
      'a misspelt mode',
      'version: 1\nmode: dryrun',
      'line 2: mode must not be "dryrun". Did you mean dry-run?',
    ],
    [
      'an unknown mode',
      'version: 1\nmode: enforce',
      'line 2: mode must not be "enforce". Allowed: dry-run, ask, auto.',
    ],
    ['on for true', 'version: 1\nkillSwitch: on', 'line 2: killSwitch must be true or false, but is "on".'],
    [
      'an empty value',
      'version: 1\nrules:\n',
      'line 2: rules is empty. Write a list (each line begins with a dash), or remove the key.',
    ],
    [
      'one value for a list',
      'version: 1\nownerTags: team',
      'line 2: ownerTags must be a list (each line begins with a dash), but is "team".',
    ],
    [
      'an account without quotes',
      'version: 1\nrules:\n  - mode: ask\n    accounts: [012345678901]',
      'line 4: rules[0].accounts[0] must be text, but is the number 012345678901. Write it in quotes: "012345678901".',
    ],
    [
      'a tag without quotes',
      'version: 1\nrules:\n  - mode: ask\n    tags: {pii: true}',
      'line 4: rules[0].tags.pii must be text, but is the boolean true. Write it in quotes: "true".',
    ],
    [
      'a short account',
      'version: 1\nrules:\n  - mode: ask\n    accounts: ["1"]',
      'line 4: rules[0].accounts[0] must be an account id: 12 digits in quotes, not "1".',
    ],
    [
      'a Region that is none',
      'version: 1\nrules:\n  - mode: ask\n    regions: [Ireland]',
      'line 4: rules[0].regions[0] must be a Region, such as eu-west-1, or global, not "Ireland".',
    ],
    [
      'an empty list',
      'version: 1\nrules:\n  - mode: ask\n    regions: []',
      'line 4: rules[0].regions must name at least one, or be left away.',
    ],
    [
      'no tags at all',
      'version: 1\nrules:\n  - mode: ask\n    tags: {}',
      'line 4: rules[0].tags must name at least one tag, or be left away.',
    ],
    [
      'a name for an ARN',
      'version: 1\nrules:\n  - mode: ask\n    resources: [invoices]',
      'line 4: rules[0].resources[0] must be an ARN pattern: it begins with arn: (or *), and * and ? are wildcards, not "invoices".',
    ],
    [
      'a day that is none',
      exemption('2027-02-29'),
      'line 3: exemptions[0].expires must be a day that exists, written as 2027-03-31, not "2027-02-29".',
    ],
    [
      'a moment for a day',
      exemption('2027-02-28T00:00:00Z'),
      'line 3: exemptions[0].expires must be a day that exists, written as 2027-03-31, not "2027-02-28T00:00:00Z".',
    ],
    [
      'an exemption without end',
      'version: 1\nexemptions:\n  - owner: a\n    reason: b',
      'line 3: exemptions[0].expires is missing. It must be text.',
    ],
    [
      'no reason',
      'version: 1\nexemptions:\n  - {owner: a, reason: " ", expires: 2027-01-01}',
      'line 3: exemptions[0].reason must not be empty, not " ".',
    ],
    [
      'an unknown impact',
      'version: 1\noptIns:\n  - {owner: a, reason: b, since: 2027-01-01, impacts: [restart]}',
      'line 3: optIns[0].impacts[0] must not be "restart". Did you mean restarts?',
    ],
    [
      'settings that are no block',
      'version: 1\nrules:\n  - settings:\n      s3-bucket-tls-only: 1',
      'line 4: rules[0].settings.s3-bucket-tls-only must be a block of keys, but is the number 1.',
    ],
    [
      'more to approve than may',
      `version: 1\napprovals:\n  approvers: ['arn:aws:iam::111122223333:role/a']\n  minimum: 2`,
      'line 4: approvals.minimum must not be more than there are approvers.',
    ],
    [
      'an approver by name',
      'version: 1\napprovals:\n  approvers: [ann]',
      'line 3: approvals.approvers[0] must be an ARN, which says whose it is: of a role, a user or one session, such as arn:aws:iam::111122223333:role/approver, not "ann".',
    ],
    [
      'two approvers that are one',
      "version: 1\napprovals:\n  approvers: ['arn:aws:sts::111122223333:assumed-role/a/ann', 'arn:aws:sts::111122223333:assumed-role/a/bob']\n  minimum: 2",
      'line 4: approvals.minimum can never be reached: sessions of one role count as one approver. Name other roles or users; docs/security.md says when approvals.countSessions may be set.',
    ],
    [
      'an approval request open for a year',
      'version: 1\napprovals:\n  expiresAfterDays: 365',
      'line 3: approvals.expiresAfterDays must be from 1 to 30 days.',
    ],
    [
      'a key written twice',
      'version: 1\nmode: auto\nmode: dry-run',
      'line 3: mode is written twice. Only one could count: join the two.',
    ],
    [
      'a merge key',
      'version: 1\nrules:\n  - &a {mode: ask}\n  - <<: *a',
      'line 4: rules[1]["<<"] is not known here. Allowed: name, accounts, regions, remediations, resources, tags, ous, mode, settings.',
    ],
    [
      '__proto__',
      'version: 1\n__proto__: {mode: auto}',
      'line 2: __proto__ is no key for a policy. Remove it.',
    ],
    [
      '__proto__ in settings',
      'version: 1\nrules:\n  - settings:\n      x: {"__proto__": {a: 1}}',
      'line 4: rules[0].settings.x.__proto__ is no key for a policy. Remove it.',
    ],
  ])('%s', (_what, text, expected) => {
    expect(problems(text)).toEqual([expected]);
  });

  test.each([
    ['an open bracket', 'version: 1\nrules: [', /^line 2: This is not YAML that can be read: .*\]/],
    [
      'a tab for indentation',
      'version: 1\nrules:\n\t- mode: ask',
      /^line 3: The line is indented with a tab.*spaces/,
    ],
    [
      'two documents',
      'version: 1\n---\nversion: 1',
      /^line 2: A second YAML document begins here.* remove the line/,
    ],
    ['a tag that makes objects', 'version: !!js/function "x"', /^line 1: .*YAML tag.*in quotes/],
    ['an unknown alias', 'version: 1\nmode: *gone', /alias/],
    ['a key that is a list', 'version: 1\n? [a]\n: 1', /has no name/],
  ])('%s is told by line', (_what, text, expected) => {
    expect(problems(text)[0]).toMatch(expected);
  });

  test('what is wrong in a copy is told where it is written', () => {
    expect(problems('version: 1\nrules:\n  - &a\n    mode: x\n  - *a\n')).toEqual([
      'line 4: rules[0].mode must not be "x". Allowed: dry-run, ask, auto.',
      'line 4: rules[1].mode must not be "x". Allowed: dry-run, ask, auto.',
    ]);
  });

  test('all problems are told at once, in the order of the file, by one error', () => {
    const text = 'version: 1\nmode: x\nkillSwitch: 1\nrules:\n  - mode: y\n    foo: 1\n';
    const all = problems(text);
    expect(all.map((line) => line.split(':')[0])).toEqual(['line 2', 'line 3', 'line 5', 'line 6']);
    expect(() => parsePolicy(text, 'prod.yaml')).toThrow(WaxsealError);
    expect(() => parsePolicy(text, 'prod.yaml')).toThrow(
      expect.objectContaining({
        code: 'policy-invalid',
        says: expect.stringContaining('prod.yaml has 4 problems'),
        todo: `Correct:\n  ${all.join('\n  ')}`,
        retry: false,
      }),
    );
  });
});

describe('a policy that is made to do harm', () => {
  const bomb = ['version: 1', 'a0: &a0 [x,x,x,x,x,x,x,x,x,x]']
    .concat(Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(10)}]`))
    .join('\n');
  test.each([
    ['a bomb of aliases', bomb, /^line 3: The file repeats itself too often/],
    ['an endless alias', 'version: 1\nrules: &a [*a]', /alias|cannot be read|must be|nested/i],
    ['deep brackets', `a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`, /nested too deeply/],
    ['a large file', `version: 1 #${'x'.repeat(2 ** 20)}`, /larger than 1 MiB/],
  ])('%s is refused', (_what, text, expected) => {
    expect(problems(text).join('\n')).toMatch(expected);
  });

  test('no key reaches a prototype, and constructor is a key like any other', () => {
    const { rules } = parsePolicy(
      'version: 1\nrules:\n  - settings: {constructor: {prototype: {polluted: 1}}}\n  - mode: ask\n    tags: {constructor: x}',
      'x',
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.keys(rules[0]?.settings ?? {})).toEqual(['constructor']);
  });

  test('nothing makes the reader throw, and it answers either problems or a policy', () => {
    const piece = fc.constantFrom(
      'version: 1\n',
      'rules:\n',
      '  - ',
      'mode: ',
      'ask',
      '\n',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      ': ',
      '"',
      '__proto__',
      '? ',
      '!!map ',
      '1',
      '<<: ',
      '# ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (text) => {
          const { problems: wrong, policy } = readPolicy(text);
          expect(wrong.length === 0).toBe(policy !== undefined);
          for (const { line, column } of wrong) {
            expect(line).toBeGreaterThan(0);
            expect(column).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('checked against the catalog and the day', () => {
  test('a remediation that does not exist is named, wherever it stands', async () => {
    const text = `version: 1
rules:
  - mode: ask
    remediations: [s3-bucket-tls-onyl]
    settings:
      sqs-queue-tls: {}
exemptions:
  - {remediations: [nonsense-of-its-own], owner: a, reason: b, expires: 2027-01-01}
approvals: {approvers: ['arn:aws:iam::111122223333:role/x']}
`;
    expect((await checked(text)).problems).toEqual([
      'line 4: rules[0].remediations[0] names a remediation that does not exist: s3-bucket-tls-onyl. Did you mean s3-bucket-tls-only?',
      'line 6: rules[0].settings.sqs-queue-tls names a remediation that does not exist: sqs-queue-tls. Did you mean sqs-queue-tls-only?',
      'line 8: exemptions[0].remediations[0] names a remediation that does not exist: nonsense-of-its-own. Allowed: s3-bucket-tls-only, sqs-queue-tls-only.',
    ]);
    expect((await checked(text)).policy).toBeUndefined();
  });

  test('a value that is not allowed is told once', async () => {
    const text = 'version: 1\nrules:\n  - settings: {s3-bucket-tls-only: {letter: no}}';
    expect((await checked(text)).problems).toEqual([
      'line 3: rules[0].settings.s3-bucket-tls-only.letter has a value that is not allowed: "no".',
    ]);
  });
  test("settings are held against the remediation's own schema", async () => {
    const text = `version: 1
rules:
  - settings:
      s3-bucket-tls-only:
        minimumTsl: '1.2'
        list: [a, 1]
  - settings:
      s3-bucket-tls-only: { minimumTls: '1.1' }
  - settings:
      s3-bucket-tls-only: { minimumTls: '1.3' }
`;
    expect((await checked(text)).problems).toEqual([
      'line 5: rules[0].settings.s3-bucket-tls-only.minimumTsl is not known here. Did you mean minimumTls?',
      'line 6: rules[0].settings.s3-bucket-tls-only.list[1] must be text, but is the number 1. Write it in quotes: "1".',
      'line 8: rules[1].settings.s3-bucket-tls-only.minimumTls must not be "1.1". Did you mean 1.2?',
    ]);
  });

  test('a name that no table knows is doubted and taken', async () => {
    const text = `version: 1
rules:
  - settings:
      s3-bucket-tls-only: { target: TLS13-2012, accepted: [TLS12-2017, quantum-2031] }
  - settings:
      s3-bucket-tls-only: { target: TLS13-2021, list: [TLS13-2012] }
`;
    const { problems: wrong, warnings, policy } = await checked(text);
    expect(wrong).toEqual([]);
    expect(warnings).toEqual([
      'line 4: rules[0].settings.s3-bucket-tls-only.target names TLS13-2012, which Waxseal does not know. Did you mean TLS13-2021? Correct it, unless AWS has it: it may be newer than this version of Waxseal.',
      'line 4: rules[0].settings.s3-bucket-tls-only.accepted[1] names quantum-2031, which Waxseal does not know. Correct it, unless AWS has it: it may be newer than this version of Waxseal.',
    ]);
    expect(policy).toBeDefined();
  });

  test.each<[string, string, string[]]>([
    [
      'a rule below which a general one stands',
      'rules:\n  - {mode: ask, regions: [eu-west-1]}\n  - {mode: dry-run}',
      [
        'line 3: rules[0] can never decide: line 4 is about all that this rule is about and comes later. The last match wins: put the general rule first.',
      ],
    ],
    [
      'a rule that is partly covered',
      'rules:\n  - {mode: ask, regions: [eu-west-1, eu-west-2]}\n  - {mode: dry-run, regions: [eu-west-1]}',
      [],
    ],
    [
      'a rule that says nothing',
      'rules:\n  - {name: x}',
      ['line 3: rules[0] says neither a mode nor settings. Add one, or remove the rule.'],
    ],
    [
      'an exemption that is over',
      'exemptions:\n  - {regions: [eu-west-1], owner: a, reason: b, expires: 2026-11-20}',
      ['line 3: exemptions[0] ended on 2026-11-20. Remove it, or agree with its owner on a new day.'],
    ],
    [
      'an exemption on its last day',
      'exemptions:\n  - {regions: [eu-west-1], owner: a, reason: b, expires: 2026-11-21}',
      [],
    ],
    [
      'an exemption of everything',
      'exemptions:\n  - {owner: a, reason: b, expires: 2027-01-01}',
      [
        'line 3: exemptions[0] exempts everything. Name what it is about; to stop all writes there is killSwitch.',
      ],
    ],
    [
      'an opt-in for everything',
      'optIns:\n  - {owner: a, reason: b, since: 2026-11-21, impacts: [none]}',
      ['line 3: optIns[0] speaks for every owner. Name the resources, accounts or tags that it is about.'],
    ],
    [
      'a Region that is none',
      'rules:\n  - {regions: [eu-west-9, global, eu-west-1], mode: ask}',
      [
        'line 3: rules[0] names eu-west-9, which is no Region that Waxseal knows. Correct it, unless AWS has opened it since.',
      ],
    ],
    [
      'nobody to ask',
      'approvals: {approvers: []}\nmode: auto',
      [
        'line 2: approvals.approvers names nobody, so whatever is asked stays unanswered. Name a user or role ARN.',
      ],
    ],
  ])('%s', async (_what, text, warnings) => {
    const approver = 'arn:aws:iam::111122223333:role/x';
    const approvers = text.includes('approvals') ? '' : `\napprovals: {approvers: ['${approver}']}`;
    const given = await checked(`version: 1\n${text}${approvers}`);
    expect(given.problems).toEqual([]);
    expect(given.warnings).toEqual(warnings);
    expect(given.policy).toBeDefined();
  });

  test.each<[string, string, string[]]>([
    [
      'an opt-in that does not count yet',
      'optIns:\n  - owner: a\n    since: 2026-11-22\n    reason: b\n    impacts: [none]\n    regions: [eu-west-1]',
      [
        'line 4: optIns[0].since lies in the future, so the opt-in does not count yet (today is 2026-11-21, UTC). Write the day on which the owner said so, or add the line on 2026-11-22.',
      ],
    ],
    [
      'the root user as approver',
      "approvals:\n  approvers:\n    - 'arn:aws:iam::111122223333:role/x'\n    - 'arn:aws:iam::111122223333:root'",
      [
        'line 5: approvals.approvers[1] is the root user of an account, who should never sign in for this; it does not stand for everybody in the account. Name the ARN of a role or of a user, such as arn:aws:iam::111122223333:role/approver.',
      ],
    ],
    [
      'the root user of another partition, beside an approver that is none',
      "approvals: {approvers: [ann, 'arn:aws-cn:iam::111122223333:root']}",
      [
        expect.stringContaining('approvers[0] must be an ARN'),
        expect.stringContaining('approvers[1] is the root user'),
      ],
    ],
  ])('%s is a problem', async (_what, text, expected) => {
    const given = await checked(`version: 1\n${text}`);
    expect(given.problems).toEqual(expected);
    expect(given.policy).toBeUndefined();
  });

  test('without a day nothing is said of days, and the engine reads the policy all the same', async () => {
    const text =
      'version: 1\noptIns:\n  - {owner: a, reason: b, since: 2999-01-01, impacts: [none], regions: [eu-west-1]}';
    expect(await checkPolicy(text, 'x', known)).toMatchObject({ problems: [], policy: {} });
    expect(parsePolicy(text, 'x').optIns).toHaveLength(1);
  });

  test('what the schema refuses hides nothing else that is wrong', async () => {
    const text = `mode: atuo
rules:
  - mode: ask
    colour: red
    remediations: [s3-bucket-tls-onyl]
  - just words
  - {mode: ask, regions: [eu-wset-1]}
  - settings:
      s3-bucket-tls-only: {minimumTls: '1.1'}
exemptions:
  - {regions: [us-esat-1], owner: a, expires: 2026-01-01}
  - {regions: [eu-west-1], owner: a, reason: b, expires: 2026-01-01}
optIns:
  - {owner: a, reason: b, since: 2999-01-01, impacts: [everything], accounts: ['111122223333']}
limits:
  changesPerHour: 0
  raised: {sqs-queue-tls: 5}
approvals:
  minimum: none
  approvers: ['arn:aws:iam::111122223333:root']
`;
    const given = await checked(text);
    expect(given.policy).toBeUndefined();
    expect(given.problems.map((one) => one.slice(0, one.indexOf(' ', one.indexOf(': ') + 2)))).toEqual([
      'line 1: version',
      'line 1: mode',
      'line 4: rules[0].colour',
      'line 5: rules[0].remediations[0]',
      'line 6: rules[1]',
      'line 7: rules[2].regions[0]',
      'line 9: rules[3].settings.s3-bucket-tls-only.minimumTls',
      'line 11: exemptions[0].reason',
      'line 11: exemptions[0].regions[0]',
      'line 14: optIns[0].since',
      'line 14: optIns[0].impacts[0]',
      'line 16: limits.changesPerHour',
      'line 17: limits.raised.sqs-queue-tls',
      'line 19: approvals.minimum',
      'line 20: approvals.approvers[0]',
    ]);
    expect(given.warnings).toEqual([
      'line 12: exemptions[1] ended on 2026-01-01. Remove it, or agree with its owner on a new day.',
    ]);
  });

  test.each([
    [
      'a line that lost what narrows it',
      'rules:\n  - {mode: ask, regions: [eu-west-1]}\n  - {mode: auto, accounts: [1]}',
    ],
    [
      'an exemption that lost what narrows it',
      'exemptions:\n  - {owner: a, reason: b, expires: 2027-01-01, accounts: [1]}',
    ],
    ['approvers that are none', 'mode: auto\napprovals: {approvers: [ann]}'],
    ['a list that is none', 'rules: {mode: auto}'],
    [
      'a remediation that is no text',
      'rules:\n  - {mode: ask, remediations: [s3-bucket-tls-only, 1], settings: {sqs-queue-tls-only: {}}}',
    ],
  ])('and makes up nothing: %s', async (_what, text) => {
    const approvers = text.includes('approvals')
      ? ''
      : "\napprovals: {approvers: ['arn:aws:iam::111122223333:role/x']}";
    const given = await checked(`version: 1\n${text}${approvers}`);
    expect(given.problems).toHaveLength(1);
    expect(given.warnings).toEqual([]);
  });

  test('the passing of time alone never makes a policy unusable', async () => {
    const text = exemption('2026-12-31');
    const later = await checkPolicy(text, 'x', known, new Date('2099-01-01T00:00:00Z'));
    expect(later.problems).toEqual([]);
    expect(later.policy).toBeDefined();
    expect(parsePolicy(text, 'x').exemptions).toHaveLength(1);
  });
});

describe('how events are taken', () => {
  const events = (text: string) => `version: 1\nevents:\n${text}`;

  test('aliases and hubs are read; left away, there are none', () => {
    const text = events(
      "  aliases: {'arn:aws:lambda:*:function:x': [s3-bucket-tls-only]}\n  hubs: ['999900001111']",
    );
    expect(parsePolicy(text, 'x').events).toEqual({
      aliases: { 'arn:aws:lambda:*:function:x': ['s3-bucket-tls-only'] },
      hubs: ['999900001111'],
    });
    expect(parsePolicy(events('  hubs: []'), 'x').events).toEqual({ aliases: {}, hubs: [] });
    expect(parsePolicy('version: 1', 'x').events).toBeUndefined();
  });

  test.each([
    ["  hubs: ['*']", 'line 3: events.hubs[0] must be an account id'],
    ['  hubs: [999900001111]', 'line 3: events.hubs[0] must be text'],
    [
      '  aliases: {check-buckets: [s3-bucket-tls-only]}',
      'line 3: events.aliases.check-buckets must be an ARN pattern: it begins with arn: (or *), and * and ? are wildcards, not "check-buckets".',
    ],
    // The value is what the name stands for, and not what is wrong.
    ['  aliases: {check-buckets: x}', 'wildcards, not "check-buckets".'],
    ["  aliases: {'arn:x': []}", 'line 3: events.aliases["arn:x"]'],
    ["  aliases: {'arn:x': [s3-bucket-tls]}", 'line 3: events.aliases["arn:x"][0] names a remediation that'],
    ['  alias: {}', 'line 3: events.alias is not known here. Allowed: aliases, hubs.'],
  ])('%s is refused', async (text, expected) => {
    const { problems: wrong, policy } = await checked(events(text));
    expect(wrong.join('\n')).toContain(expected);
    expect(policy).toBeUndefined();
  });
});

describe('the JSON Schema for editors', () => {
  test('is the one that is committed', () => {
    const committed = readFileSync(new URL('../../../schema/waxseal.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  });

  test('requires only the version, allows no other keys and describes each', () => {
    const { required, additionalProperties, properties } = policyJsonSchema();
    expect(required).toEqual(['version']);
    expect(additionalProperties).toBe(false);
    for (const property of Object.values(properties ?? {})) expect(property).toHaveProperty('description');
  });
});
