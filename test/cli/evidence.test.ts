import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/adapters/policy/file.ts';
import { defaultEvidence } from '../../src/core/evidence/rules.ts';
import type { Evidence } from '../../src/core/model/evidence.ts';
import type { Enabling } from '../../src/evidence/enabling.ts';
import type { Aws } from '../../src/core/model/remediation.ts';
import type { Location, Target } from '../../src/core/model/target.ts';
import type { Clouds, Inquiry } from '../../src/core/model/ports.ts';
import { sandboxClouds } from '../../src/sandbox/sandbox-ports.ts';
import { type Answers, answering, awsError } from '../kit/answering.ts';
import { cleanEvidence, seenEvidence } from '../kit/facts.ts';
import { arnOf, autoPolicy, me, plainBuckets, type Terminal, terminalAt, flat } from '../kit/terminal.ts';

const terminalWith = (answer: Evidence) => {
  const asked: Inquiry[] = [];
  const evidence = async (inquiry: Inquiry): Promise<Evidence> => {
    asked.push(inquiry);
    return answer;
  };
  return { ...terminalAt(plainBuckets, { parts: { evidence } }), asked };
};
const command = ['evidence', '--resource', arnOf('plain')];

describe('waxseal evidence', () => {
  test('shows whom to talk to, and what it asked', async () => {
    const { run, json, asked, sandbox } = terminalWith(seenEvidence);
    const { exit, out } = await run(command);
    expect(exit).toBe(0);
    for (const part of [
      'seen. 7 requests',
      'role/importer (10.0.0.7, curl/8.5)',
      '2026-11-20T03:00:00.000Z',
      'Window: 14 days',
    ])
      expect(out).toContain(part);
    const { document } = await json([...command, '--days', '35'], 'waxseal/evidence/v1');
    expect(document).toMatchObject({
      days: 35,
      answers: [{ evidence: seenEvidence, questions: [{ ask: 'plaintext-requests', of: arnOf('plain') }] }],
    });
    expect(asked.map(({ rules }) => rules?.days)).toEqual([14, 35]);
    expect(sandbox.writes()).toEqual([]);
  });
  test.each<[string, Evidence, number, string]>([
    ['clean', { ...cleanEvidence, complete: false }, 0, 'may miss clients'],
    ['seen', seenEvidence, 3, 'Who would break'],
    [
      'unknown',
      { is: 'unknown', why: 'off', says: 'It is off.', enable: { how: 'Switch it on.', costs: 'Little.' } },
      3,
      'Do: Switch it on.',
    ],
  ])('--exit-code: %s', async (_, answer, code, says) => {
    const { exit, out } = await terminalWith(answer).run([...command, '--exit-code']);
    expect(exit).toBe(code);
    expect(out).toContain(says);
  });
  test('what is good already asks nobody', async () => {
    const { run, asked } = terminalWith(seenEvidence);
    expect((await run(['evidence', '--resource', arnOf('remediated'), '--exit-code'])).exit).toBe(0);
    expect(asked).toEqual([]);
  });
  const verdictOf = async (verdict: object) => {
    const { catalog } = await import('../../src/services/index.ts');
    const remediation = async (id: string) => ({
      ...(await catalog.remediation(id)),
      read: async () => ({}),
      plan: () => ({ message: 'x', data: {}, ...verdict }),
      evidence: undefined,
    });
    const remade = { ...catalog };
    Reflect.set(remade, 'remediation', remediation);
    return terminalAt(plainBuckets, { parts: { catalog: remade } });
  };
  test.each([
    ['unknown', { is: 'unknown' }, 'nobody knows who would break'],
    ['pending', { is: 'pending' }, 'AWS is still at work'],
    ['by hand', { is: 'non-compliant', changes: [] }, 'Only people can fix it'],
  ])('%s is not good, and nobody says that nobody would break', async (_, verdict, says) => {
    const { exit, out } = await (
      await verdictOf(verdict)
    ).run([...command, '--remediation', 's3-bucket-tls-only', '--exit-code']);
    expect(out).toContain(says);
    expect(out).not.toContain('nobody would break');
    expect(exit).toBe(3);
  });
  test.each(['0', '91', '1.5', 'many'])('%s days are refused', async (days) => {
    const { exit, err } = await terminalWith(cleanEvidence).run([...command, '--days', days]);
    expect(exit).toBe(2);
    expect(err).toContain('--days');
  });
  test('plan shows it where the gate asked for it', async () => {
    const terminal = terminalWith(seenEvidence);
    terminal.file('waxseal.yaml', `${autoPolicy}evidence: { days: 30 }\n`);
    const { out } = await terminal.run(['plan', '--resource', arnOf('plain')]);
    expect(out).toContain('Who would break');
    expect(out).toContain('It would request approval.');
    expect(terminal.asked[0]?.rules?.days).toBe(30);
    const { document } = await terminal.json(['plan', '--resource', arnOf('plain')], 'waxseal/plan/v1');
    expect(document).toMatchObject({
      looks: [{ decision: { answer: 'ask', evidence: { is: 'seen', count: 7 } } }],
    });
  });
});

