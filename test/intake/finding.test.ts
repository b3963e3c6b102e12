import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../src/intake/parse-event.ts';
import { changed, example, summary, type Path } from '../kit/event-examples.ts';

const asff = ['detail', 'findings', '0'];
const where = 'detail.findings.0';
const resource = [...asff, 'Resources', '0'];
const imported = example('securityhub-imported.json');
const v2 = example('securityhub-ocsf.json');
const action = example('securityhub-custom-action.json');

const taken = (event: unknown, ...changes: readonly (readonly [Path, unknown])[]): readonly string[] =>
  parseEvent(changes.reduce((now, [path, value]) => changed(now, path, value), event)).map(summary);
const usual = taken(imported);
const usualV2 = taken(v2);

describe('the control of a finding', () => {
  const control = [...asff, 'Compliance', 'SecurityControlId'];
  const generator = [...asff, 'GeneratorId'];
  const fields = [...asff, 'ProductFields'];

  test.each<[string, readonly (readonly [Path, unknown])[], string | undefined]>([
    ['is its SecurityControlId', [[generator, 'something/else']], 'S3.5'],
    ['else its consolidated generator', [[control, undefined]], 'S3.5'],
    [
      "else its standard's generator",
      [
        [control, undefined],
        [generator, 'aws-foundational-security-best-practices/v/1.0.0/ELB.1'],
      ],
      'ELB.1',
    ],
    [
      'else its ControlId',
      [
        [control, null],
        [generator, 'arn:aws:securityhub:::ruleset/cis/v/1.2.0/rule/2.1'],
        [[...fields, 'ControlId'], 'S3.5'],
      ],
      'S3.5',
    ],
  ])('%s', (_what, changes, expected) => {
    expect(taken(imported, ...changes)).toEqual(usual.map((line) => line.replace(' S3.5 ', ` ${expected} `)));
  });

  test('nor a rule: nobody looks', () => {
    const none = [
      [control, undefined] as const,
      [generator, 'x'] as const,
      [fields, {}] as const,
      [[...asff, 'Id'], 'x'] as const,
      [[...asff, 'Remediation'], undefined] as const,
    ];
    expect(taken(imported, ...none)).toEqual(['ignored not-a-control']);
    expect(taken(imported, [fields, null])).toEqual([usual[0]?.replace(/securityhub-\S+/, '-')]);
  });

  test('a finding that Security Hub takes in from AWS Config names its rule', () => {
    const config = [
      [[...asff, 'ProductArn'], 'arn:aws:securityhub:eu-west-1::product/aws/config'],
      [[...asff, 'GeneratorId'], 'arn:aws:config:eu-west-1:111122223333:config-rule/config-rule-abc123'],
      [control, undefined],
      [fields, { 'aws/config/ConfigRuleName': 'bucket-tls' }],
    ] as const;
    expect(taken(imported, ...config)[0]).toContain(' - bucket-tls arn:aws:s3:::invoices');
  });

  test("other products' findings are nobody's control", () => {
    const product = 'arn:aws:securityhub:eu-west-1::product/aws/guardduty';
    expect(taken(imported, [[...asff, 'ProductArn'], product])).toEqual(['ignored not-a-control']);
    const own = 'arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default';
    expect(taken(imported, [[...asff, 'ProductArn'], own])).toEqual(['ignored not-a-control']);
    expect(taken(imported, [[...asff, 'Compliance'], undefined])).toEqual(['ignored not-a-control']);
  });
});

