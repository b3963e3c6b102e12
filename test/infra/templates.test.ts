import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { assumedUsage } from '../../infra/cost.ts';
import { settingsFrom } from '../../infra/settings.ts';
import { unitsOf } from '../../infra/units.ts';
import { journalTable } from '../../src/adapters/journal/dynamodb-table.ts';
import { catalog } from '../../src/services/index.ts';
import { flat, list, ofType, statementsIn, synthesise, type Template } from '../kit/infra/synthesised.ts';

const units = await unitsOf(catalog);
const plain = synthesise(units, { mode: 'write' });
const keyed = synthesise(units, { mode: 'write', customerKey: true });
const talking = synthesise(units, {
  mode: 'write',
  notify: ['events', 'digest', 'security-hub', 'reevaluate'],
  aggregator: 'organization',
  locations: ['111122223333/eu-west-1'],
  calendars: ['arn:aws:ssm:eu-west-1:111122223333:document/freeze'],
});
const silent = synthesise(units, { mode: 'write', notify: [] });

const operators = ['waxseal', 'waxseal-hub'] as const;
const only = (template: Template, type: string): Readonly<Record<string, unknown>> => {
  const [[, properties] = [], ...more] = ofType(template, type);
  expect(more).toEqual([]);
  return properties ?? {};
};

describe.each([
  'waxseal-spoke-global',
  'waxseal-spoke-global-dry-run',
  'waxseal-spoke-write',
  'waxseal-spoke-regional',
] as const)('%s is plain CloudFormation', (name) => {
  const text = JSON.stringify(plain.templates[name]);
  test('no assets, no bootstrap, no imports, no custom resources', () => {
    expect(text).not.toMatch(/cdk-hnb659fds|BootstrapVersion|Fn::ImportValue|Custom::|"Type":"AWS::Lambda/);
  });
  test('names no account, Region or partition', () => {
    expect(text).not.toMatch(/\d{12}|"[a-z]{2}-[a-z]+-\d"|arn:aws:/);
  });
});

test('roles are in the global template only, so that a second Region does not collide', () => {
  expect(ofType(plain.templates['waxseal-spoke-regional'], 'AWS::IAM::Role')).toEqual([]);
});

test('what a Region cannot send is kept in a queue of its own, which takes it from our rules only', () => {
  const template = plain.templates['waxseal-spoke-regional'];
  const [[id, queue] = [], ...more] = ofType(template, 'AWS::SQS::Queue');
  expect(more).toEqual([]);
  expect(queue).toMatchObject({ QueueName: 'waxseal-forward-dead-letters', SqsManagedSseEnabled: true });
  const rules = ofType(template, 'AWS::Events::Rule');
  expect(rules.length).toBeGreaterThan(0);
  for (const [, { Targets }] of rules)
    expect(list<unknown>(Targets)[0]).toMatchObject({
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [id, 'Arn'] } },
    });
  const statements = statementsIn(only(template, 'AWS::SQS::QueuePolicy')).map(([, statement]) => statement);
  expect(statements.map(({ Effect, Action }) => [Effect, Action])).toEqual([
    ['Deny', 'sqs:*'],
    ['Allow', 'sqs:SendMessage'],
  ]);
  const from = list<unknown>(statements[1]?.Condition?.['ArnLike']?.['aws:SourceArn']).map(flat);
  expect(from).toEqual([expect.stringMatching(/:rule\/waxseal\*$/)]);
});

test('the bus has somewhere to put what it cannot take', () => {
  const template = plain.templates['waxseal-hub'];
  const [dead] =
    ofType(template, 'AWS::SQS::Queue').find(([, { QueueName }]) => QueueName === 'waxseal-dead-letters') ??
    [];
  expect(only(template, 'AWS::Events::EventBus')).toMatchObject({
    DeadLetterConfig: { Arn: { 'Fn::GetAtt': [dead, 'Arn'] } },
  });
  expect(JSON.stringify(template)).toContain(':event-bus/waxseal');
});

test('a Region sends straight to the hub’s bus, under the forwarding role', () => {
  for (const [, { Targets }] of ofType(plain.templates['waxseal-spoke-regional'], 'AWS::Events::Rule')) {
    const [target] = list<unknown>(Targets);
    expect(flat(target)).toContain('event-bus/waxseal');
    expect(flat(target)).toContain('role/waxseal-forward');
  }
});