test.each([
  ['page', 'A jump is told.'],
  ['undo', 'A jump is told; one that nobody outside can cause has the fix taken back.'],
])('plan says how clients are watched afterwards: %s', async (onJump, says) => {
  const terminal = terminalWith(seenEvidence);
  const plan = ['plan', '--resource', arnOf('plain')];
  expect((await terminal.run(plan)).out).not.toContain('watched afterwards');
  terminal.file('waxseal.yaml', `${autoPolicy}canary: { minutes: 45, onJump: ${onJump} }\n`);
  expect(flat((await terminal.run(plan)).out), 'the journal is a file').toContain(
    'Nobody watches what is applied from here',
  );
  expect((await terminal.run(plan)).out).toContain(`for 45 minutes. ${says}`);
  expect((await terminal.json(plan, 'waxseal/plan/v1')).document).toMatchObject({
    looks: [{ watching: { minutes: 45, onJump } }],
  });
});

test('plan says when nothing tells how clients fare afterwards', async () => {
  const terminal = terminalAt({ sqs: { Queues: [{ Name: 'orders' }] } });
  const plan = ['plan', '--resource', 'arn:aws:sqs:eu-west-1:111122223333:orders'];
  terminal.file('waxseal.yaml', autoPolicy);
  expect((await terminal.run(plan)).out).not.toContain('Not watched');
  terminal.file('waxseal.yaml', `${autoPolicy}canary: {}\n`);
  expect((await terminal.run(plan)).out).toContain('Not watched: this build reads no metric');
  expect((await terminal.json(plan, 'waxseal/plan/v1')).document).toMatchObject({
    looks: [{ unwatched: expect.stringContaining('AWS::SQS::Queue') }],
  });
});

