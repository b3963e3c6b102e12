import { describe, expect, test } from 'vitest';
import type { Compliance } from '../../src/adapters/aws/config-compliance.ts';
import { configCompliance } from '../../src/adapters/aws/config-compliance.ts';
import type { Finding } from '../../src/core/journal/records.ts';
import { deliver } from '../../src/entry-points/deliver.ts';
import { sweep, type SweepParts } from '../../src/entry-points/sweep.ts';
import type { AccountFile } from '../../src/sandbox/account.ts';
import type { HandOver } from '../../src/adapters/deployment/sweep-queue.ts';
import type { SweepPart } from '../../src/intake/sweep-part.ts';
import { auto, enter, eventAbout, type Scene } from '../kit/deliveries.ts';

const location = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };
const s3 = 'AWS::S3::Bucket';
const rule = (name: string, SourceIdentifier = 'S3_BUCKET_SSL_REQUESTS_ONLY', InputParameters = '{}') => ({
  ConfigRuleName: name,
  ConfigRuleArn: `arn:aws:config:eu-west-1:111122223333:config-rule/${name}`,
  Source: { Owner: 'AWS' as const, SourceIdentifier },
  InputParameters,
});
const failing = (ConfigRuleName: string, ResourceId: string) => ({
  ConfigRuleName,
  ResourceType: s3,
  ResourceId,
  ComplianceType: 'NON_COMPLIANT' as const,
});
const account: AccountFile = {
  s3: { Buckets: ['invoices', 'orders', 'reports'].map((Name) => ({ Name })) },
  config: {
    ConfigRules: [rule('a', undefined, '{"n":"1"}'), rule('b'), rule('other', 'IAM_PASSWORD_POLICY')],
    Evaluations: [
      failing('a', 'invoices'),
      failing('b', 'invoices'),
      failing('b', 'orders'),
      failing('other', 'x'),
    ],
  },
};
const dryRun = { ...auto, mode: 'dry-run' as const };

const at = (scene: Scene = {}, more: Partial<SweepParts> = {}) => {
  const given = enter({ account, policy: dryRun, ...scene });
  const { ports, entryPoint, host } = given;
  const compliance = configCompliance(ports.clouds);
  const locations = async () => [{ location }];
  const parts: SweepParts = { catalog: entryPoint.catalog, ports, compliance, locations, ...more };
  const run = async () => {
    const { outcomes, missed, finished } = await sweep(parts);
    return {
      outcomes: outcomes.map(({ is }) => is),
      missed: missed.map(({ where, failure }) => `${where}: ${failure.code}`),
      finished,
    };
  };
  const findings = async (): Promise<readonly Finding[]> => {
    const found: Finding[] = [];
    for await (const { value } of ports.journal.list<Finding>('finding')) found.push(value);
    return found;
  };
  const later = (hours: number) => host.advance(hours * 3_600_000);
  const reads = (bucket: string) =>
    host
      .calls()
      .filter(
        ({ operation, input }) =>
          operation === 's3:GetBucketPolicy' && Reflect.get(Object(input), 'Bucket') === bucket,
      ).length;
  return { ...given, run, findings, later, reads, parts };
};