describe('what makes us look', () => {
  const status = [...asff, 'Compliance', 'Status'];
  const workflow = [...asff, 'Workflow', 'Status'];
  test.each<[string, readonly (readonly [Path, unknown])[], readonly string[]]>([
    ['it failed and is new', [], usual],
    ['it failed, and says nothing of its workflow', [[[...asff, 'Workflow'], undefined]], usual],
    ['it failed, notified', [[workflow, 'NOTIFIED']], ['ignored handled-finding']],
    ['it failed, resolved', [[workflow, 'RESOLVED']], ['ignored handled-finding']],
    ['it failed, suppressed', [[workflow, 'SUPPRESSED']], ['ignored handled-finding']],
    ['archived', [[[...asff, 'RecordState'], 'ARCHIVED']], ['ignored archived-finding']],
    ['a warning', [[status, 'WARNING']], ['ignored insufficient-data']],
    ['nothing known', [[status, 'NOT_AVAILABLE']], ['ignored insufficient-data']],
  ])('%s', (_what, changes, expected) => {
    expect(taken(imported, ...changes)).toEqual(expected);
  });

  test('what passed closes, whatever its workflow', () => {
    for (const now of ['NEW', 'NOTIFIED', 'RESOLVED'])
      expect(taken(imported, [status, 'PASSED'], [workflow, now])[0]).toContain('finding COMPLIANT');
  });

  test('a person who asks is heard, whatever the workflow', () => {
    expect(taken(action, [workflow, 'SUPPRESSED'])).toHaveLength(2);
    expect(taken(action, [workflow, 'SUPPRESSED'])[0]).toBe(usual[0]);
  });
});

describe('our own notes', () => {
  const note = (UpdatedBy: string, UpdatedAt: string) =>
    [[...asff, 'Note'], { Text: 'x', UpdatedBy, UpdatedAt }] as const;
  const spoken = '2026-09-20T10:15:40.000Z';

  test('are not answered', () => {
    for (const at of [spoken, '2026-09-20T10:15:41.000Z'])
      for (const by of ['waxseal', 'waxseal/run-1'])
        expect(taken(imported, note(by, at))).toEqual(['ignored own-update']);
  });
  test('do not hide what the control says later', () => {
    expect(taken(imported, note('waxseal', '2026-09-20T10:15:39.999Z'))).toEqual(usual);
    expect(taken(imported, note('waxseal', 'yesterday'))).toEqual(usual);
  });
  test("are not taken for somebody else's", () => {
    expect(taken(imported, note('ann', '2026-09-20T11:00:00.000Z'))).toEqual(usual);
  });
  test('do not keep a person from being heard', () => {
    expect(taken(action, note('waxseal', '2026-09-20T11:00:00.000Z'))).toHaveLength(2);
    expect(taken(action, note('waxseal', '2026-09-20T11:00:00.000Z'))[0]).toBe(usual[0]);
  });
  test('of what passed are not answered either', () => {
    const passed = [[...asff, 'Compliance', 'Status'], 'PASSED'] as const;
    expect(taken(imported, passed, note('waxseal', '2026-09-20T11:00:00.000Z'))).toEqual([
      'ignored own-update',
    ]);
  });
  test('in the form of OCSF set another status, which is not answered', () => {
    for (const status of [2, 3, 4]) {
      const event = [['detail', 'findings', '0', 'status_id'], status] as const;
      expect(taken(v2, event)).toEqual(['ignored handled-finding']);
    }
  });
});

describe('the resources of a finding', () => {
  test('are named each', () => {
    const list = ['arn:aws:s3:::a', 'AWS::::Account:111122223333', 'AKIAEXAMPLE', 'arn:aws:s3:::b'];
    const Resources = list.map((Id) => ({ Type: 'AwsS3Bucket', Id, Region: 'eu-west-1' }));
    expect(taken(imported, [[...asff, 'Resources'], Resources])).toEqual([
      usual[0]?.replace('invoices', 'a'),
      'ignored account-level',
      'ignored without-arn',
      usual[0]?.replace('invoices', 'b'),
    ]);
  });

  test.each<[string, readonly (readonly [Path, unknown])[], string]>([
    [
      'the Region of an ARN counts first',
      [[[...resource, 'Id'], 'arn:aws:rds:us-east-1::db:x']],
      'us-east-1',
    ],
    ["then the resource's own", [[[...resource, 'Region'], 'eu-north-1']], 'eu-north-1'],
    ["then the finding's", [[[...resource, 'Region'], 'aws-global']], 'eu-west-1'],
    ["the finding's, said by nobody else", [[[...resource, 'Region'], null]], 'eu-west-1'],
  ])('%s', (_what, changes, region) => {
    expect(taken(imported, ...changes)[0]).toContain(`111122223333/${region} `);
  });

  test('without a Region nothing is named', () => {
    const none = [[[...asff, 'Region'], undefined] as const, [[...resource, 'Region'], undefined] as const];
    expect(taken(imported, ...none)).toEqual([`malformed ${where}.Region`]);
  });

  test('of another account are foreign, whoever speaks', () => {
    const foreign = ['ignored foreign-account'];
    expect(taken(imported, [[...resource, 'Id'], 'arn:aws:rds:eu-west-1:444455556666:db:x'])).toEqual(
      foreign,
    );
    expect(taken(imported, [['account'], '444455556666'])).toEqual(foreign);
    expect(taken(imported, [[...asff, 'AwsAccountId'], '444455556666'])).toEqual(foreign);
    const cloud = ['detail', 'findings', '0', 'cloud', 'account', 'uid'];
    expect(taken(v2, [cloud, '444455556666'])).toEqual(foreign);
    const owner = ['detail', 'findings', '0', 'resources', '0', 'owner', 'account', 'uid'];
    expect(taken(v2, [owner, '444455556666'])).toEqual(foreign);
  });

  test('one bad finding does not hurt the others', () => {
    expect(taken(action, [[...asff, 'UpdatedAt'], 'never'])).toEqual([
      `malformed ${where}.UpdatedAt`,
      usual[0]?.replace('invoices', 'reports'),
    ]);
  });
});

