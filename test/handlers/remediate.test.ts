import { beforeEach, describe, expect, test, vi } from 'vitest';
import { withPorts } from '../../handlers/remediate.ts';
import type { Journal } from '../../src/core/journal.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import { account, enter, eventAbout } from '../entrances/deliveries.ts';
import { context, record } from './context.ts';

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
    expect(text).toContain('"outcome":"sealed"');
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