describe('a sweep', () => {
  test('looks once at whatever does not comply, however many rules say so, with the parameters of the rule', async () => {
    const { run, findings, reads } = at();
    expect(await run()).toEqual({ outcomes: ['reported', 'reported'], missed: [], finished: true });
    expect((await findings()).map(({ target, ruleParameters }) => [target.id, ruleParameters])).toEqual([
      ['invoices', { n: '1' }],
      ['orders', {}],
    ]);
    expect([reads('invoices'), reads('orders'), reads('reports')]).toEqual([1, 1, 0]);
  });

  test('comes again after six hours, and not before', async () => {
    const { run, later, reads } = at();
    await run();
    later(5.9);
    expect((await run()).outcomes).toEqual([]);
    later(0.2);
    expect((await run()).outcomes).toEqual(['reported', 'reported']);
    expect(reads('invoices')).toBe(2);
  });

  test('fixes what the policy now lets it fix: no event would come for that', async () => {
    const { parts, ports, later, host, run } = at();
    await run();
    later(7);
    const now = { ...parts, ports: { ...ports, policy: async () => auto } };
    expect((await sweep(now)).outcomes.map(({ is }) => is)).toEqual(['remediated', 'remediated']);
    expect(host.writes()).toHaveLength(2);
  });

  test('of two that begin at once one goes to all locations, the other only wakes', async () => {
    const { ports, parts } = at();
    let asked = 0;
    const locations = async () => ((asked += 1), [{ location }]);
    const write: typeof ports.journal.write = async (row, revision) =>
      row.kind === 'counter' && row.key === 'config-sweep' ? undefined : ports.journal.write(row, revision);
    const late = { ...parts, locations, ports: { ...ports, journal: { ...ports.journal, write } } };
    expect(await sweep(late)).toEqual({ outcomes: [], missed: [], finished: true });
    expect(asked).toBe(0);
    expect((await sweep({ ...parts, locations })).outcomes).toHaveLength(2);
    expect(asked).toBe(1);
  });

  test('does not finish another one that began meanwhile', async () => {
    const { ports, parts } = at();
    const mark = () => ports.journal.read<{ started: string; finished?: string }>('counter', 'config-sweep');
    const other = { started: '2026-03-02T20:00:00.000Z' };
    const locations = async () => {
      const row = await mark();
      await ports.journal.write({ kind: 'counter', key: 'config-sweep', value: other }, row?.revision ?? 0);
      return [{ location }];
    };
    await sweep({ ...parts, locations });
    expect((await mark())?.value).toEqual(other);
  });

  test('finds custom rules by alias', async () => {
    const Source = { Owner: 'CUSTOM_LAMBDA' as const, SourceIdentifier: 'arn:aws:lambda:x:1:function:check' };
    const config = {
      ConfigRules: [{ ...rule('custom'), Source }],
      Evaluations: [failing('custom', 'orders')],
    };
    const events = { aliases: { '*:function:check': ['s3-bucket-tls-only'] }, hubs: [] };
    expect((await at({ account: { ...account, config } }).run()).outcomes).toEqual([]);
    const { run } = at({ account: { ...account, config }, policy: { ...dryRun, events } });
    expect((await run()).outcomes).toEqual(['reported']);
  });
});

describe('what the journal holds', () => {
  const unlisted = { ...account, config: {} };

  test('open and unlisted is looked at too, and closed when somebody has fixed it', async () => {
    const { run, entryPoint, findings, host } = at({ account: unlisted });
    for (const bucket of ['invoices', 'orders']) await deliver(eventAbout(bucket), entryPoint);
    const Resource = ['arn:aws:s3:::orders', 'arn:aws:s3:::orders/*'];
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [deny] });
    host.write({ operation: 's3:PutBucketPolicy', input: { Bucket: 'orders', Policy } });
    host.advance(1000);
    expect((await run()).outcomes).toEqual(['reported', 'compliant']);
    expect((await findings()).map(({ is }) => is)).toEqual(['reported', 'compliant']);
  });

  test('is found gone, listed or not', async () => {
    const { parts, ports, entryPoint, findings, host } = at({ account: unlisted });
    for (const bucket of ['invoices', 'orders']) await deliver(eventAbout(bucket), entryPoint);
    host.advance(1000);
    const emptied = enter({ account: {}, policy: dryRun });
    const compliance: Compliance = {
      rules: async () => [described('a')],
      recording: async () => true,
      resources: async function* () {
        yield { resourceType: s3, resourceId: 'invoices' };
      },
    };
    const gone = { ...ports, clouds: emptied.ports.clouds, surroundings: async () => ({ tags: {} }) };
    const { outcomes } = await sweep({ ...parts, ports: gone, compliance });
    expect(outcomes.map(({ is }) => is)).toEqual(['gone', 'gone']);
    expect((await findings()).map(({ is }) => is)).toEqual(['gone', 'gone']);
  });

  test('and waits for its time is left to the waker, and looked at once', async () => {
    const { parts, entryPoint, reads, ports, host } = at({ policy: { ...auto, mode: 'ask' } });
    const approvals = {
      ...ports.approvals,
      open: async () => 'execution-1',
      decision: async () => ({ is: 'waiting' }) as const,
    };
    const asking = { ...ports, approvals };
    await deliver(eventAbout('invoices'), { ...entryPoint, ports: asking });
    const run = async () =>
      (await sweep({ ...parts, ports: asking })).outcomes.map((one) => 'plan' in one && one.plan?.target.id);
    host.advance(10_000);
    const before = reads('invoices');
    expect(await run()).toEqual(['orders']);
    expect(reads('invoices')).toBe(before);
    host.advance(7 * 3_600_000);
    expect(new Set(await run())).toEqual(new Set(['invoices', 'orders']));
    expect(reads('invoices')).toBe(before + 1);
  });
});

