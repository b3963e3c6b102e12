import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePolicy } from '../../src/adapters/policy/file.ts';
import { defaultEvidence } from '../../src/core/evidence/rules.ts';
import type { Evidence } from '../../src/core/model/evidence.ts';
import type { Inquiry } from '../../src/core/model/ports.ts';
import { answering, awsError } from '../kit/answering.ts';
import { cleanEvidence, seenEvidence } from '../kit/facts.ts';
import { arnOf, autoPolicy, plainBuckets, terminalAt } from '../kit/terminal.ts';

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

describe('waxseal evidence enable', () => {
  const enable = ['evidence', 'enable', '--resource', arnOf('plain')];
  const withLogs = (sources: object = {}) => {
    const { aws, asked } = answering({
      DescribeDeliverySources: () => sources,
      DescribeDeliveries: () => ({
        deliveries: [
          { deliverySourceName: 's', deliveryDestinationType: 'CWL', deliveryDestinationArn: 'd' },
        ],
      }),
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
      logGroupName: '/waxseal/evidence/s3/plain',
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