describe.each(operators)('%s', (shape) => {
  const template = plain.templates[shape];

  test('the journal has the keys and the index that the adapter uses, and cannot be lost', () => {
    const { Properties, DeletionPolicy } =
      Object.values(template.Resources).find(({ Type }) => Type === 'AWS::DynamoDB::Table') ?? {};
    const { TableName, ...wanted } = journalTable('any');
    const byName = (definitions: unknown) =>
      list<unknown>(definitions)
        .map((one) => JSON.stringify(one))
        .toSorted();
    expect(byName(Properties?.['AttributeDefinitions'])).toEqual(byName(wanted.AttributeDefinitions));
    expect(Properties).toMatchObject({
      KeySchema: wanted.KeySchema,
      GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes,
      BillingMode: wanted.BillingMode,
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    expect(TableName).toBe('any');
    expect(DeletionPolicy).toBe('Retain');
  });

  test('logs outlive the stack, but not a create that is rolled back: their names are fixed', () => {
    const logs = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Logs::LogGroup');
    expect(logs.length).toBeGreaterThan(3);
    for (const log of logs)
      expect(log).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  test('queues are encrypted, over TLS only, and five failures end in the dead-letter queue', () => {
    const queues = ofType(template, 'AWS::SQS::Queue');
    expect(queues).toHaveLength(3);
    for (const [, queue] of queues) expect(queue).toMatchObject({ SqsManagedSseEnabled: true });
    expect(queues.filter(([, queue]) => 'RedrivePolicy' in queue)).toHaveLength(2);
    const policies = ofType(template, 'AWS::SQS::QueuePolicy');
    expect(policies).toHaveLength(3);
    for (const [, policy] of policies) {
      const denies = statementsIn(policy).filter(([, { Effect }]) => Effect === 'Deny');
      expect(denies.map(([, { Condition }]) => Condition)).toEqual([
        { Bool: { 'aws:SecureTransport': 'false' } },
      ]);
    }
  });

  test('topics are over TLS only; SSM may publish only to names that begin with Automation', () => {
    const topics = ofType(template, 'AWS::SNS::Topic').map(([, { TopicName }]) => flat(TopicName));
    expect(topics.toSorted()).toEqual(['AutomationWaxsealApprovals', 'waxseal-alarms', 'waxseal-digest']);
    for (const [, policy] of ofType(template, 'AWS::SNS::TopicPolicy'))
      expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
    expect(ofType(template, 'AWS::SNS::TopicPolicy')).toHaveLength(3);
  });

  test('the policy file: versioned, private, over TLS only, kept', () => {
    expect(only(template, 'AWS::S3::Bucket')).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
    });
    const deny = statementsIn(only(template, 'AWS::S3::BucketPolicy')).map(([, { Condition }]) => Condition);
    expect(deny).toContainEqual({ Bool: { 'aws:SecureTransport': 'false' } });
  });

  test('functions: current Node on arm64, no longer than SSM waits, no secret in the environment', () => {
    const functions = ofType(template, 'AWS::Lambda::Function');
    expect(functions.map(([, { FunctionName }]) => flat(FunctionName)).toSorted()).toEqual([
      'waxseal-apply-approved',
      'waxseal-evaluate',
      'waxseal-remediate',
      'waxseal-sweep',
      'waxseal-undo',
    ]);
    for (const [, fn] of functions) {
      expect(fn).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      expect(Number(fn['Timeout'])).toBeLessThanOrEqual(
        ['waxseal-sweep', 'waxseal-evaluate'].includes(flat(fn['FunctionName'])) ? 600 : 300,
      );
      expect(JSON.stringify(fn['Environment'])).not.toMatch(/secret|password|token/i);
    }
  });

  test('partial batches, and a visibility timeout six times the function’s', () => {
    const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(2);
    for (const [, mapping] of mappings)
      expect(mapping).toMatchObject({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
    const worked = ofType(template, 'AWS::SQS::Queue').filter(([, queue]) => 'RedrivePolicy' in queue);
    expect(worked.map(([, { VisibilityTimeout }]) => VisibilityTimeout)).toEqual([6 * 300, 6 * 300]);
  });

  describe('calls at once', () => {
    const chosen = (ample: boolean) => {
      const either = (value: unknown): unknown => {
        const [condition, many, few] = list<unknown>(Reflect.get(Object(value), 'Fn::If') ?? []);
        expect(condition).toBe('AmpleConcurrency');
        const one = ample ? many : few;
        return Reflect.get(Object(one), 'Ref') === 'AWS::NoValue' ? undefined : one;
      };
      const queues = ofType(template, 'AWS::Lambda::EventSourceMapping').map(([, { ScalingConfig }]) =>
        Number(either(Reflect.get(Object(ScalingConfig), 'MaximumConcurrency'))),
      );
      const reserved = ofType(template, 'AWS::Lambda::Function').flatMap(([, fn]) => {
        const value = fn['ReservedConcurrentExecutions'];
        const most = value === undefined ? undefined : either(value);
        return most === undefined ? [] : [[flat(fn['FunctionName']), Number(most)] as const];
      });
      return { queues, reserved };
    };

    test('in a new account, of 10: nothing is reserved, and queues leave half for people and for others', () => {
      const { queues, reserved } = chosen(false);
      expect(reserved).toEqual([]);
      expect(queues.every((most) => most >= 2)).toBe(true);
      expect(queues.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(5);
    });

    test('of 10: rules of AWS Config in other accounts find no call, of 1,000 they do', () => {
      const { templates } = synthesise(units, { evaluates: ['444455556666'] });
      const condition = (account: string) =>
        Object.values(templates['waxseal-hub'].Resources)
          .filter(({ Type }) => Type === 'AWS::Lambda::Permission')
          .filter((one) => JSON.stringify(one).includes('config.amazonaws.com'))
          .filter((one) => JSON.stringify(one).includes(account))
          .map((one) => Reflect.get(one, 'Condition'));
      expect(condition('444455556666')).toEqual(['AmpleConcurrency']);
      expect(condition('AWS::AccountId')).toEqual([undefined]);
    });

    test('of 1,000: some are kept for approvals and undo, and more than 100 for everybody else', () => {
      const { reserved } = chosen(true);
      expect(Object.fromEntries(reserved)).toEqual({
        'waxseal-apply-approved': 20,
        'waxseal-evaluate': 10,
        'waxseal-undo': 10,
      });
    });

    test('the template deploys everywhere as it is, and asks', () => {
      expect(template.Parameters?.['LambdaConcurrency']).toMatchObject({
        Default: '10',
        AllowedValues: ['10', '1000'],
      });
      expect(Reflect.get(template, 'Conditions')).toMatchObject({
        AmpleConcurrency: { 'Fn::Equals': [{ Ref: 'LambdaConcurrency' }, '1000'] },
      });
    });
  });

  test('as many approvals as may be open at once find a call', () => {
    const { templates } = synthesise(units, { mode: 'write', approvalsOpen: 400 });
    expect(JSON.stringify(templates[shape])).toContain('["AmpleConcurrency",400,');
  });

  test('every rule has somewhere to put what it cannot deliver', () => {
    for (const [, { Targets }] of ofType(template, 'AWS::Events::Rule'))
      expect(list<unknown>(Targets)[0]).toHaveProperty('DeadLetterConfig');
  });

  test('the kill switch is a parameter that begins as off', () => {
    expect(only(template, 'AWS::SSM::Parameter')).toMatchObject({
      Name: '/waxseal/kill-switch',
      Value: 'off',
    });
  });

  test('runbooks are the files, told by our topic, under names that hold their digests', () => {
    const documents = ofType(template, 'AWS::SSM::Document').map(([, { Name, Content }]) => ({
      name: flat(Name),
      text: JSON.stringify(Content),
    }));
    expect(documents.map(({ name }) => name.replace(/[0-9a-f]{8}$/, '')).toSorted()).toEqual([
      'Waxseal-approve-and-apply-',
      'Waxseal-undo-',
    ]);
    for (const { text } of documents)
      expect(text.match(/"NotificationArn"/g)?.length).toBe(text.match(/"aws:approve"/g)?.length);
    expect(documents.find(({ name }) => name.includes('approve'))?.text).toContain('"aws:approve"');
    const functions = ofType(template, 'AWS::Lambda::Function')
      .filter(([, { FunctionName }]) => flat(FunctionName) !== 'waxseal-evaluate')
      .map(([, fn]) => JSON.stringify(fn));
    for (const fn of functions) for (const { name } of documents) expect(fn).toContain(`"ssm:${name}:1"`);
  });

  test('every alarm tells somebody', () => {
    const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
    const names = alarms.map(([, { AlarmName }]) => String(AlarmName));
    for (const part of [
      'dead-letters',
      'failures',
      'breaker',
      'approvals-expiring',
      'sweep',
      'halted',
      'backlog',
      'sweep-backlog',
      'part-missed',
    ])
      expect(names).toContain(`waxseal-${part}`);
    for (const [, alarm] of alarms) expect(list(alarm['AlarmActions'])).toHaveLength(1);
  });

  test('each queue has a backlog of its own: an hour for events, less than the time between sweeps for parts', () => {
    const queues = ofType(template, 'AWS::SQS::Queue');
    const ages = ofType(template, 'AWS::CloudWatch::Alarm')
      .filter(([, { MetricName }]) => MetricName === 'ApproximateAgeOfOldestMessage')
      .map(([, { AlarmName, Dimensions, Threshold }]) => {
        const of = queues.find(([id]) => JSON.stringify(Dimensions).includes(`"${id}"`));
        return [AlarmName, of?.[1]['QueueName'], Threshold];
      });
    expect(ages).toEqual([
      ['waxseal-backlog', 'waxseal-events', 3_600],
      ['waxseal-sweep-backlog', 'waxseal-sweep', 19_800],
    ]);
  });

  test('what costs money by the piece is counted in the table of costs', () => {
    const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Metrics }]) => {
      const stats = list<unknown>(Metrics ?? []).filter((one) => 'MetricStat' in Object(one));
      return Math.max(stats.length, 1);
    });
    expect(alarms.reduce((sum, one) => sum + one, 0)).toBe(assumedUsage.alarms);
    expect(ofType(template, 'AWS::Lambda::EventSourceMapping')).toHaveLength(assumedUsage.queues);
  });
});

test('a key of one’s own is used for everything that is stored', () => {
  const template = keyed.templates['waxseal-hub'];
  const types: readonly (readonly [string, string])[] = [
    ['AWS::DynamoDB::Table', 'SSESpecification'],
    ['AWS::SQS::Queue', 'KmsMasterKeyId'],
    ['AWS::SNS::Topic', 'KmsMasterKeyId'],
    ['AWS::Logs::LogGroup', 'KmsKeyId'],
    ['AWS::Lambda::Function', 'KmsKeyArn'],
    ['AWS::S3::Bucket', 'BucketEncryption'],
  ];
  for (const [type, property] of types)
    for (const [, properties] of ofType(template, type)) expect(properties).toHaveProperty(property);
  expect(ofType(plain.templates['waxseal-hub'], 'AWS::KMS::Key')).toEqual([]);
});

test('who sends into what the key protects may use it, and conditions are none that AWS leaves out', () => {
  const sends = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'];
  const key = only(keyed.templates['waxseal-hub'], 'AWS::KMS::Key');
  const of = (service: string) =>
    statementsIn(key)
      .map(([, statement]) => statement)
      .filter(({ Principal }) => flat(Reflect.get(Object(Principal), 'Service')).startsWith(service));
  const contexts = of('events.').map(({ Action, Condition }) => {
    expect(Action).toEqual(sends);
    // EventBridge sends neither aws:SourceAccount nor aws:SourceArn to KMS.
    return Object.values(Condition ?? {}).flatMap((keys) =>
      Object.entries(keys).map(([name, arn]) => [name, flat(arn)]),
    );
  });
  const here = '<AWS::Region>:<AWS::AccountId>:waxseal-*';
  expect(contexts.flat()).toEqual([
    ['kms:EncryptionContext:aws:sqs:arn', `arn:<AWS::Partition>:sqs:${here}`],
    ['kms:EncryptionContext:aws:sns:topicArn', `arn:<AWS::Partition>:sns:${here}`],
  ]);
  expect(of('cloudwatch.')).toMatchObject([
    {
      Action: sends,
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ]);
  const sentTo = ofType(keyed.templates['waxseal-hub'], 'AWS::SQS::Queue').map(([, { QueueName }]) =>
    flat(QueueName),
  );
  expect(sentTo.filter((name) => !name.startsWith('waxseal-'))).toEqual([]);
});

test('who is told: only what is switched on has a permission and a variable', () => {
  const words = /WAXSEAL_EVENTS|WAXSEAL_DIGEST_TOPIC|WAXSEAL_SECURITY_HUB|WAXSEAL_REEVALUATE/g;
  const actions = /events:PutEvents|securityhub:BatchUpdateFindings|config:StartConfigRulesEvaluation/g;
  const found = (template: Template, pattern: RegExp) =>
    new Set(JSON.stringify(template).match(pattern)).size;
  expect(found(talking.templates.waxseal, words)).toBe(4);
  expect(found(talking.templates.waxseal, actions)).toBe(3);
  expect(found(silent.templates.waxseal, words)).toBe(0);
  expect(found(silent.templates.waxseal, actions)).toBe(0);
});

test('the sweep asks what the settings say, and approvals wait for the calendars', () => {
  const text = JSON.stringify(talking.templates['waxseal-hub']);
  expect(text).toContain('"WAXSEAL_AGGREGATOR":"organization"');
  expect(text).toContain('"WAXSEAL_LOCATIONS":"111122223333/eu-west-1"');
  expect(text).toContain('"WAXSEAL_CALENDARS":"arn:aws:ssm:eu-west-1:111122223333:document/freeze"');
  // Every function that may write asks before it does, and the runbook waits.
  expect(text.match(/"Action":"ssm:GetCalendarState"/g)).toHaveLength(5);
  expect(JSON.stringify(plain.templates['waxseal-hub'])).not.toContain('WAXSEAL_CALENDARS');
});

describe('settings', () => {
  test.each([
    [undefined, 'dry-run'],
    [{}, 'dry-run'],
    [{ mode: 'write' }, 'write'],
    ['{"mode":"write"}', 'write'],
  ])('%o', (given, mode) => {
    expect(settingsFrom(given).mode).toBe(mode);
  });

  test.each([
    [{ mode: 'auto' }, /mode/],
    [{ mod: 'write' }, /"waxseal" is wrong/],
    [{ locations: Array.from({ length: 120 }, () => '111122223333/ap-southeast-1') }, /name an aggregator/],
    ['{', /JSON/],
  ])('%o is refused', (given, says) => {
    expect(() => settingsFrom(given)).toThrow(says);
  });

  test.each([
    [{ mode: 'auto' }, 'mode must not be "auto". Allowed: dry-run, write.'],
    [{ mod: 'write' }, 'mod is not known here. Did you mean mode?'],
    [{ customerKey: 'yes' }, 'customerKey must be true or false, but is "yes".'],
    [
      { notify: ['mail'] },
      'notify[0] must not be "mail". Allowed: events, digest, security-hub, reevaluate.',
    ],
    [{ approvalsOpen: 0 }, 'approvalsOpen must be a whole number from 1 to 400.'],
    [
      { locations: ['eu-west-1'] },
      'locations[0] must be an account and a Region, such as 111122223333/eu-west-1, not "eu-west-1".',
    ],
    [{ evaluates: ['1'] }, 'evaluates[0] must be an account of 12 digits'],
    [{ calendars: ['freeze'] }, 'calendars[0] must be the ARN of an SSM change calendar'],
    [{ aggregator: 'a b' }, 'aggregator must be the name of an AWS Config aggregator'],
    [{ organization: 'on' }, 'organization must be own, or the ARN of a role'],
    [{ permissionsBoundary: 'arn:x' }, 'permissionsBoundary must be the name of a managed policy'],
    [{ evidence: { logBuckets: ['A'] } }, 'evidence.logBuckets[0] must be the name of a bucket'],
    [{ evidence: { logGroups: [] } }, 'evidence.logGroups must name from 1 to 50 log groups.'],
    [{ evidence: { logGroups: ['*'] } }, 'evidence.logGroups[0] must be the name of a log group'],
    [[], 'must be a block of keys'],
  ])('%j is refused in words', (given, says) => {
    expect(() => settingsFrom(given)).toThrow(says);
    expect(() => settingsFrom(given)).not.toThrow('Invalid input');
  });

  test('npm run synth refuses arguments, which it would not heed', () => {
    const { status, stderr } = spawnSync(process.execPath, ['infra/synth.ts', '--out', 'elsewhere'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining('takes no arguments')]);
  });

  test.each(['infra/app.ts', 'infra/synth.ts'])('%s says so without a stack', (script) => {
    const wrong = '{"mode":"auto"}';
    const { status, stderr } = spawnSync(process.execPath, [script], {
      encoding: 'utf8',
      env: { ...process.env, WAXSEAL_SETTINGS: wrong, CDK_CONTEXT_JSON: JSON.stringify({ waxseal: wrong }) },
    });
    expect(status).toBe(2);
    expect(stderr).toContain('mode must not be "auto". Allowed: dry-run, write.');
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
