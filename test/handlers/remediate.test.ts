import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { atOnce } from '../../src/core/model/pooled.ts';
import { withPorts } from '../../handlers/remediate.ts';
import type { Journal } from '../../src/core/journal/journal.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { account, auto, enter, eventAbout } from '../kit/deliveries.ts';
import { fakeSqs } from '../kit/sqs.ts';
import { context, record } from '../kit/context.ts';

/** The rule that the example event names. */
const rule = {
  ConfigRuleName: 'securityhub-s3-bucket-ssl-requests-only-1a2b3c4d',
  ConfigRuleArn:
    'arn:aws:config:eu-west-1:111122223333:config-rule/aws-service-rule/securityhub.amazonaws.com/config-rule-abc123',
  Source: { Owner: 'AWS' as const, SourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
};
const withRule: AccountFile = { ...account, config: { ConfigRules: [rule] } };

/** Lines of the log: Powertools writes them to the process's own streams. */
let lines: string[];
beforeEach(() => {
  lines = [];
  const keep = (line: unknown): boolean => lines.push(String(line)) > 0;
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  return () => spies.forEach((spy) => spy.mockRestore());
});

const run = async (...bodies: readonly string[]) => {
  const { host, ports } = enter({ account: withRule });
  const event = { Records: bodies.map((body, index) => record(`m${index}`, body)) };
  const answer = await withPorts(ports)(event, context);
  return { answer, host, ports };
};
describe('a batch', () => {
  test('is looked at through the real intake, AWS Config and engine', async () => {
    const { answer, host } = await run(eventAbout('invoices'), eventAbout('orders'));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(host.writes().map(({ operation }) => operation)).toEqual([
      's3:PutBucketPolicy',
      's3:PutBucketPolicy',
    ]);
  });

  test('drops what cannot be read, counts it, and does not ask for it again', async () => {
    const { answer, ports } = await run('not JSON', '{"source":"aws.config"}');
    expect(answer).toEqual({ batchItemFailures: [] });
    const counted = await ports.journal.read<{ count: number }>('counter', 'malformed-events');
    expect(counted?.value.count).toBeGreaterThan(0);
  });

  test('logs names and codes, nothing of what is in a resource', async () => {
    await run(eventAbout('invoices'), 'secret text');
    const text = lines.join('\n');
    expect(text).toContain('"outcome":"remediated"');
    expect(text).toContain('"delivery":"malformed"');
    expect(text).not.toMatch(/secret text|Statement|SecureTransport/);
  });

  test('asks again for what may fare better later, and only for that', async () => {
    const { ports } = enter({ account: withRule });
    const down = Object.assign(new Error('slow down'), {
      name: 'SlowDown',
      $metadata: { httpStatusCode: 503 },
    });
    const journal: Journal = {
      ...ports.journal,
      read: async (kind, key) => {
        if (key.includes('orders')) throw down;
        return ports.journal.read(kind, key);
      },
    };
    const event = {
      Records: [record('m0', eventAbout('invoices')), record('m1', eventAbout('orders'))],
    };
    const answer = await withPorts({ ...ports, journal })(event, context);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });

  test('with the same event twice, both at once, writes once; whoever comes second is not lost', async () => {
    const { answer, host, ports } = await run(eventAbout('invoices'), eventAbout('invoices'));
    const first = host.writes().length;
    expect(first).toBe(1);
    // The second one finds the resource fixed, or is to come again.
    const later = answer.batchItemFailures.map(({ itemIdentifier }) =>
      record(itemIdentifier, eventAbout('invoices')),
    );
    expect(await withPorts(ports)({ Records: later }, context)).toEqual({ batchItemFailures: [] });
    expect(host.writes()).toHaveLength(1);
  });

  test('with poison in it hurts only that message, and it does not come again', async () => {
    const deep = '['.repeat(50_000) + ']'.repeat(50_000);
    const poison = ['', 'null', '[]', '{"Records":[{"body":"{}"}]}', deep, '{"detail-type":7,"source":{}}'];
    const { answer, host, ports } = await run(...poison, eventAbout('invoices'));
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(host.writes()).toHaveLength(1);
    const counted = await ports.journal.read<{ count: number }>('counter', 'malformed-events');
    expect(counted?.value.count).toBe(poison.length);
  });

  test('drops what cannot be read also when that cannot be counted', async () => {
    const { ports } = enter({ account: withRule });
    const write: Journal['write'] = async (row, revision) => {
      if (row.kind === 'counter') throw new Error('down');
      return ports.journal.write(row, revision);
    };
    const event = { Records: [record('m0', 'not JSON')] };
    const answer = await withPorts({ ...ports, journal: { ...ports.journal, write } })(event, context);
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(lines.join('\n')).toContain('dropped event not counted');
  });

  test('that is none is an error, not silence', async () => {
    const { ports } = enter({ account: withRule });
    for (const event of [{}, { Records: {} }, JSON.parse(eventAbout('invoices'))])
      await expect(withPorts(ports)(event, context)).rejects.toThrow('Unexpected batch type');
  });

  test('fails as a whole when there are no ports, and tries again with the next', async () => {
    let asked = 0;
    const { ports } = enter({ account: withRule });
    const handler = withPorts(async () => {
      asked += 1;
      if (asked === 1) throw new Error('no environment');
      return ports;
    });
    await expect(handler({ Records: [record('m0', '{}')] }, context)).rejects.toThrow('no environment');
    expect(await handler({ Records: [record('m0', '{}')] }, context)).toEqual({ batchItemFailures: [] });
  });
});

describe('a part of a sweep', () => {
  const part = {
    waxseal: 'sweep/v1',
    location: { account: '111122223333', region: 'eu-west-1', partition: 'aws' },
    started: '2026-03-02T09:00:00.000Z',
    turn: 1,
  };
  const Evaluations = ['invoices', 'orders'].map((ResourceId) => ({
    ConfigRuleName: rule.ConfigRuleName,
    ResourceType: 'AWS::S3::Bucket',
    ResourceId,
    ComplianceType: 'NON_COMPLIANT' as const,
  }));
  const swept: AccountFile = { ...account, config: { ConfigRules: [rule], Evaluations } };
  const writesAfter = async (body: unknown, scene: Parameters<typeof enter>[0] = {}) => {
    const { host, ports } = enter({ account: swept, ...scene });
    const event = { Records: [record('m0', JSON.stringify(body))] };
    const answer = await withPorts(ports, {})(event, context);
    const counted = await ports.journal.read<{ count: number }>('counter', 'malformed-events');
    return { answer, writes: host.writes().length, malformed: counted?.value.count ?? 0 };
  };

  test('is looked at', async () => {
    expect(await writesAfter(part)).toEqual({ answer: { batchItemFailures: [] }, writes: 2, malformed: 0 });
    expect(lines.join('\n')).toContain('"message":"location looked at"');
  });

  test('is looked at by a function that has little time from the start', async () => {
    const { host, ports } = enter({ account: swept });
    const event = { Records: [record('m0', JSON.stringify(part))] };
    const short = { ...context, getRemainingTimeInMillis: () => 20_000 };
    expect(await withPorts(ports, {})(event, short)).toEqual({ batchItemFailures: [] });
    expect(host.writes()).toHaveLength(2);
  });

  test('lifts no mode: the policy decides as ever', async () => {
    expect((await writesAfter(part, { policy: { ...auto, mode: 'dry-run' } })).writes).toBe(0);
  });

  const envelope = {
    version: '0',
    id: '12345678-1234-1234-1234-123456789012',
    'detail-type': 'Config Rules Compliance Change',
    source: 'aws.config',
    account: '111122223333',
    time: '2026-03-02T09:00:00Z',
    region: 'eu-west-1',
    resources: [],
    detail: part,
  };
  test.each([
    ['with a key more', { ...part, mode: 'auto' }],
    ['of another version', { ...part, waxseal: 'sweep/v2' }],
    ['in an event of EventBridge', envelope],
    ['beside an event of EventBridge', { ...envelope, ...part }],
    [
      'in a message of Amazon SNS',
      {
        Type: 'Notification',
        MessageId: 'm-1',
        TopicArn: 'arn:aws:sns:eu-west-1:111122223333:any',
        Message: JSON.stringify(part),
      },
    ],
  ])('%s is none: nothing is looked at, and it is counted', async (_name, body) => {
    const answer = { batchItemFailures: [] };
    expect(await writesAfter(body)).toEqual({ answer, writes: 0, malformed: 1 });
  });

  test('comes again when it may fare better, and is over when it may not', async () => {
    const { ports } = enter({ account: swept });
    const failing = (name: string) => ({
      ...ports,
      clouds: {
        ...ports.clouds,
        look: () => {
          throw Object.assign(new Error(name), { name, $metadata: { httpStatusCode: 400 } });
        },
      },
    });
    const event = { Records: [record('m0', JSON.stringify(part)), record('m1', 'no JSON')] };
    const [throttled, denied] = await Promise.all(
      ['ThrottlingException', 'AccessDeniedException'].map((name) =>
        withPorts(failing(name), {})(event, context),
      ),
    );
    expect(throttled).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    expect(denied).toEqual({ batchItemFailures: [] });
    const text = lines.join('\n');
    expect(text).toContain('"part-missed"');
    expect(text).toMatch(/"message":"part missed".*"where":"111122223333\/eu-west-1","code":"access-denied"/);
  });

  describe('when time runs short', () => {
    /** Half of the time is over as soon as a look has begun. */
    const hurried = (host: ReturnType<typeof enter>['host']) => ({
      ...context,
      getRemainingTimeInMillis: () =>
        host.calls().some(({ operation }) => operation.startsWith('s3:')) ? 29_000 : 60_000,
    });
    const more = Array.from({ length: 3 * atOnce }, (_, index) => `bucket-${index}`);
    const large: AccountFile = {
      s3: { Buckets: more.map((Name) => ({ Name })) },
      config: {
        ConfigRules: [rule],
        Evaluations: more.map((ResourceId) => ({
          ConfigRuleName: rule.ConfigRuleName,
          ResourceType: 'AWS::S3::Bucket',
          ResourceId,
          ComplianceType: 'NON_COMPLIANT' as const,
        })),
      },
    };
    const event = { Records: [record('m0', JSON.stringify(part))] };

    test('sends what is left to the queue', async () => {
      const queue = await fakeSqs();
      onTestFinished(() => queue.close());
      const endpoint = { AWS_ENDPOINT_URL_SQS: new URL(queue.url).origin, AWS_REGION: 'eu-west-1' };
      const keys = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
      for (const [name, value] of Object.entries({ ...endpoint, ...keys })) vi.stubEnv(name, value);
      onTestFinished(() => void vi.unstubAllEnvs());
      const { host, ports } = enter({ account: large });
      const answer = await withPorts(ports, { WAXSEAL_QUEUE: queue.url })(event, hurried(host));
      expect(answer).toEqual({ batchItemFailures: [] });
      const first = host.writes().length;
      expect(first).toBeLessThan(more.length);
      const [body, ...others] = queue.take();
      expect(others).toEqual([]);
      expect(JSON.parse(body ?? '')).toMatchObject({ turn: 2, rules: [rule.ConfigRuleName] });
      await withPorts(ports, {})({ Records: [record('m1', body ?? '')] }, context);
      expect(host.writes()).toHaveLength(more.length);
      expect(new Set(host.writes().map(({ input }) => Reflect.get(Object(input), 'Bucket'))).size).toBe(
        more.length,
      );
    });

    test('comes again itself when that cannot be sent', async () => {
      const { host, ports } = enter({ account: large });
      const answer = await withPorts(ports, {})(event, hurried(host));
      expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm0' }] });
    });
  });
});