const described = (name: string) => ({
  arn: `arn:aws:config:eu-west-1:111122223333:config-rule/${name}`,
  name,
  owner: 'AWS' as const,
  sourceIdentifier: 'S3_BUCKET_SSL_REQUESTS_ONLY',
  parameters: {},
});

describe('what fails is named, and does not keep the rest from being looked at', () => {
  test('an aggregator that is away: what the journal holds is looked at all the same', async () => {
    const locations = () => Promise.reject(new Error('away'));
    const { run, entryPoint, host } = at({}, { locations });
    await deliver(eventAbout('orders'), entryPoint);
    host.advance(1000);
    expect(await run()).toEqual({
      outcomes: ['reported'],
      missed: ['aggregator: unexpected'],
      finished: true,
    });
  });

  test('is tried again after an hour', async () => {
    let away = true;
    const { parts, later } = at();
    const locations = async () => {
      if (away) throw new Error('away');
      return parts.locations({ missed: () => {}, unwatched: () => {} });
    };
    await sweep({ ...parts, locations });
    away = false;
    later(0.9);
    expect((await sweep({ ...parts, locations })).outcomes).toEqual([]);
    later(0.2);
    expect((await sweep({ ...parts, locations })).outcomes).toHaveLength(2);
  });

  test('a location without a role, and a rule midway through its pages', async () => {
    const other = { ...location, account: '444455556666' };
    const compliance: Compliance = {
      rules: async ({ account: asked }) => {
        if (asked === other.account) throw new Error('no role');
        return [described('a'), described('b')];
      },
      recording: async () => true,
      resources: async function* (_, name) {
        yield { resourceType: s3, resourceId: name === 'a' ? 'invoices' : 'orders' };
        if (name === 'a') throw new Error('broken');
      },
    };
    const locations = async () => [{ location: other }, { location }];
    expect(await at({}, { compliance, locations }).run()).toEqual({
      outcomes: ['reported', 'reported'],
      missed: ['444455556666/eu-west-1: unexpected', '111122223333/eu-west-1 a: unexpected'],
      finished: true,
    });
  });

  test('a location that may fare better soon: without a queue nobody comes again before the next sweep', async () => {
    const throttled = Object.assign(new Error('slow'), { name: 'ThrottlingException' });
    const { parts, run, later } = at();
    const compliance = { ...parts.compliance, rules: () => Promise.reject(throttled) };
    expect((await sweep({ ...parts, compliance })).missed).toMatchObject([
      { where: '111122223333/eu-west-1', failure: { code: 'throttled' } },
    ]);
    later(1.1);
    expect((await run()).outcomes).toHaveLength(2);
  });

  test('a resource that cannot be resolved', async () => {
    const { run } = at({ account: { ...account, denied: ['s3:HeadBucket', 's3:ListBuckets'] } });
    const { missed, outcomes } = await run();
    expect(outcomes).toEqual([]);
    expect(missed).toEqual([
      expect.stringMatching(/^111122223333\/eu-west-1 s3-bucket-tls-only invoices: /),
      expect.stringMatching(/^111122223333\/eu-west-1 s3-bucket-tls-only orders: /),
    ]);
  });
});