describe('a finding in the form of OCSF', () => {
  const of = (...path: Path) => ['detail', 'findings', '0', ...path];
  test.each<[string, Path, unknown, readonly string[]]>([
    ['fails in any letters', of('compliance', 'status'), 'FAIL', usualV2],
    ['passes in any letters', of('compliance', 'status'), 'pass', [usualV2[0]?.replace('NON_', '') ?? '']],
    ['with a warning is not enough', of('compliance', 'status'), 'Warning', ['ignored insufficient-data']],
    ['of another class is no control', of('class_uid'), 2004, ['ignored not-a-control']],
    ['whose control is not said goes by its generator', of('compliance', 'control'), null, usualV2],
    ['of another product is none', of('metadata', 'product', 'uid'), 'x', ['ignored not-a-control']],
    ['that is archived', of('status_id'), 5, ['ignored archived-finding']],
    ['that is closed', of('activity_id'), 3, ['ignored archived-finding']],
    ['of unknown status is new', of('status_id'), 0, usualV2],
    ['names its resource by its other id', of('resources', '0', 'uid'), 'invoices', usualV2],
    ['or by its id', of('resources', '0', 'uid_alt'), null, usualV2],
    ['takes the Region of its account', of('resources', '0', 'region'), null, usualV2],
    ['has several moments', of('finding_info', 'modified_time_dt'), null, usualV2],
  ])('%s', (_what, path, value, expected) => {
    expect(taken(v2, [path, value])).toEqual(expected);
  });

  test('that passed closes, although it is closed itself', () => {
    const passed = [of('compliance', 'status'), 'Pass'] as const;
    expect(taken(v2, passed, [of('activity_id'), 3])).toEqual([usualV2[0]?.replace('NON_', '')]);
  });

  test('is of the resource that its ARN says, where two are said', () => {
    expect(taken(v2, [of('resources', '0', 'uid'), 'arn:aws:s3:::other'])).toEqual(usualV2);
  });

  test.each<[string, Path]>([
    ['sent by another account', ['account']],
    ['said by another account', of('cloud', 'account', 'uid')],
    ['owned by another account', of('resources', '0', 'owner', 'account', 'uid')],
  ])('%s is foreign, unless that is a hub', (_what, path) => {
    const instance = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
    const event = changed(changed(v2, of('resources', '0', 'uid_alt'), instance), path, '444455556666');
    expect(parseEvent(event).map(summary)).toEqual(['ignored foreign-account']);
    expect(parseEvent(event, { hubs: ['444455556666'] }).map(({ is }) => is)).toEqual(['named']);
  });

  test('without any moment cannot be ordered', () => {
    const none = [
      [of('finding_info', 'modified_time_dt'), null],
      [of('time_dt'), null],
    ] as const;
    expect(taken(v2, ...none)).toEqual(usualV2);
    expect(taken(v2, ...none, [of('time'), -1])).toEqual(['malformed detail.findings.0.time']);
  });

  test('of the account as a whole', () => {
    expect(taken(v2, [of('resources', '0', 'uid'), 'AWS::::Account:111122223333'])).toEqual([
      'ignored account-level',
    ]);
  });
});