describe('waxseal evidence enable', () => {
  const enable = ['evidence', 'enable', '--resource', arnOf('plain')];
  const good = { deliverySourceName: 's', deliveryDestinationType: 'CWL', deliveryDestinationArn: 'd' };
  /** As AWS offers fields: some of them always, and some that carry paths. */
  const offered = {
    service: 's3',
    logType: 'S3_SERVER_ACCESS_LOGS',
    deliveryDestinationType: 'CWL',
    allowedFields: [
      ...['bucket_arn', 'bucket_owner_id'].map((name) => ({ name, mandatory: true })),
      ...[
        'operation',
        'key_name',
        'request_uri',
        'referer',
        'cipher_suite',
        'tls_version',
        'user_agent',
        'remote_ip',
        'requester',
        'host_header',
        'http_status',
        'request_time',
      ].map((name) => ({ name, mandatory: false })),
    ],
  };
  const withLogs = (
    sources: object = {},
    deliveries: readonly object[] = [good],
    groups: readonly object[] = [],
    templates: () => object = () => ({ configurationTemplates: [offered] }),
  ) => {
    const { aws, asked } = answering({
      DescribeDeliverySources: () => sources,
      DescribeDeliveries: () => ({ deliveries }),
      DescribeDeliveryDestinations: () => ({
        deliveryDestinations: [
          {
            arn: 'd',
            deliveryDestinationConfiguration: {
              destinationResourceArn: 'arn:aws:logs:eu-west-1:1:log-group:g',
            },
          },
        ],
      }),
      DescribeLogGroups: () => ({ logGroups: groups }),
      DescribeConfigurationTemplates: templates,
      CreateLogGroup: () => ({}),
      PutRetentionPolicy: () => ({}),
      PutDeliverySource: () => ({}),
      PutDeliveryDestination: () => ({}),
      CreateDelivery: () => ({}),
    });
    const terminal = terminalAt(plainBuckets);
    return { aws, asked, terminal };
  };
  const writes = [
    'CreateLogGroup',
    'PutRetentionPolicy',
    'PutDeliverySource',
    'PutDeliveryDestination',
    'CreateDelivery',
  ];

  test('plans the calls, their price and their undo, and makes them in order', async () => {
    const { enablingOf, makeStep } = await import('../../src/evidence/enabling.ts');
    const { aws, asked } = withLogs();
    const target = {
      account: '111122223333',
      region: 'eu-west-1',
      partition: 'aws',
      type: 'AWS::S3::Bucket',
      id: 'plain',
      arn: arnOf('plain'),
    };
    const question = { ask: 'plaintext-requests', of: target.arn, clears: ['breaks-plaintext'] } as const;
    const planned = await enablingOf(question, target, 14, aws);
    if (planned.is !== 'planned') throw new Error(planned.is);
    expect(planned.costs).toMatch(/dollars/);
    expect(planned.undo.join(' ')).toMatch(
      /delete-delivery .*delete-delivery-source .*delete-delivery-destination/,
    );
    // Kept longer than the window: else it could never be clean.
    expect(planned.steps[1]?.input).toEqual({
      logGroupName: '/aws/vendedlogs/waxseal/s3/plain',
      retentionInDays: 30,
    });
    expect(asked.some(({ operation }) => writes.includes(operation))).toBe(false);
    for (const step of planned.steps) await makeStep(step, aws, async () => {});
    expect(asked.map(({ operation }) => operation).filter((one) => writes.includes(one))).toEqual(writes);
    expect(asked.at(-1)?.input).toMatchObject({
      deliveryDestinationArn: expect.stringMatching(
        /^arn:aws:logs:eu-west-1:111122223333:delivery-destination:waxseal-[0-9a-f]{12}$/,
      ),
    });
  });
  test('what is on already is left alone, and databases are for people', async () => {
    const { enablingOf } = await import('../../src/evidence/enabling.ts');
    const { aws } = withLogs({
      deliverySources: [{ name: 's', logType: 'S3_SERVER_ACCESS_LOGS', resourceArns: [arnOf('plain')] }],
    });
    const target = {
      account: '1',
      region: 'eu-west-1',
      partition: 'aws',
      type: 'AWS::S3::Bucket',
      id: 'plain',
      arn: arnOf('plain'),
    };
    expect(
      await enablingOf({ ask: 'plaintext-requests', of: target.arn, clears: [] }, target, 14, aws),
    ).toMatchObject({ is: 'on' });
    const db = { ask: 'plaintext-connections', of: 'arn:aws:rds:eu-west-1:1:db:shop', clears: [] } as const;
    expect(await enablingOf(db, target, 14, aws)).toMatchObject({
      is: 'by-hand',
      says: expect.stringContaining('log_connections'),
    });
  });
  const plain: Target = {
    account: '111122223333',
    region: 'eu-west-1',
    partition: 'aws',
    type: 'AWS::S3::Bucket',
    id: 'plain',
    arn: arnOf('plain'),
  };
  const source = { name: 's', logType: 'S3_SERVER_ACCESS_LOGS', resourceArns: [plain.arn] };
  const plannedWith = async (...given: Parameters<typeof withLogs>) => {
    const { enablingOf } = await import('../../src/evidence/enabling.ts');
    const asks = { ask: 'plaintext-requests', of: plain.arn, clears: [] } as const;
    return enablingOf(asks, plain, 14, withLogs(...given).aws);
  };
  const operationsOf = (enabling: Enabling) =>
    enabling.is === 'planned' ? enabling.steps.map(({ operation }) => operation) : [];

  test.each<[string, () => object]>([
    [
      'names fields otherwise',
      () => ({ configurationTemplates: [{ ...offered, allowedFields: [{ name: 'x' }] }] }),
    ],
    ['says nothing', () => ({})],
    ['tells of another log', () => ({ configurationTemplates: [{ ...offered, logType: 'OTHER' }] })],
    [
      'tells of another destination',
      () => ({ configurationTemplates: [{ ...offered, deliveryDestinationType: 'S3' }] }),
    ],
    [
      'refuses',
      () => {
        throw awsError('AccessDeniedException');
      },
    ],
  ])('where AWS %s, fields are left to it, and that is said', async (_, templates) => {
    const enabling = await plannedWith({}, [], [], templates);
    if (enabling.is !== 'planned') throw new Error(enabling.is);
    expect(enabling.steps.at(-1)?.input).not.toHaveProperty('recordFields');
    expect(enabling.costs).toContain('they may be secrets');
  });
  test('recorded is what is mandatory and what is looked at: no key, no path, no query string', async () => {
    const enabling = await plannedWith({}, []);
    if (enabling.is !== 'planned') throw new Error(enabling.is);
    expect(enabling.steps.at(-1)?.input).toMatchObject({
      recordFields: [
        'bucket_arn',
        'bucket_owner_id',
        'operation',
        'cipher_suite',
        'tls_version',
        'user_agent',
        'remote_ip',
        'requester',
        'host_header',
        'http_status',
        'request_time',
      ],
    });
    expect(enabling.costs).toContain('without paths and query strings');
    expect(enabling.permissions.write).toContain('logs:DescribeConfigurationTemplates');
  });
  test('a source that delivers elsewhere is used again, and stays when ours is taken back', async () => {
    const elsewhere = { ...good, deliveryDestinationType: 'S3' };
    const enabling = await plannedWith({ deliverySources: [source] }, [elsewhere]);
    expect(operationsOf(enabling)).toEqual([
      'CreateLogGroup',
      'PutRetentionPolicy',
      'PutDeliveryDestination',
      'CreateDelivery',
    ]);
    if (enabling.is !== 'planned') throw new Error(enabling.is);
    expect(enabling.steps.at(-1)?.input).toMatchObject({ deliverySourceName: 's' });
    expect(enabling.undo.join(' ')).not.toContain('delete-delivery-source');
    expect(enabling.permissions.undo).not.toContain('logs:DeleteDeliverySource');
    expect(enabling.permissions.write).not.toContain('s3:AllowVendedLogDeliveryForResource');
  });
  test.each<[string, object, readonly string[], string]>([
    ['for ever', {}, [], 'kept for ever'],
    ['longer', { retentionInDays: 365 }, [], 'kept for 365 days'],
    ['as long', { retentionInDays: 30 }, [], 'kept for 30 days'],
    ['shorter', { retentionInDays: 7 }, ['PutRetentionPolicy'], 'kept for 30 days, instead of 7'],
  ])(
    'a log group that keeps records %s is never made to keep them for less',
    async (_, kept, first, costs) => {
      const group = { logGroupName: '/aws/vendedlogs/waxseal/s3/plain', ...kept };
      const other = { logGroupName: '/aws/vendedlogs/waxseal/s3/plain-2', retentionInDays: 1 };
      const enabling = await plannedWith({}, [], [other, group]);
      expect(operationsOf(enabling)).toEqual([
        ...first,
        'PutDeliverySource',
        'PutDeliveryDestination',
        'CreateDelivery',
      ]);
      expect(enabling).toMatchObject({ costs: expect.stringContaining(costs) });
    },
  );
  test('a delivery that lacks fields is for whoever made it; beside a whole one it does not matter', async () => {
    const lacks = { ...good, id: 'd-1', recordFields: ['bucket_arn', 'tls_version'] };
    const sources = { deliverySources: [source] };
    expect(await plannedWith(sources, [lacks])).toMatchObject({
      is: 'by-hand',
      says: expect.stringMatching(
        /without operation, .*update-delivery-configuration --id d-1 --record-fields bucket_arn tls_version operation /,
      ),
    });
    expect(await plannedWith(sources, [lacks, good])).toMatchObject({ is: 'on' });
  });
  test('CloudFront delivers to a log group of its own, from its home Region', async () => {
    const { enablingOf } = await import('../../src/evidence/enabling.ts');
    const arn = 'arn:aws:cloudfront::111122223333:distribution/E1ABCDEFGHIJKL';
    const target = {
      ...plain,
      type: 'AWS::CloudFront::Distribution',
      region: 'us-east-1',
      id: 'E1ABCDEFGHIJKL',
      arn,
    };
    const asks = { ask: 'requests-without-redirect', of: arn, clears: [] } as const;
    const enabling = await enablingOf(asks, target, 14, withLogs({}, []).aws);
    if (enabling.is !== 'planned') throw new Error(enabling.is);
    expect(enabling.steps.map(({ input }) => input)).toMatchObject([
      { logGroupName: '/aws/vendedlogs/waxseal/cloudfront/E1ABCDEFGHIJKL' },
      { retentionInDays: 30 },
      { resourceArn: arn, logType: 'ACCESS_LOGS' },
      { outputFormat: 'json' },
      { deliveryDestinationArn: expect.stringContaining('arn:aws:logs:us-east-1:') },
    ]);
    expect(enabling.permissions.write).toContain('cloudfront:AllowVendedLogDeliveryForResource');
  });
  test('CloudFront in China delivers to no log group: people switch on its logs in a bucket', async () => {
    const { enablingOf } = await import('../../src/evidence/enabling.ts');
    const arn = 'arn:aws-cn:cloudfront::111122223333:distribution/E1ABCDEFGHIJKL';
    const target = { ...plain, partition: 'aws-cn', region: 'cn-northwest-1', id: 'E1ABCDEFGHIJKL', arn };
    const asks = { ask: 'requests-without-redirect', of: arn, clears: [] } as const;
    const { aws, asked } = withLogs({}, []);
    expect(await enablingOf(asks, target, 14, aws)).toMatchObject({
      is: 'by-hand',
      says: expect.stringContaining('into a bucket'),
    });
    expect(asked).toEqual([]);
  });
  test('says which IAM actions it needs: one for each call, and what deliveries need besides', async () => {
    const enabling = await plannedWith({}, []);
    if (enabling.is !== 'planned') throw new Error(enabling.is);
    const { write } = enabling.permissions;
    for (const operation of operationsOf(enabling)) expect(write).toContain(`logs:${operation}`);
    expect(write).toContain('s3:AllowVendedLogDeliveryForResource');
    expect(write).toContain('logs:PutResourcePolicy');
    expect(enabling.permissions.undo).toContain('logs:DeleteDeliverySource');
  });
  test('a log group that somebody made meanwhile is not touched', async () => {
    const { makeStep } = await import('../../src/evidence/enabling.ts');
    const { aws } = answering({
      CreateLogGroup: () => {
        throw awsError('ResourceAlreadyExistsException', 'The specified log group already exists');
      },
    });
    const step = {
      service: 'CloudWatchLogs',
      operation: 'CreateLogGroup',
      input: { logGroupName: 'g' },
    } as const;
    await expect(makeStep(step, aws, async () => {})).rejects.toThrow('already exists');
  });
  test.each([
    ['there', 1, true],
    ['absent', 5, false],
  ])('a delivery in conflict that is %s', async (_, tries, isThere) => {
    const { makeStep } = await import('../../src/evidence/enabling.ts');
    const input = { deliverySourceName: 's', deliveryDestinationArn: 'd' };
    const { aws, asked } = answering({
      CreateDelivery: () => {
        throw awsError('ConflictException', 'The delivery source is currently being updated.');
      },
      DescribeDeliveries: () => ({ deliveries: isThere ? [input] : [] }),
    });
    const step = { service: 'CloudWatchLogs', operation: 'CreateDelivery', input } as const;
    const end = await makeStep(step, aws, async () => {}).then(
      () => 'made',
      () => 'failed',
    );
    expect(end).toBe(isThere ? 'made' : 'failed');
    expect(asked.filter(({ operation }) => operation === 'CreateDelivery')).toHaveLength(tries);
  });
  /** A terminal whose CloudWatch Logs answers as told; everything else is the account in memory. */
  const terminalWithLogs = (answers: Answers) => {
    const { aws, asked } = answering({
      DescribeDeliverySources: () => ({}),
      DescribeConfigurationTemplates: () => ({}),
      DescribeLogGroups: () => ({}),
      ...Object.fromEntries(writes.map((name) => [name, () => ({})])),
      ...answers,
    });
    const opened: { terminal?: Terminal } = {};
    const account = (location: Location): Aws => {
      if (!opened.terminal) throw new Error('not open yet');
      return sandboxClouds(opened.terminal.sandbox).look(location);
    };
    const look = (location: Location): Aws => ({
      use: (client) => (client.name === 'CloudWatchLogsClient' ? aws : account(location)).use(client),
    });
    const clouds: Clouds = { look, write: async () => aws };
    const terminal = terminalAt(plainBuckets, { parts: { clouds } });
    opened.terminal = terminal;
    terminal.file('waxseal.yaml', autoPolicy);
    return { terminal, asked };
  };
  const historyOf = async ({ json }: Terminal) =>
    (await json(['history', '--resource', arnOf('plain')], 'waxseal/history/v1')).document;

  test('--apply journals what it is about to do and how far it came', async () => {
    const { terminal, asked } = terminalWithLogs({});
    const looked = await terminal.run(enable);
    expect(looked.out).toContain('s3:AllowVendedLogDeliveryForResource');
    expect(await historyOf(terminal)).toMatchObject({ enabled: [] });
    const { document } = await terminal.json([...enable, '--apply'], 'waxseal/evidence-enable/v1');
    expect(document).toMatchObject({ applied: true, enabling: [{ is: 'planned' }] });
    expect(asked.map(({ operation }) => operation).filter((one) => writes.includes(one))).toEqual(writes);
    expect(await historyOf(terminal)).toMatchObject({
      enabled: [{ of: arnOf('plain'), by: me, made: 5, steps: writes.map((operation) => ({ operation })) }],
    });
    expect((await terminal.run(['history'])).out).toContain('logging switched on');
  });
  test('the intent is in the journal before the first call', async () => {
    const { terminal } = terminalWithLogs({
      CreateLogGroup: () => {
        throw awsError('AccessDeniedException', 'You may not.');
      },
    });
    expect((await terminal.run([...enable, '--apply'])).exit).toBe(1);
    expect(await historyOf(terminal)).toMatchObject({ enabled: [{ made: 0, by: me }] });
  });
  test('what stopped midway is in the journal, with what was made', async () => {
    const { terminal } = terminalWithLogs({
      PutDeliverySource: () => {
        throw awsError('AccessDeniedException', 'You may not.');
      },
    });
    const { exit, err } = await terminal.run([...enable, '--apply']);
    expect(exit).toBe(1);
    expect(err).toContain('Made before that: CreateLogGroup, PutRetentionPolicy');
    expect(await historyOf(terminal)).toMatchObject({
      enabled: [{ made: 2, undo: expect.arrayContaining([expect.stringContaining('delete-delivery')]) }],
    });
    expect((await terminal.run(['history'])).out).toContain('2 of 5: not finished');
  });
  test('the kill switch stops it', async () => {
    const { terminal } = withLogs();
    terminal.file('waxseal.yaml', 'version: 1\nkillSwitch: true\n');
    const { exit, err } = await terminal.run([...enable, '--apply']);
    expect(exit).toBe(2);
    expect(err).toContain('kill switch');
  });
  test('without a policy file nothing is written', async () => {
    const { exit, err } = await withLogs().terminal.run([...enable, '--apply']);
    expect(exit).toBe(2);
    expect(err).toContain('no policy file');
  });
  test('a number of days that is none is refused', async () => {
    const { exit, err } = await withLogs().terminal.run([...enable, '--days', 'many']);
    expect(exit).toBe(2);
    expect(err).toContain('is no number of days');
  });
});

test('the block about evidence in examples/waxseal.yaml works once it is no comment', async () => {
  const example = readFileSync(new URL('../../examples/waxseal.yaml', import.meta.url), 'utf8');
  const [block = ''] = /^# evidence:\n(?:# {3}.*\n)+/mu.exec(example) ?? [];
  const written = block.replaceAll(/^# /gmu, '');
  const { catalog } = await import('../../src/services/index.ts');
  const policy = parsePolicy(example.replace(block, written), 'waxseal.yaml', catalog.listings);
  // It says what holds where nothing more is said.
  expect(policy.evidence).toEqual(defaultEvidence);
  expect(parsePolicy(example, 'waxseal.yaml', catalog.listings).evidence).toBeUndefined();
});