describe('a sweep that is stopped', () => {
  test('is gone on with by the next, which does not begin anew', async () => {
    let left = 1;
    const { parts, reads, host } = at();
    const stop = () => (left -= 1) < 0;
    const first = await sweep({ ...parts, stop });
    expect(first).toMatchObject({ finished: false });
    expect(first.outcomes).toHaveLength(1);
    host.advance(60_000);
    const second = await sweep(parts);
    expect(second).toMatchObject({ finished: true });
    expect(second.outcomes.map(({ is }) => is)).toEqual(['reported']);
    expect([reads('invoices'), reads('orders')]).toEqual([1, 1]);
  });

  test('that died without a word is gone on with, too', async () => {
    const { parts, ports } = at();
    const list = (): never => {
      throw new Error('killed');
    };
    const dying = { ...ports, journal: { ...ports.journal, list } };
    await expect(sweep({ ...parts, ports: dying })).rejects.toThrow('killed');
    expect((await sweep(parts)).outcomes.map(({ is }) => is)).toEqual(['reported', 'reported']);
  });
});

describe('with a queue', () => {
  const queued = (refuses: (part: SweepPart) => boolean = () => false) => {
    const sent: SweepPart[] = [];
    const handOver: HandOver = async (parts) => {
      const all: SweepPart[] = [];
      for await (const part of parts) all.push(part);
      sent.push(...all.filter((part) => !refuses(part)));
      return all.filter(refuses).map((part) => ({ parts: [part], cause: new Error('full') }));
    };
    return { sent, handOver };
  };
  const other = { ...location, account: '444455556666' };
  const locations = async () => [{ location, rules: ['a', 'b'] }, { location: other }];

  test('each location is one message, and nobody is asked anything else', async () => {
    const { sent, handOver } = queued();
    const { run, host, later } = at({}, { handOver, locations });
    expect(await run()).toEqual({ outcomes: [], missed: [], finished: true });
    const started = host.now().toISOString();
    expect(sent).toEqual([
      { waxseal: 'sweep/v1', location, started, rules: ['a', 'b'], open: [], turn: 1 },
      { waxseal: 'sweep/v1', location: other, started, open: [], turn: 1 },
    ]);
    expect(host.calls()).toEqual([]);
    later(5.9);
    await run();
    expect(sent).toHaveLength(2);
    later(0.2);
    await run();
    expect(sent).toHaveLength(4);
  });

  test('what is open in the journal goes with its place', async () => {
    const { sent, handOver } = queued();
    const { run, entryPoint, host } = at({}, { handOver, locations: async () => [{ location: other }] });
    for (const bucket of ['invoices', 'orders']) await deliver(eventAbout(bucket), entryPoint);
    host.advance(1000);
    await run();
    expect(sent.map(({ location: { account: where }, rules, open }) => [where, rules, open.length])).toEqual([
      ['444455556666', undefined, 0],
      ['111122223333', [], 2],
    ]);
  });

  test('what the queue does not take is named, and the next sweep comes after an hour', async () => {
    let full = true;
    const { sent, handOver } = queued(({ location: { account: where } }) => full && where === other.account);
    const { run, later } = at({}, { handOver, locations });
    expect((await run()).missed).toEqual(['queue: 444455556666/eu-west-1: unexpected']);
    expect(sent).toHaveLength(1);
    full = false;
    later(0.9);
    await run();
    expect(sent).toHaveLength(1);
    later(0.2);
    expect((await run()).missed).toEqual([]);
    expect(sent).toHaveLength(3);
  });

  test('thousands that are not taken are one line', async () => {
    const { handOver } = queued(() => true);
    const many = Array.from({ length: 3_000 }, (_, index) => ({
      location: { ...location, account: String(index).padStart(12, '0') },
    }));
    const { run } = at({}, { handOver, locations: async () => many });
    expect((await run()).missed).toEqual(['queue: 000000000000/eu-west-1 and 2999 more: unexpected']);
  });

  test('a sweep that died while it sent begins to send again, as the same sweep', async () => {
    const { sent, handOver } = queued();
    const { parts, host } = at({}, { locations });
    const dying: HandOver = async (given) => {
      for await (const _ of given) throw new Error('killed');
      return [];
    };
    await expect(sweep({ ...parts, handOver: dying })).rejects.toThrow('killed');
    const started = host.now().toISOString();
    host.advance(300_000);
    await sweep({ ...parts, handOver });
    expect(sent.map((part) => part.started)).toEqual([started, started]);
  });
});
